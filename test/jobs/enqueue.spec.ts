import { Logger, run, type Runner } from 'graphile-worker'
import { Client } from 'pg'
import { addJobs, enqueue } from '#data/jobs'
import { type TestDatabase, freshDatabase } from '../world/database'
import { until } from '../world/until'

let database: TestDatabase
let client: Client
let runner: Runner | undefined
const sql = { query: async (text: string, values?: unknown[]) => (await client.query(text, values)).rows }

beforeAll(async () => {
  database = await freshDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
})
afterEach(async () => {
  await runner?.stop()
  runner = undefined
  await client.query('DELETE FROM graphile_worker._private_jobs')
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

async function work(done: unknown[], fail = () => false) {
  runner = await run({
    connectionString: database.url,
    taskList: {
      autoSign: async (payload) => {
        if (fail()) throw new Error('not yet')
        done.push(payload)
      },
    },
    pollInterval: 50,
    concurrency: 1,
    noHandleSignals: true,
    logger: new Logger(() => () => undefined),
  })
}
const payload = (assignmentId: string) => ({ ticketId: '1', assignmentId })
const waiting = async () =>
  (await client.query('SELECT count(*)::int AS n FROM graphile_worker._private_jobs')).rows[0].n

test('the real engine runs the row we write, once the transaction has committed and not before', async () => {
  const done: unknown[] = []
  await work(done)
  await client.query('BEGIN')
  await enqueue(sql, 'autoSign', payload('7'))
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(done).toEqual([])
  await client.query('COMMIT')
  await until(() => done.length > 0)
  expect(done).toEqual([payload('7')])
  await until(async () => (await waiting()) === 0)
})

test('a job promised in a transaction that rolls back was never promised', async () => {
  await client.query('BEGIN')
  await enqueue(sql, 'autoSign', payload('8'))
  await client.query('ROLLBACK')
  expect(await waiting()).toBe(0)
})

test('a job for later waits, and a job of the same key replaces one that waits', async () => {
  const done: unknown[] = []
  await enqueue(sql, 'autoSign', payload('1'), { key: 'k', runAt: new Date(Date.now() + 3_600_000) })
  await enqueue(sql, 'autoSign', payload('2'), { key: 'k', runAt: new Date(Date.now() + 300) })
  expect(await waiting()).toBe(1)
  await work(done)
  await until(() => done.length > 0)
  expect(done).toEqual([payload('2')])
})

test('a failing job waits longer each time, keeps its error, and is dead after its last try', async () => {
  await enqueue(sql, 'autoSign', payload('9'))
  await client.query('UPDATE graphile_worker._private_jobs SET attempts = max_attempts - 1')
  await work([], () => true)
  await until(async () => (await job()).last_error !== null)
  expect(await job()).toMatchObject({ is_available: false, last_error: 'not yet' })
})

test('a name nobody registered fails the statement instead of vanishing', async () => {
  await expect(sql.query(addJobs('$1'), ['[{"name":"nobody","payload":{}}]'])).rejects.toThrow(/task_id/)
})

const job = async () => (await client.query('SELECT * FROM graphile_worker._private_jobs')).rows[0]
