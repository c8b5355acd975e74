import { COUNT_UP_TO } from '#domain/counts'
import type { TicketState } from '#domain/words'
import type { Sql } from './database'
import { decodeDueCursor, decodeIdCursor, encodeCursor } from './cursor'
import { notAbout, type Scope, visible } from './scope'

/** Lists of tickets for the centre, each one range of an index; and the search. All as JSON text built by PostgreSQL. */

export const QUEUES = ['dispatch', 'review', 'open'] as const
export type Queue = (typeof QUEUES)[number]

const STATES: Record<Exclude<Queue, 'review'>, TicketState[]> = {
  dispatch: ['registered'],
  open: ['registered', 'handling', 'callback'],
}

export async function queuePage(db: Sql, queue: Queue, after: string | undefined, limit: number): Promise<string> {
  const review = queue === 'review'
  const [how, statements] = review ? (['review', REVIEW_PAGE] as const) : (['due', DUE_PAGE] as const)
  const values = review ? [decodeIdCursor(after) ?? '0', limit] : dueValues(STATES[queue], after, limit)
  const part = after ? 'page' : 'counted'
  const [row] = await db.query<PageRow>(statements[part], values, `queue-${how}-${part}`)
  return pageText(row!, ({ due, id }) => (review ? encodeCursor(id) : encodeCursor(due, id)))
}

function dueValues(states: TicketState[], after: string | undefined, limit: number): unknown[] {
  const cursor = decodeDueCursor(after)
  return [states, cursor?.dueAt ?? '-infinity', cursor?.id ?? '0', limit]
}

export interface SearchQuery {
  /** Text search, already cut; null lists the newest. */
  tsquery: string | null
  number: string | null
  /** Units the actor belongs to: a text that only the centre may read does not find what is said about them. */
  about?: number[]
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
  if (how === 'words') values.push(query.about ?? [])
  // Planned for these very words each time: a plan for any words would walk the whole table for a rare one.
  const name = how === 'words' ? undefined : `search-${scope.all}-${how}`
  const [row] = await db.query<PageRow>(SEARCH[scope.all ? 'all' : 'unit'][how], values, name)
  return pageText(row!, ({ id }) => encodeCursor(id))
}

export interface PageRow {
  items: string
  last: LastShown | null
  counts: string
}
interface LastShown {
  due: string
  id: string
}

export const pageText = ({ items, last, counts }: PageRow, cursorAt: (last: LastShown) => string) =>
  `{"items":${items},"next":${last ? JSON.stringify(cursorAt(last)) : 'null'},"counts":${counts}}`

export const LAST_ID = '999999999999999999'
const iso = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const isoDue = (column: string) => `CASE WHEN isfinite(${column}) THEN ${iso(column)} END`

const SHOWN_NUMBER = `left(t.number, 6) || '-' || substr(t.number, 7) || CASE WHEN t.redo_count > 0 THEN '-' || lpad(t.redo_count::text, 2, '0') ELSE '' END`

/** `found` holds one row more than the page, in order; the outer query shapes it. */
export const shaped = (
  found: string,
  limit: string,
  order: string,
  reversed: string,
  counts = `'{}'`,
  last = { due: 't.due_at', id: 't.id' },
) => `
  WITH found AS (${found}), shown AS (SELECT * FROM found t ORDER BY ${order} LIMIT ${limit})
  SELECT coalesce((SELECT json_agg(json_build_object('id', t.id::text, 'number', t.number, 'shownNumber', ${SHOWN_NUMBER}, 'version', t.version,
      'title', t.title, 'type', t.type, 'urgency', t.urgency, 'state', t.state, 'channel', t.channel,
      'categoryName', c.name, 'placeName', p.name, 'registeredAt', ${iso('t.registered_at')},
      'dueAt', ${isoDue('t.due_at')}, 'yellowAt', ${isoDue('t.yellow_at')}, 'round', t.round, 'redoCount', t.redo_count,
      'reviewOn', t.review_on, 'checkOn', t.check_on, 'plannedOn', t.planned_on,
      'callFrom', ${iso('t.call_from')}, 'callPromised', t.call_promised)
      ORDER BY ${order}) FROM shown t JOIN category c ON c.code = t.category_code LEFT JOIN place p ON p.code = t.place_code)::text, '[]') AS items,
    CASE WHEN (SELECT count(*) FROM found) > ${limit} THEN
      (SELECT json_build_object('due', ${last.due}::text, 'id', ${last.id}::text) FROM shown t ORDER BY ${reversed} LIMIT 1) END AS last,
    ${counts} AS counts`

