import { Database } from '#data/database'
import { KeyRing } from '#data/secrets/key-ring'
import { readTicket } from '#data/snapshot'
import { FAULTS } from '#data/verify/fault'
import { verify } from '#data/verify/verify'
import { type Actor, can } from '#domain/access'
import { Refusal } from '#domain/refusals'
import type { AssignmentActionName, TicketActionName } from '#domain/workflow/actions'
import type { Snapshot } from '#domain/workflow/snapshot'
import { refusalOfDatabase } from '#platform/database-errors'
import { Region } from '#services/region'
import { Act } from '#services/tickets/act'
import { Intake } from '#services/tickets/intake'
import { Tickets } from '#services/tickets/tickets'
import { startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { DEMAND, findPlace, type Place } from '../world/thread'
import { ModelCity } from './city'
import { type Deed, someDeed } from './deeds'
import { Dice } from './dice'
import { wrongWith } from './whole'

/**
 * Random people try random things, allowed and not, on a real database, and after each the ticket must be whole: one holder of
 * the ball, nothing open at the close, rows and clocks as the log says, the chain unbroken, nobody seeing more than they may.
 * The same lives every time; `MODEL_SEED` chooses others, `MODEL_SECONDS` and `MODEL_STEPS` make it longer.
 */

const SEED = Number(process.env['MODEL_SEED'] ?? 20_261_120)
const SECONDS = Number(process.env['MODEL_SECONDS'] ?? 50)
const STEPS = Number(process.env['MODEL_STEPS'] ?? 3_000)
const ALIVE = 8
jest.setTimeout((SECONDS + 120) * 1000)

let database: TestDatabase
let api: TestApi
let db: Database
let city: ModelCity
let place: Place
let act: Act
const dice = new Dice(SEED)
const told: string[] = []
let keyed = 0

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url, config: { logLevel: 'silent' } })
  db = api.app.get(Database)
  act = api.app.get(Act)
  place = await findPlace(await api.as('operator'), false)
  city = await ModelCity.in(api)
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

const WHO = { name: '苏日娜', phone: '13900001234' }
const who = (role: string) => city.actors.find(({ roles }) => roles.includes(role as never))!

async function registered(): Promise<string> {
  const type = dice.one(['help', 'help', 'complaint', 'report', 'inquiry', 'praise'])
  const outcome = type === 'report' || dice.chance(0.9) ? {} : { outcome: 'answer', answer: '已当场说明办理办法。' }
  const body = {
    ...DEMAND,
    ...place,
    type,
    urgency: dice.one(['normal', 'normal', 'urgent']),
    requester: { kind: 'citizen', ...WHO },
    ...(dice.chance(0.2) && { confidential: true }),
    ...(type === 'report' && dice.chance(0.5) && { accusedUnitId: city.toReal(4) }),
    ...outcome,
  }
  const { response } = await api.app.get(Intake).register(who('operator'), body, `model-intake-${keyed++}`)
  return (response as { ticketId: string }).ticketId
}

const read = async (id: string) => (await readTicket(db, { ticketId: id }))!.snapshot

async function attempt(id: string, { actor, action, assignmentId, input, version }: Deed): Promise<string> {
  const asking = { version, idempotencyKey: `model-deed-${keyed++}` }
  try {
    if (assignmentId) await act.onAssignment(actor, assignmentId, action as AssignmentActionName, input, asking)
    else await act.onTicket(actor, id, action as TicketActionName, input, asking)
    return 'done'
  } catch (error) {
    const refused = error instanceof Refusal ? error : refusalOfDatabase(error as Error)
    if (refused) return refused.code
    throw error
  }
}

async function expectWhole(id: string): Promise<Snapshot> {
  const now = await read(id)
  const [row] = await db.query<{ n: number }>('SELECT count(*)::int AS n FROM event WHERE ticket_id = $1', [id])
  expect(wrongWith(now, row!.n)).toEqual([])
  const { broken } = await verify(db, api.app.get(KeyRing), { number: now.ticket.number })
  expect(broken.flatMap(({ faults }) => faults.map(({ code, where }) => `${FAULTS[code]}：${where}`))).toEqual([])
  return now
}

/** A unit sees what it or one below it holds; of a report, nothing of whoever made it. */
async function expectSight(now: Snapshot, actor: Actor) {
  const { ticket, assignments, consents } = now
  const holds = assignments.filter(
    ({ state, unitId }) => !['returned', 'withdrawn'].includes(state) && city.above(unitId).includes(actor.unitId),
  )
  const seen = await api.app
    .get(Tickets)
    .ticket(actor, ticket.id)
    .catch((error: Refusal) => error.code)
  if (can(actor.roles, 'ticket.see-all')) return expect(seen).toMatchObject({ id: ticket.id })
  if (!holds.length) return expect(seen).toBe('notFound')
  expect(seen).toMatchObject({ id: ticket.id })
  const secret = ticket.type === 'report' || ticket.confidential
  const agreed = holds.some(({ unitId }) => consents.includes(unitId) && unitId !== ticket.accusedUnitId)
  if (!secret || agreed) return
  expect(seen).toMatchObject({ requester: null })
  expect(JSON.stringify(seen)).not.toMatch(/苏日娜|13900001234|1234|sameRequester|falseClosure":true/)
}

async function oneStep(alive: string[], region: Awaited<ReturnType<Region['current']>>): Promise<string> {
  const id = dice.one(alive)
  const before = await read(id)
  const deed = someDeed(before, city, region, dice, alive)
  const result = await attempt(id, deed)
  const line = `${id} ${before.ticket.state} v${deed.version}: ${deed.actor.roles.join('+')} ${deed.action} ${deed.assignmentId ?? ''} → ${result}`
  told.push(line)
  const now = await expectWhole(id)
  if (result !== 'done') expect(now).toEqual(before)
  else expect([line, deed.offered]).toEqual([line, true])
  await expectSight(now, dice.one(city.actors))
  await expectSight(now, dice.one(city.actors))
  return result
}

test(`random lives, seed ${SEED}`, async () => {
  const region = await api.app.get(Region).current()
  const alive: string[] = []
  const results: Record<string, number> = {}
  const end = Date.now() + SECONDS * 1000
  let steps = 0
  try {
    for (; steps < STEPS && Date.now() < end; steps++) {
      while (alive.length < ALIVE) alive.push(await registered())
      const result = await oneStep(alive, region)
      results[result] = (results[result] ?? 0) + 1
      const last = told.at(-1)!.split(' ')[0]!
      const { ticket } = await read(last)
      if (['closed', 'archived'].includes(ticket.state) && dice.chance(0.3)) alive.splice(alive.indexOf(last), 1)
    }
  } catch (error) {
    console.error(`MODEL_SEED=${SEED}, after ${steps} steps:\n${told.slice(-60).join('\n')}`)
    throw error
  }
  const { broken } = await verify(db, api.app.get(KeyRing))
  expect(
    broken.map(({ number, faults }) => [number, ...faults.map(({ code, where }) => `${FAULTS[code]}：${where}`)]),
  ).toEqual([])
  // A run in which nothing could be done, or nothing was refused, has looked at nothing.
  expect(results['done']! / steps).toBeGreaterThan(0.3)
  expect(1 - results['done']! / steps).toBeGreaterThan(0.1)
  if (process.env['MODEL_SEED'] || process.env['MODEL_SECONDS']) console.info({ steps, results })
})
