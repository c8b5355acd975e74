import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * How a telephone system signs what it sends: HMAC-SHA256 over timestamp, method, path and body, with the secret it shares
 * with us. The same in both directions, so that its stand-in can be made of it.
 */
export interface Signed {
  /** Milliseconds, as in the header. */
  timestamp: string
  method: string
  path: string
  body: string | Buffer
}

export const PARTNER_HEADER = 'x-jiban-partner'
export const TIMESTAMP_HEADER = 'x-jiban-timestamp'
export const SIGNATURE_HEADER = 'x-jiban-signature'

/** What is older is not believed any more, however well signed. */
const FRESH_MS = 5 * 60_000

export function signatureOf(secret: string, { timestamp, method, path, body }: Signed): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${method}\n${path}\n`).update(body).digest('hex')
}

export function isSigned(secret: string, signed: Signed, signature: string, now: number): boolean {
  const age = now - Number(signed.timestamp)
  if (!/^\d{13}$/.test(signed.timestamp) || Math.abs(age) > FRESH_MS) return false
  const [expected, given] = [Buffer.from(signatureOf(secret, signed)), Buffer.from(signature.toLowerCase())]
  return expected.length === given.length && timingSafeEqual(expected, given)
}
