import type { Door, Sent } from './door'
import { Unreachable } from './door'
import { signature, SIGNATURE } from './signature'

/** An HTTP gateway somewhere: where it is, and the secret both sides sign with. */
export interface GatewayOptions {
  url: URL
  secret: string
  timeoutMs?: number
}

const ANSWER_BYTES = 10_000
/** To be tried again: the same request may be taken later. */
const LATER = [408, 425, 429]

/** Posts signed JSON. The wire format is docs/gateways.md. */
export class Gateway<Outgoing extends object> implements Door<Outgoing> {
  constructor(private readonly options: GatewayOptions) {}

  async send(key: string, outgoing: Outgoing): Promise<Sent> {
    const { url, secret, timeoutMs = 10_000 } = this.options
    const body = JSON.stringify({ key, ...outgoing })
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'idempotency-key': key,
        [SIGNATURE]: signature(secret, body),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: Error) => {
      throw new Unreachable(reasonOf(error))
    })
    return sentOf(answer)
  }
}

/** 2xx is taken; 409 says that it was taken before; any other 4xx is a refusal of this very message. */
async function sentOf(answer: Response): Promise<Sent> {
  const { status } = answer
  if (status >= 500 || LATER.includes(status)) throw new Unreachable(`HTTP ${status}`)
  const text = (await answer.text().catch(() => '')).slice(0, ANSWER_BYTES)
  if (answer.ok || status === 409)
    return { taken: true, providerId: field(text, 'id'), pending: /"pending"\s*:\s*true/.test(text) }
  return { taken: false, reason: field(text, 'reason') ?? `HTTP ${status}` }
}

function field(text: string, name: string): string | null {
  try {
    const value = (JSON.parse(text) as Record<string, unknown>)[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : null
  } catch {
    return null
  }
}

/** Never the address or the body: what fails is logged. */
function reasonOf(error: Error): string {
  if (error.name === 'TimeoutError') return '超时未应答'
  const { code } = (error.cause ?? {}) as { code?: string }
  return code ?? '连接失败'
}
