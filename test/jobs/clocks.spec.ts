import { Client } from 'pg'
import type { TicketView } from '#domain/views'
import { Clocks } from '#services/clocks/clocks'
import { type Agent, type TestApi, startApi } from '../world/api'
import { type TestDatabase, freshDatabase } from '../world/database'
import { handlerLogin } from '../world/people'
import { type Running, spawnWorker } from '../world/processes'
import { type Place, dispatchAsProposed, findPlace, onAssignment, register, ticketOf } from '../world/thread'
import { until } from '../world/until'
import { copyTicket, startClocks } from './many'

let database: TestDatabase
let client: Client
let api: TestApi
let operator: Agent
let dispatcher: Agent
let place: Place
const workers: Running[] = []

beforeAll(async () => {
  database = await freshDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
  api = await startApi({ databaseUrl: database.url })
  ;[operator, dispatcher] = [await api.as('operator'), await api.as('dispatcher')]
  place = await findPlace(dispatcher, true)
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill()))
  await client.query('DELETE FROM notice; DELETE FROM clock')
})
afterAll(async () => {
  await api.stop()
  await client.end()
  await database.drop()
})

async function dispatched(): Promise<TicketView> {
  const { ticketId } = await register(operator, place)
  await dispatchAsProposed(dispatcher, ticketId)
  return ticketOf(dispatcher, ticketId)
}
async function worker() {
  const started = await spawnWorker(database.url)
  workers.push(started)
  return started
}
const count = async (sql: string) => (await client.query(`SELECT count(*)::int AS n FROM ${sql}`)).rows[0].n as number
/** The dispatching itself tells its units too; that is no clock's. */
const REMINDERS = `notice WHERE kind = 'clock'`
const notices = async () =>
  (
    await client.query(
      'SELECT n.level, c.kind, n.unit_id, n.role FROM notice n JOIN clock c ON c.id = n.clock_id ORDER BY n.id',
    )
  ).rows

test('every level is told once, to the unit whose clock it is or the desk that owes the step', async () => {
  const { ticketId } = await register(operator, place)
  const ticket = await ticketOf(dispatcher, ticketId)
  const { half, yellow, due } = (
    await client.query(
      `SELECT half_at AS half, yellow_at AS yellow, due_at AS due FROM clock WHERE ticket_id = $1 AND kind = 'dispatch'`,
      [ticket.id],
    )
  ).rows[0] as Record<string, Date>
  const clocks = api.app.get(Clocks)
  for (const [at, level] of [
    [half, 1],
    [yellow, 2],
    [due, 3],
  ] as const) {
    expect(await clocks.remind(new Date(at!.getTime() - 1))).toBe(0)
    expect(await clocks.remind(at)).toBe(1)
    expect(await clocks.remind(at)).toBe(0)
    expect((await notices()).at(-1)).toEqual({ level, kind: 'dispatch', unit_id: null, role: 'dispatcher' })
  }
  expect(await notices()).toHaveLength(3)
})

test('levels passed while nobody looked are told as one, the highest', async () => {
  const ticket = await dispatched()
  await client.query(`UPDATE clock SET half_at = now() - interval '3 h', yellow_at = now() - interval '2 h', due_at = now() + interval '1 h',
    next_at = now() - interval '3 h' WHERE ticket_id = $1 AND kind = 'contact'`, [ticket.id]) // prettier-ignore
  await api.app.get(Clocks).remind()
  const told = await notices()
  expect(told.map(({ level, kind }) => [level, kind])).toEqual([
    [2, 'contact'],
    [2, 'contact'],
  ])
  expect(told.map((each) => each.unit_id).sort()).toEqual(ticket.assignments.map((each) => each.unitId).sort())
})

test('at the sign limit the system signs, late and once; a clock of the ticket reminds its lead', async () => {
  const ticket = await dispatched()
  await client.query(`UPDATE clock SET started_at = now() - interval '9 h', half_at = now() - interval '3 h', yellow_at = now() - interval '2 h',
    due_at = now() - interval '1 s', next_at = now() - interval '3 h' WHERE ticket_id = $1 AND kind IN ('sign', 'reply')`, [ticket.id]) // prettier-ignore
  await worker()
  await until(
    async () => (await ticketOf(dispatcher, ticket.id)).assignments.every((each) => each.state === 'signed'),
    60_000,
  )
  const events = await client.query(`SELECT count(*)::int AS n FROM event WHERE ticket_id = $1 AND kind = 'autoSign'`, [
    ticket.id,
  ])
  expect(events.rows[0].n).toBe(2)
  const onTime = await client.query('SELECT DISTINCT signed_on_time AS "onTime" FROM assignment WHERE ticket_id = $1', [
    ticket.id,
  ])
  expect(onTime.rows).toEqual([{ onTime: false }])
  const lead = ticket.assignments.find((each) => each.role === 'lead')!
  expect((await notices()).filter((each) => each.kind === 'reply')).toEqual([
    { level: 3, kind: 'reply', unit_id: lead.unitId, role: null },
  ])
}, 90_000)

test('a unit that signs at the very moment the system does: one of them does, nothing fails', async () => {
  for (let round = 0; round < 5; round++) {
    const ticket = await dispatched()
    const [assignment] = ticket.assignments
    const handler = await api.as(await handlerLogin(database.url, assignment!.unitId))
    const clocks = api.app.get(Clocks)
    await Promise.all([
      onAssignment(handler, ticket.id, assignment!, 'sign').catch((refused: Error) => refused),
      clocks.autoSign(assignment!.id),
      clocks.autoSign(assignment!.id),
    ])
    const signed = await client.query(
      `SELECT count(*)::int AS n FROM event WHERE assignment_id = $1 AND kind IN ('sign', 'autoSign')`,
      [assignment!.id],
    )
    expect(signed.rows[0].n).toBe(1)
  }
})

test('two workers, one killed in the middle: every reminder once, every automatic signing once, all in seconds', async () => {
  const ticket = await dispatched()
  await client.query('DELETE FROM clock; DELETE FROM worker_heartbeat')
  await copyTicket(client, ticket.id, 600)
  const [first] = await Promise.all([worker(), worker()])
  await until(async () => (await count('worker_heartbeat')) === 2, 60_000)
  // Long enough that a busy machine still sees each level before the next; levels passed together are told as one.
  await startClocks(client, 'contact', 600, 0, 25_000)
  await startClocks(client, 'sign', 600, 0, 20_000)
  await until(async () => (await count(REMINDERS)) > 300, 40_000)
  await first.kill()
  await until(async () => (await count(REMINDERS)) === 3_600, 60_000)
  const levels = await client.query(
    `SELECT clock_id, array_agg(level ORDER BY level) AS levels FROM ${REMINDERS} GROUP BY 1`,
  )
  expect(levels.rows).toHaveLength(1_200)
  expect(levels.rows.every((row) => row.levels.join() === '1,2,3')).toBe(true)
  const late = await client.query(`SELECT extract(epoch FROM max(n.at - CASE n.level WHEN 1 THEN half_at WHEN 2 THEN yellow_at ELSE due_at END))::float8
    AS seconds FROM notice n JOIN clock c ON c.id = n.clock_id`) // prettier-ignore
  expect(late.rows[0].seconds).toBeLessThan(5)

  await until(async () => (await count(`assignment WHERE id > 7000000 AND state = 'pending'`)) === 0, 90_000)
  expect(await count(`event WHERE ticket_id > 7000000 AND kind = 'autoSign'`)).toBe(600)
  expect(await count('graphile_worker._private_jobs WHERE attempts >= max_attempts')).toBe(0)
}, 300_000)
