import type { Change } from '#domain/workflow/change'
import { sameClock } from '#domain/workflow/snapshot'
import type { Sql } from './database'
import { named } from './named'
import { addJobs } from './jobs'
import { insertNotices, noticeRow } from './messages/inside'
import { fillWords } from './messages/words'
import { deliveryRow, insertDeliveries, OF_REQUESTER, promiseDeliveries } from './messages/owed'
import {
  insertAssignments,
  insertClocks,
  insertEvents,
  insertIdempotency,
  updateAssignments,
  updateClocks,
  updateTicket,
} from './record-tail'
import { deltaRows, factRows, insertDeltas, insertFacts } from './appraisal'
import { writeFacts } from './facts'
import { assignmentRow, clockRow, eventRows, ticketRow } from './rows'
import type { KeyRing } from './secrets/key-ring'

/** The answer kept for a retry of the same request. */
export interface Kept {
  key: string
  requestHash: Buffer
  status: number
  response: unknown
}

/**
 * Writes a change of an existing ticket: state, assignments, clocks, events and jobs in one statement, the facts beside it in
 * the same round trip. The ticket is locked by the caller.
 */
export async function record(
  tx: Sql,
  keys: KeyRing,
  change: Change,
  previous: Buffer,
  personId: number,
  kept: Kept | null,
): Promise<void> {
  await fillWords(tx, keys, change)
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
  const state = tx.query<{ updated: string }>(
    RECORD.text,
    RECORD.values({
      ticketId: ticket.id,
      version: before!.ticket.version,
      ticket: JSON.stringify([ticketRow(ticket, lastHash)]),
      added: JSON.stringify(added.map((each) => assignmentRow(each, ticket, now))),
      changed: JSON.stringify(changed.map((each) => assignmentRow(each, ticket, now))),
      newClocks: JSON.stringify(newClocks.map((clock) => clockRow(clock, ticket.id))),
      movedClocks: JSON.stringify(movedClocks.map((clock) => clockRow(clock, ticket.id))),
      events: JSON.stringify(events),
      personId,
      now,
      jobs: JSON.stringify(
        change.jobs.map((job) => ({ name: job.name, payload: job.payload, run_at: job.runAt ?? now })),
      ),
      key: kept?.key ?? null,
      requestHash: kept?.requestHash ?? null,
      answerStatus: kept?.status ?? null,
      answerKept: kept ? JSON.stringify(kept.response) : null,
      messages: JSON.stringify(change.messages.map((each) => deliveryRow(keys, each, ticket.id, now))),
      facts: JSON.stringify(factRows(change)),
      figures: JSON.stringify(deltaRows(change)),
      notices: JSON.stringify(change.notices.map((each) => noticeRow(each, ticket.id, now))),
    }),
    'record',
  )
  const [done] = await Promise.all([state, ...writeFacts(tx, keys, change, personId)])
  if (done[0]?.updated !== '1') throw new Error(`ticket ${ticket.id} moved under its lock`)
}

const RECORD = named(`
  WITH t AS (${updateTicket('@ticketId', '@version', '@ticket')} RETURNING ticket.id),
  added AS (${insertAssignments('@added')}),
  changed AS (${updateAssignments('@changed')}),
  clocks AS (${insertClocks('@newClocks')}),
  moved AS (${updateClocks('@movedClocks')}),
  events AS (${insertEvents('@events')}),
  kept AS (${insertIdempotency('@personId', '@key', '@requestHash', '@answerStatus', '@answerKept', '@now')}),
  messages AS (${insertDeliveries('@messages', OF_REQUESTER)}),
  notices AS (${insertNotices('@notices')}),
  deliver AS (${promiseDeliveries('messages')}),
  jobs AS (${addJobs('@jobs')}),
  facts AS (${insertFacts('@facts')}),
  figures AS (${insertDeltas('@figures')})
  SELECT (SELECT count(*) FROM t) AS updated, (SELECT count(*) FROM jobs) AS jobs`)