const count = (from: string) => `(SELECT count(*)::int FROM (SELECT FROM ticket WHERE ${from} LIMIT ${COUNT_UP_TO}) x)`
const COUNTS = `json_build_object('dispatch', ${count(`state = 'registered' AND still IS NULL`)}, 'review', ${count('awaits_review')},
  'callback', ${count(`state = 'callback'`)})::text`

/** Only the first page says how much there is. */
const queuePages = (found: string, limit: string, order: string, reversed: string) => ({
  page: shaped(found, limit, order, reversed),
  counted: shaped(found, limit, order, reversed, COUNTS),
})

const DUE_PAGE = queuePages(
  `SELECT x.* FROM unnest($1::text[]) AS s(state) CROSS JOIN LATERAL (
     SELECT * FROM ticket WHERE state = s.state AND state IN ('registered','handling','callback') AND (still IS NULL OR state = 'callback')
       AND (due_at, id) > ($2::timestamptz, $3::bigint) ORDER BY due_at, id LIMIT $4 + 1
   ) x ORDER BY x.due_at, x.id LIMIT $4 + 1`,
  '$4',
  't.due_at, t.id',
  't.due_at DESC, t.id DESC',
)

const REVIEW_PAGE = queuePages(
  `SELECT * FROM ticket WHERE awaits_review AND id > $1::bigint ORDER BY id LIMIT $2 + 1`,
  '$2',
  't.id',
  't.id DESC',
)

const sought = (scope: Scope, match: string) =>
  `($4::text[] IS NULL OR t.state = ANY($4)) AND ${match} AND ${visible(scope, '$1')}`
const newestFirst = (found: string) => shaped(found, '$3', 't.id DESC', 't.id')

const searched = (scope: Scope, match: string) =>
  newestFirst(
    `SELECT t.* FROM ticket t WHERE t.id < $2::bigint AND ${sought(scope, match)} ORDER BY t.id DESC LIMIT $3 + 1`,
  )

const RECENT = 3_000

/**
 * Looks through the newest few thousand first, and asks the index only when they do not fill the page. The words of a
 * common phrase stand together far more often than their shares let the planner guess: it would fetch and sort them all.
 */
const searchedByWords = (scope: Scope, match: string) =>
  newestFirst(`
    WITH border AS MATERIALIZED (SELECT id FROM ticket WHERE id < $2::bigint ORDER BY id DESC OFFSET ${RECENT} LIMIT 1),
    recent AS MATERIALIZED (
      SELECT t.* FROM (SELECT * FROM ticket WHERE id < $2::bigint ORDER BY id DESC LIMIT ${RECENT}) t
      WHERE ${sought(scope, match)} ORDER BY t.id DESC LIMIT $3 + 1
    ), older AS (
      SELECT t.* FROM ticket t WHERE (SELECT count(*) FROM recent) <= $3 AND t.id <= (SELECT id FROM border)
        AND ${sought(scope, match)} ORDER BY t.id DESC LIMIT $3 + 1
    )
    SELECT t.* FROM (SELECT * FROM recent UNION ALL SELECT * FROM older) t ORDER BY t.id DESC LIMIT $3 + 1`)

const searches = (scope: Scope) => ({
  number: searched(scope, 't.number = $5::text'),
  words: searchedByWords(scope, `t.search @@ $5::tsquery AND ${notAbout('$6')}`),
  newest: searched(scope, '$5::text IS NULL'),
})
const SEARCH = { all: searches({ all: true }), unit: searches({ all: false, unitIds: [] }) }
