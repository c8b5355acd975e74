import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { checkSchema, migrate, SchemaRefused } from '#data/migrate'
import { MIGRATIONS } from '#migrations/all'
import { adminUrl } from '../world/database'
import { spawnApi, spawnWorker } from '../world/processes'
import { migrateUpTo, onDatabase, rowCounts } from '../world/upgrade'
import { AS_OF_0006 } from './as-of-0006'

/** The programs that refuse are the built ones: `npm run build` before a bare jest. */

const NAMES = MIGRATIONS.map(({ name }) => name)
let name: string
let url: string

beforeEach(async () => {
  name = `jiban_test_${process.pid}_${randomBytes(5).toString('hex')}`
  await onDatabase(adminUrl(), (client) => client.query(`CREATE DATABASE ${name}`))
  const own = new URL(adminUrl())
  own.pathname = `/${name}`
  url = own.toString()
})
afterEach(() => onDatabase(adminUrl(), (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)))

const applied = (client: Client) =>
  client
    .query<{ name: string }>('SELECT name FROM migration ORDER BY id')
    .then(({ rows }) => rows.map((row) => row.name))
const check = () => onDatabase(url, (client) => checkSchema(async (sql) => (await client.query(sql)).rows))

test('several that migrate at once: one does, the others wait and find it done', async () => {
  const all = await Promise.all([migrate(url), migrate(url), migrate(url)])
  expect(all.flatMap((each) => each.applied).sort()).toEqual([...NAMES].sort())
  expect(all.filter((each) => each.applied.length)).toHaveLength(1)
  expect(await onDatabase(url, applied)).toEqual(NAMES)
  expect((await migrate(url)).applied).toEqual([])
})

test('a newer schema is refused by name: by API, worker and migration', async () => {
  await migrate(url)
  await onDatabase(url, (client) => client.query(`INSERT INTO migration (timestamp, name) VALUES (9, 'Tomorrow9')`))
  await expect(check()).rejects.toThrow(SchemaRefused)
  await expect(migrate(url)).rejects.toThrow(/比本程序新（Tomorrow9）.*升级程序/)
  await expect(spawnApi(url)).rejects.toThrow(/比本程序新（Tomorrow9）/)
  const worker = await spawnWorker(url)
  const code = worker.child.exitCode ?? (await new Promise((resolve) => worker.child.once('exit', resolve)))
  expect([code, worker.output()]).toEqual([1, expect.stringContaining('比本程序新（Tomorrow9）')])
})

test('a half-migrated schema is refused, with what to do', async () => {
  await migrateUpTo(url, NAMES[3]!)
  await expect(check()).rejects.toThrow(`缺少 ${NAMES.slice(4).join('、')}`)
  await expect(spawnApi(url)).rejects.toThrow(/请先执行迁移（npm run migrate）/)
  await migrate(url)
  await check()
})

test('an empty database is refused too', async () => {
  await expect(check()).rejects.toThrow('请先执行迁移')
})

test('a migration that fails leaves nothing behind, and the next attempt goes on from there', async () => {
  await migrateUpTo(url, NAMES[1]!)
  await onDatabase(url, (client) => client.query('CREATE TABLE callback (in_the_way int)'))
  await expect(migrate(url)).rejects.toThrow('callback')
  expect(await onDatabase(url, applied)).toEqual(NAMES.slice(0, 2))
  expect(Object.keys(await onDatabase(url, rowCounts))).not.toContain('ticket')
  await onDatabase(url, (client) => client.query('DROP TABLE callback'))
  expect((await migrate(url)).applied).toEqual(NAMES.slice(2))
})

test('there is no way back', async () => {
  for (const Migration of MIGRATIONS) await expect(new Migration().down()).rejects.toThrow('forward only')
})

test('migrations are in order, each once', () => {
  const times = NAMES.map((each) => Number(/\d+$/.exec(each)![0]))
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
})

test('a database of an earlier version keeps every row on its way up', async () => {
  await migrateUpTo(url, 'NoticeCursor1763600000006')
  await onDatabase(url, (client) => client.query(AS_OF_0006))
  const before = await onDatabase(url, rowCounts)
  await migrate(url)
  await onDatabase(url, async (client) => {
    const after = await rowCounts(client)
    expect(after).toMatchObject(before)
    expect(Object.values(before).every((n) => n > 0)).toBe(true)
    const { rows } = await client.query('SELECT count(DISTINCT id)::int AS ids FROM catalogue_entry')
    expect(rows).toEqual([{ ids: 2 }])
  })
})
