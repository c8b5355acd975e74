import { Client } from 'pg'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { SECRET, StandIn, TAKES_AND_HANGS } from '../world/gateway'
import { type Running, spawnWorker } from '../world/processes'
import { findPlace, register } from '../world/thread'
import { until } from '../world/until'

/** The worker is the built one: `npm run build` before a bare jest. */

let database: TestDatabase
let api: TestApi
let client: Client
let worker: Running | undefined
const gateway = new StandIn()

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  client = new Client({ connectionString: database.url })
  await client.connect()
})
afterAll(async () => {
  await worker?.kill()
  await gateway.close()
  await client?.end()
  await api?.stop()
  await database?.drop()
})

const stateOf = async (ticketId: string) =>
  (await client.query('SELECT state FROM delivery WHERE ticket_id = $1', [ticketId])).rows[0].state

test('a worker killed after the gateway took the message and before it was noted: it arrives once', async () => {
  const operator: Agent = await api.as('operator')
  const environment = { JIBAN_SMS_URL: String(await gateway.open()), JIBAN_SMS_SECRET: SECRET }
  // Urgent, so that the hour of the test does not matter.
  const { ticketId } = await register(operator, await findPlace(operator, true), { urgency: 'urgent' })
  gateway.next(TAKES_AND_HANGS)
  worker = await spawnWorker(database.url, environment)
  await until(() => gateway.taken.size === 1, 20_000)
  await worker.kill()
  expect(await stateOf(ticketId)).toBe('queued')

  worker = await spawnWorker(database.url, environment)
  await until(async () => (await stateOf(ticketId)) === 'sent', 60_000)
  expect(gateway.asked.map(({ key }) => key)).toHaveLength(2)
  expect(gateway.taken.size).toBe(1)
  expect(worker.output()).not.toContain('13900001234')
}, 90_000)
