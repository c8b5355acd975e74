import { Client } from 'pg'
import type { Refusal } from '#domain/refusals'
import type { ActionResult } from '#domain/views'
import { Act } from '#services/tickets/act'
import { type Agent, startApi, type TestApi } from '../world/api'
import { type Attempted, PatientClient, signedInCookie } from '../world/client'
import { freshDatabase, type TestDatabase } from '../world/database'
import { handlerLogin } from '../world/people'
import { type Running, spawnApi } from '../world/processes'
import {
  CONTACT,
  DEMAND,
  dispatchAsProposed,
  findPlace,
  handle,
  type Place,
  register,
  REPLY,
  ticketOf,
} from '../world/thread'

/**
 * Two people at once, each on another process of two: one wins, the other is told. Many times, because a race that is lost
 * one time in fifty is lost every day. Needs the built product (`npm run build`).
 */

const TIMES = 15
jest.setTimeout(120_000)

let database: TestDatabase
let sql: Client
let api: TestApi
let processes: Running[]
let place: Place
const at = new Map<string, PatientClient>()

beforeAll(async () => {
  database = await freshDatabase()
  sql = new Client({ connectionString: database.url })
  await sql.connect()
  api = await startApi({ databaseUrl: database.url })
  place = await findPlace(await as('operator'), true)
  for (const login of ['dispatcher', 'dispatcher2', 'callback']) await as(login)
  processes = await Promise.all([spawnApi(database.url), spawnApi(database.url)])
})
afterAll(async () => {
  await Promise.all((processes ?? []).map((each) => each.kill()))
  await api?.stop()
  await sql?.end()
  await database?.drop()
})

/** Signing in is slow on purpose: once for everybody. */
const signedIn = new Map<string, Promise<Agent>>()
function as(login: string): Promise<Agent> {
  if (!signedIn.has(login)) signedIn.set(login, api.as(login))
  return signedIn.get(login)!
}

/** Somebody who only ever asks one of the two processes. */
async function on(process: 0 | 1, login: string): Promise<PatientClient> {
  const { url } = processes[process]!
  const known = at.get(`${process} ${login}`)
  if (known) return known
  const made = new PatientClient(() => [url], await signedInCookie(url, login))
  at.set(`${process} ${login}`, made)
  return made
}

const repeat = async (times: number, race: (n: number) => Promise<void>) => {
  for (let n = 0; n < times; n++) await race(n)
}
const statuses = (all: Attempted[]) => all.map(({ status }) => status).sort()

async function proposedUnits(ticketId: string) {
  const { body } = await (await as('dispatcher')).get(`/api/v1/tickets/${ticketId}/proposal`)
  return (body.units as Record<string, unknown>[]).map(({ unitId, line, role }) => ({ unitId, line, role }))
}

async function dispatched(): Promise<{ ticket: ActionResult; assignments: { id: string; unitId: number }[] }> {
  const ticket = await register(await as('operator'), place)
  await dispatchAsProposed(await as('dispatcher'), ticket.ticketId)
  const { assignments, version } = await ticketOf(await as('dispatcher'), ticket.ticketId)
  return { ticket: { ...ticket, version }, assignments }
}

async function expectGapless(ticketId: string) {
  const { rows } = await sql.query<{ seq: number; version: number }>(
    'SELECT e.seq, t.version FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.id = $1 ORDER BY e.seq',
    [ticketId],
  )
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
  expect(rows.at(-1)!.version).toBe(rows.length)
}

test('two dispatchers: one pair of assignments, the other told what changed', async () => {
  const [one, two] = [await on(0, 'dispatcher'), await on(1, 'dispatcher2')]
  await repeat(TIMES, async () => {
    const { ticketId, version } = await register(await as('operator'), place)
    const units = await proposedUnits(ticketId)
    const both = await Promise.all(
      [one, two].map((each) => each.post(`tickets/${ticketId}/actions/dispatch`, { units }, { version })),
    )
    expect(statuses(both)).toEqual([200, 409])
    expect(both.find(({ status }) => status === 409)!.body).toMatchObject({
      code: 'stale',
      detail: { version: version + 1, events: [{ kind: 'dispatch' }] },
    })
    const { rows } = await sql.query('SELECT count(*)::int AS n FROM assignment WHERE ticket_id = $1', [ticketId])
    expect(rows[0].n).toBe(2)
    await expectGapless(ticketId)
  })
})

test('one intention sent to both processes at once: one ticket, one answer', async () => {
  const [one, two] = [await on(0, 'dispatcher'), await on(1, 'dispatcher')]
  const before = (await sql.query('SELECT count(*)::int AS n FROM ticket')).rows[0].n
  await repeat(TIMES, async (n) => {
    const demand = { ...DEMAND, ...place }
    const all = await Promise.all(
      [one, two, one, two].map((each) => each.post('tickets', demand, { key: `intention-${n}` })),
    )
    expect(statuses(all)).toEqual([201, 201, 201, 201])
    expect(new Set(all.map(({ body }) => body.number)).size).toBe(1)
  })
  expect((await sql.query('SELECT count(*)::int AS n FROM ticket')).rows[0].n).toBe(before + TIMES)
})

