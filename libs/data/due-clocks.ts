import type { Sql } from './database'
import { addJobsFrom } from './jobs'

export interface TakenClocks {
  /** How many clocks reached a level and moved on. */
  moved: number
  /** How late the latest of them was noticed. */
  latenessMs: number
}

/** Clocks taken in one statement. */
export const BATCH = 200

/**
 * Takes the clocks that have reached their next level and does everything that follows, in one statement: the level, one
 * notice for it, and at the sign limit the promise of the automatic signing. Several workers share the work, since each
 * skips what another has in hand; one that dies leaves everything or nothing. A clock that passed several levels while
 * nobody was looking tells only the highest.
 */
export async function takeDueClocks(sql: Sql, now: Date): Promise<TakenClocks> {
  const [row] = await sql.query<{ moved: number; latest: Date | null }>(TAKE, [now], 'take-due-clocks')
  return { moved: row!.moved, latenessMs: row!.latest ? now.getTime() - row!.latest.getTime() : 0 }
}

export async function oldestDue(sql: Sql): Promise<number> {
  const rows = await sql.query<{ age: number }>(
    `SELECT coalesce(greatest(extract(epoch FROM now() - min(next_at)), 0), 0)::float8 AS age FROM clock WHERE next_at IS NOT NULL`,
  )
  return rows[0]!.age
}

/** A unit is told of its own clocks and, as lead, of the ticket's; the others go to the desk that owes the step. */
const TAKE = `
  WITH due AS (
    SELECT id, next_at AS expected FROM clock WHERE next_at <= $1::timestamptz
    ORDER BY next_at LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED
  ), moved AS (
    UPDATE clock SET
      level = CASE WHEN due_at <= $1 THEN 3 WHEN yellow_at <= $1 THEN 2 ELSE 1 END,
      next_at = CASE WHEN due_at <= $1 THEN NULL WHEN yellow_at <= $1 THEN due_at ELSE yellow_at END
    FROM due WHERE clock.id = due.id
    RETURNING clock.id, clock.ticket_id, clock.assignment_id, clock.kind, clock.level, due.expected
  ), told AS (
    INSERT INTO notice (kind, ticket_id, unit_id, role, clock_id, level, at, data)
    SELECT 'clock', moved.ticket_id, target.unit_id,
      CASE WHEN target.unit_id IS NULL THEN CASE moved.kind WHEN 'callback' THEN 'callbackAgent' ELSE 'dispatcher' END END,
      moved.id, moved.level, $1, json_build_object('clock', moved.kind)
    FROM moved LEFT JOIN LATERAL (
      SELECT unit_id FROM assignment
      WHERE id = moved.assignment_id
        OR (moved.assignment_id IS NULL AND moved.kind IN ('reply', 'redo') AND ticket_id = moved.ticket_id
          AND role = 'lead' AND state IN ('pending', 'signed', 'replied', 'accepted'))
      LIMIT 1
    ) AS target ON true
    ON CONFLICT (clock_id, level) DO NOTHING
  ), promised AS (
    ${addJobsFrom('autoSign', `json_build_object('ticketId', ticket_id::text, 'assignmentId', assignment_id::text)`, `moved WHERE kind = 'sign' AND level = 3`)}
  ), climbs AS (
    ${addJobsFrom('escalate', `json_build_object('ticketId', ticket_id::text)`, `moved WHERE kind IN ('reply', 'redo') AND level = 3`)}
  )
  SELECT count(*)::int AS moved, min(expected) AS latest FROM moved`
