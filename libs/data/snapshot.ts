import type { AssignmentFacts, CallbackFacts, ClockFacts, Snapshot, TicketFacts } from '#domain/workflow/snapshot'
import type { Sql } from './database'

/** A ticket as the rules see it, with what only the store needs. */
export interface Loaded {
  snapshot: Snapshot
  lastHash: Buffer
  requesterId: string | null
  kept: { requestHash: Buffer; status: number; response: unknown } | null
}

export type TicketKey = { ticketId: string } | { assignmentId: string }

const TICKET = `id::text, number, to_char(month, 'YYYY-MM-DD') AS month, version, state, type, channel, desk, urgency,
  requester_id::text AS "requesterId", requester_kind AS "requesterKind", anonymous, confidential, accused_unit_id AS "accusedUnitId",
  title, category_code AS "categoryCode", place_code AS "placeCode", area_kind AS "areaKind", policy_id AS "policyId",
  catalogue_version AS "catalogueVersion", outcome, registered_at AS "registeredAt", owner_id AS "ownerId",
  dispatched_at AS "dispatchedAt", reviewed_at AS "reviewedAt", closed_at AS "closedAt", archived_at AS "archivedAt",
  nullif(due_at, 'infinity') AS "dueAt", nullif(yellow_at, 'infinity') AS "yellowAt", round, redo_count AS "redoCount",
  escalated, awaits_review AS "awaitsReview", last_hash AS "lastHash"`

const ONE = (by: string) => `SELECT ${TICKET} FROM ticket WHERE id = ${by}`
const BY_TICKET = '$1::bigint'
const BY_ASSIGNMENT = '(SELECT ticket_id FROM assignment WHERE id = $1::bigint)'

const AROUND = (by: string) => `SELECT
  (SELECT json_agg(json_build_object('id', id::text, 'unitId', unit_id, 'unitPath', unit_path, 'line', line, 'role', role,
     'state', state, 'round', round, 'dispatchedAt', dispatched_at, 'dispatchedBy', dispatched_by, 'returnUntil', return_until,
     'signedAt', signed_at, 'signedBy', signed_by, 'signedOnTime', signed_on_time, 'contactedAt', contacted_at,
     'contactedOnTime', contacted_on_time, 'repliedAt', replied_at, 'repliedOnTime', replied_on_time, 'acceptedAt', accepted_at,
     'dueAt', nullif(due_at, 'infinity'), 'yellowAt', nullif(yellow_at, 'infinity')) ORDER BY id)
   FROM assignment WHERE ticket_id = t.id) AS assignments,
  (SELECT json_agg(json_build_object('assignmentId', assignment_id::text, 'kind', kind, 'round', round, 'startedAt', started_at,
     'amount', amount, 'unit', unit, 'aroundTheClock', around_the_clock, 'halfAt', half_at, 'yellowAt', yellow_at, 'dueAt', due_at,
     'provisional', provisional, 'level', level, 'stoppedAt', stopped_at) ORDER BY id)
   FROM clock WHERE ticket_id = t.id) AS clocks,
  (SELECT json_agg(json_build_object('round', round, 'attempt', attempt, 'at', at, 'reached', reached, 'solved', solved) ORDER BY id)
   FROM callback WHERE ticket_id = t.id) AS callbacks,
  (SELECT json_agg(unit_id) FROM consent WHERE ticket_id = t.id) AS consents,
  (SELECT json_build_object('requestHash', encode(request_hash, 'hex'), 'status', status, 'response', response)
   FROM idempotency WHERE person_id = $2 AND key = $3) AS kept
  FROM (SELECT ${by} AS id) t`

/** Locks the ticket (order: ticket, then assignments) and reads everything about it after the lock is held. */
export function lockTicket(
  tx: Sql,
  key: TicketKey,
  personId: number,
  idempotencyKey: string | null,
): Promise<Loaded | null> {
  return load(tx, key, personId, idempotencyKey, true)
}

/** The same without a lock, for reading. */
export function readTicket(db: Sql, key: TicketKey): Promise<Loaded | null> {
  return load(db, key, 0, null, false)
}

/** Both statements travel together; the second runs after the lock is held and so sees what the winner left. */
async function load(
  sql: Sql,
  key: TicketKey,
  personId: number,
  idempotencyKey: string | null,
  lock: boolean,
): Promise<Loaded | null> {
  const byTicket = 'ticketId' in key
  const id = byTicket ? key.ticketId : key.assignmentId
  const by = byTicket ? BY_TICKET : BY_ASSIGNMENT
  const name = `${byTicket ? 'ticket' : 'assignment'}`
  const [tickets, around] = await Promise.all([
    sql.query<TicketRow>(ONE(by) + (lock ? ' FOR NO KEY UPDATE' : ''), [id], `${lock ? 'lock' : 'read'}-${name}`),
    sql.query<AroundRow>(AROUND(by), [id, personId, idempotencyKey], `around-${name}`),
  ])
  const ticket = tickets[0]
  return ticket ? loaded(ticket, around[0]!) : null
}

type TicketRow = TicketFacts & { lastHash: Buffer; requesterId: string | null }
interface AroundRow {
  assignments: Jsonned<AssignmentFacts>[] | null
  clocks: Jsonned<ClockFacts>[] | null
  callbacks: Jsonned<CallbackFacts>[] | null
  consents: number[] | null
  kept: { requestHash: string; status: number; response: unknown } | null
}
type Jsonned<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K] }

function loaded({ lastHash, requesterId, ...ticket }: TicketRow, around: AroundRow): Loaded {
  return {
    snapshot: {
      ticket,
      assignments: (around.assignments ?? []).map(withTimes<AssignmentFacts>),
      clocks: (around.clocks ?? []).map(withTimes<ClockFacts>),
      callbacks: (around.callbacks ?? []).map(withTimes<CallbackFacts>),
      consents: around.consents ?? [],
    },
    lastHash,
    requesterId,
    kept: around.kept && { ...around.kept, requestHash: Buffer.from(around.kept.requestHash, 'hex') },
  }
}

/** Fields whose name ends in At or Until, or is `at`, are times. */
function withTimes<T>(row: Jsonned<T>): T {
  const entries = Object.entries(row as Record<string, unknown>)
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      typeof value === 'string' && /(At|Until|^at)$/.test(name) ? new Date(value) : value,
    ]),
  ) as T
}
