import type {
  AgendaFacts,
  AssignmentFacts,
  CallbackFacts,
  ClockFacts,
  Kin,
  DisposalFacts,
  RatingFacts,
  RectificationFacts,
  RequestFacts,
  Snapshot,
  StandstillFacts,
  SupervisionFacts,
  SuspensionFacts,
  TicketFacts,
} from '#domain/workflow/snapshot'
import type { Sql } from './database'
import { KIN, STANDSTILL } from './kin'

/** A ticket as the rules see it, with what only the store needs. */
export interface Loaded {
  snapshot: Snapshot
  lastHash: Buffer
  requesterId: string | null
  kept: { requestHash: Buffer; status: number; response: unknown } | null
}

export type TicketKey = { ticketId: string } | { assignmentId: string }

const TICKET = `id::text, number, to_char(month, 'YYYY-MM-DD') AS month, version, state, type, channel, desk, urgency,
  requester_id::text AS "requesterId", requester_kind AS "requesterKind", anonymous, confidential, name_confidential AS "nameConfidential", accused_unit_id AS "accusedUnitId",
  title, category_code AS "categoryCode", place_code AS "placeCode", area_kind AS "areaKind", policy_id AS "policyId",
  catalogue_version AS "catalogueVersion", outcome, registered_at AS "registeredAt", owner_id AS "ownerId",
  dispatched_at AS "dispatchedAt", reviewed_at AS "reviewedAt", closed_at AS "closedAt", archived_at AS "archivedAt",
  nullif(due_at, 'infinity') AS "dueAt", nullif(yellow_at, 'infinity') AS "yellowAt", round, redo_count AS "redoCount",
  escalated, awaits_review AS "awaitsReview", problem, accepted_returns AS "acceptedReturns", consulting, ruled, complex,
  shelved_at AS "shelvedAt", to_char(review_on, 'YYYY-MM-DD') AS "reviewOn", difficult, difficult_owner AS "difficultOwner",
  to_char(check_on, 'YYYY-MM-DD') AS "checkOn", urge_count AS "urgeCount", handed_to AS "handedTo", turned_to AS "turnedTo", turn_state AS "turnState", reopened_at AS "reopenedAt", upload,
  still, merged_into::text AS "mergedInto", part_of::text AS "partOf", closing, to_char(planned_on, 'YYYY-MM-DD') AS "plannedOn", escalation,

  callback_unit_id AS "callbackUnitId", call_from AS "callFrom", call_promised AS "callPromised", rated_since AS "ratedSince", last_hash AS "lastHash"`

const ONE = (by: string) => `SELECT ${TICKET} FROM ticket WHERE id = ${by}`
const BY_TICKET = '$1::bigint'
const BY_ASSIGNMENT = '(SELECT ticket_id FROM assignment WHERE id = $1::bigint)'

const KEPT = `(SELECT json_build_object('requestHash', encode(request_hash, 'hex'), 'status', status, 'response', response)
   FROM idempotency WHERE person_id = $2 AND key = $3)`

