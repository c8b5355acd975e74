import type { TicketState } from '#domain/words'
import type { Sql } from './database'
import { decodeDueCursor, decodeIdCursor, encodeCursor } from './cursor'
import { type Scope, visible } from './scope'

/** Lists of tickets for the centre, each one range of an index; and the search. All as JSON text built by PostgreSQL. */

export const QUEUES = ['dispatch', 'review', 'callback', 'open'] as const
export type Queue = (typeof QUEUES)[number]

const STATES: Record<Exclude<Queue, 'review'>, TicketState[]> = {
  dispatch: ['registered'],
  callback: ['callback'],
  open: ['registered', 'handling', 'callback'],
}
const COUNT_UP_TO = 1000

export async function queuePage(db: Sql, queue: Queue, after: string | undefined, limit: number): Promise<string> {
  const page = queue === 'review' ? await reviewPage(db, after, limit) : await duePage(db, STATES[queue], after, limit)
  const counts = after ? {} : await queueCounts(db)
  return withCounts(page, counts)
}

async function duePage(db: Sql, states: TicketState[], after: string | undefined, limit: number): Promise<PageText> {
  const cursor = decodeDueCursor(after)
  const values = [states, cursor?.dueAt ?? '-infinity', cursor?.id ?? '0', limit]
  const [row] = await db.query<PageRow>(DUE_PAGE, values, 'queue-due')
  return { items: row!.items, next: row!.last && encodeCursor(row!.last.due, row!.last.id) }
}

async function reviewPage(db: Sql, after: string | undefined, limit: number): Promise<PageText> {
  const [row] = await db.query<PageRow>(REVIEW_PAGE, [decodeIdCursor(after) ?? '0', limit], 'queue-review')
  return { items: row!.items, next: row!.last && encodeCursor(row!.last.id) }
}

export interface SearchQuery {
  /** Text search, already cut; null lists the newest. */
  tsquery: string | null
  number: string | null
  states: TicketState[]
  after: string | undefined
  limit: number
}

/** Newest first, within what the actor may see. */
export async function searchPage(db: Sql, scope: Scope, query: SearchQuery): Promise<string> {
  const values = [
    scope.all ? [] : scope.unitIds,
    decodeIdCursor(query.after) ?? LAST_ID,
    query.limit,
    query.states.length ? query.states : null,
    query.number ?? query.tsquery,
  ]
  const how = query.number ? 'number' : query.tsquery ? 'words' : 'newest'
  const [row] = await db.query<PageRow>(SEARCH[scope.all ? 'all' : 'unit'][how], values, `search-${scope.all}-${how}`)
  return withCounts({ items: row!.items, next: row!.last && encodeCursor(row!.last.id) }, {})
}

interface PageRow {
  items: string
  last: { due: string; id: string } | null
}
interface PageText {
  items: string
  next: string | null
}
const withCounts = ({ items, next }: PageText, counts: object) =>
  `{"items":${items},"next":${JSON.stringify(next)},"counts":${JSON.stringify(counts)}}`

async function queueCounts(db: Sql): Promise<Record<string, number>> {
  const [row] = await db.query<Record<string, number>>(COUNTS, [COUNT_UP_TO], 'queue-counts')
  return row!
}

const LAST_ID = '999999999999999999'
const iso = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const isoDue = (column: string) => `CASE WHEN isfinite(${column}) THEN ${iso(column)} END`

const SHOWN_NUMBER = `left(t.number, 6) || '-' || substr(t.number, 7) || CASE WHEN t.redo_count > 0 THEN '-' || lpad(t.redo_count::text, 2, '0') ELSE '' END`

/** `found` holds one row more than the page, in order; the outer query shapes it. */
const shaped = (found: string, limit: string, order: string, reversed: string) => `
  WITH found AS (${found}), shown AS (SELECT * FROM found t ORDER BY ${order} LIMIT ${limit})
  SELECT coalesce((SELECT json_agg(json_build_object('id', t.id::text, 'number', t.number, 'shownNumber', ${SHOWN_NUMBER},
      'title', t.title, 'type', t.type, 'urgency', t.urgency, 'state', t.state, 'channel', t.channel,
      'categoryName', c.name, 'placeName', p.name, 'registeredAt', ${iso('t.registered_at')},
      'dueAt', ${isoDue('t.due_at')}, 'yellowAt', ${isoDue('t.yellow_at')}, 'round', t.round, 'redoCount', t.redo_count)
      ORDER BY ${order}) FROM shown t JOIN category c ON c.code = t.category_code LEFT JOIN place p ON p.code = t.place_code)::text, '[]') AS items,
    CASE WHEN (SELECT count(*) FROM found) > ${limit} THEN
      (SELECT json_build_object('due', t.due_at::text, 'id', t.id::text) FROM shown t ORDER BY ${reversed} LIMIT 1) END AS last`

const DUE_PAGE = shaped(
  `SELECT x.* FROM unnest($1::text[]) AS s(state) CROSS JOIN LATERAL (
     SELECT * FROM ticket WHERE state = s.state AND state IN ('registered','handling','callback')
       AND (due_at, id) > ($2::timestamptz, $3::bigint) ORDER BY due_at, id LIMIT $4 + 1
   ) x ORDER BY x.due_at, x.id LIMIT $4 + 1`,
  '$4',
  't.due_at, t.id',
  't.due_at DESC, t.id DESC',
)

const REVIEW_PAGE = shaped(
  `SELECT * FROM ticket WHERE awaits_review AND id > $1::bigint ORDER BY id LIMIT $2 + 1`,
  '$2',
  't.id',
  't.id DESC',
)

const searched = (scope: Scope, match: string) =>
  shaped(
    `SELECT t.* FROM ticket t WHERE t.id < $2::bigint AND ($4::text[] IS NULL OR t.state = ANY($4)) AND ${match}
       AND ${visible(scope, '$1')} ORDER BY t.id DESC LIMIT $3 + 1`,
    '$3',
    't.id DESC',
    't.id',
  )
const searches = (scope: Scope) => ({
  number: searched(scope, 't.number = $5::text'),
  words: searched(scope, 't.search @@ $5::tsquery'),
  newest: searched(scope, '$5::text IS NULL'),
})
const SEARCH = { all: searches({ all: true }), unit: searches({ all: false, unitIds: [] }) }

const count = (from: string) => `(SELECT count(*)::int FROM (SELECT FROM ticket WHERE ${from} LIMIT $1) x)`
const COUNTS = `SELECT ${count(`state = 'registered'`)} AS dispatch, ${count('awaits_review')} AS review, ${count(`state = 'callback'`)} AS callback`
