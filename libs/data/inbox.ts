import { COUNT_UP_TO } from '#domain/counts'
import type { AssignmentState } from '#domain/words'
import type { Sql } from './database'
import { decodeDueCursor, encodeCursor } from './cursor'

export interface InboxQuery {
  unitIds: number[]
  state: AssignmentState
  after?: string | undefined
  limit: number
}

/** Work is listed by what is due first; what is done, newest first. */
const DONE: readonly AssignmentState[] = ['replied', 'accepted', 'returned', 'withdrawn']
const COUNTED: readonly AssignmentState[] = ['pending', 'signed', 'replied']

/**
 * A page of a unit's list as JSON text built by PostgreSQL. One range of one index for each unit of the subtree, merged:
 * the cost is the page, whatever the size of the table.
 */
export async function inboxPage(db: Sql, query: InboxQuery): Promise<string> {
  const cursor = decodeDueCursor(query.after)
  const newestFirst = DONE.includes(query.state)
  const [row] = await db.query<{ items: string; last: { due: string; id: string } | null; counts: string }>(
    (newestFirst ? NEWEST_FIRST : DUE_FIRST)[cursor ? 'page' : 'counted'],
    [
      query.unitIds,
      query.state,
      cursor?.dueAt ?? (newestFirst ? 'infinity' : '-infinity'),
      cursor?.id ?? (newestFirst ? LAST_ID : '0'),
      query.limit,
    ],
    `inbox-${newestFirst ? 'newest' : 'due'}-${cursor ? 'page' : 'counted'}`,
  )
  const next = row!.last ? JSON.stringify(encodeCursor(row!.last.due, row!.last.id)) : 'null'
  return `{"items":${row!.items},"next":${next},"counts":${row!.counts}}`
}

const LAST_ID = '999999999999999999'
const iso = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const isoDue = (column: string) => `CASE WHEN isfinite(${column}) THEN ${iso(column)} END`

const page = (order: 'ASC' | 'DESC', compare: '>' | '<', counts: string) => `
  WITH found AS (
    SELECT a.id, a.due_at FROM unnest($1::int[]) AS u(id) CROSS JOIN LATERAL (
      SELECT id, due_at FROM assignment WHERE unit_id = u.id AND state = $2 AND (due_at, id) ${compare} ($3::timestamptz, $4::bigint)
      ORDER BY due_at ${order}, id ${order} LIMIT $5 + 1
    ) a ORDER BY a.due_at ${order}, a.id ${order} LIMIT $5 + 1
  ), shown AS (
    SELECT s.* FROM (SELECT id FROM found ORDER BY due_at ${order}, id ${order} LIMIT $5) k JOIN assignment s ON s.id = k.id
  )
  SELECT coalesce((SELECT json_agg(json_build_object('assignmentId', s.id::text, 'ticketId', s.ticket_id::text, 'number', s.number, 'version', t.version,
      'title', s.title, 'type', s.type, 'urgency', s.urgency, 'unitId', s.unit_id, 'unitName', unit.name, 'line', s.line,
      'role', s.role, 'state', s.state, 'round', s.round, 'dispatchedAt', ${iso('s.dispatched_at')},
      'contactedAt', ${iso('s.contacted_at')}, 'dueAt', ${isoDue('s.due_at')}, 'yellowAt', ${isoDue('s.yellow_at')})
      ORDER BY s.due_at ${order}, s.id ${order}) FROM shown s JOIN unit ON unit.id = s.unit_id
      JOIN ticket t ON t.id = s.ticket_id)::text, '[]') AS items,
    CASE WHEN (SELECT count(*) FROM found) > $5 THEN
      (SELECT json_build_object('due', due_at::text, 'id', id::text) FROM shown ORDER BY due_at ${reverse(order)}, id ${reverse(order)} LIMIT 1) END AS last,
    ${counts} AS counts`

/** How much waits: exact up to two hundred per unit and state: enough to know one’s work, and as quick in the biggest unit. */
const COUNTS = `(SELECT json_object_agg(state, count) FROM (
  SELECT s.state, sum(c.count)::int AS count FROM unnest(ARRAY[${COUNTED.map((state) => `'${state}'`).join()}]) AS s(state)
  CROSS JOIN unnest($1::int[]) AS u(id)
  CROSS JOIN LATERAL (SELECT count(*) FROM (SELECT FROM assignment WHERE unit_id = u.id AND state = s.state LIMIT ${COUNT_UP_TO}) x) c
  GROUP BY s.state) counted)::text`

function reverse(order: 'ASC' | 'DESC') {
  return order === 'ASC' ? 'DESC' : 'ASC'
}

/** Only the first page says how much there is. */
const pages = (order: 'ASC' | 'DESC', compare: '>' | '<') => ({
  page: page(order, compare, `'{}'`),
  counted: page(order, compare, `coalesce(${COUNTS}, '{}')`),
})
const DUE_FIRST = pages('ASC', '>')
const NEWEST_FIRST = pages('DESC', '<')
