import fc from 'fast-check'
import { Client } from 'pg'
import { KeyRing } from '#data/secrets/key-ring'
import { closedTokens, queryTokens, searchTokens, toTsQueryText, toTsVectorText } from '#insight/search-tokens'
import { adminUrl } from '../world/database'

let client: Client
beforeAll(async () => {
  client = new Client(adminUrl())
  await client.connect()
})
afterAll(() => client.end())

async function ask<T>(sql: string, params: unknown[]): Promise<T> {
  return Object.values((await client.query<Record<string, T>>(sql, params)).rows[0]!)[0]!
}

const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    '人民路',
    '天骄小区3号楼',
    "'",
    '\\',
    '&',
    ':*',
    '<->',
    '\0',
    '\ud83d',
    '0477-8123456',
    '1e5',
    '-3',
    '𠮷',
    'ａ',
  ),
)
const message = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))

test('PostgreSQL stores exactly our tokens, whatever was written', async () => {
  await fc.assert(
    fc.asyncProperty(message, async (text) => {
      const tokens = searchTokens(text)
      const stored = (sql: string, value: unknown) => ask<string[]>(`select tsvector_to_array(${sql})`, [value])
      const expected = [...tokens].sort()
      expect((await stored('$1::tsvector', toTsVectorText(tokens))).sort()).toEqual(expected)
      expect((await stored('array_to_tsvector($1::text[])', tokens)).sort()).toEqual(expected)
    }),
    { numRuns: 300, examples: [['⺀']] },
  )
})

test('PostgreSQL understands every query, and answers as its parts say', async () => {
  await fc.assert(
    fc.asyncProperty(message, message, async (text, query) => {
      const tokens = searchTokens(text)
      const asked = toTsQueryText(queryTokens(query))
      if (asked === null) return
      const found = await ask<boolean>('select $1::tsvector @@ $2::tsquery', [toTsVectorText(tokens), asked])
      const whole = asked.split(' & ').every((term) => {
        const [, token, beginning] = /^'(.+)'(:\*)?$/u.exec(term)!
        return tokens.some((one) => (beginning ? one.startsWith(token!) : one === token))
      })
      expect(found).toBe(whole)
    }),
    { numRuns: 300 },
  )
})

test('a restricted text is found by its keyed words and holds no readable one', async () => {
  const keys = new KeyRing({ keys: new Map([[1, Buffer.alloc(32, 1)]]), tokenKey: Buffer.alloc(32, 2), cipher: 'aes' })
  const stored = toTsVectorText(keys.textTokens(closedTokens('人民路天骄小区的张三举报物业')))
  const found = (query: string) =>
    ask<boolean>('select $1::tsvector @@ $2::tsquery', [stored, toTsQueryText(keys.textTokens(queryTokens(query)))])
  expect(stored).toMatch(/^[0-9a-f ]+$/)
  for (const query of ['人民路', '天骄', '张三', '路', '物业']) expect(await found(query)).toBe(true)
  for (const query of ['李四', '停水']) expect(await found(query)).toBe(false)
})
