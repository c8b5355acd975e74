import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** Cost of a hash made now: 32 MB and some tens of milliseconds. Older hashes keep theirs and are upgraded at sign-in. */
export const SCRYPT = { ln: 15, r: 8, p: 1 }

const ENCODED = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/
const BYTES = 32

/** `$scrypt$ln=15,r=8,p=1$salt$hash`, a fresh salt each time. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await stretch(password, salt, SCRYPT)
  return `$scrypt$ln=${SCRYPT.ln},r=${SCRYPT.r},p=${SCRYPT.p}$${text(salt)}$${text(hash)}`
}

/** `upgrade` asks the caller to hash and store anew: the cost has changed since. */
export async function verifyPassword(password: string, encoded: string): Promise<{ ok: boolean; upgrade: boolean }> {
  const [, ln, r, p, salt, hash] = ENCODED.exec(encoded) ?? []
  if (!salt || !hash) return { ok: await verifyNobody(password), upgrade: false }
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) }
  const expected = Buffer.from(hash, 'base64')
  const found = await stretch(password, Buffer.from(salt, 'base64'), cost)
  const ok = expected.length === found.length && timingSafeEqual(expected, found)
  return { ok, upgrade: ok && (cost.ln !== SCRYPT.ln || cost.r !== SCRYPT.r || cost.p !== SCRYPT.p) }
}

/** For unknown logins: always false, after the time a real check takes, so that logins cannot be probed. */
export async function verifyNobody(password: string): Promise<false> {
  await stretch(password, NOBODY, SCRYPT)
  return false
}

/** Is the password one of these earlier ones? Checked one after the other, newest first. */
export async function isOneOf(password: string, encoded: readonly string[]): Promise<boolean> {
  for (const one of encoded) if ((await verifyPassword(password, one)).ok) return true
  return false
}

const NOBODY = randomBytes(16)
const AT_ONCE = 2
const waiting: (() => void)[] = []
let running = 0

/** At most two at once: a flood of sign-ins must not hold all threads that also read files and names. */
async function stretch(password: string, salt: Buffer, cost: { ln: number; r: number; p: number }): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go))
  else running += 1
  try {
    return await scrypted(password, salt, cost)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

function scrypted(password: string, salt: Buffer, { ln, r, p }: { ln: number; r: number; p: number }): Promise<Buffer> {
  const options = { N: 2 ** ln, r, p, maxmem: 2 ** ln * r * 128 * 2 }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, BYTES, options, (problem, key) =>
      problem ? reject(problem) : resolve(key),
    )
  })
}

function text(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
