import type { ActionResult, AssignmentView, Proposal, TicketView } from '#domain/views'
import type { Agent } from './api'

/** The thread of one ticket, in the words of the product; tests say who does what and look at what came of it. */

export const DEMAND = {
  type: 'help',
  channel: 'phone',
  urgency: 'normal',
  requester: { kind: 'citizen', name: '苏日娜', phone: '13900001234' },
  title: '小区路灯不亮',
  content: '阿勒腾席热镇一小区南门路灯坏了一周，晚上出行不便，请尽快维修。',
  address: '一小区南门',
  outcome: 'register',
}

export async function register(operator: Agent, place: Place, over: object = {}): Promise<ActionResult> {
  const answer = await operator.post('/api/v1/tickets').send({ ...DEMAND, ...place, ...over })
  return expectOk(answer, 201)
}

export interface Place {
  categoryCode: string
  placeCode: string
}

/** A category and place of the seed whose proposal is two units and certain, or not. */
export async function findPlace(someone: Agent, certain: boolean): Promise<Place> {
  const { body: region } = await someone.get('/api/v1/region')
  const place = (region.places as { code: string; parentCode: string | null }[]).find(({ parentCode }) => !parentCode)!
  for (const category of region.categories as { code: string; level: number; lifeLine: boolean }[]) {
    if (category.level !== 3 || category.lifeLine) continue
    const found = { categoryCode: category.code, placeCode: place.code }
    const { body: proposal } = await someone
      .post('/api/v1/proposals')
      .send({ type: 'help', urgency: 'normal', ...found })
    if (proposal.certain === certain && proposal.units.length === 2) return found
  }
  throw new Error(`the seed has no ${certain ? '' : 'un'}certain category`)
}

export const ticketOf = async (someone: Agent, id: string): Promise<TicketView> =>
  expectOk(await someone.get(`/api/v1/tickets/${id}`), 200)

export async function dispatchAsProposed(dispatcher: Agent, id: string, over: object = {}): Promise<ActionResult> {
  const proposal: Proposal = expectOk(await dispatcher.get(`/api/v1/tickets/${id}/proposal`), 200)
  const units = proposal.units.map(({ unitId, line, role }) => ({ unitId, line, role }))
  return onTicket(dispatcher, id, 'dispatch', { units, ...over })
}

/** Does it as a careful caller would: reads the ticket, then acts on the version read. */
export async function onTicket(someone: Agent, id: string, action: string, body: object = {}): Promise<ActionResult> {
  const { version } = await ticketOf(someone, id)
  const answer = await someone
    .post(`/api/v1/tickets/${id}/actions/${action}`)
    .set('If-Match', `"${version}"`)
    .send(body)
  return expectOk(answer, 200)
}

export async function onAssignment(
  someone: Agent,
  ticketId: string,
  { id }: Pick<AssignmentView, 'id'>,
  action: string,
  body: object = {},
): Promise<ActionResult> {
  const { version } = await ticketOf(someone, ticketId)
  const path = `/api/v1/assignments/${id}/actions/${action}`
  return expectOk(await someone.post(path).set('If-Match', `"${version}"`).send(body), 200)
}

export const CONTACT = { way: 'phone', note: '已电话联系，说明了维修安排。' }
export const REPLY = {
  outcome: 'solved',
  findings: '经现场查看，南门三盏路灯线路老化。',
  measures: '已更换线路和灯具，当晚恢复照明。',
  basis: '《城市照明管理规定》',
  contactPerson: '养护班 0477-8500001',
  publicText: '您反映的路灯已于当日修复，感谢您的监督。',
  withoutAssists: '协办单位随后补充。',
}

export async function handle(unit: Agent, ticketId: string, assignment: Pick<AssignmentView, 'id'>) {
  await onAssignment(unit, ticketId, assignment, 'sign')
  await onAssignment(unit, ticketId, assignment, 'contact', CONTACT)
  await onAssignment(unit, ticketId, assignment, 'reply', REPLY)
}

export function expectOk<T>({ status, body }: { status: number; body: T }, wanted: number): T {
  if (status !== wanted) throw new Error(`${wanted} was expected, it is ${status}: ${JSON.stringify(body)}`)
  return body
}
