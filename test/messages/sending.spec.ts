import { Database } from '#data/database'
import { Messages } from '#services/messages/messages'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { FAILS, REFUSES, report, SECRET, StandIn, TAKES, TAKES_SILENTLY } from '../world/gateway'
import { findPlace, type Place, register } from '../world/thread'

const NOON = new Date('2026-11-20T12:00:00+08:00')
const NIGHT = new Date('2026-11-20T23:00:00+08:00')
const MORNING = new Date('2026-11-21T08:00:00+08:00')

let database: TestDatabase
let api: TestApi
let db: Database
let messages: Messages
let operator: Agent
let place: Place
let phone = 13700000000
const gateway = new StandIn()

beforeAll(async () => {
  database = await freshDatabase()
  const smsUrl = await gateway.open()
  api = await startApi({ databaseUrl: database.url, config: { smsUrl, smsSecret: SECRET, logLevel: 'silent' } })
  db = api.app.get(Database)
  messages = api.app.get(Messages)
  operator = await api.as('operator')
  place = await findPlace(operator, true)
})
beforeEach(() => gateway.reset())
afterAll(async () => {
  await api?.stop()
  await gateway.close()
  await database?.drop()
})

interface Row extends Record<string, unknown> {
  id: string
  state: string
  fault: string | null
}
const rowsOf = (ticketId: string) =>
  db.query<Row>(
    'SELECT id::text, state, fault, fault_note, attempts, channel, held FROM delivery WHERE ticket_id = $1 ORDER BY id',
    [ticketId],
  )
const oneOf = async (ticketId: string) => (await rowsOf(ticketId))[0]!
const promised = (id: string) =>
  db.query<{ at: Date }>(
    `SELECT run_at AS at FROM graphile_worker._private_jobs WHERE payload->>'deliveryId' = $1 ORDER BY id`,
    [id],
  )

/** Somebody new, registered; the message may leave at noon whatever the time is now. */
async function registered(over: object = {}, number = String(++phone)) {
  const { ticketId, number: shown } = await register(operator, place, {
    requester: { kind: 'citizen', name: '苏日娜', phone: number },
    ...over,
  })
  await db.query(
    `UPDATE delivery SET created_at = $2, not_before = $2, held = false, expires_at = $2::timestamptz + interval '3 days' WHERE ticket_id = $1`,
    [ticketId, NOON],
  )
  return { ticketId, shown, phone: number, ...(await oneOf(ticketId)) }
}

test('a registration owes a message in the same commit, with number and deadline, and it arrives', async () => {
  const { id, ticketId, phone: to } = await registered()
  expect(await promised(id)).toHaveLength(1)
  await messages.send(id, NOON)
  const [received] = [...gateway.taken.values()]
  expect(received).toMatchObject({ key: `jb-${id}`, kind: 'registered', to: expect.stringContaining(to.slice(-8)) })
  expect(received!['text']).toMatch(/已受理，编号 \d{6}-\d{6}。预计 .+ 前答复。/)
  expect(await oneOf(ticketId)).toMatchObject({ state: 'sent', fault: null, channel: 'sms' })
})

test('an act that is refused owes nothing', async () => {
  const before = await db.query('SELECT FROM delivery')
  await operator
    .post('/api/v1/tickets')
    .send({
      type: 'help',
      channel: 'phone',
      urgency: 'normal',
      requester: { kind: 'citizen' },
      ...place,
      title: '路灯',
      content: '路灯不亮很久了',
      outcome: 'register',
    })
    .expect(400)
  expect(await db.query('SELECT FROM delivery')).toHaveLength(before.length)
})

test('neither the message row nor a job holds the number', async () => {
  const { ticketId, phone: to } = await registered()
  const kept = await db.query<{ text: string }>(
    `SELECT d::text AS text FROM delivery d WHERE ticket_id = $1
     UNION ALL SELECT payload::text FROM graphile_worker._private_jobs`,
    [ticketId],
  )
  expect(kept.map(({ text }) => text).join()).not.toContain(to)
})

test('a gateway that is away is asked again, later each time, and given up in the end; by hand it goes on', async () => {
  const { id, ticketId } = await registered()
  gateway.next(...Array.from({ length: 8 }, () => FAILS))
  let at = NOON
  for (let attempt = 1; attempt <= 7; attempt++) {
    await messages.send(id, at)
    expect(await oneOf(ticketId)).toMatchObject({ state: 'queued', fault: 'unreachable', attempts: attempt })
    const next = (await promised(id)).at(-1)!.at
    expect(next > at).toBe(true)
    at = next
  }
  await messages.send(id, at)
  expect(await oneOf(ticketId)).toMatchObject({ state: 'failed', fault: 'unreachable' })
  await messages.send(id, at)
  expect(gateway.asked).toHaveLength(8)
})

test('an answer that is lost: the message is sent again under the same key and arrives once', async () => {
  const { id, ticketId } = await registered()
  gateway.next(TAKES_SILENTLY, TAKES)
  await messages.send(id, NOON)
  expect(await oneOf(ticketId)).toMatchObject({ state: 'queued', fault: 'unreachable' })
  await messages.send(id, new Date(NOON.getTime() + 60_000))
  expect(await oneOf(ticketId)).toMatchObject({ state: 'sent' })
  expect(gateway.asked.map(({ key }) => key)).toEqual([`jb-${id}`, `jb-${id}`])
  expect(gateway.taken.size).toBe(1)
})

