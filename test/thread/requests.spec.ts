import { Client } from 'pg'
import type { TicketView } from '#domain/views'
import { returnChain } from '#domain/workflow/return-chain'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { handlerLogin } from '../world/people'
import {
  CONTACT,
  dispatchAsProposed,
  findPlace,
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
let leader: Agent
let place: Place

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  client = new Client({ connectionString: database.url })
  await client.connect()
  operator = await api.as('operator')
  dispatcher = await api.as('dispatcher')
  supervisor = await api.as('supervisor')
  leader = await api.as('leader')
  place = await findPlace(operator, true)
})
afterAll(async () => {
  await client?.end()
  await api?.stop()
  await database?.drop()
})

const handlerOf = async (unitId: number) => api.as(await handlerLogin(database.url, unitId))
const leadOf = async (unitId: number) => api.as(await handlerLogin(database.url, unitId, 'unitLead'))
const RETURN = { reason: 'competence', explanation: '该路段由其他单位管护。', basis: '权责清单第三项' }
const EXTEND = { amount: 1, explanation: '等待配件到货后更换。', told: '已电话告知诉求人并取得理解。' }

async function dispatched(): Promise<TicketView> {
  const { ticketId } = await register(operator, place)
  await dispatchAsProposed(dispatcher, ticketId)
  return ticketOf(dispatcher, ticketId)
}
const lead = ({ assignments }: TicketView) =>
  assignments.find(({ role, state }) => role === 'lead' && state !== 'returned')!
const openRequest = (ticket: TicketView) => ticket.requests.find(({ state }) => state === 'open')!
const otherUnits = async (ticket: TicketView, count: number) =>
  (
    await client.query<{ id: number }>(
      `SELECT id FROM unit WHERE active AND kind = 'department' AND id <> ALL($1) ORDER BY id LIMIT $2`,
      [ticket.assignments.map(({ unitId }) => unitId), count],
    )
  ).rows.map(({ id }) => id)

async function returnLead(ticketId: string) {
  const ticket = await ticketOf(dispatcher, ticketId)
  await onAssignment(await handlerOf(lead(ticket).unitId), ticketId, lead(ticket), 'return', RETURN)
  await onTicket(dispatcher, ticketId, 'approve', { requestId: openRequest(await ticketOf(dispatcher, ticketId)).id })
}

test('the second accepted return asks for a consultation, the third unit makes a problem, a ruling ends it', async () => {
  const ticket = await dispatched()
  const [second, third, fourth] = await otherUnits(ticket, 3)
  const sibling = ticket.assignments.find(({ role }) => role === 'assist')!
  await returnLead(ticket.id)
  await onAssignment(await handlerOf(sibling.unitId), ticket.id, sibling, 'sign')
  const redispatch = (unitId: number) =>
    onTicket(dispatcher, ticket.id, 'redispatch', {
      units: [{ unitId, line: 'industry', role: 'lead' }],
      reason: '按建议改派',
    })
  await redispatch(second!)
  await returnLead(ticket.id)
  expect(await ticketOf(dispatcher, ticket.id)).toMatchObject({ consulting: true, problem: false, state: 'handling' })
  await redispatch(third!)
  await returnLead(ticket.id)
  expect(await ticketOf(dispatcher, ticket.id)).toMatchObject({ problem: true, escalated: true })
  const units = [
    { unitId: fourth!, line: 'industry', role: 'lead' },
    { unitId: sibling.unitId, line: 'territory', role: 'assist' },
  ]
  await onTicket(dispatcher, ticket.id, 'rule', { units, basis: '旗政府专题会议纪要' })
  const ruled = await ticketOf(dispatcher, ticket.id)
  expect(ruled).toMatchObject({ ruled: true, consulting: false, dispatchedRight: false })
  const chain = returnChain(ruled.requests, ruled.assignments)
  expect(chain.map(({ next }) => next.map(({ unitId }) => unitId))).toEqual([[second], [third], [fourth]])
  expect(lead(ruled).unitId).toBe(fourth)
  await expect(onAssignment(await handlerOf(fourth!), ticket.id, lead(ruled), 'return', RETURN)).rejects.toThrow(
    'returnAfterRuling',
  )
})

test('one return per unit and ticket, within its window; a rejected one uses it up', async () => {
  const ticket = await dispatched()
  const unit = await handlerOf(lead(ticket).unitId)
  await onAssignment(unit, ticket.id, lead(ticket), 'return', RETURN)
  const { id } = openRequest(await ticketOf(dispatcher, ticket.id))
  await onTicket(dispatcher, ticket.id, 'reject', { requestId: id, reason: '职责清单明确属于你单位。' })
  await expect(onAssignment(unit, ticket.id, lead(ticket), 'return', RETURN)).rejects.toThrow('returnUsedUp')
  const late = await dispatched()
  await client.query(`UPDATE assignment SET return_until = now() - interval '1 minute' WHERE ticket_id = $1`, [late.id])
  const lateUnit = await handlerOf(lead(late).unitId)
  await expect(onAssignment(lateUnit, late.id, lead(late), 'return', RETURN)).rejects.toThrow('returnWindowOver')
})