const AROUND = (by: string, kept: string) => `SELECT
  (SELECT json_agg(json_build_object('id', id::text, 'unitId', unit_id, 'unitPath', unit_path, 'line', line, 'role', role,
     'state', state, 'round', round, 'dispatchedAt', dispatched_at, 'dispatchedBy', dispatched_by, 'returnUntil', return_until,
     'signedAt', signed_at, 'signedBy', signed_by, 'signedOnTime', signed_on_time, 'contactedAt', contacted_at,
     'contactedOnTime', contacted_on_time, 'repliedAt', replied_at, 'repliedOnTime', replied_on_time, 'acceptedAt', accepted_at,
     'arrivedAt', arrived_at, 'parentId', parent_id::text, 'awaitsApproval', awaits_approval,
     'dueAt', nullif(due_at, 'infinity'), 'yellowAt', nullif(yellow_at, 'infinity')) ORDER BY id)
   FROM assignment WHERE ticket_id = t.id) AS assignments,
  (SELECT json_agg(json_build_object('assignmentId', assignment_id::text, 'kind', kind, 'round', round, 'startedAt', started_at,
     'amount', amount, 'unit', unit, 'aroundTheClock', around_the_clock, 'halfAt', half_at, 'yellowAt', yellow_at, 'dueAt', due_at,
     'provisional', provisional, 'level', level, 'stoppedAt', stopped_at, 'suspended', suspended) ORDER BY id)
   FROM clock WHERE ticket_id = t.id) AS clocks,
  (SELECT json_agg(json_build_object('round', round, 'attempt', attempt, 'at', at, 'via', via, 'reached', reached, 'solved', solved, 'resultGrade', result_grade,
     'mannerGrade', manner_grade,
     'contacted', coalesce((SELECT json_agg(json_build_object('assignmentId', assignment_id::text, 'contacted', contacted))
       FROM callback_contact WHERE callback_id = callback.id), '[]'::json)) ORDER BY id)
   FROM callback WHERE ticket_id = t.id) AS callbacks,
  (SELECT json_agg(json_build_object('id', id::text, 'assignmentId', assignment_id::text, 'unitId', unit_id, 'kind', kind, 'state', state,
     'step', step, 'reason', reason, 'suggestedUnitId', suggested_unit_id, 'amount', amount, 'reviewOn', to_char(review_on, 'YYYY-MM-DD'),
     'askedAt', asked_at, 'askedBy', asked_by) ORDER BY id) FROM request WHERE ticket_id = t.id) AS requests,
  (SELECT json_agg(json_build_object('from', from_at, 'to', to_at) ORDER BY from_at) FROM suspension WHERE ticket_id = t.id) AS suspensions,
  (SELECT json_agg(json_build_object('id', id::text, 'unitId', unit_id, 'mode', mode, 'answerBy', answer_by, 'answeredAt', answered_at,
     'closedAt', closed_at, 'fromUnitId', from_unit_id) ORDER BY id) FROM supervision WHERE ticket_id = t.id) AS supervisions,
  (SELECT json_agg(json_build_object('id', id::text, 'consultationId', consultation_id::text)) FROM consultation_item
   WHERE ticket_id = t.id AND state = 'listed') AS agenda,
  (SELECT json_agg(json_build_object('round', round, 'expiresAt', expires_at, 'usedAt', used_at) ORDER BY round)
   FROM rating_link WHERE ticket_id = t.id) AS ratings,
  (SELECT json_agg(json_build_object('round', round, 'exit', exit, 'checkOn', to_char(check_on, 'YYYY-MM-DD'), 'checkedAt', checked_at)
   ORDER BY round) FROM disposal WHERE ticket_id = t.id) AS disposals,
  (SELECT json_agg(json_build_object('id', id::text, 'round', round, 'assignmentId', assignment_id::text, 'unitId', unit_id,
     'grade', grade, 'state', state, 'dueAt', due_at, 'tries', tries, 'submittedAt', submitted_at, 'submittedBy', submitted_by,
     'checkedAt', checked_at) ORDER BY id) FROM rectification WHERE ticket_id = t.id) AS rectifications,
  (SELECT json_agg(unit_id) FROM consent WHERE ticket_id = t.id) AS consents,
  ${STANDSTILL} AS standstill,
  ${KIN} AS kin,
  ${kept} AS kept
  FROM (SELECT ${by} AS id) t`

/** A whole ticket in one statement, so that all of it is of one moment; `more` adds columns about `ticket`. */
export const READ = (by: string, more = '') => `SELECT ticket.*, around.*${more} FROM (${ONE(by)}) ticket
  CROSS JOIN LATERAL (${AROUND('ticket.id::bigint', 'NULL::json')}) around`

/** Several of them, in the order of their ids. */
export const READ_THESE = `SELECT ticket.*, around.* FROM (SELECT ${TICKET} FROM ticket WHERE id = ANY($1::bigint[])) ticket
  CROSS JOIN LATERAL (${AROUND('ticket.id::bigint', 'NULL::json')}) around ORDER BY ticket.id::bigint`

const READ_BY = { ticket: READ(BY_TICKET), assignment: READ(BY_ASSIGNMENT) }

/** For reading: nothing is locked. */
export async function readTicket(db: Sql, key: TicketKey): Promise<Loaded | null> {
  const { name, id } = named(key)
  const [row] = await db.query<LoadedRow>(READ_BY[name], [id], `read-${name}`)
  return row ? loadedFrom(row) : null
}

