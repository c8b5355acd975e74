import { Agent, get } from 'node:http'
import { Client } from 'pg'
import type { Me } from '#domain/views'
import { PASSWORD, startApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { spawnApi, type Running } from '../world/processes'
import { until } from '../world/until'

let database: TestDatabase
let running: Running

beforeAll(async () => {
  database = await freshDatabase()
  const api = await startApi({ databaseUrl: database.url })
  await api.as('operator')
  await api.stop()
  running = await spawnApi(database.url)
})
afterAll(async () => {
  if (running?.child.exitCode === null) await running.kill()
  await database?.drop()
})

test('a stopping process finishes what it has begun, takes nothing new and exits 0', async () => {
  const cookie = await signIn()
  const blocker = new Client({ connectionString: database.url })
  await blocker.connect()
  await blocker.query('BEGIN; LOCK TABLE region IN ACCESS EXCLUSIVE MODE')
  const keptAlive = new Agent({ keepAlive: true, maxSockets: 1 })
  await ask(keptAlive, '/health/live')
  const begun = fetch(`${running.url}/api/v1/me`, { headers: { cookie } })
  await until(async () => (await blocker.query(WAITING)).rows.length > 0)

  running.child.kill('SIGTERM')
  await until(async () => (await fetch(`${running.url}/health/live`).catch(() => null)) === null)
  expect(running.child.exitCode).toBeNull()
  await blocker.query('COMMIT')
  await blocker.end()

  const answer = await begun
  expect(answer.status).toBe(200)
  expect(((await answer.json()) as Me).person.login).toBe('operator')
  await until(() => running.child.exitCode !== null, 10_000)
  expect(running.child.exitCode).toBe(0)
  keptAlive.destroy()
})

test('what does not finish in time is cut off', async () => {
  running = await spawnApi(database.url, { JIBAN_DRAIN_SECONDS: '1' })
  const cookie = await signIn()
  const blocker = new Client({ connectionString: database.url })
  await blocker.connect()
  await blocker.query('BEGIN; LOCK TABLE region IN ACCESS EXCLUSIVE MODE')
  const begun = fetch(`${running.url}/api/v1/me`, { headers: { cookie } }).then(
    ({ status }) => status,
    () => 'cut off',
  )
  await until(async () => (await blocker.query(WAITING)).rows.length > 0)
  const stopped = Date.now()
  running.child.kill('SIGTERM')
  expect(await begun).toBe('cut off')
  await until(() => running.child.exitCode !== null, 15_000)
  expect(Date.now() - stopped).toBeLessThan(5_000)
  expect(running.child.exitCode).toBe(0)
  await blocker.end()
})

const WAITING = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`

async function signIn(): Promise<string> {
  const answer = await fetch(`${running.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'drain-sign-in' },
    body: JSON.stringify({ login: 'operator', password: PASSWORD }),
  })
  return answer.headers.get('set-cookie')!.split(';')[0]!
}

function ask(agent: Agent, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(`${running.url}${path}`, { agent }, (answer) =>
      answer.resume().on('end', () => resolve(answer.statusCode!)),
    ).on('error', reject)
  })
}
