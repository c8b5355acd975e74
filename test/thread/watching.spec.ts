import { Client } from 'pg'
import { Database } from '#data/database'
import { remindOfDays } from '#data/day-reminders'
import type { TicketView } from '#domain/views'
import { Clocks } from '#services/clocks/clocks'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { handlerLogin } from '../world/people'
import {
  CONTACT,
  dispatchAsProposed,
  findPlace,
  handle,
  onAssignment,
  onTicket,
  type Place,
  register,
  REPLY,
  ticketOf,
} from '../world/thread'

let database: TestDatabase
let api: TestApi
let client: Client
let operator: Agent
let dispatcher: Agent
let supervisor: Agent
let place: Place

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  client = new Client({ connectionString: database.url })
  await client.connect()
  operator = await api.as('operator')
  dispatcher = await api.as('dispatcher')
  supervisor = await api.as('supervisor')
  place = await findPlace(operator, true)
})
afterAll(async () => {
  await client?.end()
  await api?.stop()
  await database?.drop()
})

const unitOf = async (unitId: number) => api.as(await handlerLogin(database.url, unitId))
async function dispatched(): Promise<TicketView> {
  const { ticketId } = await register(operator, place)
  await dispatchAsProposed(dispatcher, ticketId)
  return ticketOf(dispatcher, ticketId)
}
const byRole = ({ assignments }: TicketView, role: string) => assignments.find((each) => each.role === role)!
const { withoutAssists, ...WAITING } = REPLY

test('the lead’s reply waits for those who assist, or says why not; a plan has a day', async () => {
  const ticket = await dispatched()
  const [lead, assist] = [byRole(ticket, 'lead'), byRole(ticket, 'assist')]
  const unit = await unitOf(lead.unitId)
  await onAssignment(unit, ticket.id, lead, 'sign')
  await onAssignment(unit, ticket.id, lead, 'contact', CONTACT)
  await expect(onAssignment(unit, ticket.id, lead, 'reply', WAITING)).rejects.toThrow('assistsPending')
  await expect(onAssignment(unit, ticket.id, lead, 'reply', { ...REPLY, outcome: 'inPlan' })).rejects.toThrow(
    'planNeeded',
  )
  const past = { ...REPLY, outcome: 'inPlan', plannedOn: '2020-01-01' }
  await expect(onAssignment(unit, ticket.id, lead, 'reply', past)).rejects.toThrow('planPast')
  await handle(await unitOf(assist.unitId), ticket.id, assist)
  // What those who assist said, the lead reads.
  const seen = byRole(await ticketOf(unit, ticket.id), 'assist')
  expect(seen.replies[0]!.publicText).toBe(REPLY.publicText)
  await onAssignment(unit, ticket.id, lead, 'reply', { ...WAITING, outcome: 'inPlan', plannedOn: '2099-09-01' })
  expect(await ticketOf(unit, ticket.id)).toMatchObject({ plannedOn: '2099-09-01' })
})

test('a lead that does not wait says why, and it is kept', async () => {
  const ticket = await dispatched()
  const lead = byRole(ticket, 'lead')
  await handle(await unitOf(lead.unitId), ticket.id, lead)
  expect(byRole(await ticketOf(dispatcher, ticket.id), 'lead').replies[0]).toMatchObject({ withoutAssists })
})

test('letters of a year are numbered one after the other: what comes to nothing leaves no gap', async () => {
  const ticket = await dispatched()
  const words = { mode: 'written', unitId: byRole(ticket, 'lead').unitId, days: 3, words: '请三日内办结。' }
  await onTicket(supervisor, ticket.id, 'supervise', words)
  await expect(onTicket(supervisor, ticket.id, 'supervise', { ...words, unitId: 999999 })).rejects.toThrow(
    'unitUnknown',
  )
  await onTicket(supervisor, ticket.id, 'supervise', { ...words, mode: 'phone' })
  await onTicket(supervisor, ticket.id, 'supervise', words)
  const { supervisions } = await ticketOf(supervisor, ticket.id)
  const letters = supervisions.flatMap(({ letterNumber }) => letterNumber ?? [])
  const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()
  expect(letters).toEqual([1, 2].map((n) => expect.stringMatching(new RegExp(`督字〔${year}〕${n}号$`))))
})

test('a day on which somebody is to look again is told once', async () => {
  const ticket = await dispatched()
  await onTicket(dispatcher, ticket.id, 'difficult', { checkOn: '2026-08-01', reason: '产权不明' })
  const db = api.app.get(Database)
  expect(await remindOfDays(db, '2026-07-31')).toBe(0)
  expect(await remindOfDays(db, '2026-08-01')).toBe(1)
  expect(await remindOfDays(db, '2026-08-02')).toBe(0)
  const { items } = (await supervisor.get('/api/v1/notices')).body
  expect(items[0]).toMatchObject({ kind: 'day', ticketId: ticket.id })
  expect(items[0].text).toContain('疑难检查日期已到')
})

