import { Database } from '#data/database'
import type { AssignmentView } from '#domain/views'
import type { Agent, TestApi } from '../world/api'
import { startApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { memberOf } from '../world/members'
import {
  dispatchAsProposed,
  findPlace,
  handle,
  onAssignment,
  onTicket,
  type Place,
  register,
  ticketOf,
} from '../world/thread'

/** Every unit × every ticket, in every state: a foreign one answers as one that does not exist. */

interface Known {
  id: string
  number: string
  assignments: AssignmentView[]
}
interface Unit {
  id: number
  parentId: number | null
}

const NOBODYS = '987654321987'
const WORD = '风力发电机组'

let database: TestDatabase
let api: TestApi
let db: Database
let units: Unit[]
let place: Place
let dispatcher: Agent
let operator: Agent
const tickets: Known[] = []

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url, config: { logLevel: 'silent' } })
  db = api.app.get(Database)
  ;[operator, dispatcher] = [await api.as('operator'), await api.as('dispatcher')]
  place = await findPlace(operator, true)
  units = await db.query<Unit & Record<string, unknown>>(
    'SELECT id, parent_id AS "parentId" FROM unit WHERE active ORDER BY id',
  )
  await ticketsInEveryState()
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

const unit = (id: number) => memberOf(api, id, 'handler')

async function ticketsInEveryState() {
  const callback = await api.as('callback')
  await keep((await take()).id)
  const [pending, signed, replied, atCallback, closed, returned, withdrawn, report] = await Promise.all(
    Array.from({ length: 8 }, (_, at) => dispatched({ type: at === 7 ? 'report' : 'help' })),
  )
  const lead = (ticket: Known) => ticket.assignments.find(({ role }) => role === 'lead')!
  await onAssignment(await unit(lead(signed!).unitId), signed!.id, lead(signed!), 'sign')
  await handle(await unit(lead(replied!).unitId), replied!.id, lead(replied!))
  for (const ticket of [atCallback!, closed!]) {
    for (const each of ticket.assignments) await handle(await unit(each.unitId), ticket.id, each)
    await onTicket(dispatcher, ticket.id, 'accept')
  }
  await onTicket(callback, closed!.id, 'callback', {
    solved: 'yes',
    resultGrade: 5,
    mannerGrade: 5,
    contacted: closed!.assignments.map(({ id }) => ({ assignmentId: id, contacted: true })),
  })
  await lose(lead(returned!), 'returned')
  await lose(lead(withdrawn!), 'withdrawn')
  // A duty of a unit below another one: the one above answers for it, the one below not for the one above.
  const child = units.find(({ parentId }) => parentId !== null)!
  await db.query(
    'UPDATE assignment SET unit_id = $2, unit_path = (SELECT path FROM unit WHERE id = $2) WHERE id = $1',
    [lead(pending!).id, child.id],
  )
  for (const ticket of [pending, signed, replied, atCallback, closed, returned, withdrawn, report])
    await keep(ticket!.id)
}

const take = async (over: object = {}) => {
  const { ticketId, number } = await register(operator, place, { title: `${WORD}噪声扰民`, ...over })
  return { id: ticketId, number }
}

async function dispatched(over: object): Promise<Known> {
  const { id, number } = await take(over)
  await dispatchAsProposed(dispatcher, id)
  return { id, number, assignments: (await ticketOf(dispatcher, id)).assignments }
}

/** As the reviewed return and the withdrawal leave it. */
async function lose({ id }: AssignmentView, state: 'returned' | 'withdrawn') {
  await db.query(
    `INSERT INTO notice (kind, ticket_id, unit_id, level, at, data)
     SELECT 'clock', ticket_id, unit_id, 1, now(), '{"clock":"sign"}' FROM assignment WHERE id = $1`,
    [id],
  )
  await db.query('UPDATE assignment SET state = $2 WHERE id = $1', [id, state])
}

async function keep(id: string) {
  const { number, assignments } = await ticketOf(dispatcher, id)
  tickets.push({ id, number, assignments })
}

/** The oracle: a unit sees what it or a unit below it holds. Says nothing of paths or SQL. */
const LOST = ['returned', 'withdrawn']
const above = (id: number): number[] => {
  const parent = units.find((each) => each.id === id)!.parentId
  return [id, ...(parent === null ? [] : above(parent))]
}
const sees = (unitId: number, { assignments }: Known) =>
  assignments.some((each) => !LOST.includes(each.state) && above(each.unitId).includes(unitId))

