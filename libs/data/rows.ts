import type { Change, EventDraft } from '#domain/workflow/change'
import type { AssignmentFacts, ClockFacts, TicketFacts, Words } from '#domain/workflow/snapshot'
import { nextLook } from '#domain/workflow/clocks'
import { chain } from './chain'
import type { KeyRing } from './secrets/key-ring'

/** Facts as the rows they are stored in; several rows travel to the database as one JSON text. */

/** PostgreSQL's `infinity` stands for "no deadline", so that it sorts last in every list. */
const timeOr = (at: Date | null) => at?.toISOString() ?? 'infinity'
const hex = (bytes: Buffer | null) => (bytes ? `\\x${bytes.toString('hex')}` : null)

export function sealWords(keys: KeyRing, words: Words | null, context: string): Buffer | null {
  return words && keys.seal(JSON.stringify(words), context)
}

export function openWords(keys: KeyRing, sealed: Buffer | null, context: string): Words | null {
  return sealed && (JSON.parse(keys.open(sealed, context)) as Words)
}

/** What of a ticket an action may change. */
export function ticketRow(ticket: TicketFacts, lastHash: Buffer) {
  return {
    version: ticket.version,
    policy_id: ticket.policyId,
    last_hash: hex(lastHash),
    state: ticket.state,
    catalogue_version: ticket.catalogueVersion,
    dispatched_at: ticket.dispatchedAt,
    reviewed_at: ticket.reviewedAt,
    closed_at: ticket.closedAt,
    archived_at: ticket.archivedAt,
    due_at: timeOr(ticket.dueAt),
    yellow_at: timeOr(ticket.yellowAt),
    round: ticket.round,
    redo_count: ticket.redoCount,
    escalated: ticket.escalated,
    awaits_review: ticket.awaitsReview,
    problem: ticket.problem,
    accepted_returns: ticket.acceptedReturns,
    consulting: ticket.consulting,
    ruled: ticket.ruled,
    complex: ticket.complex,
    shelved_at: ticket.shelvedAt,
    review_on: ticket.reviewOn,
    difficult: ticket.difficult,
    difficult_owner: ticket.difficultOwner,
    check_on: ticket.checkOn,
    urge_count: ticket.urgeCount,
    handed_to: ticket.handedTo,
    turn_state: ticket.turnState,
    reopened_at: ticket.reopenedAt,
    upload: ticket.upload,
    still: ticket.still,
    merged_into: ticket.mergedInto,
    closing: ticket.closing,
    planned_on: ticket.plannedOn,
    escalation: ticket.escalation,
    callback_unit_id: ticket.callbackUnitId,
    call_from: ticket.callFrom,
    call_promised: ticket.callPromised,
    rated_since: ticket.ratedSince,
  }
}

export function assignmentRow(assignment: AssignmentFacts, ticket: TicketFacts, now: Date) {
  return {
    id: assignment.id,
    ticket_id: ticket.id,
    unit_id: assignment.unitId,
    unit_path: assignment.unitPath,
    line: assignment.line,
    role: assignment.role,
    state: assignment.state,
    round: assignment.round,
    dispatched_at: assignment.dispatchedAt,
    dispatched_by: assignment.dispatchedBy,
    return_until: assignment.returnUntil,
    signed_at: assignment.signedAt,
    signed_by: assignment.signedBy,
    signed_on_time: assignment.signedOnTime,
    contacted_at: assignment.contactedAt,
    contacted_on_time: assignment.contactedOnTime,
    replied_at: assignment.repliedAt,
    replied_on_time: assignment.repliedOnTime,
    accepted_at: assignment.acceptedAt,
    arrived_at: assignment.arrivedAt,
    parent_id: assignment.parentId,
    awaits_approval: assignment.awaitsApproval,
    number: ticket.number,
    title: ticket.title,
    type: ticket.type,
    urgency: ticket.urgency,
    due_at: timeOr(assignment.dueAt),
    yellow_at: timeOr(assignment.yellowAt),
    updated_at: now,
  }
}

export function clockRow(clock: ClockFacts, ticketId: string) {
  return {
    ticket_id: ticketId,
    assignment_id: clock.assignmentId,
    kind: clock.kind,
    round: clock.round,
    started_at: clock.startedAt,
    amount: clock.amount,
    unit: clock.unit,
    around_the_clock: clock.aroundTheClock,
    half_at: clock.halfAt,
    yellow_at: clock.yellowAt,
    due_at: clock.dueAt,
    provisional: clock.provisional,
    level: clock.level,
    next_at: nextLook(clock),
    stopped_at: clock.stoppedAt,
    suspended: clock.suspended,
  }
}

/** The events of a change, linked to the ticket's chain; and the hash the chain now ends with. The first one covers the demand. */
export function eventRows(
  keys: KeyRing,
  change: Change,
  previous: Buffer | null,
  demand: Buffer | null = null,
): { rows: unknown[]; lastHash: Buffer } {
  let hash = previous
  const rows = change.events.map((event) => {
    const { row, next } = eventRow(keys, change.after.ticket, event, hash, event.seq === 1 ? demand : null)
    hash = next
    return row
  })
  return { rows, lastHash: hash! }
}

function eventRow(
  keys: KeyRing,
  ticket: TicketFacts,
  event: EventDraft,
  previous: Buffer | null,
  elsewhere: Buffer | null,
) {
  const words = event.words && JSON.stringify(event.words)
  const wordsDigest = words ? keys.digest(words) : elsewhere
  const next = chain(previous, { ...event, ticketId: ticket.id, wordsDigest })
  const row = {
    month: ticket.month,
    ticket_id: ticket.id,
    seq: event.seq,
    kind: event.kind,
    assignment_id: event.assignmentId,
    person_id: event.personId,
    at: event.at,
    data: event.data,
    words_sealed: hex(words ? keys.seal(words, 'event.words') : null),
    words_digest: hex(wordsDigest),
    units: event.units,
    hash: hex(next),
  }
  return { row, next }
}

export { hex, timeOr }
