import { CONTACT, handle, onAssignment, onTicket, REPLY, ticketOf } from '../world/thread'
import { Two } from './two'

/** Two people do what cannot both be done, each on another process: one outcome, one event, and words for the other. */

const TIMES = 10
jest.setTimeout(180_000)

let two: Two
beforeAll(async () => void (two = await Two.start()))
afterAll(() => two?.stop())

const repeat = async (race: () => Promise<{ won: string; told: string }>) => {
  const seen = []
  for (let n = 0; n < TIMES; n++) seen.push(await race())
  return seen
}

test('sign against withdraw', async () => {
  const dispatcher = await two.on(1, 'dispatcher')
  const seen = await repeat(async () => {
    const { id, lead } = await two.dispatched()
    const handler = await two.on(0, await two.handler(lead))
    const result = await two.race(id, [
      { who: handler, path: `assignments/${lead.id}/actions/sign`, body: {}, kind: 'sign' },
      {
        who: dispatcher,
        path: `assignments/${lead.id}/actions/withdraw`,
        body: { reason: '派错单位' },
        kind: 'withdraw',
      },
    ])
    const { assignments } = await two.ticket(id)
    expect(assignments.find((each) => each.id === lead.id)!.state).toBe(result.won === 'sign' ? 'signed' : 'withdrawn')
    return result
  })
  // A unit that has just lost the ticket is told no more than that it is not there.
  for (const { won, told } of seen) expect([won, told]).toEqual(won === 'sign' ? ['sign', 'stale'] : ['withdraw', 'notFound']) // prettier-ignore
})

test('reply against the approval of more time', async () => {
  const dispatcher = await two.on(1, 'dispatcher')
  const seen = await repeat(async () => {
    const { id, lead } = await two.dispatched()
    const login = await two.handler(lead)
    const agent = await two.as(login)
    await onAssignment(agent, id, lead, 'sign')
    await onAssignment(agent, id, lead, 'contact', CONTACT)
    const asking = { amount: 1, explanation: '等待配件到货后更换。', told: '已电话告知诉求人并取得理解。' }
    await onAssignment(agent, id, lead, 'extend', asking)
    const { requests, dueAt } = await two.ticket(id)
    const result = await two.race(id, [
      {
        who: await two.on(0, login),
        path: `assignments/${lead.id}/actions/reply`,
        body: { ...REPLY, withoutAssists: '协办事项已由主办一并办理。' },
        kind: 'reply',
      },
      {
        who: dispatcher,
        path: `tickets/${id}/actions/approve`,
        body: { requestId: requests[0]!.id },
        kind: 'approve',
      },
    ])
    const after = await two.ticket(id)
    expect(after.assignments.find((each) => each.id === lead.id)!.state).toBe(
      result.won === 'reply' ? 'replied' : 'signed',
    )
    if (result.won === 'reply') expect(after.dueAt).toBe(dueAt)
    else expect(Date.parse(after.dueAt!)).toBeGreaterThan(Date.parse(dueAt!))
    return result
  })
  expect(new Set(seen.map(({ told }) => told))).toEqual(new Set(['stale']))
})

test('callback against reopening, and two who reopen', async () => {
  const callback = await two.on(0, 'callback')
  const [operator, other] = [await two.on(1, 'operator'), await two.on(0, 'dispatcher')]
  const reopen = (who: typeof operator, id: string) => ({
    who,
    path: `tickets/${id}/actions/reopen`,
    body: { reason: '诉求人来电称又坏了' },
    kind: 'reopen',
  })
  const seen = await repeat(async () => {
    const { id, assignments } = await two.dispatched()
    for (const each of assignments) await handle(await two.as(await two.handler(each)), id, each)
    await onTicket(await two.as('dispatcher'), id, 'accept')
    const contacted = assignments.map((each) => ({ assignmentId: each.id, contacted: true }))
    const body = { solved: 'yes', resultGrade: 5, mannerGrade: 5, contacted }
    const first = await two.race(id, [
      { who: callback, path: `tickets/${id}/actions/callback`, body, kind: 'callback' },
      reopen(operator, id),
    ])
    expect(first.won).toBe('callback')
    expect(first.told).toMatch(/^(stale|notNow)$/)
    expect((await two.ticket(id)).state).toBe('closed')
    const second = await two.race(id, [reopen(operator, id), reopen(other, id)])
    expect((await ticketOf(await two.as('operator'), id)).state).toBe('handling')
    return second
  })
  expect(new Set(seen.map(({ told }) => told))).toEqual(new Set(['stale']))
})

test('a callback against another of the same requester', async () => {
  const [one, other] = [await two.on(0, 'callback'), await two.on(1, 'callback')]
  const seen = await repeat(async () => {
    const { id, assignments } = await two.dispatched()
    for (const each of assignments) await handle(await two.as(await two.handler(each)), id, each)
    await onTicket(await two.as('dispatcher'), id, 'accept')
    const contacted = assignments.map((each) => ({ assignmentId: each.id, contacted: true }))
    const path = `tickets/${id}/actions`
    return two.race(id, [
      {
        who: one,
        path: `${path}/callback`,
        body: { solved: 'yes', resultGrade: 5, mannerGrade: 5, contacted },
        kind: 'callback',
      },
      { who: other, path: `${path}/unreached`, body: { note: '无人接听' }, kind: 'unreached' },
    ])
  })
  expect(new Set(seen.map(({ told }) => told))).toEqual(new Set(['stale']))
})
