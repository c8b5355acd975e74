import type { Sql } from './database'
import { type Place, placeOf } from './place'

export interface LoggedEvent {
  xid: number
  ticketId: string
  seq: number
  kind: string
  /** Paths of the units concerned before or after the event; none while only the centre knows the ticket. */
  paths: string[]
}

export interface News<Row> {
  /** In the order written, which for one ticket is the order of its sequence. */
  rows: Row[]
  /** Where to read on: exactly these rows, and everything before them, have been seen here. */
  at: Place
  /** There was more than `MOST`; the rest is not told, only passed. */
  overflow: boolean
}

/** What one look tells at most. More happens only when something was loaded in bulk. */
export const MOST = 2_000

/**
 * The events whose transactions have committed since `from`, each once, however the commits overlapped: those that were
 * running then and are done now, and those that began since. What is still running does not hold the others back.
 */
export async function eventsSince(sql: Sql, from: Place): Promise<News<LoggedEvent>> {
  const rows = await sql.query<EventRow>(EVENTS_SINCE, [from.running, from.xmax], 'events-since')
  return newsOf(rows, toEvent)
}

/** The newest events, in the order written, and the place after them. */
export async function newestEvents(sql: Sql, limit: number): Promise<News<LoggedEvent>> {
  return newsOf(await sql.query<EventRow>(NEWEST, [limit]), toEvent, limit)
}

/** A log without news still answers one row, which carries the place. */
export interface NewsRow {
  place: string
  id: string | null
}

export function newsOf<R extends NewsRow, Row>(answer: R[], toRow: (row: R) => Row, most = MOST): News<Row> {
  const found = answer.filter((row) => row.id !== null).sort((a, b) => Number(a.id) - Number(b.id))
  return { rows: found.slice(0, most).map(toRow), at: placeOf(answer[0]!.place), overflow: found.length > most }
}

/** A statement that reads what became visible in a log since a place ($1 running, $2 xmax). */
export const newsIn = (table: string, columns: string) => `
  SELECT now::text AS place, news.*
  FROM (SELECT pg_current_snapshot() AS now) AS look
  LEFT JOIN LATERAL (
    (SELECT ${columns} FROM ${table} WHERE xid = ANY (
       ARRAY(SELECT x FROM unnest($1::text[]::xid8[]) AS x WHERE pg_visible_in_snapshot(x, look.now))) LIMIT ${MOST + 1})
    UNION ALL
    (SELECT ${columns} FROM ${table} WHERE xid >= $2::text::xid8
       AND xid < pg_snapshot_xmax(look.now) LIMIT ${MOST + 1})
  ) AS news ON true`

interface EventRow extends NewsRow {
  xid: string
  ticket_id: string
  seq: number
  kind: string
  paths: string[]
}

const toEvent = (row: EventRow): LoggedEvent => ({
  xid: Number(row.xid),
  ticketId: row.ticket_id,
  seq: row.seq,
  kind: row.kind,
  paths: row.paths,
})

const COLUMNS = `xid::text, id::text, ticket_id::text, seq, kind,
  ARRAY(SELECT path FROM unit WHERE unit.id = ANY (event.units)) AS paths`

const EVENTS_SINCE = newsIn('event', COLUMNS)

const NEWEST = `
  SELECT now::text AS place, news.*
  FROM (SELECT pg_current_snapshot() AS now) AS look
  LEFT JOIN LATERAL (SELECT ${COLUMNS} FROM event ORDER BY event.xid DESC, event.id DESC LIMIT $1) AS news ON true`
