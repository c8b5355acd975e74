import { Client } from 'pg'
import type { RequesterMatch } from '#domain/views'
import { Database, dataSource } from '#data/database'
import { KeyRing } from '#data/secrets/key-ring'
import { verify } from '#data/verify/verify'
import { keysOf } from '#platform/keys'
import { type Agent, startApi, testConfig, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { DEMAND, expectOk, findPlace, onTicket, type Place, register, ticketOf } from '../world/thread'

let database: TestDatabase
let api: TestApi
let client: Client
let operator: Agent
let place: Place
let unitId: number

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  client = new Client({ connectionString: database.url })
  await client.connect()
  operator = await api.as('operator')
  place = await findPlace(operator, true)
  unitId = (await client.query<{ id: number }>(`SELECT id FROM unit WHERE kind = 'utility' AND active LIMIT 1`))
    .rows[0]!.id
})
afterAll(async () => {
  await client?.end()
  await api?.stop()
  await database?.drop()
})

const DECLINE = { outcome: 'decline', decline: { reason: 'legalChannel', told: '请向人民法院起诉。' } }
const HAND_OVER = { outcome: 'handOver', handOver: { to: 'medical120', told: '已为您转接急救电话。' } }
const threeWay = (over: object = {}) => ({
  outcome: 'threeWay',
  threeWay: [{ unitId, result: '今晚八点前恢复供应。' }],
  ...over,
})
const eventsOf = async (id: string) =>
  expectOk(await operator.get(`/api/v1/tickets/${id}/events`), 200).items as {
    kind: string
    text: string
    words: string | null
  }[]
const nobody = { kind: 'citizen' }
let calls = 0
/** A number nobody has called from yet. */
const caller = () => ({ kind: 'citizen', name: '乌云', phone: `1390002${String(++calls).padStart(4, '0')}` })

test('a declined call is a closed ticket with its reason and its words, found again by its number', async () => {
  const { ticketId, number, state } = await register(operator, place, { ...DECLINE, requester: nobody })
  expect(state).toBe('closed')
  const events = await eventsOf(ticketId)
  expect(events.map(({ kind }) => kind)).toEqual(['register', 'decline', 'close'])
  expect(events[1]!.text).toContain('法定途径')
  expect(events[1]!.words).toContain('请向人民法院起诉。')
  expect(await ticketOf(operator, ticketId)).toMatchObject({ outcome: 'decline', answer: null, assignments: [] })
  const found = expectOk(await operator.get('/api/v1/tickets').query({ q: number }), 200)
  expect((found.items as { id: string }[]).map(({ id }) => id)).toEqual([ticketId])
  const { rows } = await client.query<{ data: object; words_sealed: Buffer }>(
    `SELECT data, words_sealed FROM event WHERE ticket_id = $1 AND kind = 'decline'`,
    [ticketId],
  )
  expect(rows[0]!.data).toEqual({ reason: 'legalChannel' })
  expect(rows[0]!.words_sealed.includes('人民法院')).toBe(false)
})

test('a call handed over is closed as handed over', async () => {
  const { ticketId, state } = await register(operator, place, { ...HAND_OVER, requester: nobody, type: 'complaint' })
  expect(state).toBe('closed')
  const texts = (await eventsOf(ticketId)).map(({ text }) => text)
  expect(texts.slice(1)).toEqual(['交转120 医疗急救', '交转后办结'])
})

test('after a three-way call a complaint waits for its callback and closes with it', async () => {
  const { ticketId, state } = await register(operator, place, threeWay({ type: 'complaint' }))
  expect(state).toBe('callback')
  const ticket = await ticketOf(operator, ticketId)
  expect(ticket.answer).toMatch(/：今晚八点前恢复供应。$/)
  const good = { solved: 'yes', resultGrade: 5, mannerGrade: 5, contacted: [] }
  expect((await onTicket(await api.as('callback'), ticketId, 'callback', good)).state).toBe('closed')
})

test('what the units said about a report stays sealed', async () => {
  const { ticketId } = await register(operator, place, threeWay({ type: 'report' }))
  const { rows } = await client.query<{ answer: string }>('SELECT answer FROM ticket WHERE id = $1', [ticketId])
  expect(rows[0]!.answer).not.toContain('恢复供应')
})

test.each([
  ['declineNeeded', { outcome: 'decline' }],
  ['invalidInput', { outcome: 'decline', decline: { reason: 'noTime', told: '没有时间' } }],
  ['invalidInput', { outcome: 'decline', decline: { reason: 'legalChannel' } }],
  ['handOverNeeded', { outcome: 'handOver' }],
  ['invalidInput', { outcome: 'handOver', handOver: { to: 'nobody', told: '已告知' } }],
  ['threeWayNeeded', { outcome: 'threeWay', threeWay: [] }],
  ['unitUnknown', { outcome: 'threeWay', threeWay: [{ unitId: 1_999_999, result: '已答复' }] }],
])('refused as %s: %j', async (code, over) => {
  const { status, body } = await operator.post('/api/v1/tickets').send({ ...DEMAND, ...place, ...over })
  expect([status, body.code]).toEqual([400, code])
})

