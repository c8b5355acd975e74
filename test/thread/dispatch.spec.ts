import type { Proposal, RegionView, TicketView } from '#domain/views'
import { Meetings, lead } from '../world/meetings'
import { dispatchAsProposed, onAssignment, onTicket, register, ticketOf } from '../world/thread'

let city: Meetings
let region: RegionView
/** A community, and the town it belongs to. */
let village: { id: number; parentId: number | null }
let placeCode: string

beforeAll(async () => {
  city = await Meetings.start()
  region = (await city.dispatcher.get('/api/v1/region')).body
  village = region.units.find(({ kind }) => kind === 'village')!
  placeCode = region.places.find(({ unitId }) => unitId === village.parentId)!.code
})
afterAll(() => city?.stop())

async function taken(categoryCode: string, over: object = {}): Promise<TicketView> {
  const { ticketId } = await register(city.operator, { categoryCode, placeCode }, over)
  return ticketOf(city.dispatcher, ticketId)
}
const proposalOf = async (id: string): Promise<Proposal> =>
  (await city.dispatcher.get(`/api/v1/tickets/${id}/proposal`)).body
const leaf = (branch: string) =>
  region.categories.find(({ code, level }) => level === 3 && code.startsWith(branch))!.code
/** Matters the duty list has, and has not. */
const inside = () => leaf('0202')
const outside = () => leaf('0506')

test('who is to know of it gets a copy by rule: no clock, nothing to reply to, nothing to be called back for', async () => {
  const { id } = await taken(leaf('1602'))
  const { units } = await proposalOf(id)
  const copy = units.find(({ role }) => role === 'copy')!
  expect(copy).toMatchObject({ source: 'copyRule', ruleLine: '抄1', why: expect.stringContaining('督查') })
  await dispatchAsProposed(city.dispatcher, id)
  const ticket = await ticketOf(city.dispatcher, id)
  const assignment = ticket.assignments.find(({ unitId }) => unitId === copy.unitId)!
  expect(assignment).toMatchObject({ role: 'copy', returnUntil: null, dueAt: null })
  expect(ticket.clocks.filter(({ assignmentId }) => assignmentId === assignment.id)).toEqual([])
})

test('a group is its units, each by itself: dispatched at once, with one lead', async () => {
  const group = region.groups.find(({ name }) => name === '各镇')!
  expect(group.unitIds.length).toBeGreaterThan(5)
  const { id } = await taken(inside())
  const units = group.unitIds.map((unitId, at) => ({ unitId, line: 'territory', role: at ? 'assist' : 'lead' }))
  await onTicket(city.dispatcher, id, 'dispatch', { units })
  expect((await ticketOf(city.dispatcher, id)).assignments).toHaveLength(group.unitIds.length)
})

