import fc from 'fast-check'
import { closedTokens, queryTokens, searchTokens, toTsQueryText, toTsVectorText } from './search-tokens'

const MESSAGES = [
  '伊金霍洛旗阿勒腾席热镇人民路天骄小区3号楼供暖一直不热，物业管理有限公司推脱不管。',
  '可汗路与文明东街交叉口路灯都不亮了，晚上行人看不清，请尽快维修。',
  '乌兰木伦镇Ｋ２公交很久不来一趟，建议增加班次。',
  '反映260720-345678号工单的答复与事实不符，来电0477-8123456，车牌蒙K12345。',
  '工地夜间施工噪音扰民，孩子明天高考，𠮷野家门口尤其严重。',
]

/** Says what PostgreSQL says of `tsvector @@ tsquery`, by reading the two texts as their manual does. */
function matches(text: string, query: string): boolean {
  const stored = toTsVectorText(searchTokens(text)).split(' ')
  const asked = toTsQueryText(queryTokens(query))
  if (asked === null) return false
  return asked.split(' & ').every((term) => {
    const [, token, beginning] = /^'(.+)'(:\*)?$/.exec(term)!
    return beginning ? stored.some((one) => one.startsWith(token!)) : stored.includes(token!)
  })
}
const found = (query: string): number[] => MESSAGES.flatMap((text, index) => (matches(text, query) ? [index] : []))

test.each([
  ['人民路', [0]],
  ['天骄小区', [0]],
  ['3号楼', [0]],
  ['供暖不热', [0]],
  ['物业管理', [0]],
  ['我们小区供暖不热怎么办', [0]],
  ['镇', [0, 2]],
  ['文明东街 路灯', [1]],
  ['路灯', [1]],
  ['K2公交', [2]],
  ['ｋ２', [2]],
  ['260720-345678', [3]],
  ['260720345678', [3]],
  ['２６０７２０', [3]],
  ['345678', [3]],
  ['04778123456', [3]],
  ['蒙k12345', [3]],
  ['𠮷野家', [4]],
  ['噪音', [4]],
  ['暖气片', []],
  ['路民', []],
  ['，。!', []],
  ['', []],
])('%s finds %j', (query, expected) => {
  expect(found(query)).toEqual(expected)
})

const piece = fc.oneof(
  fc.constantFrom(...'人民路天骄小区供暖不热物业的我在了𠮷々〇'),
  fc.constantFrom('，', ' ', '3', 'K2', '路灯', '阿勒腾席热'),
)

test('whatever Chinese stands in a text is found, wherever it is cut', () => {
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 30 }), fc.nat(), fc.nat(), (pieces, a, b) => {
      const text = pieces.join('')
      const stretches = text.match(/[\p{sc=Han}々〇]+/gu)
      if (!stretches) return
      const stretch = [...stretches[a % stretches.length]!]
      const from = b % stretch.length
      const query = stretch.slice(from, from + 1 + (a % 12)).join('')
      expect({ text, query, found: matches(text, query) }).toEqual({ text, query, found: true })
    }),
    { numRuns: 300 },
  )
})

test('a whole sentence finds the text it stands in', () => {
  for (const text of MESSAGES) expect(matches(text, text.split('，')[0]!)).toBe(true)
})

test('with keyed tokens nothing begins: every token of a query is stored as it is', () => {
  fc.assert(
    fc.property(fc.constantFrom(...MESSAGES), fc.nat(), fc.nat(8), (text, a, length) => {
      const stretches = text.match(/\p{sc=Han}+/gu)!
      const query = stretches[a % stretches.length]!.slice(a % 3, 1 + (a % 3) + length)
      expect(closedTokens(text)).toEqual(expect.arrayContaining(queryTokens(query)))
    }),
  )
})

test('broken text, zero bytes and endless words give tokens PostgreSQL takes, each once and not too many', () => {
  const broken = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\ud800', '\udc00人', '\0', "'", '\\', ' & ', ':*', 'x'.repeat(5000), '人'.repeat(50)),
  )
  fc.assert(
    fc.property(fc.array(broken, { maxLength: 10 }), (texts) => {
      const tokens = searchTokens(...texts)
      expect(new Set(tokens).size).toBe(tokens.length)
      for (const token of [...tokens, ...queryTokens(texts.join(''))]) {
        expect(token).toMatch(/^[\p{L}\p{N}]{1,40}$/u)
        expect(Buffer.byteLength(token)).toBeLessThan(2046)
      }
      expect(toTsVectorText(tokens).split(' ').filter(Boolean)).toEqual(tokens)
    }),
  )
  const long = Array.from({ length: 30_000 }, (_, index) =>
    String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000)),
  ).join('')
  expect(searchTokens(long, long).length).toBe(2000)
  expect(queryTokens(long).length).toBeLessThanOrEqual(32)
})

test('foreign tokens are made harmless before they reach a query', () => {
  expect(toTsQueryText(["路'灯", '!&|', 'ａ:*'])).toBe("'路灯' & 'a'")
  expect(toTsVectorText(["a'b\\c", '\0', '路'])).toBe('abc 路')
  expect(toTsQueryText([])).toBeNull()
})
