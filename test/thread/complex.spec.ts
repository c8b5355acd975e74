import { Meetings, lead, sibling } from '../world/meetings'
import { CONTACT, onAssignment, onTicket, REPLY, ticketOf } from '../world/thread'
import type { TicketView } from '#domain/views'

let city: Meetings

beforeAll(async () => {
  city = await Meetings.start()
})
afterAll(() => city?.stop())

const WHY = { explanation: '涉及多个产权单位，需委托检测后才能答复。' }
const replyDue = ({ clocks }: TicketView) => clocks.find(({ kind }) => kind === 'reply')!
const open = ({ requests }: TicketView) => requests.find(({ state }) => state === 'open')!

async function signed(over: object = { type: 'complaint' }) {
  const ticket = await city.dispatched(over)
  const unit = await city.handlerOf(lead(ticket).unitId)
  await onAssignment(unit, ticket.id, lead(ticket), 'sign')
  return { unit, ticket: await ticketOf(city.dispatcher, ticket.id) }
}

test('a unit asks, a supervisor decides: the clock gets the longer limit from its own start, and the requester is told', async () => {
  const { unit, ticket } = await signed()
  expect(replyDue(ticket).limit).toBe('7个工作日')
  await onAssignment(unit, ticket.id, lead(ticket), 'askComplex', WHY)
  const { id: requestId } = open(await ticketOf(city.dispatcher, ticket.id))
  await expect(onTicket(city.dispatcher, ticket.id, 'approve', { requestId })).rejects.toThrow('notNow')
  await onTicket(city.supervisor, ticket.id, 'approve', { requestId })
  const complex = await ticketOf(city.supervisor, ticket.id)
  expect(complex).toMatchObject({ complex: true, dueAt: replyDue(complex).dueAt })
  expect(replyDue(complex)).toMatchObject({ limit: '15个工作日', startedAt: replyDue(ticket).startedAt })
  const { rows } = await city.client.query('SELECT kind FROM delivery WHERE ticket_id = $1 ORDER BY id', [ticket.id])
  expect(rows.at(-1)).toEqual({ kind: 'extended' })
  await expect(onAssignment(unit, ticket.id, lead(ticket), 'askComplex', WHY)).rejects.toThrow('notNow')
})

test('the centre may ask, and cannot decide what it asked for; what was granted before is kept', async () => {
  const { unit, ticket } = await signed()
  const told = '已电话告知诉求人并取得理解。'
  await onAssignment(unit, ticket.id, lead(ticket), 'extend', { amount: 2, explanation: '等待配件到货。', told })
  await onTicket(city.dispatcher, ticket.id, 'approve', {
    requestId: open(await ticketOf(city.dispatcher, ticket.id)).id,
  })
  await onTicket(city.dispatcher, ticket.id, 'askComplex', WHY)
  await expect(onTicket(city.dispatcher, ticket.id, 'askComplex', WHY)).rejects.toThrow('requestOpen')
  const { id: requestId } = open(await ticketOf(city.supervisor, ticket.id))
  await onTicket(city.supervisor, ticket.id, 'approve', { requestId })
  expect(replyDue(await ticketOf(city.supervisor, ticket.id)).limit).toBe('17个工作日')
  const [request] = (await city.supervisor.get(`/api/v1/tickets/${ticket.id}/deadlines`)).body.items
  expect(request).toBeDefined()
})

test('only where the policy knows a longer limit, and before it is due; a refusal moves nothing', async () => {
  for (const over of [{ type: 'help' }, { type: 'complaint', urgency: 'urgent' }]) {
    const { unit, ticket } = await signed(over)
    await expect(onAssignment(unit, ticket.id, lead(ticket), 'askComplex', WHY)).rejects.toThrow('notNow')
  }
  const { unit, ticket } = await signed()
  await expect(
    onAssignment(await city.handlerOf(sibling(ticket).unitId), ticket.id, sibling(ticket), 'askComplex', WHY),
  ).rejects.toThrow('notNow')
  await onAssignment(unit, ticket.id, lead(ticket), 'askComplex', WHY)
  const { id: requestId } = open(await ticketOf(city.supervisor, ticket.id))
  await onTicket(city.supervisor, ticket.id, 'reject', { requestId, reason: '情况并不复杂。' })
  const same = await ticketOf(city.supervisor, ticket.id)
  expect([same.complex, replyDue(same).dueAt]).toEqual([false, replyDue(ticket).dueAt])
  await city.client.query(
    `UPDATE clock SET half_at = now() - interval '3 min', yellow_at = now() - interval '2 min',
    due_at = now() - interval '1 min' WHERE ticket_id = $1 AND kind = 'reply'`,
    [ticket.id],
  )
  await expect(onAssignment(unit, ticket.id, lead(ticket), 'askComplex', WHY)).rejects.toThrow('extendLate')
})

test('a reply waits for nothing, but the review does for the decision', async () => {
  const { unit, ticket } = await signed()
  await onAssignment(unit, ticket.id, lead(ticket), 'askComplex', WHY)
  await onAssignment(unit, ticket.id, lead(ticket), 'contact', CONTACT)
  await onAssignment(unit, ticket.id, lead(ticket), 'reply', REPLY)
  const { id: requestId } = open(await ticketOf(city.supervisor, ticket.id))
  await onTicket(city.supervisor, ticket.id, 'approve', { requestId })
  expect((await ticketOf(city.supervisor, ticket.id)).complex).toBe(true)
})
