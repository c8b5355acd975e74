import { Controller, Get, Module, Post } from '@nestjs/common'
import { Public } from '#platform/guard'
import { Rates } from '#platform/overload'
import { startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { until } from '../world/until'

let working = 0
let release: () => void = () => undefined
let held = new Promise<void>((resolve) => (release = resolve))

/** Work that lasts until the test says so. */
@Public()
@Controller('held')
class Held {
  @Get()
  list() {
    return this.hold()
  }

  @Post()
  act() {
    return this.hold()
  }

  private async hold() {
    working += 1
    await held
    working -= 1
    return { ok: true }
  }
}

@Module({ controllers: [Held] })
class HeldModule {}

let database: TestDatabase
let api: TestApi

beforeAll(async () => {
  database = await freshDatabase()
  const config = { inFlight: 20, sessionRate: 50, sessionBurst: 60, logLevel: 'error' } as const
  api = await startApi({ databaseUrl: database.url, also: [HeldModule], config })
})
afterAll(async () => {
  release()
  await api?.stop()
  await database?.drop()
})

test('lists are shed first, actions at the limit, health never, and it is over when the work is done', async () => {
  held = new Promise<void>((resolve) => (release = resolve))
  const lists = Array.from({ length: 14 }, () =>
    api
      .stranger()
      .get('/held')
      .then((answer) => answer),
  )
  await until(() => working === 10)
  const shed = (await Promise.race(lists))!
  expect(shed.status).toBe(503)
  expect(shed.body.code).toBe('busy')
  expect(Number(shed.headers['retry-after'])).toBeGreaterThan(0)
  const actions = Array.from({ length: 12 }, () =>
    api
      .stranger()
      .post('/held')
      .send({})
      .then((answer) => answer),
  )
  await until(() => working === 20)
  // Never shed; on a busy machine it may have to see the event log read first.
  await until(async () => (await api.stranger().get('/health/ready')).status === 200)
  expect((await api.stranger().get('/metrics').expect(200)).text).toContain('jiban_requests_in_flight 20')
  release()
  const statuses = (await Promise.all([...lists, ...actions])).map(({ status }) => status)
  expect(statuses.filter((status) => status === 503)).toHaveLength(4 + 2)
  await api.stranger().get('/held').expect(200)
})

test('a caller who hangs up frees its place', async () => {
  held = new Promise<void>((resolve) => (release = resolve))
  const impatient = Array.from({ length: 10 }, () =>
    api
      .stranger()
      .get('/held')
      .timeout(200)
      .then(
        () => 'answered',
        () => 'gave up',
      ),
  )
  expect(await Promise.all(impatient)).toEqual(Array(10).fill('gave up'))
  const patient = api
    .stranger()
    .get('/held')
    .then((answer) => answer)
  await until(() => working === 11)
  release()
  expect((await patient).status).toBe(200)
})

test('one session in a hot loop is slowed down, others do not notice', async () => {
  const [eager, calm] = [await api.as('operator'), await api.as('dispatcher')]
  const answers: number[] = []
  for (let i = 0; i < 120; i++) answers.push((await eager.get('/api/v1/me')).status)
  expect(answers.filter((status) => status === 429).length).toBeGreaterThan(5)
  expect(answers.filter((status) => status === 200).length).toBeGreaterThanOrEqual(60)
  const refused = await eager.get('/api/v1/me')
  if (refused.status === 429) expect(refused.headers['retry-after']).toBe('1')
  await calm.get('/api/v1/me').expect(200)
  await new Promise((resolve) => setTimeout(resolve, 300))
  await eager.get('/api/v1/me').expect(200)
})

test('a burst of a hundred connections breaks nothing, and a second later everything is as before', async () => {
  held = Promise.resolve()
  const statuses = (await Promise.all(Array.from({ length: 100 }, () => askFor(2000)))).flat()
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(100)
  expect(statuses.filter((status) => ![200, 503].includes(status))).toEqual([])
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const after = await Promise.all(Array.from({ length: 5 }, () => api.stranger().get('/held')))
  expect(after.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
})

/** One client that asks again as soon as it is answered. */
async function askFor(ms: number): Promise<number[]> {
  const statuses: number[] = []
  for (const end = Date.now() + ms; Date.now() < end;) {
    const answer = await fetch(`${api.url}/held`)
    await answer.arrayBuffer()
    statuses.push(answer.status)
  }
  return statuses
}

test('a bucket holds its burst and fills at its rate', () => {
  const rates = new Rates(10, 5)
  for (let i = 0; i < 5; i++) expect(rates.take('a', 0)).toBe(0)
  expect(rates.take('a', 0)).toBeCloseTo(0.1)
  expect(rates.take('b', 0)).toBe(0)
  expect(rates.take('a', 100)).toBe(0)
  expect(rates.take('a', 100)).toBeGreaterThan(0)
  expect(rates.take('a', 60_000)).toBe(0)
  expect(rates.take(null, 0)).toBe(0)
})
