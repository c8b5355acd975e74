import type { Client } from 'pg'
import type { Sql } from '#data/database'
import { type LoggedEvent, eventsSince, newestEvents } from '#data/event-log'
import { type Place, placeAfter } from '#data/place'
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
const here = async (): Promise<Place> => (await newestEvents(sql, 1)).at
const names = (rows: LoggedEvent[]) => rows.map((row) => `${row.ticketId}/${row.seq}`)

test('a transaction that began first and commits last is neither skipped nor read twice, and holds nobody back', async () => {
  const [slow, quick] = [await writer(), await writer()]
  const from = await here()
  await slow.query('BEGIN')
  await writeEvent(slow, { ticket: 100, seq: 1 })
  await writeEvent(quick, { ticket: 101, seq: 1 })

  const before = await eventsSince(sql, from)
  expect(names(before.rows)).toEqual(['101/1'])

  await slow.query('COMMIT')
  const after = await eventsSince(sql, before.at)
  expect(names(after.rows)).toEqual(['100/1'])
  expect(names((await eventsSince(sql, after.at)).rows)).toEqual([])
  expect(names((await eventsSince(sql, from)).rows)).toEqual(['100/1', '101/1'])
})

test('writers in any interleaving, some rolling back: a reader looking all along gets every committed row once', async () => {
  const pool = await Promise.all([...Array(6)].map(writer))
  let at = await here()
  const committed: string[] = []
  const seen: string[] = []
  let writing = true

  const write = async (client: Client, lane: number) => {
    for (let round = 0; round < 25; round++) {
      const ticket = 1000 + lane * 100 + round
      await client.query('BEGIN')
      await writeEvent(client, { ticket, seq: 1 })
      await new Promise((resolve) => setTimeout(resolve, (lane * 7 + round * 3) % 11))
      await client.query('SAVEPOINT half')
      await writeEvent(client, { ticket, seq: 2 })
      const kept = (lane + round) % 4 !== 0
      await client.query(kept ? 'COMMIT' : 'ROLLBACK')
      if (kept) committed.push(`${ticket}/1`, `${ticket}/2`)
    }
  }
  const look = async () => {
    const news = await eventsSince(sql, at)
    seen.push(...names(news.rows))
    at = news.at
  }
  await Promise.all([
    Promise.all(pool.map(write)).then(() => (writing = false)),
    (async () => {
      while (writing) await look()
      await look()
    })(),
  ])
  expect(seen).toHaveLength(new Set(seen).size)
  expect([...seen].sort()).toEqual([...committed].sort())
})

test('over many partitions rows come in the order written, with the paths of the units concerned', async () => {
  const client = await writer()
  const from = await here()
  await client.query(`SELECT ensure_event_months('2024-01-01', '2024-12-01')`)
  await load(client, 1234)
  const { rows, overflow } = await eventsSince(sql, from)
  expect(names(rows)).toEqual([...Array(1234)].map((_, n) => `${5001 + n}/1`))
  expect(overflow).toBe(false)
  expect([...rows[0]!.paths].sort()).toEqual(['9001.9002.', '9001.9002.9021.'])
  expect(names((await newestEvents(sql, 3)).rows)).toEqual(['6232/1', '6233/1', '6234/1'])
})

test('more than one look can tell is said to be too much, and passed', async () => {
  const from = await here()
  await load(await writer(), 2500, 2)
  const news = await eventsSince(sql, from)
  expect(news).toMatchObject({ overflow: true })
  expect(news.rows).toHaveLength(2000)
  expect((await eventsSince(sql, news.at)).rows).toEqual([])
})

test('a look is one index range per partition, never a table, also while a bulk load is running', async () => {
  const bulk = await writer()
  await bulk.query('BEGIN')
  await load(bulk, 20_000, 3)
  await writeEvent(await writer(), { ticket: 102, seq: 1 })
  const { at } = await eventsSince(sql, await here())
  const own = (await bulk.query('SELECT pg_current_xact_id()::text AS xid')).rows[0].xid
  expect(at.running).toContain(Number(own))

  await reader.query('SET enable_seqscan = off; SET enable_bitmapscan = off')
  const plan = await planOf(() => eventsSince(sql, at))
  await reader.query('RESET enable_seqscan; RESET enable_bitmapscan')
  await bulk.query('ROLLBACK')
  expect(plan).toMatch(/Index Scan using event_\d{6}_xid_id_idx/)
  expect(plan).not.toMatch(/Seq Scan on event|-> {2}Sort/)
  const read = [...plan.matchAll(/shared hit=(\d+)/g)].map(([, pages]) => Number(pages))
  expect(Math.max(...read)).toBeLessThan(500)
})

test('a database set back to an earlier moment is ahead of nobody', async () => {
  expect((await eventsSince(sql, placeAfter((await here()).xmax + 1000))).at.xmax).toBeLessThan(
    (await here()).xmax + 1000,
  )
})

const load = (client: Client, rows: number, seq = 1) =>
  client.query(`
    INSERT INTO event (month, ticket_id, seq, kind, person_id, at, data, units, hash)
    SELECT date '2024-01-01' + (n % 12) * interval '1 month', 5000 + n, ${seq}, 'sign', 0, now(), '{}', ARRAY[${TOWN}, ${VILLAGE}], '\\x00'
    FROM generate_series(1, ${rows}) AS n`)

async function planOf(read: () => Promise<unknown>): Promise<string> {
  const real = sql.query
  let plan = ''
  sql.query = async (statement, values = []) => {
    const [running, xmax] = values as [number[], number]
    const text = statement.replace('$1', `'{${running.join(',')}}'`).replace('$2', `'${xmax}'`)
    plan = (await reader.query(`EXPLAIN (ANALYZE, BUFFERS) ${text}`)).rows
      .map((row) => Object.values(row)[0])
      .join('\n')
    return real(statement, values)
  }
  await read()
  sql.query = real
  return plan
}
