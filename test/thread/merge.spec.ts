import type { AlikeTicket, TicketView } from '#domain/views'
import { Database } from '#data/database'
import { KeyRing } from '#data/secrets/key-ring'
import { verify } from '#data/verify/verify'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { handlerLogin } from '../world/people'
import {
  dispatchAsProposed,
  expectOk,
  findPlace,
  handle,
  onTicket,
  type Place,
  register,
  REPLY,
  ticketOf,
} from '../world/thread'

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

let phone = 13900002000
const newTicket = async (over: object = {}) =>
  (await register(operator, place, { requester: { kind: 'citizen', name: '额尔敦', phone: String(phone++) }, ...over }))
    .ticketId
async function dispatched(): Promise<TicketView> {
  const id = await newTicket()
  await dispatchAsProposed(dispatcher, id)
  return ticketOf(dispatcher, id)
}
const mergeInto = (id: string, intoId: string) => onTicket(dispatcher, id, 'merge', { intoId, reason: '同一盏路灯' })
const unitOf = async (unitId: number) => api.as(await handlerLogin(database.url, unitId))

async function toCallback(ticket: TicketView) {
  for (const each of ticket.assignments) await handle(await unitOf(each.unitId), ticket.id, each)
  await onTicket(dispatcher, ticket.id, 'accept')
}
async function call(id: string, over: object = {}) {
  const { assignments } = await ticketOf(callback, id)
  const contacted = assignments
    .filter(({ state }) => state === 'accepted')
    .map(({ id: assignmentId }) => ({ assignmentId, contacted: true }))
  return onTicket(callback, id, 'callback', { solved: 'yes', resultGrade: 5, mannerGrade: 5, contacted, ...over })
}

/** Whatever was merged: every log and every row agree. */
afterEach(async () => {
  const { broken } = await verify(api.app.get(Database), api.app.get(KeyRing))
  expect(broken).toEqual([])
})

test('many requesters, one master: what was merged rests, and every one is called back before the master closes', async () => {
  const [master, second] = [await dispatched(), await dispatched()]
  const third = await newTicket()
  await mergeInto(third, second.id)
  await mergeInto(second.id, master.id)
  const merged = await ticketOf(dispatcher, second.id)
  expect(merged).toMatchObject({ state: 'handling', still: 'merged', kin: { master: { id: master.id } }, dueAt: null })
  expect(merged.assignments.every(({ state }) => state === 'withdrawn')).toBe(true)
  expect((await ticketOf(dispatcher, third)).kin.master).toMatchObject({ id: master.id })
  expect((await ticketOf(dispatcher, master.id)).kin).toMatchObject({
    mergedCount: 2,
    merged: [{ id: second.id }, { id: third }],
  })

  await onTicket(operator, third, 'urge', { by: 'requester', note: '请尽快' })
  expect((await ticketOf(dispatcher, master.id)).urgeCount).toBe(1)
  await expect(onTicket(operator, master.id, 'retract', { reason: '不用了' })).rejects.toThrow('mergedOpen')
  await expect(onTicket(dispatcher, third, 'dispatch', { units: [] })).rejects.toThrow()

  await toCallback(await ticketOf(dispatcher, master.id))
  for (const id of [second.id, third]) expect(await ticketOf(callback, id)).toMatchObject({ state: 'callback' })
  await expect(onTicket(dispatcher, third, 'unmerge', { reason: '不是同一盏灯' })).rejects.toThrow('notNow')
  expect((await call(master.id)).state).toBe('callback')
  expect(await ticketOf(callback, master.id)).toMatchObject({ waitsForMerged: true })
  await expect(call(master.id)).rejects.toThrow('notNow')
  expect((await call(second.id)).state).toBe('closed')
  expect(await ticketOf(callback, master.id)).toMatchObject({ state: 'callback' })
  expect((await call(third)).state).toBe('closed')
  expect(await ticketOf(callback, master.id)).toMatchObject({ state: 'closed', waitsForMerged: false })
})

