import type { TicketView } from '#domain/views'
import { type Agent, startApi, type TestApi } from '../world/api'
import { Calls, CONTENT, contactedOf } from '../world/calls'
import { onTicket, ticketOf } from '../world/thread'

/** The requester and an agent at the same moment, each at another API: one answer counts, the other is told. */

const TIMES = 6
let calls: Calls
let second: TestApi
let operator2: Agent

beforeAll(async () => {
  calls = await Calls.start()
  second = await startApi({ databaseUrl: calls.database.url })
  operator2 = await second.as('operator')
})
afterAll(async () => {
  await second?.stop()
  await calls?.stop()
})

const act = (who: Agent, { id, version }: TicketView, action: string, body: object) =>
  who.post(`/api/v1/tickets/${id}/actions/${action}`).set('If-Match', `"${version}"`).send(body)
const answers = async (id: string) => (await ticketOf(calls.callback, id)).callbacks.filter(({ reached }) => reached)

test('a self-rating against an agent’s callback: one answer, and the other is told', async () => {
  const winners = new Set<string>()
  for (let n = 0; n < TIMES; n++) {
    const ticket = await calls.toCall()
    const token = await calls.linkOf(ticket)
    const rating = { ...CONTENT, contacted: contactedOf(ticket) }
    const rate = () => second.stranger().post('/api/v1/ratings').send({ token, rating })
    const call = () => act(calls.callback, ticket, 'callback', rating)
    const [rated, called] =
      n % 2 ? await Promise.all([rate(), call()]) : (await Promise.all([call(), rate()])).reverse()
    expect([rated!.status === 204, called!.status === 200].filter(Boolean)).toHaveLength(1)
    if (called!.status === 200) expect(rated!.body.code).toBe('ratingLinkDead')
    else expect(['stale', 'notNow', 'alreadyRated']).toContain(called!.body.code)
    const [only, ...others] = await answers(ticket.id)
    expect([only?.via, others]).toEqual([rated!.status === 204 ? 'link' : 'call', []])
    winners.add(only!.via)
  }
  expect(winners.size).toBeGreaterThan(0)
})

test('a self-rating against a reopening of what had closed unreached: one of them, never both', async () => {
  for (let n = 0; n < TIMES / 2; n++) {
    const { id } = await calls.toCall()
    for (let attempt = 0; attempt < 3; attempt++) {
      await calls.sql.query(`UPDATE callback SET at = at - interval '1 day' WHERE ticket_id = $1`, [id])
      await onTicket(calls.callback, id, 'unreached', { note: '无人接听' })
    }
    const ticket = await ticketOf(calls.operator, id)
    const token = await calls.linkOf(ticket)
    const rating = { ...CONTENT, contacted: contactedOf(ticket) }
    const [rated, reopened] = await Promise.all([
      calls.rate(token, rating),
      act(operator2, ticket, 'reopen', { reason: '又坏了' }),
    ])
    expect([rated.status === 204, reopened.status === 200].filter(Boolean)).toHaveLength(1)
    if (reopened.status !== 200) expect(reopened.body.code).toBe('stale')
    else expect(rated.body.code).toBe('ratingLinkDead')
  }
})

test('a callback against a reopening: the callback ends the round, and the other is told', async () => {
  for (let n = 0; n < TIMES / 2; n++) {
    const ticket = await calls.toCall()
    const [called, reopened] = await Promise.all([
      act(calls.callback, ticket, 'callback', { ...CONTENT, contacted: contactedOf(ticket) }),
      act(operator2, ticket, 'reopen', { reason: '又坏了' }),
    ])
    expect(called.status).toBe(200)
    expect(['stale', 'notNow']).toContain(reopened.body.code)
    expect((await answers(ticket.id)).length).toBe(1)
  }
})
