import type { FactView } from '#domain/appraisal/views'
import type { Sql } from './database'
import { decodeDueCursor, encodeCursor } from './cursor'
import { notAbout, type Scope, visible } from './scope'

export const FACT_LISTS = ['valid', 'lost', 'unreachable'] as const
export type FactList = (typeof FACT_LISTS)[number]

export interface FactsAsked {
  scope: Scope
  /** Whose people ask: what is reported of them is not shown to them. */
  about: number[]
  unitIds: number[]
  list: FactList
  from: Date
  to: Date
  after: string | undefined
  limit: number
}

/** What costs points: not contacted, not wholly solved, less than satisfied. */
const WHICH: Record<FactList, string> = {
  valid: `f.verdict = 'valid'`,
  lost: `f.verdict = 'valid' AND (NOT f.contacted OR f.solved <> 'yes' OR f.grade <= 3)`,
  unreachable: `f.verdict = 'unreachable'`,
}

/**
 * The facts behind a number, newest first: of each unit one range of an index, merged. Of a ticket judged more than once only
 * the last valid answer stands.
 */
export async function factPage(db: Sql, asked: FactsAsked): Promise<{ items: FactView[]; next: string | null }> {
  const { scope, about, unitIds, list, from, to, after, limit } = asked
  const cursor = decodeDueCursor(after)
  const name = `facts-${list}-${scope.all}`
  const rows = await db.query<FactView & { place: string }>(
    PAGES[scope.all ? 'all' : 'unit'][list],
    [scope.all ? [] : scope.unitIds, unitIds, from, cursor?.dueAt ?? to, cursor?.id ?? '0', limit, about],
    name,
  )
  const items = rows.slice(0, limit).map(({ place: _place, ...fact }) => fact)
  const last = rows[limit - 1]
  return { items, next: rows.length > limit && last ? encodeCursor(last.place, last.assignmentId) : null }
}

const iso = `to_char(f.judged_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const page = (scope: Scope, list: FactList) => `
  SELECT f.assignment_id::text AS "assignmentId", f.ticket_id::text AS "ticketId",
    left(t.number, 6) || '-' || substr(t.number, 7) AS number, t.title, unit.name AS "unitName", f.role, f.line, f.round,
    ${iso} AS "judgedAt", f.verdict, f.contacted, f.solved, f.grade, f.judged_at::text AS place
  FROM (
    SELECT found.* FROM unnest($2::int[]) AS u(id) CROSS JOIN LATERAL (
      SELECT f.* FROM appraisal_fact f CROSS JOIN LATERAL (SELECT f.ticket_id AS id) t
      WHERE f.unit_id = u.id AND f.judged_at >= $3::timestamptz AND (f.judged_at, f.assignment_id) < ($4::timestamptz, $5::bigint)
        AND ${WHICH[list]} AND (${visible(scope, '$1')}) IS TRUE
        AND NOT EXISTS (SELECT FROM appraisal_fact n WHERE n.assignment_id = f.assignment_id AND n.round > f.round AND n.verdict = 'valid')
        AND (SELECT ${notAbout('$7')} FROM ticket t WHERE t.id = f.ticket_id)
      ORDER BY f.judged_at DESC, f.assignment_id DESC LIMIT $6::int + 1
    ) found ORDER BY found.judged_at DESC, found.assignment_id DESC LIMIT $6::int + 1
  ) f JOIN ticket t ON t.id = f.ticket_id JOIN unit ON unit.id = f.unit_id
  ORDER BY f.judged_at DESC, f.assignment_id DESC`

const pagesFor = (scope: Scope) =>
  Object.fromEntries(FACT_LISTS.map((list) => [list, page(scope, list)])) as Record<FactList, string>
const PAGES = { all: pagesFor({ all: true }), unit: pagesFor({ all: false, unitIds: [] }) }
