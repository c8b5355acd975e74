import { createHmac, timingSafeEqual } from 'node:crypto'

/** How both sides of a channel know each other: HMAC-SHA256 over the moment and the body, byte for byte. */

export const SIGNATURE = 'x-jiban-signature'
const TOLERANCE_S = 300

export function signature(secret: string, body: string, at = new Date()): string {
  const seconds = Math.floor(at.getTime() / 1000)
  return `t=${seconds},v1=${mac(secret, seconds, body).toString('hex')}`
}

/** False for another secret, another body, or a moment more than five minutes away: an old one may have been overheard. */
export function isSigned(secret: string, body: string, header: string | undefined, now = new Date()): boolean {
  const found = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '')
  if (!found) return false
  const seconds = Number(found[1])
  if (Math.abs(now.getTime() / 1000 - seconds) > TOLERANCE_S) return false
  return timingSafeEqual(mac(secret, seconds, body), Buffer.from(found[2]!, 'hex'))
}

const mac = (secret: string, seconds: number, body: string) =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest()
