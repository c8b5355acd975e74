import { Client } from 'pg'
import { Database } from '#data/database'
import { ReportDatabase } from '#platform/database.module'
import { startApi, type TestApi } from '../world/api'
import { adminUrl, freshDatabase, type TestDatabase } from '../world/database'

let database: TestDatabase
let api: TestApi
let admin: Client

beforeAll(async () => {
  database = await freshDatabase({ seeded: false })
  admin = new Client({ connectionString: adminUrl() })
  await admin.connect()
})
afterAll(async () => {
  await api?.stop()
  await admin?.end()
  await database?.drop()
})

const start = () => startApi({ databaseUrl: database.url, config: { logLevel: 'silent' } })
const nameOf = (url: string) => new URL(url).pathname.slice(1)

test('a schema that is newer, or half-way, stops the start in words', async () => {
  const direct = new Client({ connectionString: database.url })
  await direct.connect()
  await direct.query(`INSERT INTO migration (timestamp, name) VALUES (9e12, 'FromTheFuture9000000000000')`)
  await expect(start()).rejects.toThrow('数据库结构比本程序新（FromTheFuture9000000000000）')
  await direct.query(`DELETE FROM migration WHERE name = 'FromTheFuture9000000000000'`)
  const [last] = (
    await direct.query<{ name: string }>(
      'DELETE FROM migration WHERE id = (SELECT max(id) FROM migration) RETURNING name',
    )
  ).rows
  await expect(start()).rejects.toThrow(`缺少 ${last!.name}`)
  await direct.query('INSERT INTO migration (timestamp, name) VALUES (9e12, $1)', [last!.name])
  await direct.end()
})

test('without its database a process is not ready, answers 503, and recovers by itself', async () => {
  api = await start()
  await api.as('operator')
  const name = nameOf(database.url)
  await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`)
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
  const { body } = await api.stranger().get('/health/ready').expect(503)
  expect(body).toMatchObject({ ok: false, checks: { database: { ok: false } } })
  await api.stranger().get('/health/live').expect(200)
  const answer = await api.stranger().post('/api/v1/session').send({ login: 'operator', password: 'x' }).expect(503)
  expect(answer.body.code).toBe('busy')
  expect(answer.headers['retry-after']).toBe('1')
  await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`)
  await api.stranger().get('/health/ready').expect(200)
})

test('reports have connections and patience of their own', async () => {
  const settings =
    'SELECT current_setting($$statement_timeout$$) AS patience, current_setting($$application_name$$) AS name'
  expect(await api.app.get(Database).query(settings)).toEqual([{ patience: '10s', name: 'jiban' }])
  expect(await api.app.get(ReportDatabase).query(settings)).toEqual([{ patience: '1min', name: 'jiban-report' }])
  expect(api.app.get(ReportDatabase).pool).not.toBe(api.app.get(Database).pool)
})
