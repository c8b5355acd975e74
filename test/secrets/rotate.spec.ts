import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { KeyRing, type KeyMaterial } from '#data/secrets/key-ring'
import { rotate, type Query, type SealedColumn } from '#data/secrets/rotate'
import { checkKeys } from '#data/secrets/check-keys'
import { rotateAll, SEALED_COLUMNS } from '#data/secrets/sealed-columns'
import { freshDatabase, type TestDatabase } from '../world/database'

const [first, second, tokenKey] = [randomBytes(32), randomBytes(32), randomBytes(32)]
const ring = (cipher: KeyMaterial['cipher'], ...keys: Buffer[]) =>
  new KeyRing({ keys: new Map(keys.map((key, index) => [index + 1, key])), tokenKey, cipher })
const [old, now] = [ring('aes', first), ring('sm', first, second)]

const PHONES: SealedColumn = {
  table: 'requester',
  column: 'phone_sealed',
  context: 'requester.phone',
  key: { id: 'bigint' },
}
const NOTES: SealedColumn = {
  table: 'note',
  column: 'words',
  context: 'note.words',
  key: { month: 'date', part: 'text', seq: 'int' },
}

let database: TestDatabase
let client: Client
const query: Query = async (sql, params) => (await client.query(sql, params)).rows

beforeAll(async () => {
  database = await freshDatabase({ seeded: false })
  client = new Client(database.url)
  await client.connect()
  await client.query('create table note (month date, part text, seq int, words bytea, primary key (month, part, seq))')
})
beforeEach(() => client.query('truncate requester cascade; truncate note'))
afterAll(async () => {
  await client.end()
  await database.drop()
})

const phone = (index: number) => String(13_800_000_000 + index)
async function addRequesters(count: number, keys: KeyRing) {
  for (let index = 0; index < count; index += 1)
    await client.query(`insert into requester (kind, phone_token, phone_sealed) values ('citizen', $1, $2)`, [
      keys.phoneToken(phone(index)),
      keys.seal(phone(index), 'requester.phone'),
    ])
}
const sealedPhones = async () =>
  (await client.query<{ phone_sealed: Buffer }>('select phone_sealed from requester order by id')).rows.map(
    (row) => row.phone_sealed,
  )

test('after a rotation every value is sealed with the current key and reads as before', async () => {
  await addRequesters(25, old)
  await client.query(`insert into requester (kind) values ('organization')`)
  expect(await rotate(query, now, PHONES, { batch: 10 })).toEqual({ moved: 25, skipped: 0, failed: [] })
  const [nobody, ...sealed] = (await sealedPhones()).reverse()
  expect(nobody).toBeNull()
  expect(sealed.every((one) => !now.needsRotation(one))).toBe(true)
  expect(sealed.reverse().map((one) => now.open(one, 'requester.phone'))).toEqual(
    Array.from({ length: 25 }, (_, index) => phone(index)),
  )
  expect(await rotate(query, now, PHONES)).toEqual({ moved: 0, skipped: 0, failed: [] })
})

test('keys of several columns are walked in order, none left out', async () => {
  for (const month of ['2026-01-01', '2026-02-01'])
    for (const part of ['a', "b'"])
      for (const seq of [1, 2, 10])
        await client.query('insert into note values ($1, $2, $3, $4)', [
          month,
          part,
          seq,
          old.seal(`${month} ${part} ${seq}`, 'note.words'),
        ])
  expect(await rotate(query, now, NOTES, { batch: 5 })).toMatchObject({ moved: 12, failed: [] })
  const rows = (
    await client.query<{ words: Buffer; plain: string }>(
      `select words, month || ' ' || part || ' ' || seq as plain from note`,
    )
  ).rows
  for (const row of rows) expect(now.open(row.words, 'note.words')).toBe(row.plain)
})

test('a value nobody can open is reported and left, the others go on', async () => {
  await addRequesters(3, old)
  const lost = Buffer.concat([old.header, randomBytes(40)])
  const { rows } = await client.query<{ id: string }>(
    `insert into requester (kind, phone_token, phone_sealed) values ('citizen', '\\x00', $1) returning id`,
    [lost],
  )
  expect(await rotate(query, now, PHONES, { batch: 2 })).toEqual({ moved: 3, skipped: 0, failed: [[rows[0]!.id]] })
  expect((await sealedPhones()).at(-1)).toEqual(lost)
})

test('a value written while it is being rotated stays as it was written', async () => {
  await addRequesters(2, old)
  const fresh = now.seal('13999999999', 'requester.phone')
  const racing: Query = async (sql, params) => {
    if (sql.includes('update'))
      await client.query('update requester set phone_sealed = $1 where id = (select min(id) from requester)', [fresh])
    return query(sql, params)
  }
  expect(await rotate(racing, now, PHONES)).toEqual({ moved: 1, skipped: 1, failed: [] })
  expect((await sealedPhones())[0]).toEqual(fresh)
})

test('stopped in the middle, it goes on where it was', async () => {
  await addRequesters(6, old)
  const stop = async () => {
    throw new Error('stopped')
  }
  await expect(rotate(query, now, PHONES, { batch: 2, pause: stop })).rejects.toThrow('stopped')
  expect(await rotate(query, now, PHONES)).toMatchObject({ moved: 4 })
})

test('every sealed column of the schema is on the list, with the key of its table', async () => {
  const { rows } = await client.query<{ column: string; key: string[] }>(
    `select c.table_name || '.' || c.column_name as column,
       (select array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum)) from pg_index i
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
        where i.indrelid = c.table_name::regclass and i.indisprimary) as key
     from information_schema.columns c join pg_class t on t.oid = c.table_name::regclass and not t.relispartition
     where c.table_schema = 'public' and c.column_name like '%sealed' order by 1`,
  )
  const listed = SEALED_COLUMNS.map(({ table, column, key }) => ({
    column: `${table}.${column}`,
    key: Object.keys(key),
  }))
  expect(rows).toEqual(listed.sort((a, b) => (a.column < b.column ? -1 : 1)))
})

test('the whole database is rotated with one call', async () => {
  await addRequesters(3, old)
  const all = await rotateAll(query, now)
  expect(all.map(({ column, done }) => [column.context, done.moved])).toEqual(
    SEALED_COLUMNS.map(({ context }) => [context, context === 'requester.phone' ? 3 : 0]),
  )
})

test('keys that do not belong to the database are refused before anything is written', async () => {
  const strange = (material: Partial<KeyMaterial>) =>
    new KeyRing({ keys: new Map([[1, first]]), tokenKey, cipher: 'aes', ...material })
  await expect(checkKeys(query, strange({ keys: new Map([[1, second]]) }))).resolves.toBeUndefined()
  await addRequesters(3, old)
  await expect(checkKeys(query, old)).resolves.toBeUndefined()
  await expect(checkKeys(query, now)).resolves.toBeUndefined()
  await expect(checkKeys(query, strange({ keys: new Map([[1, second]]) }))).rejects.toThrow('JIBAN_KEYS')
  await expect(checkKeys(query, strange({ keys: new Map([[2, first]]) }))).rejects.toThrow('JIBAN_KEYS')
  await expect(checkKeys(query, strange({ tokenKey: second }))).rejects.toThrow('JIBAN_TOKEN_KEY')
})
