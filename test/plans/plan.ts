import type { Client, QueryResultRow } from 'pg'
import type { Sql } from '#data/database'

/** A scan of one of the tables that grow with the tickets. */
export interface Scan {
  how: string
  table: string
  /** Rows looked at, those thrown away again among them. */
  looked: number
}

const GROW =
  /^(ticket|assignment|clock|notice|requester|reply|callback|callback_contact|consent|idempotency|false_closure|call|call_event|call_ticket|missed_call|request|supervision|delivery|reply_upload|knowledge|knowledge_version|knowledge_use|knowledge_count|knowledge_feedback|announcement|announcement_read|consultation|consultation_unit|consultation_item|event(_\d+)?)$/

/** Under so many rows there is nothing to be won by an index. */
const SMALL = 500

/** Tables read from end to end though they are not small. */
export async function readWhole(client: Client, scans: readonly Scan[]): Promise<string[]> {
  const tables = scans.filter(({ how }) => how === 'Seq Scan').map(({ table }) => table)
  const { rows } = await client.query<{ name: string }>(
    'SELECT relname AS name FROM pg_class WHERE relname = ANY($1) AND reltuples > $2',
    [tables, SMALL],
  )
  return rows.map(({ name }) => name)
}

/** Statements a piece of the product sends, not run but kept. */
export async function statementsOf(client: Client, work: (sql: Sql) => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = []
  await work({
    query: async <R extends QueryResultRow>(text: string, values: unknown[] = []) => {
      sent.push({ text, values })
      return (await client.query<R>(text, values)).rows
    },
  })
  return sent
}

export interface Statement {
  text: string
  values: unknown[]
}

/** How PostgreSQL went about it, with these values; whatever it changed is taken back. */
export async function scansOf(client: Client, { text, values }: Statement): Promise<Scan[]> {
  await client.query('BEGIN')
  try {
    const { rows } = await client.query<Explained>(`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`, values)
    return scansIn(rows[0]!)
  } finally {
    await client.query('ROLLBACK')
  }
}

/** How it would for any values: what a prepared statement settles on. */
export async function generalScansOf(client: Client, { text }: Statement): Promise<Scan[]> {
  const { rows } = await client.query<Explained>(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`)
  return scansIn(rows[0]!)
}

interface Explained extends QueryResultRow {
  'QUERY PLAN': { Plan: Node }[]
}
interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Operation?: string
  Plans?: Node[]
}

function scansIn(explained: Explained): Scan[] {
  const nodes: Node[] = []
  const walk = (node: Node) => {
    nodes.push(node)
    node.Plans?.forEach(walk)
  }
  walk(explained['QUERY PLAN'][0]!.Plan)
  return nodes
    .filter((node) => / Scan$/.test(node['Node Type']) && GROW.test(node['Relation Name'] ?? ''))
    .map((node) => ({ how: node['Node Type'], table: node['Relation Name']!, looked: lookedAt(node) }))
}

function lookedAt(node: Node): number {
  const each = (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)
  return Math.round(each * (node['Actual Loops'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0))
}
