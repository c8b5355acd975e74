import type { Change } from '#domain/workflow/change'
import { sameClock } from '#domain/workflow/snapshot'
import type { Sql } from './database'
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
    RECORD,
    [
      ticket.id,
      before!.ticket.version,
      JSON.stringify([ticketRow(ticket, lastHash)]),
      JSON.stringify(added.map((each) => assignmentRow(each, ticket, now))),
      JSON.stringify(changed.map((each) => assignmentRow(each, ticket, now))),
      JSON.stringify(newClocks.map((clock) => clockRow(clock, ticket.id))),
      JSON.stringify(movedClocks.map((clock) => clockRow(clock, ticket.id))),
      JSON.stringify(events),
      personId,
      now,
      JSON.stringify(change.jobs.map((job) => ({ name: job.name, payload: job.payload, run_at: job.runAt ?? now }))),
      kept?.key ?? null,
      kept?.requestHash ?? null,
      kept?.status ?? null,
      kept ? JSON.stringify(kept.response) : null,
      JSON.stringify(change.messages.map((each) => deliveryRow(keys, each, ticket.id, now))),
      JSON.stringify(factRows(change)),
      JSON.stringify(deltaRows(change)),
      JSON.stringify(change.notices.map((each) => noticeRow(each, ticket.id, now))),
    ],
    'record',
  )
  const [done] = await Promise.all([state, ...writeFacts(tx, keys, change, personId)])
  if (done[0]?.updated !== '1') throw new Error(`ticket ${ticket.id} moved under its lock`)
}

const RECORD = `
  WITH t AS (${updateTicket('$1', '$2', '$3')} RETURNING ticket.id),
  added AS (${insertAssignments('$4')}),
  changed AS (${updateAssignments('$5')}),
  clocks AS (${insertClocks('$6')}),
  moved AS (${updateClocks('$7')}),
  events AS (${insertEvents('$8')}),
  kept AS (${insertIdempotency('$9', '$12', '$13', '$14', '$15', '$10')}),
  messages AS (${insertDeliveries('$16', OF_REQUESTER)}),
  notices AS (${insertNotices('$19')}),
  deliver AS (${promiseDeliveries('messages')}),
  jobs AS (${addJobs('$11')}),
  facts AS (${insertFacts('$17')}),
  figures AS (${insertDeltas('$18')})
  SELECT (SELECT count(*) FROM t) AS updated, (SELECT count(*) FROM jobs) AS jobs`
