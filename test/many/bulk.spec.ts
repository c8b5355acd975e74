import { randomUUID } from 'node:crypto'
import type { BulkItemView } from '#domain/bulk-views'
import type { InboxItem, QueuePage } from '#domain/views'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { handlerLogin } from '../world/people'
import { dispatchAsProposed, findPlace, onTicket, type Place, register, ticketOf } from '../world/thread'

let database: TestDatabase
let api: TestApi
let operator: Agent
let dispatcher: Agent
let certain: Place
let uncertain: Place

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  ;[operator, dispatcher] = [await api.as('operator'), await api.as('dispatcher')]
  certain = await findPlace(operator, true)
  uncertain = await findPlace(operator, false)
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

async function bulk(who: Agent, body: object, key: string = randomUUID()): Promise<BulkItemView[]> {
  return (await who.post('/api/v1/bulk').set('Idempotency-Key', key).send(body).expect(200)).body.items
}
const outcomes = (items: BulkItemView[]) => items.map(({ outcome, code }) => [outcome, code])
const itemOf = async (ticketId: string) => ({ id: ticketId, version: (await ticketOf(dispatcher, ticketId)).version })
const waiting = async (over: Place = certain) => (await register(operator, over)).ticketId

test('the certain ones are dispatched as proposed, the others say why not; the whole again acts on none twice', async () => {
  const [one, two, vague] = [await waiting(), await waiting(), await waiting(uncertain)]
  const { body } = await dispatcher.get('/api/v1/tickets?queue=dispatch')
  const rows = (body as QueuePage).items.filter(({ id }) => [one, two, vague].includes(id))
  const items = rows.map(({ id, version }) => ({ id, version })).sort((a, b) => Number(a.id) - Number(b.id))
  await onTicket(operator, two, 'urge', { by: 'requester', note: '请尽快处理' })
  const key = randomUUID()
  const wanted = [
    ['done', null],
    ['changed', 'stale'],
    ['refused', 'notCertain'],
  ]
  expect(outcomes(await bulk(dispatcher, { action: 'dispatch', items }, key))).toEqual(wanted)
  expect(outcomes(await bulk(dispatcher, { action: 'dispatch', items }, key))).toEqual(wanted)
  const after = await ticketOf(dispatcher, one)
  expect(after).toMatchObject({ state: 'handling', version: items[0]!.version + 1 })
  expect((await ticketOf(dispatcher, two)).state).toBe('registered')
})

test('a unit signs what it was given; what is another’s, or signed already, is refused by itself', async () => {
  const ids = [await waiting(), await waiting(), await waiting()]
  for (const id of ids) await dispatchAsProposed(dispatcher, id)
  const { assignments } = await ticketOf(dispatcher, ids[0]!)
  const unit = await api.as(await handlerLogin(database.url, assignments[0]!.unitId))
  const { body } = await unit.get('/api/v1/inbox')
  const mine = (body.items as InboxItem[]).filter(({ ticketId }) => ids.includes(ticketId))
  const items = mine.map(({ assignmentId, version }) => ({ id: assignmentId, version }))
  const foreign = { id: assignments[1]!.id, version: mine[0]!.version }
  expect(items).toHaveLength(3)
  const first = await bulk(unit, { action: 'sign', items: [items[0]!] })
  expect(outcomes(first)).toEqual([['done', null]])
  expect(outcomes(await bulk(unit, { action: 'sign', items: [...items, foreign] }))).toEqual([
    ['changed', 'stale'],
    ['done', null],
    ['done', null],
    ['refused', 'notFound'],
  ])
})

test('ten at once with the same key: one urge each', async () => {
  const ids = [await waiting(), await waiting()]
  const body = { action: 'urge', items: await Promise.all(ids.map(itemOf)), note: '诉求人再次来电催促' }
  const key = randomUUID()
  const answers = await Promise.all(Array.from({ length: 10 }, () => bulk(operator, body, key)))
  expect(new Set(answers.flatMap(outcomes).map(String))).toEqual(new Set(['done,']))
  expect((await Promise.all(ids.map((id) => ticketOf(operator, id)))).map(({ urgeCount }) => urgeCount)).toEqual([1, 1])
})

test('limits: not none, not too many, not without words, not without the right', async () => {
  const item = { id: '64', version: 1 }
  const refused = (who: Agent, body: object, status: number) => who.post('/api/v1/bulk').send(body).expect(status)
  await refused(operator, { action: 'urge', items: [item] }, 400)
  await refused(operator, { action: 'urge', items: [], note: '请尽快' }, 400)
  await refused(operator, { action: 'urge', items: Array.from({ length: 21 }, () => item), note: '请尽快' }, 400)
  await refused(await api.as('leader'), { action: 'urge', items: [item], note: '请尽快' }, 403)
  expect(outcomes(await bulk(operator, { action: 'sign', items: [item] }))).toEqual([['refused', 'forbidden']])
})
