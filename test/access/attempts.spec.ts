import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { handlerLogin } from '../world/people'
import {
  CONTACT,
  dispatchAsProposed,
  findPlace,
  onAssignment,
  type Place,
  register,
  REPLY,
  ticketOf,
} from '../world/thread'

/** What somebody with an account of a unit, and a tool that sends anything, can try at the doors of the actions. */

let database: TestDatabase
let api: TestApi
let sql: Client
let operator: Agent
let dispatcher: Agent
let place: Place
/** The lead and the assist of every ticket here, and a unit that has none. */
let lead: Agent
let assist: Agent
let stranger: Agent

beforeAll(async () => {
  database = await freshDatabase()
  sql = new Client({ connectionString: database.url })
  await sql.connect()
  api = await startApi({ databaseUrl: database.url })
  operator = await api.as('operator')
  dispatcher = await api.as('dispatcher')
  place = await findPlace(operator, true)
  const { assignments } = await ticket()
  lead = await api.as(await handlerLogin(database.url, assignments[0].unitId))
  assist = await api.as(await handlerLogin(database.url, assignments[1].unitId))
  stranger = await strangerOf(assignments.map(({ unitId }) => unitId))
})
afterAll(async () => {
  await api?.stop()
  await sql?.end()
  await database?.drop()
})

async function ticket() {
  const { ticketId } = await register(operator, place)
  await dispatchAsProposed(dispatcher, ticketId)
  const { assignments, version } = await ticketOf(dispatcher, ticketId)
  const [first, second] = [...assignments].sort((a) => (a.role === 'lead' ? -1 : 1))
  return { ticketId, version, assignments: [first!, second!] as const }
}

async function strangerOf(unitIds: number[]): Promise<Agent> {
  const { rows } = await sql.query<{ id: number }>(
    `SELECT id FROM unit WHERE kind = 'department' AND id <> ALL ($1) ORDER BY id DESC LIMIT 1`,
    [unitIds],
  )
  return api.as(await handlerLogin(database.url, rows[0]!.id))
}

const attempt = (who: Agent, path: string, version: number | string, body: unknown = {}, key: string = randomUUID()) =>
  who
    .post(`/api/v1/${path}`)
    .set('If-Match', `"${version}"`)
    .set('Idempotency-Key', key)
    .send(body as object)

/** Everything about a ticket that an attempt could have moved. */
async function stateOf(ticketId: string) {
  const { rows } = await sql.query(
    `SELECT t.version, t.state, (SELECT json_agg(a ORDER BY a.id) FROM assignment a WHERE a.ticket_id = t.id) AS assignments,
       (SELECT count(*)::int FROM event e WHERE e.ticket_id = t.id) AS events FROM ticket t WHERE t.id = $1`,
    [ticketId],
  )
  return rows[0]
}

test('another unit’s assignment is not found, whatever the action, and nothing is told of it', async () => {
  const { ticketId, version, assignments } = await ticket()
  const before = await stateOf(ticketId)
  for (const [action, body] of Object.entries({ sign: {}, contact: CONTACT, relay: { note: '请转告' }, reply: REPLY }))
    for (const at of [version, version - 1, 0, 999]) {
      const answer = await attempt(stranger, `assignments/${assignments[0].id}/actions/${action}`, at, body)
      expect([answer.status, answer.body.code, answer.body.detail]).toEqual([404, 'notFound', undefined])
    }
  expect(await stateOf(ticketId)).toEqual(before)
})

