import { Client } from 'pg'
import type { TicketView } from '#domain/views'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { handlerLogin } from '../world/people'
import {
  dispatchAsProposed,
  findPlace,
  handle,
  onAssignment,
  onTicket,
  type Place,
  register,
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

const handlerOf = async (unitId: number) => api.as(await handlerLogin(database.url, unitId))

async function dispatched(): Promise<TicketView> {
  const { ticketId } = await register(operator, place)
  await dispatchAsProposed(dispatcher, ticketId)
  return ticketOf(dispatcher, ticketId)
}
const lead = ({ assignments }: TicketView) =>
  assignments.find(({ role, state }) => role === 'lead' && state !== 'returned')!

test('supervision is answered by its unit and must be closed before the ticket is', async () => {
  const ticket = await dispatched()
  const { unitId } = lead(ticket)
  await onTicket(supervisor, ticket.id, 'supervise', {
    mode: 'written',
    unitId,
    days: 3,
    words: '请于三日内办结并反馈。',
  })
  const [letter] = (await ticketOf(supervisor, ticket.id)).supervisions
  expect(letter!.letterNumber).toMatch(/督字〔\d{4}〕\d+号/)
  for (const each of ticket.assignments) await handle(await handlerOf(each.unitId), ticket.id, each)
  await onTicket(dispatcher, ticket.id, 'accept')
  const callback = await api.as('callback')
  const contacted = ticket.assignments.map(({ id }) => ({ assignmentId: id, contacted: true }))
  const good = { solved: 'yes', resultGrade: 5, mannerGrade: 5, contacted }
  await expect(onTicket(callback, ticket.id, 'callback', good)).rejects.toThrow('stillOpen')
  const unit = await handlerOf(unitId)
  await onAssignment(unit, ticket.id, lead(ticket), 'answerSupervision', {
    supervisionId: letter!.id,
    note: '已按要求办结。',
  })
  await onTicket(supervisor, ticket.id, 'closeSupervision', {
    supervisionId: letter!.id,
    outcome: 'satisfied',
    note: '已核实',
  })
  expect((await onTicket(callback, ticket.id, 'callback', good)).state).toBe('closed')

  const reason = '路灯又不亮了'
  expect((await onTicket(operator, ticket.id, 'reopen', { reason })).state).toBe('handling')
  expect(await ticketOf(operator, ticket.id)).toMatchObject({ round: 2, redoCount: 0 })
})

test('reopening counts local days: day 7 still, day 8 no more', async () => {
  const answered = async (days: number) => {
    const { ticketId } = await register(operator, place, {
      outcome: 'answer',
      answer: '请到便民中心办理。',
      type: 'inquiry',
    })
    await client.query(
      `UPDATE ticket SET state = 'closed', closed_at = (date_trunc('day', now() AT TIME ZONE 'Asia/Shanghai')
      - make_interval(days => $2)) AT TIME ZONE 'Asia/Shanghai' WHERE id = $1`,
      [ticketId, days],
    )
    return ticketId
  }
  expect((await onTicket(operator, await answered(7), 'reopen', { reason: '没有办成' })).state).toBe('registered')
  await expect(onTicket(operator, await answered(8), 'reopen', { reason: '没有办成' })).rejects.toThrow('reopenLate')
})

test('urged, completed, marked difficult, withdrawn by the requester', async () => {
  const ticket = await dispatched()
  await onTicket(operator, ticket.id, 'urge', { by: 'requester', note: '请尽快' })
  await onTicket(operator, ticket.id, 'addInfo', { note: '北门的灯也不亮' })
  await onTicket(dispatcher, ticket.id, 'difficult', { checkOn: '2099-01-01', reason: '产权不明' })
  expect(await ticketOf(operator, ticket.id)).toMatchObject({ urgeCount: 1, difficult: true, checkOn: '2099-01-01' })
  expect((await onTicket(operator, ticket.id, 'retract', { reason: '已自行解决' })).state).toBe('closed')
  const over = await ticketOf(operator, ticket.id)
  expect(over.assignments.every(({ state }) => state === 'withdrawn')).toBe(true)
  expect(over.clocks.every(({ stoppedAt }) => stoppedAt)).toBe(true)
})
