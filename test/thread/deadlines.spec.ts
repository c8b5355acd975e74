import type { DeadlineView } from '#domain/clock-views'
import { startApi, type Agent, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { handlerLogin } from '../world/people'
import { dispatchAsProposed, findPlace, onAssignment, onTicket, register, ticketOf, type Place } from '../world/thread'

let database: TestDatabase
let api: TestApi
let dispatcher: Agent
let operator: Agent
let place: Place

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  ;[operator, dispatcher] = [await api.as('operator'), await api.as('dispatcher')]
  place = await findPlace(operator, false)
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

const deadlinesOf = async (someone: Agent, ticketId: string): Promise<DeadlineView[]> =>
  (await someone.get(`/api/v1/tickets/${ticketId}/deadlines`).expect(200)).body.items

const minutesIn = ({ lines }: DeadlineView) => lines.reduce((sum, { minutes }) => sum + minutes, 0)

test('every clock of a ticket says from what, by which line, over which days it was counted', async () => {
  const { ticketId } = await register(operator, place)
  await dispatchAsProposed(dispatcher, ticketId)
  const { clocks } = await ticketOf(dispatcher, ticketId)
  const deadlines = await deadlinesOf(dispatcher, ticketId)
  expect(deadlines.map(({ kind, dueAt }) => [kind, dueAt])).toEqual(clocks.map(({ kind, dueAt }) => [kind, dueAt]))
  const reply = deadlines.find(({ kind }) => kind === 'reply')!
  expect(reply).toMatchObject({
    policy: { label: expect.stringContaining('伊金霍洛'), version: 1, rule: expect.stringMatching(/求助/) },
    startsWith: '自首次派单起算',
    limit: '5个工作日',
    asCounted: true,
    extendedBy: null,
    lamp: { colour: 'green' },
  })
  expect(minutesIn(reply)).toBe(5 * 390)
  expect(reply.lines[0]!.from).toBe(reply.startedAt)
  expect(reply.lines.at(-1)!.to).toBe(reply.dueAt)
  expect(deadlines.every(({ asCounted }) => asCounted)).toBe(true)
})

test('an extension shows as part of the limit', async () => {
  const { ticketId } = await register(operator, place)
  await dispatchAsProposed(dispatcher, ticketId)
  const lead = (await ticketOf(dispatcher, ticketId)).assignments.find(({ role }) => role === 'lead')!
  const unit = await api.as(await handlerLogin(database.url, lead.unitId))
  await onAssignment(unit, ticketId, lead, 'sign')
  await onAssignment(unit, ticketId, lead, 'extend', {
    amount: 2,
    explanation: '配件需要从外地调运，预计下周到货。',
    told: '已电话告知诉求人延期原因和新的时间。',
  })
  const { requests } = await ticketOf(dispatcher, ticketId)
  await onTicket(dispatcher, ticketId, 'approve', { requestId: requests[0]!.id })
  const reply = (await deadlinesOf(unit, ticketId)).find(({ kind }) => kind === 'reply')!
  expect(reply).toMatchObject({ limit: '7个工作日', extendedBy: '2个工作日', asCounted: true })
  expect(minutesIn(reply)).toBe(7 * 390)
})

test('who may not see the ticket learns nothing of its deadlines', async () => {
  const { ticketId } = await register(operator, place)
  await (await api.as('town2')).get(`/api/v1/tickets/${ticketId}/deadlines`).expect(404)
  await (await api.as('sysadmin')).get(`/api/v1/tickets/${ticketId}/deadlines`).expect(403)
})