test('one action sent to both processes at once: done once, answered twice', async () => {
  const { assignments } = await dispatched()
  const login = await handlerLogin(database.url, assignments[0]!.unitId)
  await as(login)
  const [one, two] = [await on(0, login), await on(1, login)]
  await repeat(TIMES, async (n) => {
    const { ticket, assignments: own } = await dispatched()
    const path = `assignments/${own[0]!.id}/actions/sign`
    const both = await Promise.all(
      [one, two].map((each) => each.post(path, {}, { version: ticket.version, key: `sign-once-${n}` })),
    )
    expect(statuses(both)).toEqual([200, 200])
    expect(both[0]!.body).toEqual(both[1]!.body)
    await expectGapless(ticket.ticketId)
  })
})

test('one key for two different tickets at once: one is done, the other refused', async () => {
  const [one, two] = [await on(0, 'dispatcher'), await on(1, 'dispatcher')]
  await repeat(TIMES, async (n) => {
    const tickets = await Promise.all([0, 1].map(async () => register(await as('operator'), place)))
    const units = await proposedUnits(tickets[0]!.ticketId)
    const both = await Promise.all(
      [one, two].map((each, index) => {
        const { ticketId, version } = tickets[index]!
        return each.post(`tickets/${ticketId}/actions/dispatch`, { units }, { version, key: `mixed-up-${n}` })
      }),
    )
    expect(statuses(both)).toEqual([200, 409])
    expect(both.find(({ status }) => status === 409)!.body.code).toBe('idempotencyMismatch')
  })
})

test('a handler signs at the moment the system does: once, by one of them', async () => {
  const { assignments } = await dispatched()
  const login = await handlerLogin(database.url, assignments[0]!.unitId)
  await as(login)
  const handler = await on(0, login)
  await repeat(TIMES, async () => {
    const { ticket, assignments: own } = await dispatched()
    const assignmentId = own[0]!.id
    const [signed, auto] = await Promise.all([
      handler.post(`assignments/${assignmentId}/actions/sign`, {}, { version: ticket.version }),
      api.app
        .get(Act)
        .asSystem({ assignmentId }, { on: 'assignment', action: 'autoSign', assignmentId, input: {} })
        .then(() => 'done')
        .catch((error: Refusal) => error.code),
    ])
    expect([`${signed.status} ${auto}`]).toContainEqual(expect.stringMatching(/^(200 notNow|409 done)$/))
    const { rows } = await sql.query('SELECT kind FROM event WHERE ticket_id = $1 AND seq > 2', [ticket.ticketId])
    expect(rows).toHaveLength(1)
    await expectGapless(ticket.ticketId)
  })
})

test('both units of a dual dispatch work at once, and neither is in the way of the other', async () => {
  const { assignments } = await dispatched()
  const logins = await Promise.all(assignments.map(({ unitId }) => handlerLogin(database.url, unitId)))
  for (const login of logins) await as(login)
  const both = await Promise.all(logins.map((login, index) => on(index as 0 | 1, login)))
  await repeat(TIMES, async () => {
    const { ticket, assignments: own } = await dispatched()
    const act = (action: string, version: number, body: object) =>
      Promise.all(both.map((each, n) => each.post(`assignments/${own[n]!.id}/actions/${action}`, body, { version })))
    expect(statuses(await act('sign', ticket.version, {}))).toEqual([200, 200])
    expect(statuses(await act('contact', ticket.version + 2, CONTACT))).toEqual([200, 200])
    expect(statuses(await act('reply', ticket.version + 4, REPLY))).toEqual([200, 200])
    expect(await ticketOf(await as('dispatcher'), ticket.ticketId)).toMatchObject({ version: ticket.version + 6 })
    await expectGapless(ticket.ticketId)
  })
})

test('accepted and sent back at once: one of them', async () => {
  const [one, two] = [await on(0, 'dispatcher'), await on(1, 'dispatcher2')]
  await repeat(8, async () => {
    const { ticket, assignments } = await dispatched()
    for (const each of assignments)
      await handle(await as(await handlerLogin(database.url, each.unitId)), ticket.ticketId, each)
    const { version } = await ticketOf(await as('dispatcher'), ticket.ticketId)
    const path = `tickets/${ticket.ticketId}/actions`
    const both = await Promise.all([
      one.post(`${path}/accept`, {}, { version }),
      two.post(`${path}/sendBack`, { reason: '请补充照片' }, { version }),
    ])
    expect(statuses(both)).toEqual([200, 409])
    const { state } = await ticketOf(await as('dispatcher'), ticket.ticketId)
    expect(state).toBe(both[0]!.status === 200 ? 'callback' : 'handling')
    await expectGapless(ticket.ticketId)
  })
})

test('two hundred intakes at once on two processes: two hundred numbers', async () => {
  const both = [await on(0, 'dispatcher'), await on(1, 'dispatcher')]
  const all = await Promise.all(
    [...Array(200).keys()].map((n) => {
      const requester = { kind: 'citizen', name: '苏日娜', phone: `138${10_000_000 + n}` }
      return both[n % 2]!.post('tickets', { ...DEMAND, ...place, requester })
    }),
  )
  expect(new Set(statuses(all))).toEqual(new Set([201]))
  expect(new Set(all.map(({ body }) => body.number)).size).toBe(200)
})
