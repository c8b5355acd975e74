import { randomUUID } from 'node:crypto'
import { signatureOf } from '#channels/telephony'
import { Database } from '#data/database'
import { KeyRing } from '#data/secrets/key-ring'
import { verify } from '#data/verify/verify'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { dispatchAsProposed, findPlace, onTicket, type Place, register, ticketOf } from '../world/thread'

/** 交转回流: what was handed over is followed until it is done, and comes back when it is refused. */

let database: TestDatabase
let api: TestApi
let operator: Agent
let dispatcher: Agent
let place: Place
const SECRET = 'the-window-and-we-share-this-secret-word'

beforeAll(async () => {
  database = await freshDatabase()
  const handOverKeys = new Map([
    ['helpWindow', SECRET],
    ['police110', `${SECRET}-police`],
  ])
  api = await startApi({ databaseUrl: database.url, config: { handOverKeys } })
  operator = await api.as('operator')
  dispatcher = await api.as('dispatcher')
  place = await findPlace(operator, true)
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

const handedOver = () =>
  register(operator, place, { outcome: 'handOver', handOver: { to: 'helpWindow', told: '已转“帮您办”窗口。' } })

const listed = async (queue: string): Promise<string[]> =>
  (await dispatcher.get('/api/v1/tickets').query({ queue })).body.items.map(({ id }: { id: string }) => id)

async function report(number: string, body: object, { partner = 'helpWindow', secret = SECRET } = {}) {
  const path = `/api/v1/hand-overs/${number}/status`
  const text = JSON.stringify(body)
  const timestamp = String(Date.now())
  return fetch(api.url + path, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      'x-jiban-partner': partner,
      'x-jiban-timestamp': timestamp,
      'x-jiban-signature': signatureOf(secret, { timestamp, method: 'POST', path, body: text }),
    },
  })
}

test('its status is written down step by step, never backwards, and it is followed until it is done', async () => {
  const { ticketId } = await handedOver()
  expect(await ticketOf(operator, ticketId)).toMatchObject({
    state: 'closed',
    turnedTo: 'helpWindow',
    turnState: 'sent',
  })
  expect(await listed('turned')).toContain(ticketId)
  await onTicket(operator, ticketId, 'turned', { state: 'underWay', note: '窗口已受理，正在办' })
  await expect(onTicket(operator, ticketId, 'turned', { state: 'accepted', note: '已受理' })).rejects.toThrow(
    'turnPast',
  )
  await onTicket(operator, ticketId, 'turned', { state: 'done', note: '证照已发' })
  const { turnState, state, actions } = await ticketOf(operator, ticketId)
  expect([turnState, state]).toEqual(['done', 'closed'])
  expect(actions.map(({ action }) => action)).not.toContain('turned')
  expect(await listed('turned')).not.toContain(ticketId)
})

test('what is refused comes back to the dispatchers with a clock, and goes its way from there; the requester is told', async () => {
  const { ticketId } = await handedOver()
  await onTicket(operator, ticketId, 'turned', { state: 'refused', note: '不属于窗口受理范围' })
  const back = await ticketOf(dispatcher, ticketId)
  expect(back).toMatchObject({ state: 'registered', closedAt: null, turnState: 'refused' })
  expect(back.dueAt).not.toBeNull()
  expect(await listed('dispatch')).toContain(ticketId)
  expect(await listed('turned')).not.toContain(ticketId)
  const { items } = (await operator.get(`/api/v1/tickets/${ticketId}/events`)).body
  expect(items.at(-1)).toMatchObject({ kind: 'turned', words: expect.stringContaining('不属于窗口') })
  expect(items.at(-1).text).toContain('退回热线')
  const told = await api.app
    .get(Database)
    .query<{ kind: string }>('SELECT kind FROM delivery WHERE ticket_id = $1 ORDER BY id', [ticketId])
  expect(told.map(({ kind }) => kind)).toEqual(['handedOver', 'registered'])
  await dispatchAsProposed(dispatcher, ticketId)
  expect((await ticketOf(dispatcher, ticketId)).state).toBe('handling')
})

test('the taker reports itself, signed: what is its own, once, and nothing of others', async () => {
  const { ticketId, number } = await handedOver()
  const accepted = { state: 'accepted', note: '已受理' }
  const shown = `${number.slice(0, 6)}-${number.slice(6)}`
  const twice = await Promise.all([report(shown, accepted), report(shown, accepted)])
  expect(
    twice
      .map(({ status }) => status)
      .sort()
      .at(0),
  ).toBe(200)
  expect((await report(shown, accepted)).status).toBe(200)
  expect(await ticketOf(operator, ticketId)).toMatchObject({ turnState: 'accepted' })
  const said = (await operator.get(`/api/v1/tickets/${ticketId}/events`)).body.items
  expect(said.filter(({ kind }: { kind: string }) => kind === 'turned')).toHaveLength(1)
  expect((await report(shown, accepted, { secret: 'x'.repeat(32) })).status).toBe(401)
  expect((await report(shown, accepted, { partner: 'nobody' })).status).toBe(401)
  expect((await report(shown, accepted, { partner: 'police110', secret: `${SECRET}-police` })).status).toBe(404)
  expect((await report('000000-000000', accepted)).status).toBe(404)
  expect((await report(shown, { state: 'sent', note: '好' })).status).toBe(400)
  expect((await report(shown, { state: 'refused', note: '查后不属于本窗口' })).status).toBe(200)
  expect(await ticketOf(dispatcher, ticketId)).toMatchObject({ state: 'registered', turnState: 'refused' })
})

test('the verifier understands all of it', async () => {
  expect(await verify(api.app.get(Database), api.app.get(KeyRing))).toMatchObject({ brokenCount: 0, broken: [] })
})
