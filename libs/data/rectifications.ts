import type { TicketType, Urgency, RectificationState } from '#domain/words'
import type { Sql } from './database'
import { decodeDueCursor, encodeCursor } from './cursor'
import { type Scope, visible } from './scope'

/** 整改 not yet done, the first to be due first; and what a month of them came to. */

export interface OpenRectification {
  id: string
  ticketId: string
  number: string
  redoCount: number
  title: string
  type: TicketType
  urgency: Urgency
  unitName: string
  state: RectificationState
  grade: number
  tries: number
  openedAt: Date
  dueAt: Date
  submittedAt: Date | null
  place: string
}

interface Asking {
  scope: Scope
  state: 'open' | 'submitted'
  after: string | undefined
  limit: number
}

export async function openRectifications(db: Sql, { scope, state, after, limit }: Asking) {
  const cursor = decodeDueCursor(after)
  const values = [scope.all ? [] : scope.unitIds, state, cursor?.dueAt ?? '-infinity', cursor?.id ?? '0', limit]
  const name = scope.all ? 'all' : 'unit'
  const rows = await db.query<OpenRectification & Record<string, unknown>>(OPEN[name], values, `rectifications-${name}`)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit ? encodeCursor(last!.place, last!.id) : null }
}

const PAGE = `r.state = $2::text AND r.state <> 'done' AND (r.due_at, r.id) > ($3::timestamptz, $4::bigint)`
const OF_ALL = `SELECT r.* FROM rectification r WHERE ${PAGE} AND $1::int[] IS NOT NULL ORDER BY r.due_at, r.id LIMIT $5::int + 1`

/** One range for each unit of the subtree, merged; a unit that has lost the ticket has lost this with it. */
const OF_UNITS = `SELECT found.* FROM unnest($1::int[]) AS u(id) CROSS JOIN LATERAL (
    SELECT r.* FROM rectification r CROSS JOIN LATERAL (SELECT r.ticket_id AS id) t
    WHERE r.unit_id = u.id AND ${PAGE} AND (${visible({ all: false, unitIds: [] }, '$1')}) IS TRUE
    ORDER BY r.due_at, r.id LIMIT $5::int + 1
  ) found ORDER BY found.due_at, found.id LIMIT $5::int + 1`

const open = (found: string) => `
  SELECT r.id::text, t.id::text AS "ticketId", t.number, t.redo_count AS "redoCount", t.title, t.type, t.urgency, unit.name AS "unitName",
    r.state, r.grade, r.tries, r.opened_at AS "openedAt", r.due_at AS "dueAt", r.submitted_at AS "submittedAt", r.due_at::text AS place
  FROM (${found}) r JOIN ticket t ON t.id = r.ticket_id JOIN unit ON unit.id = r.unit_id ORDER BY r.due_at, r.id`
const OPEN = { all: open(OF_ALL), unit: open(OF_UNITS) }

export interface MonthlyRectification {
  unitId: number
  state: RectificationState
  dueAt: Date
  submittedAt: Date | null
}

/** Opened in [from, to): one range of an index, as many rows as the month had bad reviews. */
export function rectificationsBetween(db: Sql, scope: Scope, from: Date, to: Date): Promise<MonthlyRectification[]> {
  return db.query<MonthlyRectification & Record<string, unknown>>(
    `SELECT unit_id AS "unitId", state, due_at AS "dueAt", submitted_at AS "submittedAt" FROM rectification
     WHERE opened_at >= $1 AND opened_at < $2 AND ($3::int[] IS NULL OR unit_id = ANY($3)) ORDER BY id`,
    [from, to, scope.all ? null : scope.unitIds],
    'rectifications-between',
  )
}