test('up to half the limit the dispatcher extends, beyond it the supervisor; the clock counts from its own start', async () => {
  const ticket = await dispatched()
  const unit = await handlerOf(lead(ticket).unitId)
  await onAssignment(unit, ticket.id, lead(ticket), 'sign')
  const dueOf = (view: TicketView) => view.clocks.find(({ kind }) => kind === 'reply')!
  await onAssignment(unit, ticket.id, lead(ticket), 'extend', EXTEND)
  const first = openRequest(await ticketOf(dispatcher, ticket.id))
  expect(first).toMatchObject({ kind: 'extend', mayDecide: true })
  await onTicket(dispatcher, ticket.id, 'approve', { requestId: first.id })
  const longer = dueOf(await ticketOf(dispatcher, ticket.id))
  expect(new Date(longer.dueAt).getTime()).toBeGreaterThan(new Date(dueOf(ticket).dueAt).getTime())

  await onAssignment(unit, ticket.id, lead(ticket), 'extend', { ...EXTEND, amount: 4 })
  const second = openRequest(await ticketOf(supervisor, ticket.id))
  await expect(onTicket(dispatcher, ticket.id, 'approve', { requestId: second.id })).rejects.toThrow('notNow')
  await onTicket(supervisor, ticket.id, 'approve', { requestId: second.id })
  await expect(onAssignment(unit, ticket.id, lead(ticket), 'extend', EXTEND)).rejects.toThrow('extendTooMuch')
})

test('shelving climbs from the unit to the centre to a leader; the clocks stand still and go on', async () => {
  const ticket = await dispatched()
  const unit = await handlerOf(lead(ticket).unitId)
  const unitLead = await leadOf(lead(ticket).unitId)
  await onAssignment(unit, ticket.id, lead(ticket), 'sign')
  const shelve = {
    reason: 'season',
    reviewOn: '2099-05-01',
    explanation: '冬季无法开挖路面。',
    told: '已向诉求人说明开春施工。',
  }
  await onAssignment(unit, ticket.id, lead(ticket), 'shelve', shelve)
  const { id: requestId } = openRequest(await ticketOf(dispatcher, ticket.id))
  await expect(onTicket(dispatcher, ticket.id, 'approve', { requestId })).rejects.toThrow('notNow')
  for (const decider of [unitLead, dispatcher, leader]) await onTicket(decider, ticket.id, 'approve', { requestId })
  const shelved = await ticketOf(dispatcher, ticket.id)
  expect(shelved).toMatchObject({ reviewOn: '2099-05-01', dueAt: null })
  expect(shelved.shelvedAt).not.toBeNull()
  expect(
    (await client.query('SELECT FROM clock WHERE ticket_id = $1 AND next_at IS NOT NULL', [ticket.id])).rowCount,
  ).toBe(0)
  await expect(onAssignment(unit, ticket.id, lead(ticket), 'reply', REPLY)).rejects.toThrow('shelved')
  await client.query(`UPDATE suspension SET from_at = now() - interval '9 days' WHERE ticket_id = $1`, [ticket.id])
  await onTicket(dispatcher, ticket.id, 'unshelve', { reason: '已具备施工条件。' })
  const again = await ticketOf(dispatcher, ticket.id)
  expect(again.shelvedAt).toBeNull()
  expect(again.clocks.filter(({ stoppedAt }) => !stoppedAt).length).toBeGreaterThan(0)
})

test('delegation stays below the unit, which answers for it', async () => {
  const ticket = await dispatched()
  const town = ticket.assignments.find(({ line }) => line === 'territory')!
  const townLead = await leadOf(town.unitId)
  await onAssignment(townLead, ticket.id, town, 'sign')
  const [child] = (
    await client.query<{ id: number }>('SELECT id FROM unit WHERE parent_id = $1 AND active ORDER BY id', [town.unitId])
  ).rows
  const advice = '请到现场核实。'
  await expect(
    onAssignment(townLead, ticket.id, town, 'delegate', { unitId: lead(ticket).unitId, advice }),
  ).rejects.toThrow('notBelow')
  await onAssignment(townLead, ticket.id, town, 'delegate', { unitId: child!.id, advice })
  const below = (await ticketOf(townLead, ticket.id)).assignments.find(({ parentId }) => parentId === town.id)!
  const village = await handlerOf(child!.id)
  await onAssignment(village, ticket.id, below, 'sign')
  for (const each of ticket.assignments) {
    const unit = each.id === town.id ? townLead : await handlerOf(each.unitId)
    if (each.id !== town.id) await onAssignment(unit, ticket.id, each, 'sign')
    await onAssignment(unit, ticket.id, each, 'contact', CONTACT)
    await onAssignment(unit, ticket.id, each, 'reply', REPLY)
  }
  await onTicket(dispatcher, ticket.id, 'accept')
  const accepted = await ticketOf(dispatcher, ticket.id)
  expect(accepted.assignments.map(({ state }) => state).sort()).toEqual(['accepted', 'accepted', 'withdrawn'])
})

test('a dispatch is undone before anybody has signed, and done again', async () => {
  const ticket = await dispatched()
  await onTicket(dispatcher, ticket.id, 'undoDispatch', { reason: '选错了单位' })
  expect(await ticketOf(dispatcher, ticket.id)).toMatchObject({ state: 'registered', dispatchedAt: null })
  await dispatchAsProposed(dispatcher, ticket.id)
  const again = await ticketOf(dispatcher, ticket.id)
  expect(again.assignments.filter(({ state }) => state === 'pending')).toHaveLength(2)
  await onAssignment(
    await handlerOf(lead(again).unitId),
    ticket.id,
    again.assignments.find(({ state, role }) => state === 'pending' && role === 'lead')!,
    'sign',
  )
  await expect(onTicket(dispatcher, ticket.id, 'undoDispatch', { reason: '晚了' })).rejects.toThrow('notNow')
})