test('what is not there and what is not mine are answered with the same words', async () => {
  const { version, assignments } = await ticket()
  const answers = await Promise.all(
    [assignments[0].id, '987654321987', '0', '-1', '1e3', '１２', 'null', '9'.repeat(30)].map((id) =>
      attempt(stranger, `assignments/${encodeURIComponent(id)}/actions/sign`, version),
    ),
  )
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.code} ${body.message}`)).size).toBe(1)
})

test('the sibling on a shared ticket is seen, and out of reach', async () => {
  const { ticketId, version, assignments } = await ticket()
  const before = await stateOf(ticketId)
  for (const [action, body] of Object.entries({ sign: {}, contact: CONTACT, reply: REPLY }))
    expect((await attempt(lead, `assignments/${assignments[1].id}/actions/${action}`, version, body)).status).toBe(404)
  expect(await stateOf(ticketId)).toEqual(before)
  expect((await attempt(assist, `assignments/${assignments[1].id}/actions/sign`, version)).status).toBe(200)
})

test('what the system does is done by the system alone, and names that are none do nothing', async () => {
  const { ticketId, version, assignments } = await ticket()
  const before = await stateOf(ticketId)
  for (const who of [lead, operator, dispatcher])
    expect([403, 404]).toContain(
      (await attempt(who, `assignments/${assignments[0].id}/actions/autoSign`, version)).status,
    )
  for (const who of [lead, operator, dispatcher])
    expect((await attempt(who, `tickets/${ticketId}/actions/archive`, version)).status).toBe(403)
  for (const name of ['toString', '__proto__', 'constructor', 'hasOwnProperty', 'Sign', 'sign ', ''])
    for (const path of [`tickets/${ticketId}`, `assignments/${assignments[0].id}`])
      expect([403, 404]).toContain(
        (await attempt(dispatcher, `${path}/actions/${encodeURIComponent(name)}`, version)).status,
      )
  expect(await stateOf(ticketId)).toEqual(before)
})

test('a unit does nothing to the ticket as a whole', async () => {
  const { ticketId, version } = await ticket()
  const before = await stateOf(ticketId)
  for (const action of ['dispatch', 'consent', 'accept', 'sendBack', 'callback', 'unreached', 'archive'])
    expect((await attempt(lead, `tickets/${ticketId}/actions/${action}`, version, {})).status).toBe(403)
  expect(await stateOf(ticketId)).toEqual(before)
})

test('a unit that lost the ticket does nothing more with it, and learns nothing from asking again', async () => {
  const { ticketId, version, assignments } = await ticket()
  const path = `assignments/${assignments[0].id}/actions`
  const key = randomUUID()
  const signed = await attempt(lead, `${path}/sign`, version, {}, key)
  expect(signed.status).toBe(200)
  await sql.query(`UPDATE assignment SET state = 'returned' WHERE id = $1`, [assignments[0].id])
  await sql.query(`UPDATE ticket SET title = '换了标题' WHERE id = $1`, [ticketId])
  for (const [action, body] of Object.entries({ sign: {}, contact: CONTACT, reply: REPLY }))
    expect((await attempt(lead, `${path}/${action}`, version + 1, body)).body.code).toBe('notFound')
  expect((await lead.get(`/api/v1/tickets/${ticketId}`)).status).toBe(404)
  // The retry of what it did while it had the ticket is answered as then, with nothing of now.
  expect((await attempt(lead, `${path}/sign`, version, {}, key)).body).toEqual(signed.body)
})

test('a key is one’s own: another person’s key is as good as new, and one’s own fits one request only', async () => {
  const [one, two] = [await ticket(), await ticket()]
  const key = randomUUID()
  const sign = (who: Agent, of: typeof one, n: 0 | 1) =>
    attempt(who, `assignments/${of.assignments[n].id}/actions/sign`, of.version, {}, key)
  expect((await sign(lead, one, 0)).body).toMatchObject({ ticketId: one.ticketId })
  expect((await sign(assist, one, 1)).body).toMatchObject({ ticketId: one.ticketId, version: one.version + 2 })
  expect((await sign(lead, two, 0)).body.code).toBe('idempotencyMismatch')
  expect((await sign(stranger, one, 0)).body.code).toBe('notFound')
  const changed = await attempt(
    lead,
    `assignments/${one.assignments[0].id}/actions/contact`,
    one.version + 2,
    CONTACT,
    key,
  )
  expect(changed.body.code).toBe('idempotencyMismatch')
})

test('no version, no key, or a mad one: refused before anything is looked at', async () => {
  const { ticketId, version, assignments } = await ticket()
  const before = await stateOf(ticketId)
  const path = `/api/v1/assignments/${assignments[0].id}/actions/sign`
  expect((await lead.post(path).send({})).body.code).toBe('versionNeeded')
  for (const mad of ['*', '-1', '1.5', 'abc', '9999999999', '"1", "2"'])
    expect((await lead.post(path).set('If-Match', mad).send({})).body.code).toBe('versionNeeded')
  for (const key of ['short', 'x'.repeat(101), 'with space 123', ''])
    expect((await attempt(lead, path.slice(8), version, {}, key)).body.code).toBe('idempotencyNeeded')
  expect(await stateOf(ticketId)).toEqual(before)
})

test('fields nobody asked for are refused, not written', async () => {
  const { ticketId, version, assignments } = await ticket()
  const path = `assignments/${assignments[0].id}/actions/sign`
  for (const body of [
    { state: 'accepted' },
    { signedOnTime: true },
    { personId: 0 },
    [],

    { __proto__: { a: 1 }, a: 1 },
  ])
    expect((await attempt(lead, path, version, body)).status).toBe(400)
  expect((await stateOf(ticketId)).version).toBe(version)
})

test('a callback names the assignments of its own ticket, all of them, once', async () => {
  const callback = await api.as('callback')
  const [mine, other] = [await ticket(), await ticket()]
  for (const [index, who] of [lead, assist].entries())
    for (const [action, body] of [
      ['sign', {}],
      ['contact', CONTACT],
      ['reply', REPLY],
    ] as const)
      await onAssignment(who, mine.ticketId, mine.assignments[index as 0 | 1], action, body)
  const accept = await attempt(dispatcher, `tickets/${mine.ticketId}/actions/accept`, mine.version + 6)
  const said = (...ids: string[]) => ({
    ...{ solved: 'yes', resultGrade: 5, mannerGrade: 5 },
    contacted: ids.map((assignmentId) => ({ assignmentId, contacted: true })),
  })
  const [one, two] = mine.assignments.map(({ id }) => id) as [string, string]
  for (const body of [
    said(),
    said(one),
    said(one, one),
    said(one, other.assignments[1].id),
    said(one, two, other.assignments[0].id),
  ])
    expect(
      (await attempt(callback, `tickets/${mine.ticketId}/actions/callback`, accept.body.version, body)).body.code,
    ).toBe('contactedIncomplete')
  expect(
    (await attempt(callback, `tickets/${mine.ticketId}/actions/callback`, accept.body.version, said(two, one))).status,
  ).toBe(200)
})
