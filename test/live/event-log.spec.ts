import fc from 'fast-check'
import type { Client } from 'pg'
import {
  type LoggedEvent,
  type Position,
  comparePositions,
  decodeCursor,
  encodeCursor,
  endOfLog,
  eventsAfter,
  eventsBefore,
} from '#data/event-log'
import type { Sql } from '#data/database'
import { type TestDatabase, freshDatabase } from '../world/database'
import { TOWN, VILLAGE, logWriter, plantUnits, writeEvent } from './log-rows'

let database: TestDatabase
let reader: Client
let sql: Sql
const writers: Client[] = []

beforeAll(async () => {
  database = await freshDatabase()
  reader = await logWriter(database.url)
  sql = { query: async (text, values) => (await reader.query(text, values)).rows }
  await plantUnits(reader)
})
afterAll(async () => {
  await Promise.all([reader, ...writers].map((client) => client.end()))
  await database.drop()
})

async function writer() {
  const client = await logWriter(database.url)
  writers.push(client)
  return client
}

async function readAll(from: Position): Promise<{ rows: LoggedEvent[]; next: Position }> {
  const rows: LoggedEvent[] = []
  for (let at = from; ;) {
    const page = await eventsAfter(sql, at)
    rows.push(...page.rows)
    at = page.next
    if (!page.more) return { rows, next: at }
  }
}
const names = (rows: LoggedEvent[]) => rows.map((row) => `${row.ticketId}/${row.seq}`)

test('a transaction that began first and commits last is neither skipped nor read twice', async () => {
  const [slow, quick] = [await writer(), await writer()]
  let at = await endOfLog(sql)
  await slow.query('BEGIN')
  await writeEvent(slow, { ticket: 100, seq: 1 })
  await writeEvent(quick, { ticket: 101, seq: 1 })

  const before = await eventsAfter(sql, at)
  expect(names(before.rows)).toEqual([])
  expect(before.held).toBe(true)
  at = before.next

  await slow.query('COMMIT')
  const after = await eventsAfter(sql, at)
  expect(names(after.rows)).toEqual(['100/1', '101/1'])
  expect(names((await eventsAfter(sql, after.next)).rows)).toEqual([])
})

test('writers in any interleaving, some rolling back: a reader polling all along gets every committed row once', async () => {
  const pool = await Promise.all([...Array(6)].map(writer))
  let at = await endOfLog(sql)
  const committed: string[] = []
  const seen: string[] = []
  let writing = true

  const write = async (client: Client, lane: number) => {
    for (let round = 0; round < 25; round++) {
      const ticket = 1000 + lane * 100 + round
      await client.query('BEGIN')
      await writeEvent(client, { ticket, seq: 1 })
      await new Promise((resolve) => setTimeout(resolve, (lane * 7 + round * 3) % 11))
      await writeEvent(client, { ticket, seq: 2 })
      const kept = (lane + round) % 4 !== 0
      await client.query(kept ? 'COMMIT' : 'ROLLBACK')
      if (kept) committed.push(`${ticket}/1`, `${ticket}/2`)
    }
  }
  const read = async () => {
    while (writing || !(await caughtUp())) {
      const { rows, next } = await readAll(at)
      seen.push(...names(rows))
      at = next
    }
  }
  const caughtUp = async () => (await eventsAfter(sql, at)).rows.length === 0
  await Promise.all([read(), Promise.all(pool.map(write)).then(() => (writing = false))])

  expect(seen).toHaveLength(new Set(seen).size)
  expect([...seen].sort()).toEqual([...committed].sort())
})

test('more than a page is read on without a gap, over partitions, with the paths of the units concerned', async () => {
  const client = await writer()
  const at = await endOfLog(sql)
  await client.query(`SELECT ensure_event_months('2024-01-01', '2024-12-01')`)
  await client.query(`
    INSERT INTO event (month, ticket_id, seq, kind, person_id, at, data, units, hash)
    SELECT date '2024-01-01' + (n % 12) * interval '1 month', 5000 + n, 1, 'sign', 0, now(), '{}', ARRAY[${TOWN}, ${VILLAGE}], '\\x00'
    FROM generate_series(1, 1234) AS n`)
  const { rows } = await readAll(at)
  expect(names(rows)).toEqual([...Array(1234)].map((_, n) => `${5001 + n}/1`))
  expect([...rows[0]!.paths].sort()).toEqual(['9001.9002.', '9001.9002.9021.'])
  const newest = await eventsBefore(sql, await endOfLog(sql), 3)
  expect(names(newest)).toEqual(['6232/1', '6233/1', '6234/1'])
})

test('a reader ahead of the database is told that the log was set back', async () => {
  const end = await endOfLog(sql)
  expect((await eventsAfter(sql, { xid: end.xid + 1000n, id: 5n })).rewound).toBe(true)
  expect((await eventsAfter(sql, end)).rewound).toBe(false)
})

test('a page reads one index range per partition and never a table', async () => {
  await reader.query('SET enable_seqscan = off; SET enable_bitmapscan = off')
  const statement = await capture(() => eventsAfter(sql, { xid: 1n, id: 0n }))
  const plan = (await reader.query(`EXPLAIN ${statement.replace('$1', `'99999'`).replace('$2', '0')}`)).rows
    .map((row: { 'QUERY PLAN': string }) => row['QUERY PLAN'])
    .join('\n')
  await reader.query('RESET enable_seqscan; RESET enable_bitmapscan')
  expect(plan).toContain('Merge Append')
  expect(plan).toMatch(/Index Scan using event_\d{6}_xid_id_idx/)
  expect(plan).not.toMatch(/Seq Scan on event|-> {2}Sort/)
})

async function capture(read: () => Promise<unknown>): Promise<string> {
  const real = sql.query
  let text = ''
  sql.query = async (statement, values) => {
    text = statement
    return real(statement, values)
  }
  await read()
  sql.query = real
  return text
}

test('cursors survive the journey to a client and back, and rubbish is refused', () => {
  const number = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n })
  fc.assert(
    fc.property(number, number, (xid, id) => {
      expect(decodeCursor(encodeCursor({ xid, id }))).toEqual({ xid, id })
    }),
  )
  fc.assert(
    fc.property(fc.anything(), (rubbish) => {
      const place = decodeCursor(rubbish)
      if (place !== null) expect(encodeCursor(place)).toEqual(String(rubbish).replace(/(^|-)0+(?=.)/g, '$1'))
    }),
  )
  for (const rubbish of ['', '-', 'a', 'a-', '1-2-3', 'ZZ-1', '1-é', 'zzzzzzzzzzzzz-1', null, 12, {}])
    expect(decodeCursor(rubbish)).toBeNull()
})

test('places are ordered by transaction, then by id', () => {
  const place = (xid: number, id: number) => ({ xid: BigInt(xid), id: BigInt(id) })
  const places = [place(2, 1), place(1, 9), place(1, 2)]
  expect(places.sort(comparePositions)).toEqual([place(1, 2), place(1, 9), place(2, 1)])
})
