import { Client } from 'pg'
import { type Agent, startApi, type TestApi } from '../world/api'
import { type Attempted, PatientClient, signedInCookie } from '../world/client'
import { freshDatabase, type TestDatabase } from '../world/database'
import { handlerLogin } from '../world/people'
import { type Running, spawnApi } from '../world/processes'
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

/** Tickets that change together, on two processes at once: one outcome, nobody waits in a circle. Needs the built product. */

const TIMES = 10
jest.setTimeout(120_000)

let database: TestDatabase
let sql: Client
let api: TestApi
let processes: Running[]
let place: Place
let dispatcher: Agent
let both: PatientClient[]

beforeAll(async () => {
  database = await freshDatabase()
  sql = new Client({ connectionString: database.url })
  await sql.connect()
  api = await startApi({ databaseUrl: database.url })
  dispatcher = await api.as('dispatcher')
  place = await findPlace(dispatcher, true)
  await api.as('dispatcher2')
  processes = await Promise.all([spawnApi(database.url), spawnApi(database.url)])
  both = await Promise.all(['dispatcher', 'dispatcher2'].map((login, n) => on(n, login)))
})
afterAll(async () => {
  await Promise.all((processes ?? []).map((each) => each.kill()))
  await api?.stop()
  await sql?.end()
  await database?.drop()
})

async function on(process: number, login: string): Promise<PatientClient> {
  const { url } = processes[process]!
  return new PatientClient(() => [url], await signedInCookie(url, login))
}
const dispatched = async () => {
  const { ticketId } = await register(dispatcher, place)
  await dispatchAsProposed(dispatcher, ticketId)
  return ticketOf(dispatcher, ticketId)
}
const statuses = (all: Attempted[]) => all.map(({ status }) => status).sort()
const masterOf = async (id: string) => (await ticketOf(dispatcher, id)).kin.master?.id ?? null
const merge = (by: PatientClient, { id, version }: { id: string; version: number }, intoId: string) =>
  by.post(`tickets/${id}/actions/merge`, { intoId, reason: '同一盏路灯' }, { version })

async function expectGapless(ticketId: string) {
  const { rows } = await sql.query<{ seq: number; version: number }>(
    'SELECT e.seq, t.version FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.id = $1 ORDER BY e.seq',
    [ticketId],
  )
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
  expect(rows.at(-1)!.version).toBe(rows.length)
}

test('each merged into the other at once: one of them is the master', async () => {
  for (let n = 0; n < TIMES; n++) {
    const [one, other] = [await dispatched(), await dispatched()]
    const answers = await Promise.all([merge(both[0]!, one, other.id), merge(both[1]!, other, one.id)])
    expect(statuses(answers)[0]).toBe(200)
    expect(statuses(answers)[1]).toBeGreaterThanOrEqual(400)
    const masters = [await masterOf(one.id), await masterOf(other.id)]
    expect([
      [other.id, null],
      [null, one.id],
    ]).toContainEqual(masters)
    await expectGapless(one.id)
    await expectGapless(other.id)
  }
})

test('three in a ring at once: never a circle', async () => {
  for (let n = 0; n < TIMES; n++) {
    const ring = [await dispatched(), await dispatched(), await dispatched()]
    await Promise.all(ring.map((each, at) => merge(both[at % 2]!, each, ring[(at + 1) % 3]!.id)))
    const masters = await Promise.all(ring.map(({ id }) => masterOf(id)))
    const heads = ring.filter((_, at) => masters[at] === null)
    expect(heads.length).toBeGreaterThanOrEqual(1)
    for (const master of masters) if (master) expect(heads.map(({ id }) => id)).toContain(master)
    for (const { id } of ring) await expectGapless(id)
  }
})

test('merged at the moment a unit replies: one of the two', async () => {
  const outcomes = new Set<string>()
  let handler: PatientClient | null = null
  for (let n = 0; n < TIMES; n++) {
    const [master, own] = [await dispatched(), await dispatched()]
    const assist = own.assignments.find(({ role }) => role === 'assist')!
    const login = await handlerLogin(database.url, assist.unitId)
    const unit = await api.as(login)
    handler ??= await on(1, login)
    await onAssignment(unit, own.id, assist, 'sign')
    await onAssignment(unit, own.id, assist, 'contact', CONTACT)
    const { version } = await ticketOf(dispatcher, own.id)
    const [merged, replied] = await Promise.all([
      merge(both[0]!, { id: own.id, version }, master.id),
      handler.post(`assignments/${assist.id}/actions/reply`, REPLY, { version }),
    ])
    outcomes.add(`${merged.status} ${replied.status}`)
    expect(['200 404', '200 409', '409 200']).toContain(`${merged.status} ${replied.status}`)
    expect(await masterOf(own.id)).toBe(merged.status === 200 ? master.id : null)
    await expectGapless(own.id)
  }
  expect(outcomes.size).toBeGreaterThan(0)
})
