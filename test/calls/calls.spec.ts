import { Client } from 'pg'
import type { CallFigures, CallView, DeskView, MissedCallView } from '#domain/calls/views'
import type { RequesterMatch } from '#domain/views'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { seat, Telephone } from '../world/telephone'
import { dispatchAsProposed, expectOk, findPlace, type Place, register } from '../world/thread'

let database: TestDatabase
let api: TestApi
let client: Client
let telephone: Telephone
let first: Agent
let second: Agent
let place: Place

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  client = new Client({ connectionString: database.url })
  await client.connect()
  telephone = new Telephone(api.url)
  first = await api.as('operator1')
  second = await api.as('operator2')
  await seat(database.url, 'operator1', 'general')
  await seat(database.url, 'operator2', 'general')
  place = await findPlace(first, true)
})
beforeEach(async () => {
  await state(first, 'ready')
  await state(second, 'away', 'rest')
})
afterAll(async () => {
  await client?.end()
  await api?.stop()
  await database?.drop()
})

let numbers = 0
const number = () => `1390003${String(++numbers).padStart(4, '0')}`
const desk = async (who: Agent): Promise<DeskView> => expectOk(await who.get('/api/v1/telephone'), 200)
const answer = (who: Agent, id: string) => who.post(`/api/v1/calls/${id}/answer`)
const missedOf = async (who: Agent): Promise<MissedCallView[]> =>
  expectOk(await who.get('/api/v1/missed-calls'), 200).items
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
const figures = async (): Promise<CallFigures> =>
  expectOk(await (await api.as('supervisor')).get('/api/v1/call-figures').query({ from: today(), to: today() }), 200)
async function state(who: Agent, state: string, reason?: string) {
  const { callId } = await desk(who)
  const { rows } = await client.query<{ partner: string; ref: string; state: string; seq: number }>(
    `SELECT partner, ref, state, (SELECT max(seq) FROM call_event WHERE call_id = call.id) + 1 AS seq FROM call WHERE id = $1`,
    [callId],
  )
  const open = rows[0]
  if (open && !['ended', 'abandoned'].includes(open.state))
    await telephone.tell({ call: open.ref, seq: open.seq, kind: 'ended', at: new Date().toISOString() })
  await who.put('/api/v1/telephone/state').send({ state, reason }).expect(204)
}

test('a call rings, is answered with its number, talks, and ends; the operator writes it down', async () => {
  const phone = number()
  const call = telephone.call({ number: phone })
  const { callId, state } = await call.offered()
  expect(state).toBe('ringing')
  const [rings] = (await desk(first)).ringing
  expect(rings).toMatchObject({
    id: callId,
    desk: 'general',
    number: `${phone.slice(0, 3)}****${phone.slice(-4)}`,
    mine: true,
  })
  const answered: CallView = expectOk(await answer(first, callId), 200)
  expect(answered).toMatchObject({ state: 'talking', phone: `+86${phone}` })
  expect(await desk(first)).toMatchObject({ state: 'talking', callId, ringing: [] })
  expect((await telephone.seen(call.ref)).body).toEqual({ state: 'talking', operator: 'operator1', desk: 'general' })
  await call.tell('answered', { operator: 'operator1' })
  await call.tell('held')
  await call.tell('resumed')
  await call.tell('conferenced', { parties: ['住建局'] })
  const { ticketId } = await register(first, place, { callId, requester: { kind: 'citizen', name: '乌兰', phone } })
  await call.tell('ended', { recording: 'https://pbx.example/rec/1.wav' })
  const done: CallView = expectOk(await first.get(`/api/v1/calls/${callId}`), 200)
  expect(done).toMatchObject({
    state: 'ended',
    parties: ['住建局'],
    recording: 'https://pbx.example/rec/1.wav',
    tickets: [{ ticketId, how: 'registered' }],
  })
  expect(done.conferencedAt).not.toBeNull()
  expect(await desk(first)).toMatchObject({ state: 'afterCall', callId })
})

