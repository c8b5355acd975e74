import { Client } from 'pg'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { seat, Telephone } from '../world/telephone'

/** Two operators at once, each on another of two APIs: one wins, the other is told, every time. */

const TIMES = 12
jest.setTimeout(120_000)

let database: TestDatabase
let apis: TestApi[]
let client: Client
let people: [Agent, Agent]

beforeAll(async () => {
  database = await freshDatabase()
  apis = [await startApi({ databaseUrl: database.url }), await startApi({ databaseUrl: database.url })]
  client = new Client({ connectionString: database.url })
  await client.connect()
  people = [await apis[0]!.as('operator1'), await apis[1]!.as('operator2')]
  for (const login of ['operator1', 'operator2']) await seat(database.url, login, 'general')
})
afterAll(async () => {
  await client?.end()
  await Promise.all((apis ?? []).map((api) => api.stop()))
  await database?.drop()
})

const ready = () =>
  Promise.all(people.map((who) => who.put('/api/v1/telephone/state').send({ state: 'ready' }).expect(204)))

test('a call is answered by one of two; the other is told, and stays ready', async () => {
  for (let time = 0; time < TIMES; time++) {
    await ready()
    const call = new Telephone(apis[time % 2]!.url).call({ number: `1390005${String(time).padStart(4, '0')}` })
    const { callId } = await call.offered()
    const answers = await Promise.all(people.map((who) => who.post(`/api/v1/calls/${callId}/answer`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('callTaken')
    const { rows } = await client.query(
      `SELECT (SELECT count(*)::int FROM call_event WHERE call_id = $1 AND kind = 'claimed') AS claims,
         (SELECT count(*)::int FROM operator_state WHERE state = 'talking') AS talking`,
      [callId],
    )
    expect(rows).toEqual([{ claims: 1, talking: 1 }])
    await call.tell('ended')
  }
})

test('an operator who answers two calls at once talks in one of them', async () => {
  for (let time = 0; time < TIMES; time++) {
    await ready()
    const calls = [0, 1].map((nth) => new Telephone(apis[nth]!.url).call({ number: `1390006${nth}${String(time).padStart(3, '0')}` })) // prettier-ignore
    const ids = await Promise.all(calls.map(async (call) => (await call.offered()).callId))
    const agents = [people[0], await apis[1]!.as('operator1')]
    const answers = await Promise.all(ids.map((id, nth) => agents[nth]!.post(`/api/v1/calls/${id}/answer`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('stillTalking')
    for (const [nth, call] of calls.entries()) await call.tell(answers[nth]!.status === 200 ? 'ended' : 'abandoned')
  }
})

test('a number to ring back is taken by one of two, and its result counts once', async () => {
  await ready()
  for (let time = 0; time < TIMES; time++) {
    const call = new Telephone(apis[0]!.url).call({ number: `1390008${String(time).padStart(4, '0')}` })
    const { callId } = await call.offered()
    await call.tell('abandoned')
    const { rows } = await client.query<{ id: string }>('SELECT id::text FROM missed_call WHERE call_id = $1', [callId])
    const path = `/api/v1/missed-calls/${rows[0]!.id}`
    const takes = await Promise.all(people.map((who) => who.post(`${path}/take`)))
    expect(takes.map(({ status }) => status).sort()).toEqual([200, 409])
    const winner = people[takes.findIndex(({ status }) => status === 200)]!
    const tries = await Promise.all([1, 2].map(() => winner.post(`${path}/tries`).send({ reached: true })))
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 409])
  }
  const { rows } = await client.query(`SELECT sum(returned)::int AS returned FROM call_figure WHERE person_id = 0`)
  expect(rows).toEqual([{ returned: TIMES }])
})
