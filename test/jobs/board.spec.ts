import { Client } from 'pg'
import type { JobBoard } from '#domain/views'
import { enqueue } from '#data/jobs'
import { type Agent, type TestApi, startApi } from '../world/api'
import { type TestDatabase, freshDatabase } from '../world/database'

let database: TestDatabase
let client: Client
let api: TestApi
let admin: Agent
const sql = { query: async (text: string, values?: unknown[]) => (await client.query(text, values)).rows }

beforeAll(async () => {
  database = await freshDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
  api = await startApi({ databaseUrl: database.url })
  admin = await api.as('sysadmin')
})
afterAll(async () => {
  await api.stop()
  await client.end()
  await database.drop()
})
const board = async (): Promise<JobBoard> => (await admin.get('/api/v1/jobs').expect(200)).body

test('the administrator sees what failed and why, and starts it over; nobody else does', async () => {
  await enqueue(sql, 'purgeSessions', {})
  await client.query(
    `UPDATE graphile_worker._private_jobs SET attempts = max_attempts, last_error = E'no room\\nat x.ts:1'`,
  )
  await enqueue(sql, 'archive', { ticketId: '1' }, { runAt: new Date(Date.now() + 86_400_000) })
  const before = await board()
  expect(before.counts).toEqual({ dead: 1, queued: 1, running: 0 })
  expect(before.items.map(({ label, state, error }) => [label, state, error])).toEqual([
    ['清理过期的登录', 'dead', 'no room'],
    ['办结后归档', 'queued', null],
  ])
  const [dead, waiting] = before.items
  await (await api.as('dispatcher')).post(`/api/v1/jobs/${dead!.id}/retry`).expect(403)
  await (await api.as('dispatcher')).get('/api/v1/jobs').expect(403)
  await api.stranger().get('/api/v1/jobs').expect(401)
  await admin.post(`/api/v1/jobs/${waiting!.id}/retry`).expect(409)
  await admin.post('/api/v1/jobs/99999999/retry').expect(404)
  await admin.post('/api/v1/jobs/x/retry').expect(404)
  await admin.post(`/api/v1/jobs/${dead!.id}/retry`).expect(204)
  expect((await board()).counts).toEqual({ dead: 0, queued: 2, running: 0 })
  expect((await client.query(`SELECT detail FROM audit WHERE kind = 'jobRetried'`)).rows).toEqual([
    { detail: { job: dead!.id } },
  ])
})

test('the timetable says what comes next, and who works', async () => {
  await client.query(`INSERT INTO worker_heartbeat (worker_id) VALUES ('one')`)
  await client.query(`INSERT INTO worker_heartbeat (worker_id, at) VALUES ('gone', now() - interval '1 hour')`)
  const { timetable, workers } = await board()
  expect(workers).toBe(1)
  expect(timetable.map(({ label }) => label)).toContain('准备日志分区')
  for (const row of timetable) expect(new Date(row.nextRunAt).getTime()).toBeGreaterThan(Date.now())
})
