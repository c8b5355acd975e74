import { freshDatabase, type TestDatabase } from '../world/database'
import { type Agent, startApi, type TestApi } from '../world/api'
import {
  CONTACT,
  DEMAND,
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
import { handlerLogin } from '../world/people'

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

const handlerOf = async (unitId: number) => api.as(await handlerLogin(database.url, unitId))

test('one ticket, from the call to the close', async () => {
  const { ticketId, number, state } = await register(operator, place)
  expect(state).toBe('registered')
  expect(number).toMatch(/^\d{12}$/)

  await dispatchAsProposed(dispatcher, ticketId)
  const dispatched = await ticketOf(dispatcher, ticketId)
  expect(dispatched.state).toBe('handling')
  expect(dispatched.assignments.map(({ line, role, state: at }) => ({ line, role, at }))).toEqual(
    expect.arrayContaining([
      { line: 'industry', role: 'lead', at: 'pending' },
      { line: 'territory', role: 'assist', at: 'pending' },
    ]),
  )
  expect(
    dispatched.clocks
      .filter(({ stoppedAt }) => !stoppedAt)
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(['contact', 'contact', 'reply', 'sign', 'sign'])

  for (const assignment of dispatched.assignments) {
    const unit = await handlerOf(assignment.unitId)
    expect((await unit.get('/api/v1/inbox?state=pending')).body.items[0]).toMatchObject({ ticketId, number })
    await handle(unit, ticketId, assignment)
  }
  expect(
    (await dispatcher.get('/api/v1/tickets?queue=review')).body.items.map(({ id }: { id: string }) => id),
  ).toContain(ticketId)
  await onTicket(dispatcher, ticketId, 'accept')
  const contacted = dispatched.assignments.map(({ id }) => ({ assignmentId: id, contacted: true }))
  await onTicket(callback, ticketId, 'callback', {
    solved: 'yes',
    resultGrade: 5,
    mannerGrade: 5,
    contacted,
    words: '修好了，谢谢',
  })

  const closed = await ticketOf(operator, ticketId)
  expect(closed).toMatchObject({ state: 'closed', round: 1, redoCount: 0 })
  expect(closed.actions.map(({ action }) => action)).toEqual(['reopen'])
  expect(closed.callbacks[0]).toMatchObject({ solved: 'yes', words: '修好了，谢谢' })
  expect(closed.clocks.every(({ stoppedAt }) => stoppedAt)).toBe(true)
  const { items } = (await operator.get(`/api/v1/tickets/${ticketId}/events`)).body
  expect(items.map(({ seq }: { seq: number }) => seq)).toEqual(items.map((_: unknown, index: number) => index + 1))
  expect(items.map(({ kind }: { kind: string }) => kind)).toEqual([
    'register',
    'dispatch',
    'sign',
    'contact',
    'reply',
    'sign',
    'contact',
    'reply',
    'accept',
    'offerRating',
    'callback',
    'close',
  ])
})

test('register and dispatch in one act, where the catalogue is certain', async () => {
  const { body: proposal } = await dispatcher
    .post('/api/v1/proposals')
    .send({ type: 'help', urgency: 'normal', ...place })
  const units = proposal.units.map(({ unitId, line, role }: never) => ({ unitId, line, role }))
  const { ticketId, state } = await register(dispatcher, place, { dispatch: { units } })
  expect(state).toBe('handling')
  const { assignments, clocks } = await ticketOf(dispatcher, ticketId)
  expect(assignments).toHaveLength(2)
  expect(clocks.map(({ kind }) => kind)).not.toContain('dispatch')

  const uncertain = await findPlace(operator, false)
  const refused = await dispatcher.post('/api/v1/tickets').send({ ...body(uncertain), dispatch: { units } })
  expect(refused.body).toMatchObject({ code: 'notCertain' })
  const unauthorised = await operator.post('/api/v1/tickets').send({ ...body(place), dispatch: { units } })
  expect(unauthorised.body).toMatchObject({ code: 'forbidden' })
})

const body = (at: Place) => ({ ...DEMAND, ...at })

test('an unsatisfied requester sends it back; the third time it escalates; then it closes', async () => {
  const { ticketId } = await register(operator, place)
  await dispatchAsProposed(dispatcher, ticketId)
  const { assignments } = await ticketOf(dispatcher, ticketId)
  for (const assignment of assignments) await handle(await handlerOf(assignment.unitId), ticketId, assignment)
  const contacted = assignments.map(({ id }) => ({ assignmentId: id, contacted: true }))
  const unhappy = { solved: 'no', resultGrade: 1, mannerGrade: 3, contacted }

  for (const time of [1, 2, 3]) {
    await onTicket(dispatcher, ticketId, 'accept')
    const { version } = await ticketOf(callback, ticketId)
    const without = await callback
      .post(`/api/v1/tickets/${ticketId}/actions/callback`)
      .set('If-Match', `"${version}"`)
      .send(unhappy)
    expect(without.body.code).toBe('exitNeeded')
    await onTicket(callback, ticketId, 'callback', { ...unhappy, exit: 'redo', exitReason: '路灯仍然不亮' })
    const back = await ticketOf(operator, ticketId)
    expect(back).toMatchObject({ state: 'handling', round: time + 1, redoCount: time, escalated: time >= 3 })
    expect(back.shownNumber.endsWith(`-0${time}`)).toBe(true)
    expect(back.clocks.filter(({ kind, stoppedAt }) => kind === 'redo' && !stoppedAt)).toHaveLength(1)
    for (const assignment of assignments)
      await onAssignment(await handlerOf(assignment.unitId), ticketId, assignment, 'reply', REPLY)
  }
  await onTicket(dispatcher, ticketId, 'accept')
  await onTicket(callback, ticketId, 'callback', { ...unhappy, exit: 'judged', exitReason: '超出当前条件' })
  expect(await ticketOf(operator, ticketId)).toMatchObject({ state: 'closed' })
})

test('a reply that will not do goes back, and the clock runs on', async () => {
  const { ticketId } = await register(operator, place)
  await dispatchAsProposed(dispatcher, ticketId)
  const before = await ticketOf(dispatcher, ticketId)
  for (const assignment of before.assignments) await handle(await handlerOf(assignment.unitId), ticketId, assignment)
  await onTicket(dispatcher, ticketId, 'sendBack', {
    reason: '未说明修复时间',
    assignments: [{ assignmentId: before.assignments[0]!.id }],
  })
  const after = await ticketOf(dispatcher, ticketId)
  expect(after.assignments.map(({ state }) => state)).toEqual(['signed', 'replied'])
  const replyClock = (ticket: typeof after) => ticket.clocks.find(({ kind }) => kind === 'reply')!
  expect(replyClock(after)).toMatchObject({ stoppedAt: null, dueAt: replyClock(before).dueAt })
  await onAssignment(await handlerOf(before.assignments[0]!.unitId), ticketId, before.assignments[0]!, 'reply', REPLY)
  expect((await onTicket(dispatcher, ticketId, 'accept')).state).toBe('callback')
})

test('answered on the spot: an inquiry closes, a complaint is called back', async () => {
  const spot = { outcome: 'answer', answer: '可携带身份证到便民服务中心办理。' }
  const inquiries = await Promise.all(
    [...Array(20).keys()].map(() => register(operator, place, { ...spot, type: 'inquiry' })),
  )
  expect(new Set(inquiries.map(({ state }) => state))).toContain('closed')
  const complaint = await register(operator, place, { ...spot, type: 'complaint' })
  expect(complaint.state).toBe('callback')
  await onTicket(callback, complaint.ticketId, 'callback', {
    solved: 'yes',
    resultGrade: 4,
    mannerGrade: 5,
    contacted: [],
  })
  expect((await ticketOf(operator, complaint.ticketId)).state).toBe('closed')
})

test('answered on the spot and unsolved: it goes to the dispatcher, and from there its usual way', async () => {
  const spot = { outcome: 'answer', answer: '可向物业反映。', type: 'complaint' }
  const { ticketId } = await register(operator, place, spot)
  const unhappy = { solved: 'no', resultGrade: 1, mannerGrade: 4, contacted: [] }
  await onTicket(callback, ticketId, 'callback', { ...unhappy, exit: 'redo', exitReason: '物业不予处理' })
  const back = await ticketOf(dispatcher, ticketId)
  expect(back).toMatchObject({ state: 'registered', round: 2, redoCount: 1 })
  expect(back.clocks.filter(({ stoppedAt }) => !stoppedAt).map(({ kind }) => kind)).toEqual(['dispatch'])

  await dispatchAsProposed(dispatcher, ticketId)
  const { assignments } = await ticketOf(dispatcher, ticketId)
  for (const assignment of assignments) await handle(await handlerOf(assignment.unitId), ticketId, assignment)
  await onTicket(dispatcher, ticketId, 'accept')
  const contacted = assignments.map(({ id }) => ({ assignmentId: id, contacted: true }))
  await onTicket(callback, ticketId, 'callback', { solved: 'yes', resultGrade: 4, mannerGrade: 4, contacted })
  const closed = await ticketOf(operator, ticketId)
  expect(closed).toMatchObject({ state: 'closed', round: 2 })
  expect(closed.clocks.every(({ stoppedAt }) => stoppedAt)).toBe(true)
})

test('what was sent twice happens once, and what was sent late is told what changed', async () => {
  const demand = body(place)
  const twice = await Promise.all(
    [1, 2].map(() => operator.post('/api/v1/tickets').set('Idempotency-Key', 'same-intention-1').send(demand)),
  )
  expect(twice.map(({ status }) => status)).toEqual([201, 201])
  expect(twice[0]!.body).toEqual(twice[1]!.body)
  const other = await operator
    .post('/api/v1/tickets')
    .set('Idempotency-Key', 'same-intention-1')
    .send({ ...demand, title: '别的事情' })
  expect(other.body.code).toBe('idempotencyMismatch')

  const { ticketId } = twice[0]!.body
  await dispatchAsProposed(dispatcher, ticketId)
  const { assignments, version } = await ticketOf(dispatcher, ticketId)
  const [one, sibling] = await Promise.all(assignments.map(({ unitId }) => handlerOf(unitId)))
  const sign = (agent: Agent, id: string, at: number, key: string) =>
    agent.post(`/api/v1/assignments/${id}/actions/sign`).set('If-Match', `"${at}"`).set('Idempotency-Key', key).send({})
  const first = await sign(one!, assignments[0]!.id, version, 'sign-once-0001')
  expect((await sign(one!, assignments[0]!.id, version, 'sign-once-0001')).body).toEqual(first.body)
  const stale = await sign(one!, assignments[0]!.id, version, 'sign-again-0002')
  expect(stale.body).toMatchObject({ code: 'stale', detail: { version: version + 1, events: [{ kind: 'sign' }] } })
  expect((await sign(sibling!, assignments[1]!.id, version, 'sign-sibling-03')).status).toBe(200)
})

test('contact comes before the reply, and every element of a reply is needed', async () => {
  const { ticketId } = await register(operator, place)
  await dispatchAsProposed(dispatcher, ticketId)
  const { assignments } = await ticketOf(dispatcher, ticketId)
  const unit = await handlerOf(assignments[0]!.unitId)
  await onAssignment(unit, ticketId, assignments[0]!, 'sign')
  await expect(onAssignment(unit, ticketId, assignments[0]!, 'reply', REPLY)).rejects.toThrow('contactNeeded')
  await onAssignment(unit, ticketId, assignments[0]!, 'contact', CONTACT)
  for (const element of Object.keys(REPLY))
    await expect(onAssignment(unit, ticketId, assignments[0]!, 'reply', { ...REPLY, [element]: '' })).rejects.toThrow(
      element,
    )
})
