import type { TimeUnit } from '#domain/clock/limit'
import type { RequestKind, SupervisionMode, TicketType, Urgency } from '#domain/words'
import type { stagesOf } from '#domain/workflow/requests'
import type { Sql } from './database'
import { decodeDueCursor, encodeCursor } from './cursor'
import { type Scope, visible } from './scope'

/** What waits for a decision or an answer: requests by their age, supervision by the day it is to be answered. */

interface OfTicket {
  id: string
  ticketId: string
  number: string
  redoCount: number
  title: string
  type: TicketType
  urgency: Urgency
  unitName: string
  place: string
}

export interface OpenRequest extends OfTicket {
  kind: RequestKind
  step: number
  reason: string
  amount: string | null
  amountUnit: TimeUnit | null
  reviewOn: string | null
  askedAt: Date
  dueAt: Date | null
  yellowAt: Date | null
}

export interface OpenSupervision extends OfTicket {
  mode: SupervisionMode
  letterNumber: string | null
  issuedAt: Date
  answerBy: Date
  answeredAt: Date | null
}

interface Asking {
  scope: Scope
  after: string | undefined
  limit: number
}

export interface RequestsAsking extends Asking {
  stages: ReturnType<typeof stagesOf>
  personId: number
  unitPath: string
}

const OF_TICKET = `t.id::text AS "ticketId", t.number, t.redo_count AS "redoCount", t.title, t.type, t.urgency`

/** As long as the limit says; the place in the list after which more follows, if more does. */
function paged<T extends OfTicket>(rows: T[], limit: number): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit ? encodeCursor(last!.place, last!.id) : null }
}

/**
 * For each stage at which this person decides one range of the index of open requests. What else must be true is asked of
 * one row after the other, in its order: a join the planner would turn round, and read everything open.
 */
export async function openRequests(db: Sql, { scope, stages, personId, unitPath, after, limit }: RequestsAsking) {
  const cursor = decodeDueCursor(after)
  const values = [
    scope.all ? [] : scope.unitIds,
    stages.map(({ kind }) => kind),
    stages.map(({ step }) => step),
    stages.map(({ beyondHalf }) => beyondHalf),
    stages.map(({ ownOnly }) => ownOnly),
    cursor?.dueAt ?? '-infinity',
    cursor?.id ?? '0',
    personId,
    unitPath,
    limit,
  ]
  const name = scope.all ? 'all' : 'unit'
  return paged(await db.query<OpenRequest>(REQUESTS[name], values, `open-requests-${name}`), limit)
}

const requests = (scope: Scope) => `
  SELECT r.id::text, ${OF_TICKET}, unit.name AS "unitName", r.kind, r.step, r.reason, r.amount::text, c.unit AS "amountUnit",
    to_char(r.review_on, 'YYYY-MM-DD') AS "reviewOn", r.asked_at AS "askedAt", r.asked_at::text AS place,
    nullif(t.due_at, 'infinity') AS "dueAt", nullif(t.yellow_at, 'infinity') AS "yellowAt"
  FROM (
    SELECT found.* FROM unnest($2::text[], $3::int[], $4::boolean[], $5::boolean[]) AS stage(kind, step, beyond_half, own_only)
    CROSS JOIN LATERAL (
      SELECT r.* FROM request r CROSS JOIN LATERAL (SELECT r.ticket_id AS id) t
      WHERE r.state = 'open' AND r.kind = stage.kind AND r.step = stage.step
        AND (r.asked_at, r.id) > ($6::timestamptz, $7::bigint) AND r.asked_by <> $8::int
        AND (SELECT state FROM ticket WHERE id = r.ticket_id) = 'handling'
        AND (NOT stage.own_only OR starts_with((SELECT unit_path FROM assignment WHERE id = r.assignment_id), $9::text))
        AND (stage.beyond_half IS NULL OR stage.beyond_half = coalesce(r.amount * 2 > (${lastLimit('amount')}), false))
        AND (${visible(scope, '$1')}) IS TRUE
      ORDER BY r.asked_at, r.id LIMIT $10::int + 1
    ) found ORDER BY found.asked_at, found.id LIMIT $10::int + 1
  ) r JOIN ticket t ON t.id = r.ticket_id JOIN unit ON unit.id = r.unit_id
  LEFT JOIN LATERAL (${lastLimit('unit')}) c ON true
  ORDER BY r.asked_at, r.id`

/** The limit that an extension is measured by: that of the clock by which the ticket is to be replied to, now. */
function lastLimit(column: 'amount' | 'unit') {
  return `SELECT ${column} FROM clock WHERE ticket_id = r.ticket_id AND kind IN ('reply','redo') ORDER BY id DESC LIMIT 1`
}
const REQUESTS = { all: requests({ all: true }), unit: requests({ all: false, unitIds: [] }) }

/** Supervision not yet closed: all of it for those who see all, for a unit what is addressed to it or to those below it. */
export async function openSupervisions(db: Sql, { scope, after, limit }: Asking) {
  const cursor = decodeDueCursor(after)
  const values = [scope.all ? [] : scope.unitIds, cursor?.dueAt ?? '-infinity', cursor?.id ?? '0', limit]
  const name = scope.all ? 'all' : 'unit'
  return paged(await db.query<OpenSupervision>(SUPERVISIONS[name], values, `open-supervisions-${name}`), limit)
}

const PAGE_OF_ALL = `SELECT * FROM supervision WHERE closed_at IS NULL AND (answer_by, id) > ($2::timestamptz, $3::bigint)
    AND $1::int[] IS NOT NULL ORDER BY answer_by, id LIMIT $4::int + 1`

/**
 * One range for each unit of the subtree, merged; a unit that has lost the ticket has lost this with it. Found in the index
 * alone, which is why the planner walks it in its order and stops at the page; the rows are fetched afterwards.
 */
const PAGE_OF_UNITS = `SELECT whole.* FROM (
    SELECT found.* FROM unnest($1::int[]) AS u(id) CROSS JOIN LATERAL (
      SELECT o.id, o.answer_by FROM supervision o CROSS JOIN LATERAL (SELECT o.ticket_id AS id) t
      WHERE o.unit_id = u.id AND o.closed_at IS NULL AND (o.answer_by, o.id) > ($2::timestamptz, $3::bigint)
        AND (${visible({ all: false, unitIds: [] }, '$1')}) IS TRUE
      ORDER BY o.answer_by, o.id LIMIT $4::int + 1
    ) found ORDER BY found.answer_by, found.id LIMIT $4::int + 1
  ) page JOIN supervision whole ON whole.id = page.id`

const supervisions = (found: string) => `
  SELECT s.id::text, ${OF_TICKET}, unit.name AS "unitName", s.mode, s.letter_number AS "letterNumber",
    s.issued_at AS "issuedAt", s.answer_by AS "answerBy", s.answered_at AS "answeredAt", s.answer_by::text AS place
  FROM (${found}) s JOIN ticket t ON t.id = s.ticket_id JOIN unit ON unit.id = s.unit_id
  ORDER BY s.answer_by, s.id`
const SUPERVISIONS = { all: supervisions(PAGE_OF_ALL), unit: supervisions(PAGE_OF_UNITS) }
