import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { HealthProbes } from '#platform/health'
import { projectRoot } from '#platform/root'
import { startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { until } from '../world/until'

let database: TestDatabase
let api: TestApi

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url, config: { metricsToken: 'let-me-see', trustProxy: ['127.0.0.1'] } })
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

test('ready says what it looked at, once the event log has been read', async () => {
  await until(async () => (await api.stranger().get('/health/ready')).status === 200)
  const { body } = await api.stranger().get('/health/ready').expect(200)
  expect(body).toEqual({
    ok: true,
    draining: false,
    checks: {
      database: { ok: true },
      schema: { ok: true },
      events: { ok: true, lagSeconds: expect.any(Number) },
      jobs: { ok: true, queueAgeSeconds: expect.any(Number), workers: 0 },
    },
  })
})

test('one thing that is not well, or does not answer, is enough not to be ready', async () => {
  const probes = new HealthProbes()
  probes.add('fine', async () => ({ ok: true }))
  expect(await probes.ask()).toEqual({ ok: true, checks: { fine: { ok: true } } })
  probes.add('broken', () => Promise.reject(Object.assign(new Error('secret'), { code: 'ECONNREFUSED' })))
  probes.add('silent', () => sleep(10_000, { ok: true }, { ref: false }))
  expect(await probes.ask()).toEqual({
    ok: false,
    checks: {
      fine: { ok: true },
      broken: { ok: false, problem: 'ECONNREFUSED' },
      silent: { ok: false, problem: 'slow' },
    },
  })
})

test('metrics are for this machine, or for who has the token', async () => {
  const ask = () => api.stranger().get('/metrics')
  await ask().expect(200)
  const forwarded = () => ask().set('X-Forwarded-For', '203.0.113.9')
  expect((await forwarded().expect(404)).body.code).toBe('notFound')
  await forwarded().set('Authorization', 'Bearer guessed').expect(404)
  await forwarded().set('Authorization', 'Bearer let-me-see').expect(200)
})

test('every metric of ours is explained in docs/operations.md', async () => {
  const docs = readFileSync(join(projectRoot(), 'docs/operations.md'), 'utf8')
  await api.stranger().get('/health/ready').expect(200)
  const { text } = await api.stranger().get('/metrics').expect(200)
  const names = [...text.matchAll(/^# TYPE (jiban_\w+)/gm)].map(([, name]) => name!)
  expect(names.length).toBeGreaterThan(8)
  for (const name of names) expect(docs).toContain(name.replace(/^jiban_pool/, ''))
  expect(text).toMatch(/jiban_request_seconds_count\{.*route="\/health\/ready".*\} [1-9]/)
})
