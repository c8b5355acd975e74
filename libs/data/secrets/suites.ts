import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomFillSync, timingSafeEqual } from 'node:crypto'

/** Keys of one suite and one key version, bound to a suite's way of sealing. */
export interface Sealer {
  /** nonce + tag + ciphertext */
  seal(plain: Buffer, bound: Buffer): Buffer
  /** null when the tag does not match: another key, another column, or a changed byte. */
  open(body: Buffer, bound: Buffer): Buffer | null
}

/** A way of sealing. The id is stored in every sealed value, so it is never given to another suite. */
export interface Suite {
  readonly id: number
  readonly name: 'aes' | 'sm'
  sealer(master: Buffer): Sealer
}

const TAG = 16

/** AES-256-GCM with a random 96-bit nonce: rotate the key long before 2^32 seals. */
const AES: Suite = {
  id: 1,
  name: 'aes',
  sealer(master) {
    const key = derive(master, 'seal aes-256-gcm', 32)
    return {
      seal(plain, bound) {
        const nonce = nonceOf(12)
        const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound)
        const text = cipher.update(plain)
        cipher.final()
        return Buffer.concat([nonce, cipher.getAuthTag(), text])
      },
      open(body, bound) {
        if (body.length < 12 + TAG) return null
        const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, 12), { authTagLength: TAG })
        decipher.setAAD(bound).setAuthTag(body.subarray(12, 12 + TAG))
        const plain = decipher.update(body.subarray(12 + TAG))
        try {
          decipher.final()
          return plain
        } catch {
          return null
        }
      },
    }
  },
}

/** SM4-CTR, then HMAC-SM3 over what is bound, nonce and ciphertext (OpenSSL has no SM4-GCM here). */
const SM: Suite = {
  id: 2,
  name: 'sm',
  sealer(master) {
    const key = derive(master, 'seal sm4-ctr', 16)
    const macKey = derive(master, 'seal hmac-sm3', 32)
    const tagOf = (bound: Buffer, nonce: Buffer, text: Buffer) =>
      createHmac('sm3', macKey)
        .update(lengthOf(bound))
        .update(bound)
        .update(nonce)
        .update(text)
        .digest()
        .subarray(0, TAG)
    return {
      seal(plain, bound) {
        const nonce = nonceOf(16)
        const text = createCipheriv('sm4-ctr', key, nonce).update(plain)
        return Buffer.concat([nonce, tagOf(bound, nonce, text), text])
      },
      open(body, bound) {
        if (body.length < 16 + TAG) return null
        const [nonce, tag, text] = [body.subarray(0, 16), body.subarray(16, 16 + TAG), body.subarray(16 + TAG)]
        return timingSafeEqual(tag, tagOf(bound, nonce, text))
          ? createDecipheriv('sm4-ctr', key, nonce).update(text)
          : null
      },
    }
  },
}

export const SUITES: readonly Suite[] = [AES, SM]

/** One purpose, one key: HKDF-SHA256 of a master key. */
export function derive(master: Buffer, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', master, 'jiban', purpose, bytes))
}

const POOL = Buffer.alloc(8192)
let used = POOL.length

/** Asking the system once for many nonces: a call for twelve bytes costs more than the encryption. */
function nonceOf(bytes: number): Buffer {
  if (used + bytes > POOL.length) {
    randomFillSync(POOL)
    used = 0
  }
  const nonce = Buffer.from(POOL.subarray(used, used + bytes))
  used += bytes
  return nonce
}

function lengthOf(bound: Buffer): Buffer {
  const length = Buffer.allocUnsafe(4)
  length.writeUInt32BE(bound.length)
  return length
}