type Asked = (someone: Agent, ticketId: string, assignmentId: string) => Promise<{ status: number; body: object }>
const ASKED: Record<string, Asked> = {
  ticket: (someone, id) => someone.get(`/api/v1/tickets/${id}`),
  events: (someone, id) => someone.get(`/api/v1/tickets/${id}/events`),
  proposal: (someone, id) => someone.get(`/api/v1/tickets/${id}/proposal`),
  reveals: (someone, id) => someone.get(`/api/v1/tickets/${id}/reveals`),
  reveal: (someone, id) => someone.post(`/api/v1/tickets/${id}/reveal`).send({ field: 'phone', reason: '想看一看' }),
  act: (someone, id) => someone.post(`/api/v1/tickets/${id}/actions/accept`).set('If-Match', '"1"').send({}),
  sign: (someone, _, id) => someone.post(`/api/v1/assignments/${id}/actions/sign`).set('If-Match', '"1"').send({}),
}

const said = ({ status, body }: { status: number; body: object }) => ({ status, ...body, requestId: '' })

test.each(['handler', 'unitLead'] as const)('what a %s of any unit may not see does not exist', async (role) => {
  const stranger = await memberOf(api, units.at(-1)!.id, role)
  const nothing = new Map<string, object>()
  for (const [name, ask] of Object.entries(ASKED)) nothing.set(name, said(await ask(stranger, NOBODYS, NOBODYS)))
  expect(nothing.get('ticket')).toMatchObject({ status: 404, code: 'notFound' })

  const seen = new Map<number, string[]>()
  const asked =
    role === 'handler' ? units : units.filter(({ id }) => id % 4 === 0 || tickets.some((each) => sees(id, each)))
  for (const { id } of asked) {
    const someone = await memberOf(api, id, role)
    const mine = tickets.filter((each) => sees(id, each))
    seen.set(
      id,
      mine.map((each) => each.id),
    )
    for (const ticket of tickets.filter((each) => !mine.includes(each))) {
      const assignment = ticket.assignments[0]?.id ?? NOBODYS
      const answers = await Promise.all(
        Object.entries(ASKED).map(
          async ([name, ask]) => [name, said(await ask(someone, ticket.id, assignment))] as const,
        ),
      )
      expect([id, Object.fromEntries(answers)]).toEqual([id, Object.fromEntries(nothing)])
    }
    await expectLists(someone, mine)
  }
  expect([...seen.values()].flat().length).toBeGreaterThan(10)
  expect([...seen.values()].filter((ids) => ids.length === 0).length).toBeGreaterThan(10)
})

/** Lists hold what the unit may see, all of it, and nothing else. */
async function expectLists(someone: Agent, mine: Known[]) {
  const ids = (items: { id?: string; ticketId?: string }[]) => items.map((item) => item.id ?? item.ticketId!).sort()
  const expected = mine.map(({ id }) => id).sort()
  const newest = await someone.get('/api/v1/tickets')
  expect(ids(newest.body.items)).toEqual(expected)
  const found = await someone.get('/api/v1/tickets').query({ q: WORD })
  const open = mine.filter(({ id }) => id !== tickets.at(-1)!.id).map(({ id }) => id)
  expect(ids(found.body.items)).toEqual(open.sort())
  const numbers = await Promise.all(tickets.map(({ number }) => someone.get('/api/v1/tickets').query({ q: number })))
  expect(ids(numbers.flatMap(({ body }) => body.items))).toEqual(expected)
  const pages = await Promise.all(
    ['pending', 'signed', 'replied', 'accepted'].map((state) => someone.get(`/api/v1/inbox?state=${state}`)),
  )
  for (const { body } of pages) for (const item of body.items) expect(expected).toContain(item.ticketId)
  const { body: notices } = await someone.get('/api/v1/notices')
  for (const item of notices.items) expect(expected).toContain(item.ticketId)
  expect((await someone.get('/api/v1/requesters').query({ phone: '13900001234' })).body.code).toBe('forbidden')
  for (const queue of ['dispatch', 'review', 'callback', 'open'])
    expect((await someone.get(`/api/v1/tickets?queue=${queue}`)).body.code).toBe('forbidden')
}

test('a unit moved under another one is seen from there, and no longer from where it was', async () => {
  const child = units.find(({ parentId }) => parentId !== null)!
  const other = units.find(({ id, parentId }) => parentId === null && id !== child.parentId)!
  const ticket = tickets[1]!
  const [before, after] = await Promise.all([child.parentId!, other.id].map((id) => memberOf(api, id, 'unitLead')))
  const asked = (someone: Agent) => someone.get(`/api/v1/tickets/${ticket.id}`)
  expect([(await asked(before!)).status, (await asked(after!)).status]).toEqual([200, 404])
  await db.query(`UPDATE unit SET parent_id = $2::int, path = $2::int || '.' || $1::int || '.' WHERE id = $1::int`, [
    child.id,
    other.id,
  ])
  await db.query(`UPDATE assignment a SET unit_path = u.path FROM unit u WHERE u.id = a.unit_id`)
  expect([(await asked(before!)).status, (await asked(after!)).status]).toEqual([404, 200])
})
