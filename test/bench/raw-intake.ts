import type { Client } from 'pg'
import { register } from '#domain/workflow/intake'
import { dispatch } from '#domain/workflow/dispatch'
import { settle } from '#domain/workflow/step'
import type { RegionRules } from '#domain/workflow/region'
import type { RegisterInput } from '#domain/inputs'
import { demandText } from '#data/chain'
import type { KeyRing } from '#data/secrets/key-ring'
import { requestHash } from '#data/idempotency'
import { recordIntake } from '#data/record-intake'
import { loadRegionRules } from '#data/region'
import { requesterRow } from '#data/requester-rows'
import { searchTokens } from '#insight/search-tokens'
import { demands } from './demands'
import { sqlOn } from './driver'

/**
 * What the product writes for an intake, again and again by the bare driver: as its own one statement, and as the same
 * rows by one prepared statement for each table in one transaction. Each writing is another intake: own ids, number, telephone and key.
 */
export interface RawIntake {
  oneStatement(client: Client): Promise<void>
  transaction(client: Client): Promise<void>
}

const VARIANTS = 200

export async function prepareRawIntake(client: Client, keys: KeyRing, personId: number): Promise<RawIntake> {
  const region = await loadRegionRules(sqlOn(client))
  const inputs = demands(region, VARIANTS, (n) => `131${String(n).padStart(8, '0')}`)
  const samples: Sample[] = []
  for (const [n, input] of inputs.entries())
    samples.push(await sampleOf(client, keys, region, personId, input, signs(n)))
  let written = 0
  const next = () => {
    const n = written++
    return { sample: samples[n % VARIANTS]!, fresh: signs(VARIANTS + n) }
  }
  return {
    async oneStatement(on) {
      const { sample, fresh } = next()
      await on.query(renewed(sample.whole, sample.signs, fresh))
    },
    async transaction(on) {
      const { sample, fresh } = next()
      await on.query('BEGIN')
      let requesterId = ''
      for (const statement of sample.parts) {
        const query = renewed(statement, sample.signs, fresh)
        if (statement.requesterAt !== undefined) query.values[statement.requesterAt] = requesterId
        const { rows } = await on.query<{ id: string }>(query)
        requesterId ||= rows[0]?.id ?? ''
      }
      await on.query('COMMIT')
    },
  }
}

interface Statement {
  name: string
  text: string
  values: unknown[]
  /** Where the id of the requester written before belongs. */
  requesterAt?: number
}
interface Sample {
  signs: Signs
  whole: Statement
  parts: Statement[]
}
/** What makes one intake another one. */
interface Signs {
  ticket: string
  assignments: [string, string]
  number: string
  key: string
  /** Hex. */
  phone: string
}

/** Far from the ids and numbers the product gives out meanwhile. */
function signs(n: number): Signs {
  const digits = String(n).padStart(9, '0')
  return {
    ticket: `9100${digits}`,
    assignments: [`9200${digits}`, `9300${digits}`],
    number: `99${digits.slice(0, 3)}0${digits.slice(3)}`,
    key: `raw-intake-${digits}`,
    phone: `a5a5a5a5a5a5a5a5a5a5a5a${digits}`,
  }
}

async function sampleOf(
  client: Client,
  keys: KeyRing,
  region: RegionRules,
  personId: number,
  input: RegisterInput,
  own: Signs,
): Promise<Sample> {
  const whole = await caught(keys, region, personId, input, own)
  await client.query(whole)
  return { signs: own, whole, parts: await readBack(client, own) }
}