test('a refusal is final, and what it says does not repeat the number', async () => {
  const { id, ticketId, phone: to } = await registered()
  gateway.next(REFUSES(`${to} 在黑名单`))
  await messages.send(id, NOON)
  const row = await oneOf(ticketId)
  expect(row).toMatchObject({ state: 'failed', fault: 'rejected' })
  expect(row['fault_note']).toContain('在黑名单')
  expect(row['fault_note']).not.toContain(to)
})

test('nobody is woken: at night it waits for eight, unless it is urgent', async () => {
  const { id, ticketId } = await registered()
  await messages.send(id, NIGHT)
  expect(gateway.taken.size).toBe(0)
  expect(await oneOf(ticketId)).toMatchObject({ state: 'queued', held: true })
  expect((await promised(id)).at(-1)!.at).toEqual(MORNING)
  const urgent = await registered({ urgency: 'urgent' })
  await messages.send(urgent.id, NIGHT)
  expect([...gateway.taken.keys()]).toEqual([`jb-${urgent.id}`])
})

test('what waited for the morning is one message, though several are due and several workers send', async () => {
  const first = await registered()
  const others = [await registered({}, first.phone), await registered({}, first.phone)]
  const all = [first, ...others]
  for (const { id } of all) await messages.send(id, NIGHT)
  await Promise.all(all.map(({ id }) => messages.send(id, MORNING)))
  expect(gateway.taken.size).toBe(1)
  const [text] = [...gateway.taken.values()].map((body) => body['text']!)
  expect(text).toContain('有 3 条新消息')
  for (const { ticketId } of all) expect(await oneOf(ticketId)).toMatchObject({ state: 'sent' })
})

test('a number gets no more than its share a day; the rest comes the next morning', async () => {
  await db.query(`UPDATE region SET settings = settings || '{"messages": {"perDay": 1}}'`)
  const limited = await startApi({
    databaseUrl: database.url,
    config: { smsUrl: new URL('http://127.0.0.1:9/'), smsSecret: SECRET },
  })
  const first = await registered()
  const second = await registered({}, first.phone)
  await messages.send(first.id, NOON)
  await db.query('UPDATE delivery SET sent_at = $2 WHERE id = $1', [first.id, NOON])
  await limited.app.get(Messages).send(second.id, NOON)
  expect(await oneOf(second.ticketId)).toMatchObject({ state: 'queued', fault: 'dailyLimit' })
  expect((await promised(second.id)).at(-1)!.at).toEqual(MORNING)
  await db.query(`UPDATE region SET settings = settings - 'messages'`)
  await limited.stop()
})

test('without a gateway nothing pretends: it stays, and says so', async () => {
  const bare = await startApi({ databaseUrl: database.url })
  const { id, ticketId } = await registered()
  await bare.app.get(Messages).send(id, NOON)
  expect(await oneOf(ticketId)).toMatchObject({ state: 'queued', fault: 'noChannel' })
  await bare.app.get(Messages).send(id, new Date(NOON.getTime() + 4 * 86_400_000))
  expect(await oneOf(ticketId)).toMatchObject({ state: 'expired' })
  await bare.stop()
})

test('who left no number is to be told by a person', async () => {
  const { ticketId } = await register(operator, place, {
    requester: { kind: 'citizen', anonymous: true },
    outcome: 'answer',
    answer: '请到政务大厅二楼办理。',
    type: 'inquiry',
  })
  expect(await oneOf(ticketId)).toMatchObject({ state: 'queued', channel: 'console', fault: 'noAddress' })
})

test('receipts: signed, once, also when they come first; who replies “unsubscribe” hears nothing more', async () => {
  const { id, ticketId, phone: to } = await registered()
  await messages.send(id, NOON)
  const key = `jb-${id}`
  expect((await report(api.url, 'sms', { key, state: 'delivered' }, 'some other secret here')).status).toBe(401)
  const old = new Date(Date.now() - 600_000)
  expect((await report(api.url, 'sms', { key, state: 'delivered' }, SECRET, old)).status).toBe(401)
  expect((await report(api.url, 'wechat', { key, state: 'delivered' })).status).toBe(401)
  expect(await oneOf(ticketId)).toMatchObject({ state: 'sent' })
  for (const state of ['delivered', 'delivered', 'failed'])
    expect((await report(api.url, 'sms', { key, state })).status).toBe(204)
  expect(await oneOf(ticketId)).toMatchObject({ state: 'delivered', fault: null })
  expect((await report(api.url, 'sms', { key: 'jb-999999', state: 'delivered' })).status).toBe(404)

  const early = await registered()
  gateway.next((received, response, take) => {
    void report(api.url, 'sms', { key: received.key, state: 'failed', reason: '空号' }).then(() =>
      response.writeHead(200).end(JSON.stringify({ id: take() })),
    )
  })
  await messages.send(early.id, NOON)
  expect(await oneOf(early.ticketId)).toMatchObject({ state: 'failed', fault: 'undelivered', fault_note: '空号' })

  expect((await report(api.url, 'sms', { key, state: 'optedOut' })).status).toBe(204)
  const later = await registered({}, to)
  gateway.reset()
  await messages.send(later.id, NOON)
  expect(gateway.taken.size).toBe(0)
  expect(await oneOf(later.ticketId)).toMatchObject({ state: 'failed', fault: 'optedOut' })
})
