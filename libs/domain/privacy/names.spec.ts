import fc from 'fast-check'
import { maskName, nameGrams, nameQueryGrams, splitName } from './names'

test.each([
  ['张三', '张*'],
  ['张三丰', '张**'],
  ['欧阳锋', '欧阳*'],
  ['欧阳明日', '欧阳**'],
  ['欧阳', '欧*'],
  ['巴特尔', '巴**'],
  ['苏和巴特尔', '苏**'],
  ['孛儿只斤·巴特尔', '孛**·**'],
  ['阿拉坦 • 其其格', '阿**·**'],
  ['张 三', '张*'],
  ['张', '张*'],
  ['John Smith', 'J**·**'],
  ['𠮷野家', '𠮷**'],
  ['', ''],
])('%s is shown as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked)
})

test('surnames of one and two characters are told apart; names without one have none', () => {
  expect(splitName('司马迁')).toEqual({ surname: '司马', given: '迁' })
  expect(splitName('张三丰')).toEqual({ surname: '张', given: '三丰' })
  expect(splitName('其其格')).toEqual({ surname: '', given: '其其格' })
})

test('a name is stored by the whole, its pairs and its characters, each once', () => {
  expect(nameGrams('张三三')).toEqual(['张三三', '张三', '三三', '张', '三'])
  expect(nameGrams('张三')).toEqual(['张三', '张', '三'])
  expect(nameGrams('孛儿·巴特')).toEqual(['孛儿巴特', '孛儿', '儿巴', '巴特', '孛', '儿', '巴', '特'])
  expect(nameGrams(' · ')).toEqual([])
})

test('every part of a name finds it, and what finds it is made of its pairs', () => {
  const name = fc.array(fc.constantFrom(...'张王三丰巴特尔·𠮷'), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(name, fc.nat(), fc.nat(), (letters, a, b) => {
      const plain = letters.filter((letter) => letter !== '·')
      const from = a % (plain.length + 1)
      const part = plain.slice(from, from + 1 + (b % 8))
      const stored = new Set(nameGrams(letters.join('')))
      expect(nameQueryGrams(part.join('')).every((gram) => stored.has(gram))).toBe(true)
    }),
  )
})
