import type { ReminderItem, ReminderList } from '#domain/views'
import { HOLDING } from '#domain/sight'
import { decodeIdCursor, encodeCursor } from '../cursor'
import type { Sql } from '../database'

/** 日提醒: the open work of a unit as it stood on the morning of a day. */

/** Units that have something to do, or supervision to answer. */
export async function unitsWithWork(sql: Sql): Promise<number[]> {
  const rows = await sql.query<{ id: number }>(
    `SELECT id FROM unit WHERE active AND (
       EXISTS (SELECT FROM assignment a WHERE a.unit_id = unit.id AND a.state IN ('pending', 'signed'))
       OR EXISTS (SELECT FROM supervision s WHERE s.unit_id = unit.id AND s.closed_at IS NULL)) ORDER BY id`,
  )
  return rows.map(({ id }) => id)
}

const MOST = 500

interface Work extends Record<string, unknown> {
  ticketId: string
  number: string
  redoCount: number
  dueAt: Date | null
  lists: ReminderList[]
}

/** OFFSET 0 has each looked up by itself: without it the planner reads every reply there is. Everything a unit should look at today, each ticket once with all its reasons; due first. */
export const workOf = (sql: Sql, unitId: number, now: Date, endOfDay: Date) =>
  sql.query<Work>(WORK, [unitId, now, endOfDay], 'reminder-work')

const WORK = `
  SELECT w.ticket_id::text AS "ticketId", t.number, t.redo_count AS "redoCount", nullif(w.due_at, 'infinity') AS "dueAt",
    array_remove(ARRAY[
      CASE WHEN w.due_at < $2::timestamptz THEN 'overdue' END,
      CASE WHEN w.due_at >= $2::timestamptz AND w.due_at < $3::timestamptz THEN 'dueToday' END,
      CASE WHEN w.round > 1 OR EXISTS (SELECT FROM reply r WHERE r.assignment_id = w.id AND r.round = w.round AND r.state = 'sentBack' OFFSET 0)
        THEN 'returned' END,
      CASE WHEN t.urge_count > 0 THEN 'urged' END,
      CASE WHEN EXISTS (SELECT FROM supervision s WHERE s.ticket_id = w.ticket_id AND s.unit_id = $1::int AND s.closed_at IS NULL OFFSET 0)
        THEN 'supervised' END], NULL) AS lists
  FROM (
    (SELECT * FROM assignment WHERE unit_id = $1::int AND state = 'pending' ORDER BY due_at, id LIMIT ${MOST})
    UNION ALL
    (SELECT * FROM assignment WHERE unit_id = $1::int AND state = 'signed' ORDER BY due_at, id LIMIT ${MOST})
    UNION ALL
    (SELECT a.* FROM supervision s JOIN LATERAL (SELECT * FROM assignment b WHERE b.ticket_id = s.ticket_id AND b.unit_id = $1::int
       AND b.state IN ('replied', 'accepted') ORDER BY b.id DESC LIMIT 1) a ON true
     WHERE s.unit_id = $1::int AND s.closed_at IS NULL LIMIT ${MOST})
  ) w JOIN ticket t ON t.id = w.ticket_id
  ORDER BY w.due_at, w.ticket_id`

/** Once a day: whoever comes second leaves it as it is. The unit is told with it. Answers whether it was made now. */
export async function keepReminder(
  sql: Sql,
  { unitId, day, at }: { unitId: number; day: string; at: Date },
  counts: Partial<Record<ReminderList, number>>,
  items: readonly ReminderItem[],
): Promise<boolean> {
  const values = [unitId, day, at, JSON.stringify(counts), JSON.stringify(items)]
  const rows = await sql.query(
    `WITH made AS (
       INSERT INTO daily_reminder (unit_id, day, made_at, counts, items) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING unit_id, counts)
     INSERT INTO notice (kind, unit_id, level, at, data)
     SELECT 'reminder', unit_id, 1, $3, jsonb_build_object('day', $2::text, 'counts', counts) FROM made RETURNING id`,
    values,
  )
  return rows.length > 0
}

export interface ReminderRow {
  unitId: number
  unitName: string
  day: string
  madeAt: Date
  counts: Partial<Record<ReminderList, number>>
  confirmedAt: Date | null
  confirmedBy: string | null
}

const COLUMNS = `d.unit_id AS "unitId", u.name AS "unitName", to_char(d.day, 'YYYY-MM-DD') AS day, d.made_at AS "madeAt", d.counts,
  d.confirmed_at AS "confirmedAt", p.name AS "confirmedBy"`
const FROM = 'daily_reminder d JOIN unit u ON u.id = d.unit_id LEFT JOIN person p ON p.id = d.confirmed_by'

/** Of one unit, the newest first: the cursor is the day as a number. */
export async function remindersOfUnit(sql: Sql, unitId: number, after: string | undefined, limit: number) {
  const before = decodeIdCursor(after)
  const day = before ? `${before.slice(0, 4)}-${before.slice(4, 6)}-${before.slice(6, 8)}` : 'infinity'
  const rows = await sql.query<ReminderRow & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE d.unit_id = $1 AND d.day < $2::date ORDER BY d.day DESC LIMIT $3 + 1`,
    [unitId, day, limit],
    'reminders-of-unit',
  )
  const shown = rows.slice(0, limit)
  return { rows: shown, next: rows.length > limit ? encodeCursor(shown.at(-1)!.day.replaceAll('-', '')) : null }
}

/** Of one day, by unit: who has read it. */
export async function remindersOfDay(sql: Sql, day: string, after: string | undefined, limit: number) {
  const rows = await sql.query<ReminderRow & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE d.day = $1::date AND d.unit_id > $2::int ORDER BY d.unit_id LIMIT $3 + 1`,
    [day, Math.min(Number(decodeIdCursor(after) ?? 0), 2_000_000_000), limit],
    'reminders-of-day',
  )
  const shown = rows.slice(0, limit)
  return { rows: shown, next: rows.length > limit ? encodeCursor(String(shown.at(-1)!.unitId)) : null }
}

/** With the titles of those tickets that the unit still holds; of the others it has only had the number. */
export async function reminderOf(sql: Sql, unitId: number, day: string) {
  const [row] = await sql.query<ReminderRow & { items: ReminderItem[] } & Record<string, unknown>>(
    `SELECT ${COLUMNS}, coalesce((SELECT json_agg(i.item || jsonb_build_object('title', t.title) ORDER BY i.n)
       FROM jsonb_array_elements(d.items) WITH ORDINALITY AS i(item, n) JOIN ticket t ON t.id = (i.item->>'ticketId')::bigint
       WHERE EXISTS (SELECT FROM assignment a WHERE a.ticket_id = t.id AND a.unit_id = d.unit_id
         AND a.state IN (${HOLDING.map((state) => `'${state}'`).join(', ')}))), '[]') AS items
     FROM ${FROM} WHERE d.unit_id = $1 AND d.day = $2::date`,
    [unitId, day],
    'reminder-of',
  )
  return row ?? null
}

/** The first who read it; null when there is none of that day. */
export async function confirmReminder(sql: Sql, unitId: number, day: string, personId: number): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE daily_reminder SET confirmed_at = coalesce(confirmed_at, now()), confirmed_by = coalesce(confirmed_by, $3)
     WHERE unit_id = $1 AND day = $2::date RETURNING unit_id`,
    [unitId, day, personId],
  )
  return rows.length > 0
}
