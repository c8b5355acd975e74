import { randomBytes } from 'node:crypto'
import type { Client, QueryResultRow } from 'pg'
import type { Actor, Role } from '#domain/access'
import type { Database, Sql, Tx } from '#data/database'
import type { KeyRing } from '#data/secrets/key-ring'
import { Act } from '#services/tickets/act'
import { Intake } from '#services/tickets/intake'
import { Tickets } from '#services/tickets/tickets'
import { Region } from '#services/region'
import { Committed } from '#services/committed'
import { apart, CALLBACK, CALLER, CENTRE, CONTACT, handlerOf, leadLast, type LifePlan, REPLY } from './life-plan'

/**
 * What the product does to the database in a whole life, caught from some real ones and then done again by the bare driver:
 * the same statements in the same round trips, a commit a step, each life with ids, number, telephone and keys of its own.
 */
export async function prepareRawLife(
  client: Client,
  keys: KeyRing,
  plan: LifePlan,
): Promise<(on: Client) => Promise<void>> {
  const samples: Sample[] = []
  for (let n = 0; n < SAMPLES; n++) samples.push(await sampleOf(client, keys, plan, n))
  let written = 0
  return async (on) => {
    const n = written++
    const { groups, signs } = samples[n % SAMPLES]!
    const pairs = pairsOf(signs, signsOf(SAMPLES + n))
    for (const group of groups) await play(on, group, pairs)
  }
}

const SAMPLES = 20

interface Statement {
  name: string
  text: string
  values: unknown[]
}
/** One step: alone, or between BEGIN and COMMIT. */
interface Group {
  isTransaction: boolean
  statements: Statement[]
}
interface Signs {
  ticket: string
  assignments: [string, string]
  number: string
  key: string
}
interface Sample {
  groups: Group[]
  signs: Signs
}

/** Far from the ids and numbers the product gives out meanwhile, and other ones in every run. */
const RUN = String(Date.now() % 100_000).padStart(5, '0')
function signsOf(n: number): Signs {
  const digits = String(n).padStart(7, '0')
  return {
    ticket: `91${RUN}${digits}0000`,
    assignments: [`92${RUN}${digits}0000`, `92${RUN}${digits}0001`],
    number: `99${RUN.slice(0, 3)}${digits}`,
    key: `raw-life-${RUN}-${digits}`,
  }
}

async function sampleOf(client: Client, keys: KeyRing, plan: LifePlan, n: number): Promise<Sample> {
  const signs = signsOf(n)
  const catching = new Catching(client, signs)
  const db = catching as unknown as Database
  const [region, committed] = [new Region(db), new Committed()]
  const [intake, act] = [new Intake(db, keys, region, committed), new Act(db, keys, region, committed)]
  const { demand, units } = apart(plan.demands[n % plan.demands.length]!)
  const centre = actorOf(plan, CENTRE)
  let step = 0
  const asking = (version: number) => ({ version, idempotencyKey: `${signs.key}-${step++}` })
  const requester = { ...demand.requester, phone: `139${String(n).padStart(8, '0')}` }
  const first = await intake.register(centre, { ...demand, requester }, `${signs.key}-${step++}`)
  const id = signs.ticket
  let version = (first.response as { version: number }).version
  const done = async (what: Promise<{ response: unknown }>) =>
    ({ version } = (await what).response as { version: number })
  await done(act.onTicket(centre, id, 'dispatch', { units }, asking(version)))
  const { assignments } = await new Tickets(db, keys, region).ticket(centre, id)
  for (const [action, body] of [
    ['sign', {}],
    ['contact', CONTACT],
    ['reply', REPLY],
  ] as const)
    // prettier-ignore
    for (const { id: own, unitId } of leadLast(assignments))
      await done(act.onAssignment(actorOf(plan, handlerOf(unitId)), own, action, body, asking(version)))
  await done(act.onTicket(centre, id, 'accept', {}, asking(version)))
  const contacted = assignments.map((each) => ({ assignmentId: each.id, contacted: true }))
  await done(act.onTicket(actorOf(plan, CALLER), id, 'callback', { ...CALLBACK, contacted }, asking(version)))
  return { groups: catching.groups, signs }
}