test('a call attached to an open ticket is an urge on it and makes no other', async () => {
  const requester = caller()
  const { ticketId } = await register(operator, place, { requester })
  await onTicket(operator, ticketId, 'urge', { by: 'requester', note: '路灯还是不亮，今晚又摔了人。' })
  expect(await ticketOf(operator, ticketId)).toMatchObject({ urgeCount: 1, state: 'registered' })
  const words = (await eventsOf(ticketId)).at(-1)!.words
  expect(words).toContain('今晚又摔了人')
  expect((await historyOf(requester.phone)).map(({ id }) => id)).toEqual([ticketId])
})

test('the verifier understands every one of them', async () => {
  const options = { url: database.url, poolSize: 2, applicationName: 'test', statementTimeoutMs: 10_000 }
  const db = new Database(await dataSource(options).initialize())
  const keys = new KeyRing(keysOf(testConfig({ databaseUrl: database.url })))
  try {
    expect(await verify(db, keys)).toMatchObject({ tickets: 5, broken: [] })
    await client.query(`UPDATE ticket SET answer = answer || '！' WHERE outcome = 'threeWay' AND type <> 'report'`)
    expect((await verify(db, keys)).broken).toMatchObject([{ faults: [{ code: 'demand' }] }])
  } finally {
    await db.source.destroy()
  }
})

const historyOf = async (phone: string) =>
  (expectOk(await operator.get('/api/v1/requesters').query({ phone }), 200).items as RequesterMatch[]).flatMap(
    ({ tickets }) => tickets,
  )

/** Closed at the first moment of the local day so many days ago, moved by so many milliseconds. */
async function closedDaysAgo(requester: object, days: number, shift = 0, over: object = threeWay()): Promise<string> {
  const { ticketId } = await register(operator, place, { type: 'inquiry', ...over, requester })
  await client.query(
    `UPDATE ticket SET state = 'closed', closed_at = (date_trunc('day', now() AT TIME ZONE 'Asia/Shanghai')
       - make_interval(days => $2)) AT TIME ZONE 'Asia/Shanghai' + make_interval(secs => $3) WHERE id = $1`,
    [ticketId, days, shift / 1000],
  )
  return ticketId
}

describe('false closure', () => {
  test('the first moment of the seventh day counts, the one before it does not', async () => {
    const [in7, in8] = [caller(), caller()]
    const early = await closedDaysAgo(in7, 7)
    const late = await closedDaysAgo(in8, 7, -1)
    const again = await register(operator, place, { requester: in7 })
    const fresh = await register(operator, place, { requester: in8 })
    expect(await ticketOf(operator, again.ticketId)).toMatchObject({ falseClosure: true, cameBack: false })
    expect(await ticketOf(operator, early)).toMatchObject({ falseClosure: false, cameBack: true })
    expect(await ticketOf(operator, fresh.ticketId)).toMatchObject({ falseClosure: false })
    expect(await ticketOf(operator, late)).toMatchObject({ cameBack: false })
    expect((await historyOf(in7.phone)).map(({ falseClosure }) => falseClosure)).toEqual([true, true])
    expect((await historyOf(in8.phone)).map(({ falseClosure }) => falseClosure)).toEqual([false, false])
  })

  test('the same phone under another name counts, the latest closing is meant', async () => {
    const requester = caller()
    await closedDaysAgo(requester, 5)
    const latest = await closedDaysAgo({ ...requester, name: '娜仁' }, 2)
    const { ticketId } = await register(operator, place, { requester: { ...requester, anonymous: true } })
    const { rows } = await client.query('SELECT earlier_ticket_id AS id FROM false_closure WHERE ticket_id = $1', [
      ticketId,
    ])
    expect(rows).toEqual([{ id: latest }])
  })

  test('not after a call that was declined, of another category, still open, or without a phone', async () => {
    const declined = caller()
    await closedDaysAgo(declined, 1, 0, DECLINE)
    const open = caller()
    await register(operator, place, { requester: open })
    const other = caller()
    const elsewhere = { ...threeWay(), categoryCode: (await findPlace(operator, false)).categoryCode }
    await closedDaysAgo(other, 1, 0, elsewhere)
    await closedDaysAgo(nobody, 1)
    for (const requester of [declined, open, other]) {
      const { ticketId } = await register(operator, place, { requester })
      expect(await ticketOf(operator, ticketId)).toMatchObject({ falseClosure: false })
    }
    const { ticketId } = await register(operator, place, { ...threeWay(), requester: nobody })
    expect(await ticketOf(operator, ticketId)).toMatchObject({ falseClosure: false })
  })

  test('nothing is said of a restricted ticket to those who see the other', async () => {
    const requester = caller()
    const earlier = await closedDaysAgo(requester, 1)
    await register(operator, place, { requester, type: 'report' })
    expect(await ticketOf(operator, earlier)).toMatchObject({ cameBack: false })
  })
})
