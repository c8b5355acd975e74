import { Client } from 'pg'
import { enqueue } from '#data/jobs'
import { reviveJob } from '#data/job-list'
import { freeJobsOfTheDead } from '#data/workers'
import { type TestDatabase, freshDatabase } from '../world/database'
import { type Running, spawnWorker } from '../world/processes'
import { until } from '../world/until'

let database: TestDatabase
let client: Client
let worker: Running | undefined
const sql = { query: async (text: string, values?: unknown[]) => (await client.query(text, values)).rows }

beforeAll(async () => {
  database = await freshDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
})
afterEach(async () => {
  await worker?.kill()
  worker = undefined
  await client.query('DELETE FROM graphile_worker._private_jobs; DELETE FROM worker_heartbeat')
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const lockedBy = (id: string, ago: string) =>
  client.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = now() - $2::interval, attempts = 1`,
    [id, ago],
  )
const jobs = async () => (await client.query('SELECT * FROM graphile_worker._private_jobs')).rows

test('what a dead worker had locked runs again; what a live or a brand-new one holds is left alone', async () => {
  await enqueue(sql, 'purgeSessions', {})
  await lockedBy('alive', '1 hour')
  await client.query(`INSERT INTO worker_heartbeat (worker_id) VALUES ('alive')`)
  expect(await freeJobsOfTheDead(sql)).toEqual([])
  await lockedBy('new', '1 second')
  expect(await freeJobsOfTheDead(sql)).toEqual([])
  await lockedBy('dead', '1 minute')
  await client.query(`INSERT INTO worker_heartbeat (worker_id, at) VALUES ('dead', now() - interval '13 seconds')`)
  expect(await freeJobsOfTheDead(sql)).toEqual(['dead'])
  expect((await jobs())[0]).toMatchObject({ locked_by: null, is_available: true })
})

test('a worker killed in the middle of a job: another one does it within a minute', async () => {
  const blocker = new Client({ connectionString: database.url })
  await blocker.connect()
  await blocker.query('BEGIN; LOCK TABLE session IN ACCESS EXCLUSIVE MODE')
  await enqueue(sql, 'purgeSessions', {})
  worker = await spawnWorker(database.url)
  await until(async () => (await jobs())[0]?.locked_by, 20_000)
  await worker.kill()
  const killed = Date.now()
  await blocker.query('ROLLBACK')
  await blocker.end()
  expect((await jobs())[0].locked_by).not.toBeNull()

  worker = await spawnWorker(database.url)
  await until(async () => (await jobs()).length === 0, 60_000)
  expect(Date.now() - killed).toBeLessThan(60_000)
}, 90_000)

test('a dead job is started over by hand, a living one is not', async () => {
  await enqueue(sql, 'purgeSessions', {})
  const [{ id }] = await jobs()
  expect(await reviveJob(sql, id)).toBe(false)
  await client.query(`UPDATE graphile_worker._private_jobs SET attempts = max_attempts, last_error = 'x'`)
  expect(await reviveJob(sql, id)).toBe(true)
  expect((await jobs())[0]).toMatchObject({ attempts: 0, last_error: null, is_available: true })
  expect(await reviveJob(sql, '999999999')).toBeNull()
})
