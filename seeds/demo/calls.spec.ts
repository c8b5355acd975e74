import { Client, type QueryResultRow } from 'pg'
import { Database, dataSource } from '#data/database'
import { verifyCalls } from '#data/verify/calls'
import type { KeyMaterial } from '#data/secrets/key-ring'
import { freshDatabase, type TestDatabase } from '../../test/world/database'
import { loadDemo } from './load'

const KEYS: KeyMaterial = { keys: new Map([[1, Buffer.alloc(32, 1)]]), tokenKey: Buffer.alloc(32, 2), cipher: 'aes' }

let database: TestDatabase
let client: Client
const ask = async <R extends QueryResultRow>(sql: string) => (await client.query<R>(sql)).rows
const none = (sql: string) => expect(ask(sql)).resolves.toEqual([])

beforeAll(async () => {
  database = await freshDatabase()
  await loadDemo(database.url, KEYS, { tickets: 600, months: 1, seed: 7, threads: 0 })
  client = new Client({ connectionString: database.url, options: '-c timezone=Asia/Shanghai' })
  await client.connect()
})
afterAll(async () => {
  await client?.end()
  await database?.drop()
})

test('every phone ticket was said in a call of its operator, and no call lies ahead', async () => {
  await none(`SELECT number FROM ticket t WHERE channel = 'phone' AND NOT EXISTS
    (SELECT FROM call_ticket l JOIN call c ON c.id = l.call_id WHERE l.ticket_id = t.id AND c.operator_id = t.registered_by AND c.answered_at < t.registered_at)`)
  await none(`SELECT id FROM call WHERE ended_at > now() OR state NOT IN ('ended','abandoned')`)
})

test('some gave up; whoever got through later need not be rung back, the others were, or wait for it', async () => {
  const [share] = await ask<{ abandoned: number }>(
    `SELECT avg((state = 'abandoned')::int)::float AS abandoned FROM call`,
  )
  expect(share!.abandoned).toBeGreaterThan(0.03)
  expect(share!.abandoned).toBeLessThan(0.15)
  const states = await ask<{ state: string }>('SELECT DISTINCT state FROM missed_call ORDER BY 1')
  expect(states.map(({ state }) => state)).toEqual(expect.arrayContaining(['gotThrough', 'reached']))
  await none(
    `SELECT id FROM call c WHERE state = 'abandoned' AND number_token IS NOT NULL AND NOT EXISTS (SELECT FROM missed_call WHERE call_id = c.id)`,
  )
})

test('the verifier finds every call as it was told, and the figures as the calls tell them', async () => {
  const options = { url: database.url, poolSize: 2, applicationName: 'test', statementTimeoutMs: 10_000 }
  const source = await dataSource(options).initialize()
  const report = await verifyCalls(new Database(source)).finally(() => source.destroy())
  expect(report.wrong).toEqual([])
  expect(report.calls).toBeGreaterThan(300)
})