test('one requester of many is not content: the master goes back, and all wait for it again', async () => {
  const [master, second, third] = [await dispatched(), await dispatched(), await dispatched()]
  await mergeInto(second.id, master.id)
  await mergeInto(third.id, master.id)
  await toCallback(await ticketOf(dispatcher, master.id))
  await call(master.id)
  await call(second.id, { solved: 'no', resultGrade: 1, exit: 'redo', exitReason: '灯仍不亮' })
  expect(await ticketOf(callback, master.id)).toMatchObject({ state: 'handling', round: 2, waitsForMerged: false })
  expect(await ticketOf(callback, second.id)).toMatchObject({ state: 'handling', redoCount: 1, still: 'merged' })
  expect(await ticketOf(callback, third.id)).toMatchObject({ state: 'handling' })
  const again = await ticketOf(dispatcher, master.id)
  for (const { id, unitId } of again.assignments) {
    const unit = await unitOf(unitId)
    const { version } = await ticketOf(unit, master.id)
    expectOk(
      await unit.post(`/api/v1/assignments/${id}/actions/reply`).set('If-Match', `"${version}"`).send(REPLY),
      200,
    )
  }
  await onTicket(dispatcher, master.id, 'accept')
  for (const id of [master.id, second.id, third.id]) await call(id)
  for (const id of [master.id, second.id, third.id])
    expect(await ticketOf(callback, id)).toMatchObject({ state: 'closed' })
})

test('taken back: units, state and clocks are as they were, and the rest is not counted', async () => {
  const [master, second] = [await dispatched(), await dispatched()]
  const third = await newTicket()
  await mergeInto(second.id, master.id)
  await mergeInto(third, second.id)
  expect((await ticketOf(dispatcher, third)).kin.master).toMatchObject({ id: master.id })
  await onTicket(dispatcher, second.id, 'unmerge', { reason: '不是同一盏灯' })
  const back = await ticketOf(dispatcher, second.id)
  expect(back).toMatchObject({ state: 'handling', still: null, kin: { master: null } })
  expect(back.assignments.map(({ id, state }) => ({ id, state }))).toEqual(
    second.assignments.map(({ id, state }) => ({ id, state })),
  )
  expect(back.clocks.filter(({ stoppedAt }) => !stoppedAt)).toHaveLength(
    second.clocks.filter(({ stoppedAt }) => !stoppedAt).length,
  )
  expect(Date.parse(back.dueAt!)).toBeGreaterThanOrEqual(Date.parse(second.dueAt!))
  expect(Date.parse(back.dueAt!) - Date.parse(second.dueAt!)).toBeLessThan(60_000)
  // What was merged into the one taken back stays with that.
  expect((await ticketOf(dispatcher, third)).kin.master).toMatchObject({ id: second.id })
  await onTicket(dispatcher, third, 'unmerge', { reason: '另一条街' })
  expect(await ticketOf(dispatcher, third)).toMatchObject({ state: 'registered', still: null })
  await dispatchAsProposed(dispatcher, third)
})

test('merged into one that was merged: it goes to the master, and never round in a circle', async () => {
  const [master, second] = [await dispatched(), await dispatched()]
  await mergeInto(second.id, master.id)
  const third = await newTicket()
  await mergeInto(third, second.id)
  expect((await ticketOf(dispatcher, third)).kin.master).toMatchObject({ id: master.id })
  await expect(mergeInto(master.id, third)).rejects.toThrow('mergeSelf')
  await expect(mergeInto(master.id, master.id)).rejects.toThrow('mergeSelf')
  const report = await newTicket({ type: 'report' })
  await expect(mergeInto(report, master.id)).rejects.toThrow('mergeRestricted')
  await expect(mergeInto(await newTicket(), report)).rejects.toThrow('mergeRestricted')
})

test('a requester who comes back after a merged ticket was closed has a ticket of their own', async () => {
  const [master, second] = [await dispatched(), await dispatched()]
  await mergeInto(second.id, master.id)
  await toCallback(await ticketOf(dispatcher, master.id))
  await call(second.id)
  expect((await onTicket(operator, second.id, 'reopen', { reason: '又不亮了' })).state).toBe('registered')
  expect((await ticketOf(dispatcher, second.id)).kin.master).toBeNull()
  expect((await call(master.id)).state).toBe('closed')
})

test('what may be the same is proposed, most alike first; sealed ones never', async () => {
  const words = { title: '锦绣苑三号楼路灯不亮', content: '锦绣苑三号楼门前路灯连续五天不亮。' }
  const own = await newTicket(words)
  const same = await newTicket({ ...words, content: '锦绣苑三号楼的路灯五天没有亮了，夜里很黑。' })
  const other = await newTicket({ title: '工地夜间施工噪声', content: '幸福路工地凌晨仍在施工。' })
  const report = await newTicket({ ...words, type: 'report' })
  const { items }: { items: AlikeTicket[] } = expectOk(await dispatcher.get(`/api/v1/tickets/${own}/alike`), 200)
  expect(items[0]!.id).toBe(same)
  expect(items[0]!.alike).toBeGreaterThan(items.find(({ id }) => id === other)!.alike)
  expect(items.map(({ id }) => id)).not.toContain(report)
  expect((await dispatcher.get(`/api/v1/tickets/${report}/alike`)).body.items).toEqual([])
})
