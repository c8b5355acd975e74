import { getCiphers, getHashes, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { SecretError } from './errors'
import { KeyRing, type KeyMaterial } from './key-ring'

const [first, second, tokenKey] = [randomBytes(32), randomBytes(32), randomBytes(32)]
const ring = (cipher: KeyMaterial['cipher'], ...keys: Buffer[]) =>
  new KeyRing({ keys: new Map(keys.map((key, index) => [index + 1, key])), tokenKey, cipher })
const faultOf = (work: () => unknown): string => {
  try {
    work()
  } catch (problem) {
    if (problem instanceof SecretError) return problem.code
    throw problem
  }
  return 'none'
}

test('OpenSSL on this machine knows every algorithm of both suites', () => {
  expect(getCiphers()).toEqual(expect.arrayContaining(['aes-256-gcm', 'sm4-ctr']))
  expect(getHashes()).toContain('sm3')
})

describe.each(['aes', 'sm'] as const)('sealed with %s', (cipher) => {
  test('a value comes back as it was, and never looks the same twice', () => {
    const keys = ring(cipher, first)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
        const sealed = keys.seal(plain, 'requester.phone')
        expect(keys.open(sealed, 'requester.phone')).toBe(plain)
        expect(sealed.equals(keys.seal(plain, 'requester.phone'))).toBe(false)
      }),
    )
  })

  test('a value does not open in another column, with another key, or with any byte changed', () => {
    const sealed = ring(cipher, first).seal('13812345678', 'requester.phone')
    expect(faultOf(() => ring(cipher, first).open(sealed, 'requester.name'))).toBe('cannotOpen')
    expect(faultOf(() => ring(cipher, second).open(sealed, 'requester.phone'))).toBe('cannotOpen')
    for (let place = 0; place < sealed.length; place += 1) {
      const changed = Buffer.from(sealed)
      changed[place]! ^= 1
      expect(faultOf(() => ring(cipher, first).open(changed, 'requester.phone'))).not.toBe('none')
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(faultOf(() => ring(cipher, first).open(sealed.subarray(0, length), 'requester.phone'))).not.toBe('none')
    }
  })
})

test('old keys and the other suite stay readable, and ask to be rotated', () => {
  const old = ring('aes', first).seal('13812345678', 'requester.phone')
  const now = ring('sm', first, second)
  expect(now.open(old, 'requester.phone')).toBe('13812345678')
  expect(now.needsRotation(old)).toBe(true)
  const fresh = now.seal('13812345678', 'requester.phone')
  expect(now.needsRotation(fresh)).toBe(false)
  expect(fresh.subarray(0, 4).equals(now.header)).toBe(true)
  expect(ring('aes', first, second).open(fresh, 'requester.phone')).toBe('13812345678')
})

test('what is not sealed here, by a newer program or with a key gone says so', () => {
  const sealed = ring('aes', first, second).seal('x', 'c')
  expect(faultOf(() => ring('aes', first).open(sealed, 'c'))).toBe('unknownKey')
  expect(faultOf(() => ring('aes', first).open(Buffer.from('13812345678'), 'c'))).toBe('notSealed')
  expect(faultOf(() => ring('aes', first).open(Buffer.from([1, 9, 0, 1, 0]), 'c'))).toBe('unknownSuite')
})

test('tokens depend on the token key alone: they survive rotation and tell columns apart', () => {
  const [before, after] = [ring('aes', first), ring('sm', first, second)]
  expect(before.token('phone', '+8613812345678')).toEqual(after.token('phone', '+8613812345678'))
  expect(before.digest('张三')).toEqual(after.digest('张三'))
  expect(before.token('phone', '1')).not.toEqual(before.token('tail', '1'))
  expect(before.token('phone', '1')).toHaveLength(16)
  const other = new KeyRing({ keys: new Map([[1, first]]), tokenKey: randomBytes(32), cipher: 'aes' })
  expect(other.token('phone', '1')).not.toEqual(before.token('phone', '1'))
})

test('a phone is found however it is typed, by the whole or by its tail', () => {
  const keys = ring('aes', first)
  expect(keys.phoneToken('138 1234-5678')).toEqual(keys.phoneToken('+86１３８12345678'))
  expect(keys.phoneToken('812 3456', '0477')).toEqual(keys.phoneToken('+864778123456'))
  expect(keys.phoneTail('138 1234-5678')).toEqual(keys.phoneTail('5678'))
  expect(keys.phoneTail('678')).toBeNull()
})

test('a name is found by any part of it', () => {
  const keys = ring('aes', first)
  const stored = new Set(keys.nameTokens('张三丰').map((token) => token.toString('hex')))
  const found = (typed: string) => keys.nameQuery(typed).every((token) => stored.has(token.toString('hex')))
  expect(['张', '丰', '张三', '三丰', '张三丰', '张 三 丰'].every(found)).toBe(true)
  expect(['张丰', '李', '张三疯'].some(found)).toBe(false)
  expect(stored.size).toBe(6)
})

test('words of a confidential text become lexemes that say nothing and are the same for the same word', () => {
  const keys = ring('aes', first)
  const lexemes = keys.textTokens(['路灯', '灯坏', '路灯'])
  expect(lexemes[0]).toMatch(/^[0-9a-f]{24}$/)
  expect(lexemes[0]).toBe(lexemes[2])
  expect(lexemes[0]).not.toBe(lexemes[1])
})
