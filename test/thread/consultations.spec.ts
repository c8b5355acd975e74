import type { Agent } from '../world/api'
import { Database } from '#data/database'
import { KeyRing } from '#data/secrets/key-ring'
import { verify } from '#data/verify/verify'
import { itemOf, lead, Meetings, sibling } from '../world/meetings'
import { expectOk, handle, onAssignment, onTicket, ticketOf } from '../world/thread'

let city: Meetings
let others: number[]

beforeAll(async () => {
  city = await Meetings.start()
  others = city.others
})
afterAll(() => city?.stop())

const waiting = async () =>
  ((await city.dispatcher.get('/api/v1/tickets?queue=consulting&limit=100')).body.items as { id: string }[]).map(
    ({ id }) => id,
  )

test('the second accepted return waits for a meeting; what it concludes is applied in one act and binds', async () => {
  const [first, second] = [await city.disputed(), await city.disputed()]
  expect(await waiting()).toEqual(expect.arrayContaining([first, second]))
  const { id } = await city.planned()
  expect((await city.table(id, first, second)).results.map(({ result }) => result)).toEqual(['done', 'done'])
  expect(await waiting()).not.toContain(first)
  expect((await city.table(id, first)).results[0]!.result).toBe('already')
  const view = await city.meeting(city.dispatcher, id)
  expect(itemOf(view, first)).toMatchObject({ returns: 2, state: 'listed' })
  expectOk(await city.prepare(view, first), 200)

  const { consultation, results } = await city.conclude(id)
  expect(results.map(({ result }) => result).sort()).toEqual(['done', 'postponed'])
  expect(consultation.state).toBe('held')
  const ruled = await ticketOf(city.dispatcher, first)
  expect(ruled).toMatchObject({ ruled: true, consulting: false })
  expect(lead(ruled).unitId).toBe(others[1])
  const clock = ruled.clocks.find(({ kind }) => kind === 'reply')!
  expect(clock).toMatchObject({ limit: '3个工作日' })
  await expect(city.returnAgain(others[1]!, ruled)).rejects.toThrow('returnAfterRuling')
  // The one without a conclusion goes to the next meeting.
  expect(await waiting()).toContain(second)
  const next = await city.planned()
  expect((await city.table(next.id, second)).results[0]!.result).toBe('done')
  expect((await ticketOf(city.dispatcher, second)).meetings.map(({ state }) => state)).toEqual(['postponed', 'listed'])
})

test('what happened to the ticket since the conclusion was written is told, and the meeting goes on', async () => {
  const id = await city.disputed()
  const { id: meetingId } = await city.planned()
  await city.table(meetingId, id)
  expectOk(await city.prepare(await city.meeting(city.dispatcher, meetingId), id), 200)
  const ticket = await ticketOf(city.dispatcher, id)
  await handle(await city.handlerOf(sibling(ticket).unitId), id, sibling(ticket))
  const told = await city.conclude(meetingId)
  expect(told.results[0]).toMatchObject({ result: 'changed', message: expect.stringContaining('答复') })
  expect(told.consultation.state).toBe('planned')
  expectOk(await city.prepare(told.consultation, id), 200)
  const done = await city.conclude(meetingId)
  expect(done).toMatchObject({ consultation: { state: 'held' }, results: [{ result: 'done' }] })
  // Carried out again, nothing happens twice.
  const { version } = await ticketOf(city.dispatcher, id)
  expect((await city.conclude(meetingId)).results[0]!.result).toBe('already')
  expect((await ticketOf(city.dispatcher, id)).version).toBe(version)
})

