import { Database } from '#data/database'
import { Reminders } from '#services/messages/reminders'
import type { ReminderDocument, ReminderView, TicketView } from '#domain/views'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { handlerLogin } from '../world/people'
import { dispatchAsProposed, expectOk, findPlace, onTicket, type Place, register, ticketOf } from '../world/thread'

/** A Friday at nine, the Saturday after it, and the Friday before eight. */
const FRIDAY = new Date('2026-11-27T09:00:00+08:00')
const SATURDAY = new Date('2026-11-28T09:00:00+08:00')
const EARLY = new Date('2026-11-27T07:30:00+08:00')

let database: TestDatabase
let api: TestApi
let db: Database
let reminders: Reminders
let operator: Agent
let dispatcher: Agent
let supervisor: Agent
let place: Place

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url, config: { logLevel: 'silent' } })
  db = api.app.get(Database)
  reminders = api.app.get(Reminders)
  operator = await api.as('operator')
  dispatcher = await api.as('dispatcher')
  supervisor = await api.as('supervisor')
  place = await findPlace(operator, true)
})
afterEach(() => db.query(`DELETE FROM daily_reminder; DELETE FROM notice WHERE kind = 'reminder'`))
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

const dueAt = (ticketId: string, at: string) =>
  db.query('UPDATE assignment SET due_at = $2 WHERE ticket_id = $1', [ticketId, at])

async function dispatched(at: string): Promise<TicketView> {
  const { ticketId } = await register(operator, place)
  await dispatchAsProposed(dispatcher, ticketId)
  await dueAt(ticketId, at)
  return ticketOf(dispatcher, ticketId)
}
const lead = ({ assignments }: TicketView) => assignments.find(({ role }) => role === 'lead')!
const unitOf = async (unitId: number) => api.as(await handlerLogin(database.url, unitId))

test('on a working day each unit with work gets one document: what is due, overdue, urged, supervised', async () => {
  const today = await dispatched('2026-11-27T17:00:00+08:00')
  const over = await dispatched('2026-11-26T17:00:00+08:00')
  const later = await dispatched('2026-12-04T17:00:00+08:00')
  const urged = await dispatched('2026-12-04T17:00:00+08:00')
  const { unitId } = lead(today)
  await onTicket(operator, urged.id, 'urge', { by: 'requester', note: '请尽快' })
  await dueAt(urged.id, '2026-12-04T17:00:00+08:00')
  await onTicket(supervisor, over.id, 'supervise', { mode: 'phone', unitId, days: 3, words: '请三日内办结。' })
  await dueAt(over.id, '2026-11-26T17:00:00+08:00')
  expect(await reminders.makeDue(EARLY)).toBe(0)
  expect(await reminders.makeDue(SATURDAY)).toBe(0)
  const made = await Promise.all([reminders.makeDue(FRIDAY), reminders.makeDue(FRIDAY), reminders.makeDue(FRIDAY)])
  expect(made.reduce((all, each) => all + each)).toBe(today.assignments.length)
  expect(await reminders.makeDue(FRIDAY)).toBe(0)

  const unit = await unitOf(unitId)
  const document: ReminderDocument = expectOk(await unit.get(`/api/v1/reminders/2026-11-27/units/${unitId}`), 200)
  const listsOf = ({ id }: TicketView) => document.items.find(({ ticketId }) => ticketId === id)?.lists
  expect([today, over, later, urged].map(listsOf)).toEqual([
    ['dueToday'],
    ['overdue', 'supervised'],
    undefined,
    ['urged'],
  ])
  expect(document.counts).toEqual({ dueToday: 1, overdue: 1, supervised: 1, urged: 1 })
  expect(document.items[0]).toMatchObject({ title: over.title, shownNumber: over.shownNumber })
  const { body: notices } = await unit.get('/api/v1/notices')
  const told = notices.items.filter(({ kind }: { kind: string }) => kind === 'reminder')
  expect(told).toMatchObject([{ text: '2026-11-27 日提醒：已超期 1 件，今日到期 1 件，被催办 1 件，被督办 1 件' }])
})

test('read is said once, by the first who reads it, and seen by the centre', async () => {
  const ticket = await dispatched('2026-11-27T17:00:00+08:00')
  const { unitId } = lead(ticket)
  await reminders.makeDue(FRIDAY)
  const unit = await unitOf(unitId)
  await unit.post('/api/v1/reminders/2026-11-27/confirm').expect(204)
  const [first] = await db.query<{ at: Date }>('SELECT confirmed_at AS at FROM daily_reminder WHERE unit_id = $1', [
    unitId,
  ])
  await unit.post('/api/v1/reminders/2026-11-27/confirm').expect(204)
  expect(await db.query('SELECT confirmed_at AS at FROM daily_reminder WHERE unit_id = $1', [unitId])).toEqual([first])
  await unit.post('/api/v1/reminders/2026-11-26/confirm').expect(404)
  const { items } = expectOk<{ items: ReminderView[] }>(await supervisor.get('/api/v1/reminders/days/2026-11-27'), 200)
  expect(items.filter(({ confirmedAt }) => confirmedAt).map((each) => each.unitId)).toEqual([unitId])
  expect(items.length).toBe(ticket.assignments.length)
})

test('on demand it is made at once, and is the one of that day', async () => {
  const ticket = await dispatched('2030-01-01T00:00:00+08:00')
  const { unitId } = lead(ticket)
  const unit = await unitOf(unitId)
  const one: ReminderDocument = expectOk(await unit.post('/api/v1/reminders/today'), 200)
  const again: ReminderDocument = expectOk(await unit.post('/api/v1/reminders/today'), 200)
  expect(again.madeAt).toBe(one.madeAt)
  const { items } = expectOk<{ items: ReminderView[] }>(await unit.get('/api/v1/reminders'), 200)
  expect(items.map(({ day }) => day)).toEqual([one.day])
})

test('a unit reads its own only, and of a ticket it has lost no more than that it was there', async () => {
  const ticket = await dispatched('2026-11-27T17:00:00+08:00')
  const { unitId } = lead(ticket)
  await reminders.makeDue(FRIDAY)
  const other = ticket.assignments.find((each) => each.unitId !== unitId)!
  await (await unitOf(other.unitId)).get(`/api/v1/reminders/2026-11-27/units/${unitId}`).expect(404)
  await db.query(`UPDATE assignment SET state = 'withdrawn' WHERE ticket_id = $1 AND unit_id = $2`, [ticket.id, unitId])
  const { items }: ReminderDocument = expectOk(
    await (await unitOf(unitId)).get(`/api/v1/reminders/2026-11-27/units/${unitId}`),
    200,
  )
  expect(items.map(({ ticketId }) => ticketId)).not.toContain(ticket.id)
  await operator.get('/api/v1/reminders/2026-13-40/units/1').expect(404)
})
