import type { Change } from '#domain/workflow/change'
import { sameClock } from '#domain/workflow/snapshot'
import type { Sql } from './database'
import { addJobs } from './jobs'
import {
  insertAssignments,
  insertClocks,
  insertEvents,
  insertIdempotency,
  updateAssignments,
  updateClocks,
} from './record-tail'
import { assignmentRow, clockRow, eventRows, hex, sealWords, timeOr } from './rows'
import type { KeyRing } from './secrets/key-ring'

/** The answer kept for a retry of the same request. */
export interface Kept {
  key: string
  requestHash: Buffer
  status: number
  response: unknown
}

/** Writes a change of an existing ticket: state, rows, events and jobs in one statement. The ticket is locked by the caller. */
export async function record(
  tx: Sql,
  keys: KeyRing,
  change: Change,
  previous: Buffer,
  personId: number,
  kept: Kept | null,
): Promise<void> {
  const { before, after } = change
  const { ticket } = after
  const now = change.events[0]!.at
  const { rows: events, lastHash } = eventRows(keys, change, previous)
  const known = new Map(before!.assignments.map((assignment) => [assignment.id, assignment]))
  const changed = after.assignments.filter((each) => known.has(each.id) && known.get(each.id) !== each)
  const added = after.assignments.filter((each) => !known.has(each.id))
  const newClocks = after.clocks.filter((clock) => !before!.clocks.some((old) => sameClock(old, clock)))
  const movedClocks = after.clocks.filter((clock) =>
    before!.clocks.some((old) => sameClock(old, clock) && old !== clock),
  )
  const done = await tx.query<{ updated: string }>(
    RECORD,
    [
      ticket.id,
      before!.ticket.version,
      ticket.version,
      lastHash,
      ticket.state,
      ticket.catalogueVersion,
      ticket.dispatchedAt,
      ticket.reviewedAt,
      ticket.closedAt,
      ticket.archivedAt,
      timeOr(ticket.dueAt),
      timeOr(ticket.yellowAt),
      ticket.round,
      ticket.redoCount,
      ticket.escalated,
      ticket.awaitsReview,
      JSON.stringify(added.map((each) => assignmentRow(each, ticket, now))),
      JSON.stringify(changed.map((each) => assignmentRow(each, ticket, now))),
      JSON.stringify(newClocks.map((clock) => clockRow(clock, ticket.id))),
      JSON.stringify(movedClocks.map((clock) => clockRow(clock, ticket.id))),
      JSON.stringify(events),
      JSON.stringify(change.replies.map((reply) => replyRow(keys, reply, personId, now))),
      JSON.stringify(
        change.judged.map((each) => ({ assignment_id: each.assignmentId, round: each.round, state: each.state })),
      ),
      JSON.stringify(change.callback ? [callbackRow(keys, change, personId)] : []),
      JSON.stringify(
        (change.callback?.contacted ?? []).map((each) => ({
          assignment_id: each.assignmentId,
          contacted: each.contacted,
        })),
      ),
      change.consent,
      personId,
      now,
      JSON.stringify(change.jobs.map((job) => ({ name: job.name, payload: job.payload, run_at: job.runAt ?? now }))),
      kept?.key ?? null,
      kept?.requestHash ?? null,
      kept?.status ?? null,
      kept ? JSON.stringify(kept.response) : null,
    ],
    'record',
  )
  if (done[0]?.updated !== '1') throw new Error(`ticket ${ticket.id} moved under its lock`)
}

function replyRow(keys: KeyRing, reply: Change['replies'][number], personId: number, at: Date) {
  return {
    assignment_id: reply.assignmentId,
    round: reply.round,
    at,
    person_id: personId,
    outcome: reply.outcome,
    words_sealed: hex(sealWords(keys, reply.words, 'reply.words')),
  }
}

function callbackRow(keys: KeyRing, change: Change, personId: number) {
  const row = change.callback!
  return {
    ticket_id: change.after.ticket.id,
    round: row.round,
    attempt: row.attempt,
    at: row.at,
    person_id: personId,
    reached: row.reached,
    solved: row.solved,
    result_grade: row.resultGrade,
    manner_grade: row.mannerGrade,
    words_sealed: hex(sealWords(keys, row.words, 'callback.words')),
  }
}

const RECORD = `
  WITH t AS (
    UPDATE ticket SET version = $3, last_hash = $4, state = $5, catalogue_version = $6, dispatched_at = $7, reviewed_at = $8,
      closed_at = $9, archived_at = $10, due_at = $11, yellow_at = $12, round = $13, redo_count = $14, escalated = $15, awaits_review = $16
    WHERE id = $1 AND version = $2 RETURNING id
  ), added AS (${insertAssignments('$17')}),
  changed AS (${updateAssignments('$18')}),
  clocks AS (${insertClocks('$19')}),
  moved AS (${updateClocks('$20')}),
  events AS (${insertEvents('$21')}),
  replies AS (
    INSERT INTO reply (assignment_id, round, at, person_id, outcome, words_sealed)
    SELECT assignment_id, round, at, person_id, outcome, words_sealed FROM json_to_recordset($22::json)
      AS r (assignment_id bigint, round smallint, at timestamptz, person_id int, outcome text, words_sealed bytea)
  ), judged AS (
    UPDATE reply SET state = r.state FROM json_to_recordset($23::json) AS r (assignment_id bigint, round smallint, state text)
    WHERE reply.assignment_id = r.assignment_id AND reply.round = r.round AND reply.state = 'submitted'
  ), called AS (
    INSERT INTO callback (ticket_id, round, attempt, at, person_id, reached, solved, result_grade, manner_grade, words_sealed)
    SELECT ticket_id, round, attempt, at, person_id, reached, solved, result_grade, manner_grade, words_sealed
    FROM json_to_recordset($24::json) AS r (ticket_id bigint, round smallint, attempt smallint, at timestamptz, person_id int,
      reached boolean, solved text, result_grade smallint, manner_grade smallint, words_sealed bytea)
    RETURNING id
  ), contacts AS (
    INSERT INTO callback_contact (callback_id, assignment_id, contacted)
    SELECT called.id, r.assignment_id, r.contacted FROM called, json_to_recordset($25::json) AS r (assignment_id bigint, contacted boolean)
  ), agreed AS (
    INSERT INTO consent (ticket_id, unit_id, at, person_id) SELECT $1, $26::int, $28, $27 WHERE $26::int IS NOT NULL
    ON CONFLICT DO NOTHING
  ), kept AS (${insertIdempotency('$27', '$30', '$31', '$32', '$33', '$28')}),
  jobs AS (${addJobs('$29')})
  SELECT (SELECT count(*) FROM t) AS updated, (SELECT count(*) FROM jobs) AS jobs`
