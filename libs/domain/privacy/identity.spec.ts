import fc from 'fast-check'
import { isCreditCode } from './credit-code'
import { isIdentityNumber, maskIdentity } from './identity'

test.each([
  '11010519491231002X',
  '11010519491231002x',
  '440524188001010014',
  '１１０１０５ 19491231 002X',
  '130503670401001',
])('%s is an identity number', (typed) => {
  expect(isIdentityNumber(typed)).toBe(true)
})

test.each([
  '110105194912310021',
  '11010519491331002X',
  '99010519491231002X',
  '1101051949123100',
  '',
  '110105194902300021',
])('%p is none', (typed) => {
  expect(isIdentityNumber(typed)).toBe(false)
})

test('of an identity number nothing of the birthday is shown', () => {
  expect(maskIdentity('110105 19491231 002X')).toBe('110*************2X')
  expect(maskIdentity('E123')).toBe('****')
})

test.each(['91350100M000100Y43', '91350100m000100y43', '９１３５０１００M000100Y43', '9135 0100 M000 100Y 43'])(
  '%s is a credit code',
  (typed) => {
    expect(isCreditCode(typed)).toBe(true)
  },
)

test.each(['91350100M000100Y44', '91350100I000100Y43', '91350100M000100Y4', '', '913501OOM000100Y43'])(
  '%p is none',
  (typed) => {
    expect(isCreditCode(typed)).toBe(false)
  },
)

test('any one wrong character is noticed', () => {
  const change = (valid: string, place: number, sign: string) => valid.slice(0, place) + sign + valid.slice(place + 1)
  fc.assert(
    fc.property(fc.nat(16), fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), (place, sign) => {
      const code = '91350100M000100Y43'
      const identity = '11010519491231002X'
      expect(isCreditCode(change(code, place, sign))).toBe(code[place] === sign)
      expect(isIdentityNumber(change(identity, place, sign))).toBe(identity[place] === sign)
    }),
  )
})
