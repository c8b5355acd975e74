import type { Move } from '#domain/workflow/recompute'
import type { MoveReason } from '#domain/rules/words'
import type { ClockKind } from '#domain/words'
import type { Sql } from './database'
import { decodeIdCursor, encodeCursor } from './cursor'
import { type Loaded, type LoadedRow, loadedFrom, READ_THESE } from './snapshot'

/** Counting open tickets anew, stretch by stretch, and what came of it. */

export interface Progress {
  afterId: string
  finishedAt: Date | null
}

export async function progressOf(sql: Sql, changeId: number): Promise<Progress | null> {
  const [row] = await sql.query<Progress>(
    'SELECT after_id::text AS "afterId", finished_at AS "finishedAt" FROM recalculation WHERE change_id = $1',
    [changeId],
  )
  return row ?? null
}

/** The next open tickets after one, read in one statement and not locked. */
export async function openTicketsAfter(sql: Sql, afterId: string, limit: number): Promise<Loaded[]> {
  const ids = await sql.query<{ id: string }>(
    `SELECT t.id::text FROM ticket t WHERE t.state IN ('registered','handling','callback') AND t.id > $1::bigint
     ORDER BY t.id LIMIT $2`,
    [afterId, limit],
    'open-tickets-after',
  )
  if (!ids.length) return []
  const rows = await sql.query<LoadedRow>(READ_THESE, [ids.map(({ id }) => id)], 'read-these')
  return rows.map(loadedFrom)
}

/** Where to go on after a death: everything up to this ticket has been looked at. */
export const cameTo = (sql: Sql, changeId: number, afterId: string, looked: number) =>
  sql.query(
    'UPDATE recalculation SET after_id = $2, looked = looked + $3 WHERE change_id = $1 AND after_id < $2::bigint',
    [changeId, afterId, looked],
  )

export const finishRecalculation = (sql: Sql, changeId: number, now: Date) =>
  sql.query('UPDATE recalculation SET finished_at = $2 WHERE change_id = $1 AND finished_at IS NULL', [changeId, now])

/** What a decision had put elsewhere and was left there: told in the report, written nowhere else. */
export const keepMoves = (sql: Sql, changeId: number, kept: { ticketId: string; move: Move }[], now: Date) =>
  sql.query(
    `INSERT INTO clock_move (change_id, ticket_id, assignment_id, kind, round, moved, from_due, to_due, why, at)
     SELECT $1, "ticketId", "assignmentId", kind, round, false, "from", "to", why, $3
     FROM json_to_recordset($2::json) AS r("ticketId" bigint, "assignmentId" bigint, kind text, round smallint,
       "from" timestamptz, "to" timestamptz, why text) ON CONFLICT DO NOTHING`,
    [changeId, JSON.stringify(kept.map(({ ticketId, move }) => ({ ticketId, ...move }))), now],
  )

export interface MoveRow {
  id: string
  ticketId: string
  number: string
  redoCount: number
  kind: ClockKind
  unitName: string | null
  moved: boolean
  from: Date
  to: Date
  why: MoveReason
}

export async function movesPage(
  sql: Sql,
  changeId: number,
  after: string | undefined,
  limit: number,
): Promise<{ items: MoveRow[]; next: string | null }> {
  const rows = await sql.query<MoveRow>(
    `SELECT m.id::text, m.ticket_id::text AS "ticketId", t.number, t.redo_count AS "redoCount", m.kind, u.name AS "unitName",
       m.moved, m.from_due AS "from", m.to_due AS "to", m.why
     FROM clock_move m JOIN ticket t ON t.id = m.ticket_id
     LEFT JOIN assignment a ON a.id = m.assignment_id LEFT JOIN unit u ON u.id = a.unit_id
     WHERE m.change_id = $1 AND m.id > $2::bigint ORDER BY m.id LIMIT $3::int + 1`,
    [changeId, decodeIdCursor(after) ?? '0', limit],
    'moves-page',
  )
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? encodeCursor(items.at(-1)!.id) : null }
}
