import type { Client } from 'pg'
import { encodeCursor, placeAfter } from '#data/place'
import { type TestApi, startApi } from '../world/api'
import { type TestDatabase, freshDatabase } from '../world/database'
import { handlerLogin } from '../world/people'
import { dispatchAsProposed, findPlace, onAssignment, register, ticketOf } from '../world/thread'
import { until } from '../world/until'
import { TestConsole, signIn } from './consoles'
import { DEPARTMENT, OTHER_VILLAGE, TOWN, VILLAGE, logWriter, plantUnits, writeEvent } from './log-rows'

let database: TestDatabase
let writer: Client
let here: TestApi
let there: TestApi
const cookies: Record<string, string> = {}
const consoles: TestConsole[] = []

/** Units of these people are those of the planted tree. */
const SEATS = { town: TOWN, townlead: VILLAGE, town2: OTHER_VILLAGE, department: DEPARTMENT }

beforeAll(async () => {
  database = await freshDatabase()
  writer = await logWriter(database.url)
  await plantUnits(writer)
  here = await startApi({ databaseUrl: database.url })
  there = await startApi({ databaseUrl: database.url })
  for (const login of ['dispatcher', 'security', ...Object.keys(SEATS)]) await here.as(login)
  for (const [login, unit] of Object.entries(SEATS))
    await writer.query('UPDATE person SET unit_id = $2 WHERE login = $1', [login, unit])
  for (const login of ['dispatcher', 'security', ...Object.keys(SEATS)]) cookies[login] = await signIn(here.url, login)
})
afterEach(() => {
  for (const each of consoles.splice(0)) each.close()
})
afterAll(async () => {
  await Promise.all([here.stop(), there.stop()])
  await writer.end()
  await database.drop()
})

function open(api: TestApi, cookie: string | null, headers?: Record<string, string>) {
  const opened = new TestConsole(api.url, cookie, headers)
  consoles.push(opened)
  return opened
}
async function seat(api: TestApi, login: string) {
  const opened = open(api, cookies[login]!)
  await until(() => opened.listening)
  return opened
}
async function signInAs(login: string) {
  await here.as(login)
  return signIn(here.url, login)
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 400))

test('an event reaches the centre, the unit and the units above it, on both processes, and no other unit', async () => {
  const [center, town, village] = await Promise.all([
    seat(here, 'dispatcher'),
    seat(there, 'town'),
    seat(here, 'townlead'),
  ])
  const [neighbour, department, admin] = await Promise.all([
    seat(there, 'town2'),
    seat(here, 'department'),
    seat(there, 'security'),
  ])
  await writeEvent(writer, { ticket: 10, seq: 1, kind: 'register' })
  await writeEvent(writer, { ticket: 10, seq: 2, units: [VILLAGE] })
  await writeEvent(writer, { ticket: 10, seq: 3, units: [DEPARTMENT, TOWN] })
  await until(() => center.events.length === 3 && town.events.length === 2 && department.events.length === 1)
  await settle()
  expect(center.heard).toEqual(['10/1', '10/2', '10/3'])
  expect(town.heard).toEqual(['10/2', '10/3'])
  expect(village.heard).toEqual(['10/2'])
  expect(department.heard).toEqual(['10/3'])
  expect([...neighbour.heard, ...admin.heard]).toEqual([])
  expect(Object.keys(center.events[0]!).sort()).toEqual(['cursor', 'kind', 'seq', 'ticketId'])
})

test('a stranger, an invented session and a foreign page are not let in, and hear nothing', async () => {
  const stranger = open(here, null)
  const invented = open(there, `jiban_session=${'x'.repeat(43)}`)
  const foreign = open(here, cookies['dispatcher']!, { origin: 'https://evil.example' })
  await until(() => [stranger, invented, foreign].every((each) => each.refusal !== null))
  await writeEvent(writer, { ticket: 11, seq: 1, units: [TOWN] })
  await settle()
  expect(stranger.refusal).toBe('signInNeeded')
  expect(invented.refusal).toBe('signInNeeded')
  expect(foreign.refusal).toBe('forbidden')
  expect([...stranger.heard, ...invented.heard, ...foreign.heard]).toEqual([])
})