test('an overdue ticket climbs the ladder, each rung once, and its people are told', async () => {
  const ticket = await dispatched()
  const clocks = api.app.get(Clocks)
  const overdueBy = (hours: number) =>
    client.query(
      `UPDATE clock SET due_at = now() - make_interval(hours => $2), yellow_at = now() - make_interval(hours => $2),
         half_at = now() - make_interval(hours => $2) WHERE ticket_id = $1 AND kind = 'reply'`,
      [ticket.id, hours],
    )
  const level = async () => (await ticketOf(supervisor, ticket.id)).escalation
  await clocks.escalate(ticket.id)
  expect(await level()).toBe(0)
  await overdueBy(1)
  await clocks.escalate(ticket.id)
  await clocks.escalate(ticket.id)
  expect(await level()).toBe(1)
  await overdueBy(80)
  for (let n = 0; n < 4; n++) await clocks.escalate(ticket.id)
  expect(await level()).toBe(3)
  const { rows } = await client.query(
    `SELECT count(*)::int AS n, count(unit_id)::int AS units, array_agg(DISTINCT role ORDER BY role) AS roles
     FROM notice WHERE kind = 'escalation' AND ticket_id = $1`,
    [ticket.id],
  )
  expect(rows[0]).toMatchObject({ n: 4, units: 1, roles: ['leader', 'oversight', null] })
  const { items } = (await supervisor.get('/api/v1/tickets?queue=escalated')).body
  expect(items.map(({ id }: { id: string }) => id)).toContain(ticket.id)
})

test('a unit’s lead who asks for shelving has agreed already: the centre decides next, then a leader', async () => {
  const ticket = await dispatched()
  const lead = byRole(ticket, 'lead')
  await client.query(
    `INSERT INTO person_role SELECT id, 'unitLead' FROM person WHERE login = $1 ON CONFLICT DO NOTHING`,
    [await handlerLogin(database.url, lead.unitId)],
  )
  const asking = await unitOf(lead.unitId)
  await onAssignment(asking, ticket.id, lead, 'sign')
  const shelving = { reason: 'season', reviewOn: '2099-05-01', explanation: '冬季无法施工。', told: '已说明开春施工。' }
  await onAssignment(asking, ticket.id, lead, 'shelve', shelving)
  const [request] = (await ticketOf(dispatcher, ticket.id)).requests
  expect(request).toMatchObject({ state: 'open', step: 2, mayDecide: true })
  expect((await ticketOf(asking, ticket.id)).requests[0]).toMatchObject({ mayDecide: false })
  await onTicket(dispatcher, ticket.id, 'approve', { requestId: request!.id })
  expect(await ticketOf(dispatcher, ticket.id)).toMatchObject({ shelvedAt: null, requests: [{ step: 3 }] })
  await onTicket(await api.as('leader'), ticket.id, 'approve', { requestId: request!.id })
  expect((await ticketOf(dispatcher, ticket.id)).shelvedAt).not.toBeNull()

  // What waits for better days is open to everybody, without a word of anybody.
  const { items } = (await api.stranger().get('/api/v1/ledger')).body
  expect(items).toEqual([
    {
      shownNumber: ticket.shownNumber,
      category: expect.any(String),
      place: ticket.place!.name,
      unit: lead.unitName,
      reason: '受季节施工限制',
      since: expect.any(String),
      reviewOn: '2099-05-01',
    },
  ])
})

test('a town whistles, a department reports in, and whoever whistled says what came of it', async () => {
  const ticket = await dispatched()
  const town = byRole(ticket, 'assist')
  const unit = await unitOf(town.unitId)
  await onAssignment(unit, ticket.id, town, 'sign')
  const { rows } = await client.query<{ id: number }>(
    `SELECT id FROM unit WHERE kind = 'department' AND active AND id <> ALL($1) AND EXISTS (SELECT FROM person WHERE unit_id = unit.id) ORDER BY id LIMIT 1`,
    [ticket.assignments.map(({ unitId }) => unitId)],
  )
  const called = rows[0]!.id
  await onAssignment(unit, ticket.id, town, 'whistle', { unitId: called, hours: 2, words: '请到现场会办。' })
  const department = await unitOf(called)
  const seen = await ticketOf(department, ticket.id)
  const own = seen.assignments.find(({ unitId }) => unitId === called)!
  expect(seen.supervisions[0]).toMatchObject({ mode: 'whistle', fromUnit: town.unitName, unitName: own.unitName })
  await client.query(`UPDATE supervision SET answer_by = now() - interval '1 hour' WHERE ticket_id = $1`, [ticket.id])
  await onAssignment(department, ticket.id, own, 'reportIn', { note: '已到现场' })
  const events = (await supervisor.get(`/api/v1/tickets/${ticket.id}/events`)).body.items
  expect(events.map(({ text }: { text: string }) => text)).toContain('逾期报到')
  const [supervision] = (await ticketOf(unit, ticket.id)).supervisions
  const end = { supervisionId: supervision!.id, outcome: 'satisfied', note: '已会办' }
  await onAssignment(unit, ticket.id, town, 'endWhistle', end)
  expect((await ticketOf(unit, ticket.id)).supervisions[0]).toMatchObject({ outcome: 'satisfied' })
})
