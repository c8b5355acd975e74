import { Database } from '#data/database'
import { KeyRing } from '#data/secrets/key-ring'
import { verify } from '#data/verify/verify'
import type { TicketView } from '#domain/views'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { handlerLogin } from '../world/people'
import { dispatchAsProposed, findPlace, handle, onTicket, type Place, register, ticketOf } from '../world/thread'

let database: TestDatabase
let api: TestApi
let operator: Agent
let dispatcher: Agent
let callback: Agent
let place: Place

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  operator = await api.as('operator')
  dispatcher = await api.as('dispatcher')
  callback = await api.as('callback')
  place = await findPlace(operator, true)
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})
afterEach(async () => {
  const { broken } = await verify(api.app.get(Database), api.app.get(KeyRing))
  expect(broken).toEqual([])
})

const inTwo = () => ({
  parts: ['路灯不亮', '井盖缺失'].map((title) => ({ title, content: `小区门口${title}，请处理。`, ...place })),
  reason: '两件事分属不同单位',
})
async function splitUp(over: object = {}): Promise<TicketView> {
  const { ticketId } = await register(operator, place, over)
  await onTicket(dispatcher, ticketId, 'split', inTwo())
  return ticketOf(dispatcher, ticketId)
}
async function finish(id: string): Promise<string> {
  await dispatchAsProposed(dispatcher, id)
  const { assignments } = await ticketOf(dispatcher, id)
  for (const each of assignments) await handle(await api.as(await handlerLogin(database.url, each.unitId)), id, each)
  await onTicket(dispatcher, id, 'accept')
  const contacted = assignments.map((each) => ({ assignmentId: each.id, contacted: true }))
  return (await onTicket(callback, id, 'callback', { solved: 'yes', resultGrade: 5, mannerGrade: 5, contacted })).state
}

test('parts have numbers, clocks and units of their own; the whole closes with the last of them', async () => {
  const whole = await splitUp()
  expect(whole).toMatchObject({ state: 'handling', still: 'split', dueAt: null })
  const [one, two] = whole.kin.parts
  expect([one!.shownNumber, two!.shownNumber]).toEqual([`${whole.shownNumber}A`, `${whole.shownNumber}B`])
  const part = await ticketOf(dispatcher, one!.id)
  expect(part).toMatchObject({ state: 'registered', title: '路灯不亮', kin: { parent: { id: whole.id } } })
  expect(part.requester).toEqual(whole.requester)
  expect(part.clocks).toHaveLength(1)
  const found = (await dispatcher.get(`/api/v1/tickets?q=${one!.shownNumber}`)).body.items
  expect(found.map(({ id }: { id: string }) => id)).toEqual([one!.id])
  await expect(onTicket(dispatcher, whole.id, 'dispatch', { units: [] })).rejects.toThrow()

  expect(await finish(one!.id)).toBe('closed')
  expect((await ticketOf(dispatcher, whole.id)).state).toBe('handling')
  expect((await ticketOf(dispatcher, whole.id)).actions.map(({ action }) => action)).toContain('unsplit')
})

test('the last part closes the whole, and one that is opened again opens it', async () => {
  const whole = await splitUp()
  for (const { id } of whole.kin.parts) await finish(id)
  expect(await ticketOf(dispatcher, whole.id)).toMatchObject({ state: 'closed' })
  const [one] = whole.kin.parts
  await onTicket(operator, one!.id, 'reopen', { reason: '路灯又坏了' })
  expect(await ticketOf(dispatcher, whole.id)).toMatchObject({ state: 'handling', still: 'split' })
})

test('taken back while nothing was done; not once a part is with a unit', async () => {
  const { ticketId } = await register(operator, place)
  await dispatchAsProposed(dispatcher, ticketId)
  const before = await ticketOf(dispatcher, ticketId)
  await onTicket(dispatcher, ticketId, 'split', inTwo())
  const { kin } = await ticketOf(dispatcher, ticketId)
  await dispatchAsProposed(dispatcher, kin.parts[0]!.id)
  await expect(onTicket(dispatcher, ticketId, 'unsplit', { reason: '合并办理' })).rejects.toThrow('unsplitLate')
  await onTicket(dispatcher, kin.parts[0]!.id, 'undoDispatch', { reason: '选错了' })
  const again = await splitUp()
  await onTicket(dispatcher, again.id, 'unsplit', { reason: '合并办理' })
  expect(await ticketOf(dispatcher, again.id)).toMatchObject({ state: 'registered', still: null })
  for (const { id } of again.kin.parts) expect((await ticketOf(dispatcher, id)).state).toBe('closed')
  await onTicket(dispatcher, again.id, 'split', inTwo())
  const { kin: later } = await ticketOf(dispatcher, again.id)
  expect(later.parts.map(({ shownNumber }) => shownNumber.slice(-1))).toEqual(['A', 'B', 'C', 'D'])
  expect(before.assignments.length).toBe(2)
})

test('a report in parts stays sealed', async () => {
  const whole = await splitUp({ type: 'report', title: '举报违规经营', content: '举报内容不公开。' })
  const part = await ticketOf(dispatcher, whole.kin.parts[0]!.id)
  expect(part.content).toContain('路灯不亮')
  expect(whole.kin.parts[0]!.title).toMatch(/^举报件/)
  const leader = await ticketOf(await api.as('leader'), part.id)
  expect([leader.content, leader.requester]).toEqual([null, null])
})
