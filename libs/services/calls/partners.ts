import { Inject, Injectable } from '@nestjs/common'
import { isSigned, PARTNER_HEADER, SIGNATURE_HEADER, signatureOf, TIMESTAMP_HEADER } from '#channels/telephony'
import { KeyRing } from '#data/secrets/key-ring'
import { Refusal } from '#domain/refusals'
import { CONFIG, type Config } from '#platform/config'

/** The stand-in telephone of the demo; its secret comes from the keys of the installation, so there is nothing to set. */
const DEMO_TELEPHONE = 'demo-phone'
const demoSecret = (keys: KeyRing) => keys.token('telephony', DEMO_TELEPHONE).toString('hex')

export interface SignedRequest {
  headers: Record<string, string | string[] | undefined>
  method: string
  url: string
  rawBody?: string
}

/** Partner systems sign each request; nothing else opens their doors. */
@Injectable()
export class Partners {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly keys: KeyRing,
  ) {}

  /** The partner that signed this request; whatever is wrong with it is answered in the same words. */
  telephoneOf(request: SignedRequest, now = Date.now()): string {
    return signer(request, (partner) => this.secretOf(partner), now)
  }

  /** Who took a call over; may speak of what was handed over to it, and of nothing else. */
  handOverOf(request: SignedRequest, now = Date.now()): string {
    return signer(request, (partner) => this.config.handOverKeys?.get(partner) ?? null, now)
  }

  private secretOf(partner: string): string | null {
    const given = this.config.telephonyKeys?.get(partner)
    if (given) return given
    const demo = partner === DEMO_TELEPHONE && this.config.demo && this.config.mode !== 'production'
    return demo ? demoSecret(this.keys) : null
  }
}

function signer(
  { headers, method, url, rawBody }: SignedRequest,
  secretOf: (partner: string) => string | null,
  now: number,
): string {
  const said = (name: string) => String(headers[name] ?? '')
  const partner = said(PARTNER_HEADER)
  const secret = secretOf(partner)
  const signed = { timestamp: said(TIMESTAMP_HEADER), method, path: url, body: rawBody ?? '' }
  if (!secret || !isSigned(secret, signed, said(SIGNATURE_HEADER), now)) throw new Refusal('signatureInvalid')
  return partner
}

/** What the stand-in telephone sends along with a request. */
export function demoHeaders(keys: KeyRing, method: string, path: string, body: string): Record<string, string> {
  const timestamp = String(Date.now())
  return {
    [PARTNER_HEADER]: DEMO_TELEPHONE,
    [TIMESTAMP_HEADER]: timestamp,
    [SIGNATURE_HEADER]: signatureOf(demoSecret(keys), { timestamp, method, path, body }),
  }
}