function actorOf({ people }: LifePlan, login: string): Actor {
  const { personId, name, unitId, unitPath, roles } = people[login]!
  return { personId, name, unitId, unitPath, roles: roles as Role[] }
}

/** Does what it is asked, on the database, and remembers it; ids come from far away. */
class Catching implements Sql {
  readonly groups: Group[] = []

  constructor(
    private readonly client: Client,
    private readonly signs: Signs,
  ) {}

  async query<R extends QueryResultRow>(text: string, values: unknown[] = [], name?: string): Promise<R[]> {
    const sequence = /^SELECT nextval\('(\w+)'\)/.exec(text)?.[1]
    if (sequence) return [{ base: sequence === 'ticket_id' ? this.signs.ticket : this.signs.assignments[0] }] as never
    const isolated = this.isolated(values)
    if (name) this.groups.push({ isTransaction: false, statements: [{ name, text, values: isolated }] })
    return (await this.client.query<R>({ text, values: isolated })).rows
  }

  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const statements: Statement[] = []
    await this.client.query('BEGIN')
    const query = async <R extends QueryResultRow>(text: string, values: unknown[] = [], name = '') => {
      const isolated = this.isolated(values)
      statements.push({ name, text, values: isolated })
      return (await this.client.query<R>({ text, values: isolated })).rows
    }
    const result = await work({ query, client: this.client } as unknown as Tx)
    await this.client.query('COMMIT')
    this.groups.push({ isTransaction: true, statements })
    return result
  }

  /** Its own number, in a place no ticket of the product takes; its own telephone, so that no requester is shared. */
  private isolated(values: unknown[]): unknown[] {
    const number = new RegExp(`\\b\\d{6}${this.signs.ticket.slice(-6)}\\b`, 'g')
    return values.map((value) => (typeof value === 'string' ? value.replace(number, this.signs.number) : value))
  }
}

/** Three round trips, as the product makes: begin with the lock and all reads, then all writes, then the commit. */
async function play(on: Client, { isTransaction, statements }: Group, pairs: Pairs) {
  const renewed = statements.map(({ name, text, values }) => ({
    name,
    text,
    values: values.map((v) => renew(v, pairs)),
  }))
  // Of another telephone: nobody waits for the requester of another life.
  for (const { name, values } of renewed) if (name === 'intake') values[PHONE_TOKEN] = randomBytes(16)
  if (!isTransaction) return void (await on.query(renewed[0]!))
  const reads = renewed.filter(({ name }) => /^(lock|around)/.test(name))
  await Promise.all([on.query('BEGIN'), ...reads.map((each) => on.query(each))])
  await Promise.all(renewed.filter((each) => !reads.includes(each)).map((each) => on.query(each)))
  await on.query('COMMIT')
}

const PHONE_TOKEN = 5

type Pairs = [from: string, to: string][]
const pairsOf = (old: Signs, fresh: Signs): Pairs => [
  [old.ticket, fresh.ticket],
  [old.assignments[0], fresh.assignments[0]],
  [old.assignments[1], fresh.assignments[1]],
  [old.number, fresh.number],
  [old.key, fresh.key],
]

function renew(value: unknown, pairs: Pairs): unknown {
  if (typeof value === 'string')
    return value.length < 7 ? value : withTokens(pairs.reduce((now, [from, to]) => now.replaceAll(from, to), value))
  return value
}

/** A link that is given out once is another one in every life. */
const withTokens = (text: string) =>
  text.replace(/("token_?hash":"\\+x)[0-9a-f]{64}/gi, (_, name: string) => name + randomBytes(32).toString('hex'))