const LOCK_BY = { ticket: `${ONE(BY_TICKET)} FOR NO KEY UPDATE`, assignment: `${ONE(BY_ASSIGNMENT)} FOR NO KEY UPDATE` }
const AROUND_BY = { ticket: AROUND(BY_TICKET, KEPT), assignment: AROUND(BY_ASSIGNMENT, KEPT) }

/**
 * Locks the ticket (order: ticket, then assignments) and reads everything about it after the lock is held.
 * Both statements travel together; the second runs after the lock is held and so sees what the winner left.
 */
export async function lockTicket(
  tx: Sql,
  key: TicketKey,
  personId: number,
  idempotencyKey: string | null,
): Promise<Loaded | null> {
  const { name, id } = named(key)
  const [tickets, around] = await Promise.all([
    tx.query<TicketRow>(LOCK_BY[name], [id], `lock-${name}`),
    tx.query<AroundRow>(AROUND_BY[name], [id, personId, idempotencyKey], `around-${name}`),
  ])
  return tickets[0] ? loadedFrom({ ...tickets[0], ...around[0]! }) : null
}

const named = (key: TicketKey) =>
  'ticketId' in key
    ? ({ name: 'ticket', id: key.ticketId } as const)
    : ({ name: 'assignment', id: key.assignmentId } as const)

type TicketRow = TicketFacts & { lastHash: Buffer; requesterId: string | null }
interface AroundRow {
  assignments: Jsonned<AssignmentFacts>[] | null
  clocks: Jsonned<ClockFacts>[] | null
  callbacks: Jsonned<CallbackFacts>[] | null
  requests: Jsonned<RequestFacts>[] | null
  suspensions: Jsonned<SuspensionFacts>[] | null
  supervisions: Jsonned<SupervisionFacts>[] | null
  agenda: AgendaFacts[] | null
  ratings: Jsonned<RatingFacts>[] | null
  disposals: Jsonned<DisposalFacts>[] | null
  rectifications: Jsonned<RectificationFacts>[] | null
  consents: number[] | null
  standstill: Jsonned<StandstillFacts> | null
  kin: Kin
  kept: { requestHash: string; status: number; response: unknown } | null
}
export type LoadedRow = TicketRow & AroundRow
type Jsonned<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K] }

export function loadedFrom(row: LoadedRow): Loaded {
  const {
    lastHash,
    requesterId,
    assignments,
    clocks,
    callbacks,
    requests,
    suspensions,
    supervisions,
    agenda,
    ratings,
    disposals,
    rectifications,
    consents,
    standstill,
    kin,
    kept,
    ...ticket
  } = row
  return {
    snapshot: {
      ticket,
      assignments: (assignments ?? []).map(withTimes<AssignmentFacts>),
      clocks: (clocks ?? []).map(withTimes<ClockFacts>),
      callbacks: (callbacks ?? []).map(withTimes<CallbackFacts>),
      requests: (requests ?? []).map(withTimes<RequestFacts>),
      suspensions: (suspensions ?? []).map(withTimes<SuspensionFacts>),
      supervisions: (supervisions ?? []).map(withTimes<SupervisionFacts>),
      agenda: agenda ?? [],
      ratings: (ratings ?? []).map(withTimes<RatingFacts>),
      disposals: (disposals ?? []).map(withTimes<DisposalFacts>),
      rectifications: (rectifications ?? []).map(withTimes<RectificationFacts>),
      consents: consents ?? [],
      standstill: standstill && withTimes<StandstillFacts>(standstill),
      kin,
    },
    lastHash,
    requesterId,
    kept: kept && { ...kept, requestHash: Buffer.from(kept.requestHash, 'hex') },
  }
}

/** Fields whose name ends in At or Until, or is `answerBy`, `at`, `from` or `to`, are times. */
function withTimes<T>(row: Jsonned<T>): T {
  const entries = Object.entries(row as Record<string, unknown>)
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      typeof value === 'string' && /(At|Until|answerBy|^at|^from|^to)$/.test(name) ? new Date(value) : value,
    ]),
  ) as T
}