/** The product's own statement with its values, caught on its way to the database. */
async function caught(
  keys: KeyRing,
  region: RegionRules,
  personId: number,
  input: RegisterInput,
  own: Signs,
): Promise<Statement> {
  const now = new Date()
  const localDay = now.toISOString().slice(0, 10)
  const draft = register(region, input, { id: own.ticket, now, localDay }, personId)
  draft.setTicket({ number: own.number })
  const ids = [...own.assignments]
  dispatch(draft, input.dispatch!, { region, newAssignmentId: () => ids.shift()! })
  const change = settle(draft)
  const requester = requesterRow(keys, input.requester)!
  const demand = {
    callId: null,
    channelRef: null,
    content: input.content,
    contentSealed: null,
    address: input.address ?? '',
    tags: [],
    answer: null,
    searchWords: searchTokens(input.title, input.content, input.address ?? '', own.number),
    digest: keys.digest(demandText(input.title, input.content, input.address ?? '')),
    requester: { ...requester, phoneToken: Buffer.from(own.phone, 'hex') },
  }
  const { id, number, version, state } = change.after.ticket
  const response = { ticketId: id, number, version, state }
  const kept = { key: own.key, requestHash: requestHash('register', input), status: 201, response }
  const found: Statement[] = []
  const catching = {
    query: async <R>(text: string, values: unknown[] = [], name = '') => {
      found.push({ name, text, values })
      return [] as R[]
    },
  }
  await recordIntake(catching, keys, change, demand, personId, kept)
  if (found.length !== 1) throw new Error('an intake is one statement no more: teach the benchmark')
  return found[0]!
}

/** Tables an intake writes, and by which column its rows are found. Columns the database fills are left to it. */
const TABLES = [
  { table: 'requester', by: `phone_token = decode($1, 'hex')`, of: 'phone', given: ['id', 'created_at'] },
  { table: 'ticket', by: 'id = $1', of: 'ticket', given: [] },
  { table: 'assignment', by: 'ticket_id = $1', of: 'ticket', given: [] },
  { table: 'clock', by: 'ticket_id = $1', of: 'ticket', given: ['id'] },
  { table: 'event', by: 'ticket_id = $1', of: 'ticket', given: ['id', 'xid'] },
  { table: 'idempotency', by: 'key = $1', of: 'key', given: [] },
] as const

/** One INSERT for each table with the rows found there, every value as text. */
async function readBack(client: Client, own: Signs): Promise<Statement[]> {
  const statements: Statement[] = []
  for (const { table, by, of, given } of TABLES) {
    const columns = await columnsOf(client, table, given)
    const list = columns.map((column) => `${column}::text`).join(', ')
    const { rows } = await client.query<Record<string, string | null>>(`SELECT ${list} FROM ${table} WHERE ${by}`, [
      own[of],
    ])
    statements.push(insert(table, columns, rows))
  }
  return statements
}

async function columnsOf(client: Client, table: string, given: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  )
  return rows.map(({ name }) => name).filter((name) => !given.includes(name))
}

function insert(table: string, columns: string[], rows: Record<string, string | null>[]): Statement {
  const groups = rows.map((_, row) => `(${columns.map((_, at) => `$${row * columns.length + at + 1}`).join(', ')})`)
  const returning = table === 'requester' ? ' RETURNING id' : ''
  const text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${groups.join(', ')}${returning}`
  const values = rows.flatMap((row) => columns.map((column) => row[column]))
  const requesterAt = columns.indexOf('requester_id')
  return { name: `raw-${table}-${rows.length}`, text, values, ...(requesterAt >= 0 && { requesterAt }) }
}

/** The statement with one intake's signs in place of another's, wherever they stand. */
function renewed({ name, text, values }: Statement, old: Signs, fresh: Signs): Statement {
  const pairs = pairsOf(old, fresh)
  const inText = (value: string) => pairs.reduce((now, [from, to]) => now.replaceAll(from, to), value)
  const renew = (value: unknown): unknown => {
    if (typeof value === 'string') return value.length < 6 ? value : inText(value)
    if (Array.isArray(value)) return value.map((each: unknown) => (ownWord(each) ? renew(each) : each))
    if (Buffer.isBuffer(value) && value.length === 16 && value.toString('hex') === old.phone)
      return Buffer.from(fresh.phone, 'hex')
    return value
  }
  return { name, text, values: values.map(renew) }
}

const ownWord = (word: unknown) => typeof word === 'string' && /^\d{6,}$/.test(word)

function pairsOf(old: Signs, fresh: Signs): [string, string][] {
  return [
    [old.ticket, fresh.ticket],
    [old.assignments[0], fresh.assignments[0]],
    [old.assignments[1], fresh.assignments[1]],
    [old.number, fresh.number],
    [old.number.slice(0, 6), fresh.number.slice(0, 6)],
    [old.number.slice(6), fresh.number.slice(6)],
    [old.key, fresh.key],
    [old.phone, fresh.phone],
  ]
}