test('of two who answer one wins and the other is told; answering twice is answering once', async () => {
  await state(second, 'ready')
  const { callId } = await telephone.call({ number: number() }).offered()
  const answers = await Promise.all([answer(first, callId), answer(second, callId)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const lost = answers.find(({ status }) => status === 409)!
  expect(lost.body.code).toBe('callTaken')
  const winner = answers[0]!.status === 200 ? first : second
  expect((await answer(winner, callId)).status).toBe(200)
  const { rows } = await client.query(`SELECT kind FROM call_event WHERE call_id = $1 AND kind = 'claimed'`, [callId])
  expect(rows).toHaveLength(1)
})

test('it rings first at who has been ready longest, at the others after a while; not at somebody talking', async () => {
  await state(second, 'ready')
  const { callId } = await telephone.call({ number: number() }).offered()
  const [mine] = (await desk(first)).ringing
  const [theirs] = (await desk(second)).ringing
  expect([mine?.mine, theirs?.mine].sort()).toEqual([false, true])
  const late = (mine?.mine ? theirs : mine)!
  expect(Date.parse(late.ringsFrom) - Date.parse(late.offeredAt)).toBe(10_000)
  await answer(first, callId).expect(200)
  const next = await telephone.call({ number: number() }).offered()
  expect((await answer(first, next.callId)).body.code).toBe('stillTalking')
  expect((await desk(second)).ringing).toEqual([expect.objectContaining({ id: next.callId, mine: true })])
})

test('a call to a desk where nobody is ready rings at the desk that stands in; other desks hear nothing', async () => {
  const night = await api.as('operator6')
  const { callId } = await telephone.call({ desk: 'enterprise', number: number() }).offered()
  expect((await desk(first)).ringing).toContainEqual(
    expect.objectContaining({ id: callId, desk: 'enterprise', mine: true }),
  )
  expect((await desk(night)).ringing.map(({ id }) => id)).toContain(callId)
  const general = await telephone.call({ desk: 'general', number: number() }).offered()
  const enterprise = await api.as('operator3')
  expect((await desk(enterprise)).ringing.map(({ id }) => id)).not.toContain(general.callId)
  expect((await answer(enterprise, general.callId)).body.code).toBe('notFound')
})

test('who gives up is rung back once, by one, and is off the list when the number gets through', async () => {
  const phone = number()
  for (const call of [telephone.call({ number: phone }), telephone.call({ number: phone })]) {
    await call.offered()
    expect((await call.tell('abandoned')).state).toBe('abandoned')
  }
  const [task] = (await missedOf(first)).filter(({ number: masked }) => masked.endsWith(phone.slice(-4)))
  expect(task).toMatchObject({ state: 'waiting', missed: 2, phone: null, tries: 0 })
  const path = `/api/v1/missed-calls/${task!.id}`
  const takes = await Promise.all([first, second].map((who) => who.post(`${path}/take`)))
  expect(takes.map(({ status }) => status).sort()).toEqual([200, 409])
  const winner = takes[0]!.status === 200 ? first : second
  expect(takes.find(({ status }) => status === 200)!.body).toMatchObject({ phone: `+86${phone}`, mine: true })
  expect(takes.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'returnTaken' })
  const tried = await winner.post(`${path}/tries`).send({ reached: false })
  expect(tried.body).toMatchObject({ state: 'waiting', tries: 1 })
  const through = await telephone.call({ number: phone }).offered()
  await answer(first, through.callId).expect(200)
  expect((await missedOf(first)).map(({ id }) => id)).not.toContain(task!.id)
  expect((await winner.post(`${path}/take`)).body.code).toBe('returnClosed')
})

test('three tries without an answer close it; a repeated request is one try; reaching somebody counts', async () => {
  const phones = [number(), number()]
  for (const phone of phones) {
    const call = telephone.call({ number: phone })
    await call.offered()
    await call.tell('abandoned')
  }
  const ids = phones.map(
    async (phone) => (await missedOf(first)).find(({ number: masked }) => masked.endsWith(phone.slice(-4)))!.id,
  )
  const [lost, found] = await Promise.all(ids)
  const before = await figures()
  for (const tries of [1, 2, 3]) {
    await first.post(`/api/v1/missed-calls/${lost}/take`).expect(200)
    const key = `try-of-${lost}-${tries}`
    for (const again of [1, 2]) {
      const answer = await first
        .post(`/api/v1/missed-calls/${lost}/tries`)
        .set('Idempotency-Key', key)
        .send({ reached: false })
      expect([again, answer.body.tries, answer.body.state]).toEqual([again, tries, tries < 3 ? 'waiting' : 'unreached'])
    }
  }
  await first.post(`/api/v1/missed-calls/${found}/take`).expect(200)
  expect((await first.post(`/api/v1/missed-calls/${found}/tries`).send({ reached: true })).body.state).toBe('reached')
  expect((await figures()).total.returned - before.total.returned).toBe(1)
})

test('the first one asked stays the owner until the ticket is sent out', async () => {
  const phone = number()
  const one = telephone.call({ number: phone })
  const { callId } = await one.offered()
  await answer(first, callId).expect(200)
  await one.tell('ended')
  await state(first, 'away', 'rest')
  await state(second, 'ready')
  const again = await telephone.call({ number: phone }).offered()
  const { body } = await answer(second, again.callId)
  const owner = (await client.query(`SELECT name FROM person WHERE login = 'operator1'`)).rows[0].name
  expect(body.owner).toBe(owner)
  const { ticketId } = await register(second, place, {
    callId: again.callId,
    requester: { kind: 'citizen', name: '乌兰', phone },
  })
  const matches = async () =>
    expectOk(await second.get('/api/v1/requesters').query({ phone }), 200).items as RequesterMatch[]
  expect((await matches())[0]!.tickets).toEqual([expect.objectContaining({ id: ticketId, owner })])
  await dispatchAsProposed(await api.as('dispatcher'), ticketId)
  expect((await matches())[0]!.tickets).toEqual([expect.objectContaining({ id: ticketId, owner: null })])
})

test('only what is signed, in time, by a partner we know is heard; a replay does no harm', async () => {
  const body = { call: 'signed-1', seq: 1, kind: 'offered', at: new Date().toISOString(), number: number() }
  expect((await telephone.send(body, { 'x-jiban-signature': '00'.repeat(32) })).body.code).toBe('signatureInvalid')
  expect((await telephone.send(body, { 'x-jiban-partner': 'someone' })).body.code).toBe('signatureInvalid')
  expect((await telephone.send(body, { 'x-jiban-timestamp': String(Date.now() - 600_000) })).body.code).toBe('signatureInvalid') // prettier-ignore
  expect((await telephone.send(body)).body).toMatchObject({ state: 'ringing', repeated: false })
  expect((await telephone.send(body)).body).toMatchObject({ state: 'ringing', repeated: true })
  expect((await telephone.send({ ...body, seq: 0 })).body.code).toBe('invalidInput')
})

test('every offered call is answered, given up or still ringing', async () => {
  const { total } = await figures()
  expect(total.offered).toBe(total.answered + total.abandoned + total.ringing)
  const { rows } = await client.query<{ ringing: number }>(
    `SELECT count(*)::int AS ringing FROM call WHERE state = 'ringing'`,
  )
  expect(total.ringing).toBe(rows[0]!.ringing)
})
