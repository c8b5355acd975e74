import { Client } from 'pg'
import { enqueue } from '#data/jobs'
import { type TestDatabase, adminUrl, freshDatabase } from '../world/database'
import { type Running, spawnWorker } from '../world/processes'
import { until } from '../world/until'

let database: TestDatabase
let worker: Running | undefined

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(async () => {
  await worker?.kill()
  await database.drop()
})

async function onDatabase<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: database.url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
const waiting = () =>
  onDatabase(
    async (client) => (await client.query('SELECT count(*)::int AS n FROM graphile_worker._private_jobs')).rows[0].n,
  )
const promise = () =>
  onDatabase((client) =>
    enqueue({ query: async (text, values) => (await client.query(text, values)).rows }, 'purgeSessions', {}),
  )

/** As a crash of the database looks to whoever is connected: every connection gone, none to be had for a while. */
async function outage(seconds: number) {
  const name = new URL(database.url).pathname.slice(1)
  const admin = new Client({ connectionString: adminUrl() })
  await admin.connect()
  await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`)
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`)
  await admin.end()
}

test('a worker outlives its database being away, and goes on by itself', async () => {
  worker = await spawnWorker(database.url)
  await promise()
  await until(async () => (await waiting()) === 0, 20_000)
  await outage(3)
  await promise()
  await until(async () => (await waiting()) === 0, 30_000)
  expect(worker.child.exitCode).toBeNull()
})
