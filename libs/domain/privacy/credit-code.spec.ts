import fc from 'fast-check'
import { creditCodeFault, isCreditCode } from './credit-code'

const SOUND = '91350100M000100Y43'
const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

test.each([SOUND, ' 9135-0100 M000100Y43', '９１３５０１００Ｍ０００１００Ｙ４３', SOUND.toLowerCase()])(
  '%s is sound',
  (typed) => {
    expect(isCreditCode(typed)).toBe(true)
  },
)

test.each([
  ['91350100M000100Y4', '应为 18 位，现为 17 位'],
  ['91350100M000I00Y43', '第 13 位“I”不会出现'],
  ['91A50100M000100Y43', '第 3 至 8 位是行政区划'],
  ['91350100M000100Y44', '校验位不符'],
])('%s: %s', (code, words) => {
  expect(creditCodeFault(code)).toContain(words)
})

test('one sign misheard, or two neighbours swapped, is noticed', () => {
  fc.assert(
    fc.property(fc.nat(16), fc.constantFrom(...SIGNS), (at, sign) => {
      fc.pre(SOUND[at] !== sign)
      expect(isCreditCode(SOUND.slice(0, at) + sign + SOUND.slice(at + 1))).toBe(false)
    }),
  )
  for (let at = 0; at < 17; at += 1)
    if (SOUND[at] !== SOUND[at + 1])
      expect(isCreditCode(SOUND.slice(0, at) + SOUND[at + 1]! + SOUND[at]! + SOUND.slice(at + 2))).toBe(false)
})
