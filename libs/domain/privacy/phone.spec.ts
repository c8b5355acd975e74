import fc from 'fast-check'
import { maskPhone, nationalPhone, normalisePhone, normalisePhones, phoneTailDigits } from './phone'

test.each([
  ['13812345678', '+8613812345678'],
  ['１３８　１２３４　５６７８', '+8613812345678'],
  ['138-1234-5678', '+8613812345678'],
  ['013812345678', '+8613812345678'],
  ['+86 138 1234 5678', '+8613812345678'],
  ['008613812345678', '+8613812345678'],
  ['8613812345678', '+8613812345678'],
  ['᠑᠓᠘᠑᠒᠓᠔᠕᠖᠗᠘', '+8613812345678'],
  ['手机:138\u200b1234/5678', '+8613812345678'],
  ['0477-8123456', '+864778123456'],
  ['(0477)8123456转801', '+864778123456'],
  ['+86 477 8123456', '+864778123456'],
  ['0477/8123456', '+864778123456'],
  ['010－87654321', '+861087654321'],
  ['0477-12345', '+8647712345'],
  ['400-123-4567', '+864001234567'],
  ['12345', '12345'],
  ['110', '110'],
  ['95598', '95598'],
  ['96888', '96888'],
  ['+49 30 123456', '+4930123456'],
  ['00976-11-123456', '+97611123456'],
])('%s is %s', (typed, normal) => {
  expect(normalisePhone(typed)).toBe(normal)
})

test.each(['', '1381234567', '138123456789', '无', '8123456', '没有电话 13812345678 号', '+', '0477', '2026-11-20'])(
  '%p is no phone number',
  (typed) => {
    expect(normalisePhone(typed)).toBeNull()
  },
)

test('a local number is read with the area code of the region', () => {
  expect(normalisePhone('812 3456', '0477')).toBe('+864778123456')
})

test('several numbers in one field are all read', () => {
  expect(normalisePhones('13812345678/0477-8123456')).toEqual(['+8613812345678', '+864778123456'])
  expect(normalisePhones('13812345678、电话：13912345678')).toEqual(['+8613812345678', '+8613912345678'])
  expect(normalisePhone('张家 /13812345678')).toBe('+8613812345678')
})

test('the tail is the last four digits, of a whole number or of a bare tail', () => {
  expect(phoneTailDigits('138 1234 5678')).toBe('5678')
  expect(phoneTailDigits('０４７７-8123456转801')).toBe('3456')
  expect(phoneTailDigits('5678')).toBe('5678')
  expect(phoneTailDigits('678')).toBeNull()
})

test.each([
  ['13812345678', '138****5678'],
  ['0477-8123456', '0477-***3456'],
  ['010 87654321', '010-****4321'],
  ['12345', '12345'],
  ['400 123 4567', '4001234567'],
  ['+4930123456', '+49****56'],
  ['qq 12345678', '****78'],
  ['8123', '****'],
])('%s is shown as %s', (typed, masked) => {
  expect(maskPhone(typed)).toBe(masked)
})

test('however a number is spaced, it is the same number, and reading twice changes nothing', () => {
  const separator = fc.constantFrom('', ' ', '-', '　', '－', ' - ')
  const mobile = fc
    .tuple(fc.constantFrom('13', '15', '18', '19'), fc.stringMatching(/^\d{9}$/))
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(
      mobile,
      fc.array(separator, { minLength: 11, maxLength: 11 }),
      fc.constantFrom('', '+86', '0086', '0'),
      (number, gaps, prefix) => {
        const typed = prefix + [...number].map((digit, place) => digit + gaps[place]!).join('')
        const normal = normalisePhone(typed)
        expect(normal).toBe(`+86${number}`)
        expect(normalisePhone(normal!)).toBe(normal)
        expect(nationalPhone(normal!)).toBe(number)
        expect(maskPhone(typed)).not.toContain(number.slice(2, 8))
      },
    ),
  )
})

test('what was read once reads the same again', () => {
  const digits = fc.stringMatching(/^\d{1,13}$/)
  const prefix = fc.constantFrom('', '0', '00', '+', '+86', '010', '0477', '+8610', '1', '13', '400', '95')
  fc.assert(
    fc.property(prefix, digits, (start, rest) => {
      const normal = normalisePhone(start + rest)
      if (normal !== null) expect(normalisePhone(normal)).toBe(normal)
    }),
    { numRuns: 5000 },
  )
})

test('any text is answered, never thrown at', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => [normalisePhones(text), maskPhone(text)].length === 2))
})
