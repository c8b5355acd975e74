import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { Database, dataSource } from '#data/database'
import { KeyRing } from '#data/secrets/key-ring'
import { verify } from '#data/verify/verify'
import { keysOf } from '#platform/keys'
import { startPostgres, type Postgres } from '#platform/postgres/server'
import { startApi, testConfig } from '../world/api'
import { type Attempted, PatientClient, signedInCookie } from '../world/client'
import { freshDatabase, type TestDatabase } from '../world/database'
import { type Running, spawnApi, spawnWorker } from '../world/processes'
import { DEMAND, findPlace, type Place } from '../world/thread'
import { until } from '../world/until'

/**
 * Power cuts in the middle of a thousand parallel intakes, on a database of our own that writes through to the disk.
 * Needs the built product: `npm test` builds it; before a bare jest, `npm run build`.
 */

const INTAKES = 1000
jest.setTimeout(150_000)

let dataDir: string
let server: Postgres
let database: TestDatabase
let apis: Running[]
let place: Place
let units: object[]
let client: PatientClient
/** Of several tests on one database: every key ever acknowledged, with its ticket. */
const acknowledged = new Map<string, string>()

beforeAll(async () => {
  dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'jiban-killed-')))
  chmodSync(dataDir, 0o755)
  server = await startPostgres({ dataDir })
  process.env['JIBAN_TEST_PG'] = server.url()
  database = await freshDatabase()
  await prepareCity()
  apis = await Promise.all([0, 1].map(() => spawnApi(database.url)))
  const cookie = await signedInCookie(apis[0]!.url, 'dispatcher')
  client = new PatientClient(() => apis.map(({ url }) => url), cookie)
}, 120_000)
afterAll(async () => {
  await Promise.all((apis ?? []).map((each) => each.kill()))
  await server?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function prepareCity() {
  const api = await startApi({ databaseUrl: database.url })
  const dispatcher = await api.as('dispatcher')
  place = await findPlace(dispatcher, true)
  const { body } = await dispatcher.post('/api/v1/proposals').send({ type: 'help', urgency: 'normal', ...place })
  units = body.units.map(({ unitId, line, role }: Record<string, unknown>) => ({ unitId, line, role }))
  await api.stop()
}

/** All at once; half of them are dispatched in the same act. `strike` comes when the first few have been acknowledged, so that many are on their way. */
async function pour(strike: () => Promise<void>): Promise<Attempted[]> {
  let done = 0
  let struck: Promise<void> | undefined
  const intakes = [...Array(INTAKES).keys()].map(async (n) => {
    const requester = { kind: 'citizen', name: '苏日娜', phone: `139${String(10_000_000 + n)}` }
    const demand = { ...DEMAND, ...place, requester, ...(n % 2 ? { dispatch: { units } } : {}) }
    const attempted = await client.post('tickets', demand)
    if (++done > INTAKES / 25) struck ??= strike()
    return attempted
  })
  const all = await Promise.all(intakes)
  await struck
  for (const { key, body } of all) acknowledged.set(key, body.ticketId)
  return all
}

/** Acknowledged means there, whole and once; what was not acknowledged is there whole or not at all. */
async function expectWhole(all: Attempted[]) {
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set([201]))
  expect(new Set(all.flatMap(({ before }) => before).filter((status) => ![0, 429, 503].includes(status)))).toEqual(
    new Set(),
  )
  expect(new Set(all.map(({ body }) => body.number)).size).toBe(INTAKES)
  const source = await dataSource({
    url: database.url,
    poolSize: 2,
    applicationName: 'test',
    statementTimeoutMs: 60_000,
  }).initialize()
  try {
    const db = new Database(source)
    const kept = await db.query<{ key: string; id: string }>(
      `SELECT key, response->>'ticketId' AS id FROM idempotency WHERE status = 201`,
    )
    expect(new Map(kept.map(({ key, id }) => [key, id]))).toEqual(acknowledged)
    const [row] = await db.query<Record<string, number>>(COUNTS)
    expect(row).toEqual({
      tickets: acknowledged.size,
      assignments: acknowledged.size,
      clocks: acknowledged.size * 3,
      unheld: 0,
    })
    const keys = new KeyRing(keysOf(testConfig({ databaseUrl: database.url })))
    expect(await verify(db, keys)).toMatchObject({ tickets: acknowledged.size, brokenCount: 0, broken: [] })
  } finally {
    await source.destroy()
  }
}

/** Half the tickets wait with one clock; the other half have two units with two clocks each, and the reply clock. */
const COUNTS = `SELECT (SELECT count(*)::int FROM ticket) AS tickets, (SELECT count(*)::int FROM assignment) AS assignments,
  (SELECT count(*)::int FROM clock) AS clocks,
  (SELECT count(*)::int FROM ticket t WHERE state = 'handling'
    AND (SELECT count(*) FROM assignment WHERE ticket_id = t.id) <> 2) AS unheld`

test('kill -9 of an API process: the other one answers, what was acknowledged is there once', async () => {
  const all = await pour(async () => {
    await apis[0]!.kill()
    apis[0] = await spawnApi(database.url)
  })
  expect(all.some(({ before }) => before.includes(0))).toBe(true)
  await expectWhole(all)
})

test('kill -9 of PostgreSQL: 503 meanwhile, never 500; everything is back within seconds', async () => {
  let downFor = 0
  const all = await pour(async () => {
    const began = Date.now()
    process.kill(server.pid, 'SIGKILL')
    await until(() => answers(), 20_000)
    downFor = Date.now() - began
  })
  expect(all.some(({ before }) => before.includes(503))).toBe(true)
  expect(downFor).toBeLessThan(15_000)
  await expectWhole(all)
  for (const { url } of apis) expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  for (const api of apis) expect(api.output()).not.toMatch(/"level":"(error|fatal)"/)
})

test('kill -9 of a worker: another one does what it had promised', async () => {
  const [first, second] = await Promise.all([spawnWorker(database.url), spawnWorker(database.url)])
  try {
    const all = await pour(() => first.kill())
    await expectWhole(all)
    await withClient((sql) =>
      sql.query(
        `UPDATE clock SET next_at = now() WHERE id IN (SELECT id FROM clock WHERE next_at IS NOT NULL LIMIT 50)`,
      ),
    )
    await until(
      async () => (await withClient((sql) => sql.query('SELECT FROM clock WHERE next_at <= now()'))).rowCount === 0,
      30_000,
    )
  } finally {
    await Promise.all([first.kill(), second.kill()])
  }
})

async function answers(): Promise<boolean> {
  return withClient((sql) => sql.query('SELECT FROM ticket LIMIT 1'))
    .then(() => true)
    .catch(() => false)
}

async function withClient<T>(work: (sql: Client) => Promise<T>): Promise<T> {
  const sql = new Client({ connectionString: database.url, connectionTimeoutMillis: 2_000 })
  sql.on('error', () => undefined)
  await sql.connect()
  try {
    return await work(sql)
  } finally {
    await sql.end().catch(() => undefined)
  }
}