test('an expired session is refused at the door, and one that expires is cut', async () => {
  const cookie = await signIn(here.url, 'dispatcher')
  const open1 = open(here, cookie)
  await until(() => open1.listening)
  await writer.query(`UPDATE session SET created_at = now() - interval '2 days', expires_at = now() - interval '1 second'
    WHERE token_hash = (SELECT token_hash FROM session ORDER BY created_at DESC LIMIT 1)`)
  await until(() => open1.signedOut, 3_000)
  const late = open(there, cookie)
  await until(() => late.refusal === 'signInNeeded')
})

test('whoever comes back is told exactly what was missed, at another process too', async () => {
  const town = await seat(here, 'town')
  await writeEvent(writer, { ticket: 12, seq: 1, units: [TOWN] })
  await until(() => town.events.length === 1)
  town.socket.disconnect()
  for (let seq = 2; seq <= 5; seq++)
    await writeEvent(writer, { ticket: 12, seq, units: [seq === 3 ? DEPARTMENT : TOWN] })
  town.moveTo(there.url)
  await until(() => town.events.length === 4)
  await writeEvent(writer, { ticket: 12, seq: 6, units: [VILLAGE] })
  await until(() => town.events.length === 5)
  expect(town.heard).toEqual(['12/1', '12/2', '12/4', '12/5', '12/6'])
  expect(town.resyncs).toBe(1)
})

test('who was away too long, or shows a cursor nobody gave, is told to read anew; who is ahead is waited for', async () => {
  const [center, witness] = await Promise.all([seat(here, 'dispatcher'), seat(here, 'dispatcher')])
  center.socket.disconnect()
  await writer.query(`
    INSERT INTO event (month, ticket_id, seq, kind, person_id, at, data, units, hash)
    SELECT date_trunc('month', now())::date, 20000 + n, 1, 'sign', 0, now(), '{}', '{}', '\\x00' FROM generate_series(1, 1500) AS n`)
  await until(() => witness.events.length === 1500)
  center.socket.connect()
  await until(() => center.resyncs === 2)
  expect(center.heard).toEqual([])
  for (const rubbish of ['zzz', '', { x: 1 }, 7] as never[]) {
    const odd = open(here, cookies['dispatcher']!)
    odd.cursor = rubbish
    await until(() => odd.resyncs === 1)
  }
  // Numbers of transactions are handed out over all databases: other tests may use up those it is ahead by, so tried again.
  let waited = false
  for (let ticket = 1300; !waited && ticket < 1310; ticket++)
    waited = await waitedFor(ticket, center, 4 * (ticket - 1299))
  expect(waited).toBe(true)
})

/** Comes with a cursor just ahead of this process: hears the end of what the others hear, and less than all of it if it was waited for. */
async function waitedFor(ticket: number, center: TestConsole, by: number): Promise<boolean> {
  const before = center.events.length
  const ahead = open(here, cookies['dispatcher']!)
  const { rows } = await writer.query('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xmax')
  ahead.cursor = encodeCursor(placeAfter(Number(rows[0].xmax) + by))
  await until(() => ahead.socket.connected)
  const written = by + 4
  for (let seq = 1; seq <= written; seq++) await writeEvent(writer, { ticket, seq })
  await until(() => center.events.length === before + written && ahead.events.length > 0)
  await settle()
  expect(ahead.heard).toEqual(center.heard.slice(-ahead.heard.length))
  ahead.socket.disconnect()
  return ahead.heard.length < written
}