test('avoidance holds on every way: in a group, below, added, redispatched, delegated, ruled', async () => {
  const town = village.parentId!
  const other = (count: number) => city.others.slice(0, count).map((unitId) => ({ unitId, line: 'industry' }))
  const accused = { type: 'complaint', accusedUnitId: town }
  const first = await taken(inside(), accused)
  const group = region.groups.find(({ name }) => name === '各镇')!.unitIds
  const ofGroup = [town, ...group.filter((id) => id !== town)].map((unitId, at) => ({
    unitId,
    line: 'territory',
    role: at ? 'assist' : 'lead',
  }))
  const dispatch = (id: string, units: object[], more: object = {}) =>
    onTicket(city.dispatcher, id, 'dispatch', { units, ...more })
  await expect(dispatch(first.id, ofGroup)).rejects.toThrow('avoidance')
  const below = [
    { unitId: village.id, line: 'territory', role: 'lead' },
    { ...other(1)[0], role: 'assist' },
  ]
  await expect(dispatch(first.id, below)).rejects.toThrow('avoidance')
  await dispatch(first.id, [
    { ...other(1)[0], role: 'lead' },
    { unitId: town, line: 'territory', role: 'assist' },
    { unitId: city.others[1], line: 'industry', role: 'copy' },
  ])
  // The other one gives it back; who only reads along is nobody to stand beside.
  await onAssignment(city.dispatcher, first.id, lead(await ticketOf(city.dispatcher, first.id)), 'withdraw', {
    reason: '另派单位',
  })
  const alone = await ticketOf(city.dispatcher, first.id)
  expect(alone.assignments.find(({ unitId }) => unitId === town)!.state).toBe('withdrawn')
  const again = { unitId: town, line: 'territory', role: 'assist' }
  await expect(onTicket(city.dispatcher, first.id, 'addUnit', again)).rejects.toThrow('avoidance')
  const redispatch = (role: string, unitId: number) =>
    onTicket(city.dispatcher, first.id, 'redispatch', { units: [{ unitId, line: 'industry', role }], reason: '改派' })
  await expect(redispatch('lead', town)).rejects.toThrow('avoidance')
  await redispatch('lead', city.others[2]!)
  const ruling = { units: [{ unitId: village.id, line: 'territory', role: 'lead' }], basis: '会议纪要' }
  await expect(onTicket(city.dispatcher, first.id, 'rule', ruling)).rejects.toThrow('avoidance')

  // The community is complained about: its town looks into it, and does not hand it down to it.
  const second = await taken(inside(), { type: 'complaint', accusedUnitId: village.id })
  await dispatchAsProposed(city.dispatcher, second.id)
  const duty = (await ticketOf(city.dispatcher, second.id)).assignments.find(({ unitId }) => unitId === town)!
  const head = await leadOf(town)
  await onAssignment(head, second.id, duty, 'sign')
  const handed = { unitId: village.id, advice: '请核实处理。' }
  await expect(onAssignment(head, second.id, duty, 'delegate', handed)).rejects.toThrow('avoidance')
})

const leadOf = async (unitId: number) => {
  const { rows } = await city.client.query<{ login: string }>(
    `SELECT login FROM person p JOIN person_role r ON r.person_id = p.id WHERE p.unit_id = $1 AND r.role = 'unitLead' LIMIT 1`,
    [unitId],
  )
  return city.api.as(rows[0]!.login)
}

test('what the duty list has not is not put to a community, but with a reason; the list is quoted', async () => {
  const ticket = await taken(outside())
  const units = [
    { unitId: city.others[0], line: 'industry', role: 'lead' },
    { unitId: village.id, line: 'territory', role: 'assist' },
  ]
  const { version } = ticket
  const refused = await city.dispatcher
    .post(`/api/v1/tickets/${ticket.id}/actions/dispatch`)
    .set('If-Match', `"${version}"`)
    .send({ units })
  expect(refused.body).toMatchObject({ code: 'dutyOutside', detail: { why: expect.stringMatching(/不能交.*清单/) } })
  await onTicket(city.dispatcher, ticket.id, 'dispatch', { units, dutyReason: '镇政府委托现场引导。' })
  const { body: events } = await city.dispatcher.get(`/api/v1/tickets/${ticket.id}/events`)
  expect(events.items.at(-1).words).toContain('清单外交办理由：镇政府委托现场引导。')

  const near = await taken(leaf('1107'))
  await expect(onTicket(city.dispatcher, near.id, 'dispatch', { units })).rejects.toThrow('村16“社区与村务”')
  const listed = await taken(inside())
  await onTicket(city.dispatcher, listed.id, 'dispatch', { units })
})

test('a city that refuses outright refuses with a reason, too; below a town the same list holds', async () => {
  await city.client.query(
    `UPDATE region SET settings = settings || '{"villageDuty": "refuse"}', data_version = data_version || '.1'`,
  )
  const ticket = await taken(outside())
  await dispatchAsProposed(city.dispatcher, ticket.id)
  const duty = (await ticketOf(city.dispatcher, ticket.id)).assignments.find(({ line }) => line === 'territory')!
  const head = await leadOf(duty.unitId)
  await onAssignment(head, ticket.id, duty, 'sign')
  await new Promise((resume) => setTimeout(resume, 5_500))
  const handed = { unitId: village.id, advice: '请现场处理。', dutyReason: '镇里人手不足。' }
  await expect(onAssignment(head, ticket.id, duty, 'delegate', handed)).rejects.toThrow('请由镇街承办')
}, 30_000)