test('a unit knows of the meetings it is invited to, and of their agenda its own tickets alone', async () => {
  const [own, foreign] = [await city.disputed(), await city.disputed()]
  const { id } = await city.planned([others[2]!])
  const view = await ticketOf(city.dispatcher, own)
  await city.table(id, own, foreign)
  // The other ticket is taken from the units that have the first one.
  for (const each of (await ticketOf(city.dispatcher, foreign)).assignments)
    if (!['returned', 'withdrawn'].includes(each.state))
      await onAssignment(city.dispatcher, foreign, each, 'withdraw', { reason: '另行安排' })
  const invited = await city.handlerOf(others[2]!)
  const holder = await city.handlerOf(sibling(view).unitId)
  const stranger = await city.handlerOf(others[3]!)
  const list = async (someone: Agent) =>
    ((await someone.get('/api/v1/consultations?limit=100')).body.items as { id: string }[]).map((each) => each.id)
  expect(await list(invited)).toContain(id)
  expect(await list(holder)).toContain(id)
  expect(await list(stranger)).not.toContain(id)
  expect((await city.meeting(invited, id)).items).toEqual([])
  expect((await city.meeting(holder, id)).items.map(({ ticket }) => ticket.id)).toEqual([own])
  expect((await stranger.get(`/api/v1/consultations/${id}`)).status).toBe(404)
  // What is only meant to be concluded is nobody's business yet.
  expectOk(await city.prepare(await city.meeting(city.dispatcher, id), own), 200)
  expect(itemOf(await city.meeting(holder, id), own)).toMatchObject({ conclusion: null })
  expect(itemOf(await city.meeting(city.dispatcher, id), own).conclusion).toMatchObject({
    discussion: '各单位陈述了意见。',
  })
  await city.conclude(id)
  const after = itemOf(await city.meeting(holder, id), own)
  expect(after.conclusion).toMatchObject({ basis: expect.stringContaining('权责清单'), discussion: null })
  const { body: notices } = await invited.get('/api/v1/notices')
  expect(notices.items[0]).toMatchObject({ consultationId: id, text: expect.stringContaining('十一月第三次会商') })
  expect((await invited.post(`/api/v1/consultations/${id}/conclude`).send({})).body.code).toBe('forbidden')
})

test('the words of a report are read in a meeting as on its page', async () => {
  const report = await city.disputed({ type: 'report', content: '举报人其木格反映路灯工程造假，电话13900001234。' })
  const { id } = await city.planned()
  await city.table(id, report)
  const spoken = { basis: '请核查13900001234反映的情况。', discussion: '来电人13900001234另有材料' }
  expectOk(await city.prepare(await city.meeting(city.dispatcher, id), report, spoken), 200)
  await city.conclude(id)
  const holder = await city.handlerOf(others[1]!)
  const seen = JSON.stringify(await city.meeting(holder, id))
  expect(seen).toContain('请核查')
  expect(seen).not.toContain('13900001234')
})

test('a ruling outside the meeting takes the ticket off the agenda; a meeting that is over takes no more', async () => {
  const id = await city.disputed()
  const { id: meetingId, version } = await city.planned()
  await city.table(meetingId, id)
  const cancel = (by: number) =>
    city.dispatcher
      .post(`/api/v1/consultations/${meetingId}/cancel`)
      .set('If-Match', `"${by}"`)
      .send({ reason: '改期' })
  expect((await cancel(version)).body.code).toBe('agendaOpen')
  const ticket = await ticketOf(city.dispatcher, id)
  await onTicket(city.dispatcher, id, 'rule', { units: city.conclusion(ticket).units, basis: '专题会议纪要' })
  expect(itemOf(await city.meeting(city.dispatcher, meetingId), id).state).toBe('dropped')
  expect((await cancel(version + 7)).body.code).toBe('consultationStale')
  expect((await cancel(version)).body.state).toBe('cancelled')
  const late = await city.disputed()
  await expect(onTicket(city.dispatcher, late, 'table', { consultationId: meetingId })).rejects.toThrow('meetingOver')
  expect((await city.dispatcher.post(`/api/v1/consultations/${meetingId}/items`).send({ tickets: [{ ticketId: late }] })).body.code).toBe('meetingOver') // prettier-ignore
})

test('an avoided unit cannot be what a meeting concludes alone; two who write at once: one is told', async () => {
  const ticket = await city.dispatched({ type: 'complaint', accusedUnitId: others[1] })
  await onTicket(city.dispatcher, ticket.id, 'consult', { reason: '涉及多个单位，需会商。' })
  const { id } = await city.planned()
  await city.table(id, ticket.id)
  const view = await city.meeting(city.dispatcher, id)
  expect((await city.prepare(view, ticket.id)).body.code).toBe('avoidance')
  const units = [{ unitId: others[2], line: 'industry', role: 'lead' }]
  expectOk(await city.prepare(view, ticket.id, { units }), 200)
  expect((await city.prepare(view, ticket.id, { units })).body.code).toBe('consultationStale')
})

test('the log says all of it: the verifier finds every ticket as its events tell', async () => {
  const { app } = city.api
  expect((await verify(app.get(Database), app.get(KeyRing))).broken).toEqual([])
})