test('a session ended by anybody, and a person moved to another unit, lose their sockets on every process', async () => {
  const cookie = await signIn(here.url, 'town')
  const [tabHere, tabThere] = [open(here, cookie), open(there, cookie)]
  await until(() => tabHere.listening && tabThere.listening)
  const ended = Date.now()
  await fetch(`${here.url}/api/v1/session`, { method: 'DELETE', headers: { cookie, 'idempotency-key': 'sign-out-1' } })
  await until(() => tabHere.signedOut && tabThere.signedOut)
  expect(Date.now() - ended).toBeLessThan(5_000)

  const mover = open(there, await signIn(here.url, 'department'))
  await until(() => mover.listening)
  await writer.query('SET session_replication_role = origin')
  await writer.query(`UPDATE person SET unit_id = $1 WHERE login = 'department'`, [TOWN])
  await writer.query('SET session_replication_role = replica')
  const moved = Date.now()
  await until(() => mover.signedOut && !mover.socket.connected)
  expect(Date.now() - moved).toBeLessThan(5_000)
  await writeEvent(writer, { ticket: 14, seq: 1, units: [DEPARTMENT] })
  await settle()
  expect(mover.heard).toEqual([])
  await writer.query(`UPDATE person SET unit_id = $1 WHERE login = 'department'`, [DEPARTMENT])
  cookies['department'] = await signIn(here.url, 'department')
})

test('a console that no longer reads is cut before it costs memory, and catches up when it wakes', async () => {
  const [awake, frozen] = await Promise.all([seat(here, 'dispatcher'), seat(here, 'dispatcher')])
  frozen.wire.pause()
  let sent = 0
  const inRoom = async () => Number(/jiban_live_cut (\d+)/.exec(await (await fetch(`${here.url}/metrics`)).text())?.[1])
  const before = await inRoom()
  while ((await inRoom()) === before && sent < 60_000) {
    await writer.query(
      `INSERT INTO event (month, ticket_id, seq, kind, person_id, at, data, units, hash)
       SELECT date_trunc('month', now())::date, 15, $1::int + n, repeat('k', 2000), 0, now(), '{}', '{}', '\\x00'
       FROM generate_series(1, 400) AS n`,
      [sent],
    )
    sent += 400
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  expect(await inRoom()).toBe(before + 1)
  await until(() => awake.heard.at(-1) === `15/${sent}` || awake.resyncs > 1)
  frozen.wire.resume()
  await until(() => frozen.resyncs > 1 || frozen.heard.at(-1) === `15/${sent}`)
  await writeEvent(writer, { ticket: 15, seq: sent + 1 })
  await until(() => frozen.heard.at(-1) === `15/${sent + 1}`)
  expect(frozen.heard).toHaveLength(new Set(frozen.heard).size)
})

test('what is done over HTTP at one process is heard at the other, by the centre and the units it went to', async () => {
  const [operator, dispatcher] = [await here.as('operator'), await here.as('dispatcher')]
  const { ticketId } = await register(operator, await findPlace(dispatcher, true))
  const [center, foreign] = await Promise.all([seat(there, 'dispatcher'), seat(there, 'department')])
  await dispatchAsProposed(dispatcher, ticketId)
  const { assignments, version } = await ticketOf(dispatcher, ticketId)
  const unit = open(there, await signInAs(await handlerLogin(database.url, assignments[0]!.unitId)))
  await until(() => unit.listening)
  await onAssignment(
    await here.as(await handlerLogin(database.url, assignments[0]!.unitId)),
    ticketId,
    assignments[0]!,
    'sign',
  )
  await until(() => unit.events.length === 1 && center.heard.at(-1) === `${ticketId}/${version + 1}`)
  expect(unit.events[0]).toEqual({ ticketId, seq: version + 1, kind: 'sign', cursor: expect.any(String) })
  expect(foreign.heard).toEqual([])
})

test('a notice is heard by those it is for: the unit itself, or a role', async () => {
  const [town, village, center] = await Promise.all([
    seat(here, 'town'),
    seat(there, 'townlead'),
    seat(there, 'dispatcher'),
  ])
  await writer.query(`INSERT INTO notice (kind, unit_id, at) VALUES ('clock', ${VILLAGE}, now())`)
  await writer.query(`INSERT INTO notice (kind, role, at) VALUES ('clock', 'dispatcher', now())`)
  await until(() => village.notices.length === 1 && center.notices.length === 1)
  await settle()
  expect(town.notices).toEqual([])
})

test('one person cannot open sockets without end', async () => {
  const tabs = [...Array(22)].map(() => open(there, cookies['townlead']!))
  await until(() => tabs.filter((tab) => tab.refusal === 'tooMany').length === 2)
  expect(tabs.filter((tab) => tab.socket.connected)).toHaveLength(20)
})
