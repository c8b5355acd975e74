import type { Sql } from '../database'
import { day, instant, RANGE, times, type Time } from './columns'
import { type Heard, readHeard } from './read-ratings'

/** Tickets with everything that is kept about them, a stretch of ids at a time: the memory it takes does not grow with the table. */

export interface Stretch extends Heard {
  tickets: TicketRow[]
  events: EventRow[]
  assignments: AssignmentRow[]
  clocks: ClockRow[]
  replies: ReplyRow[]
  callbacks: CallbackRow[]
  consents: ConsentRow[]
  files: FileRow[]
}

export interface TicketRow {
  id: string
  number: string
  month: string
  state: string
  version: number
  last_hash: Buffer
  type: string
  channel: string
  outcome: string
  confidential: boolean
  category_code: string
  title: string
  content: string | null
  content_sealed: Buffer | null
  address: string
  answer: string | null
  registered_at: Time
  registered_by: number
  dispatched_at: Time | null
  reviewed_at: Time | null
  closed_at: Time | null
  archived_at: Time | null
  due_at: Time | null
  round: number
  redo_count: number
  escalated: boolean
  awaits_review: boolean
  problem: boolean
  accepted_returns: number
  consulting: boolean
  ruled: boolean
  complex: boolean
  shelved_at: Time | null
  review_on: string | null
  difficult: boolean
  difficult_owner: number | null
  check_on: string | null
  urge_count: number
  handed_to: string | null
  turned_to: string | null
  turn_state: string | null
  reopened_at: Time | null
  upload: string | null
  /** Item, version, by whom and when it was answered from, in one line. */
  knowledge: string | null
  still: string | null
  merged_into: string | null
  part_of: string | null
  closing: string | null
  planned_on: string | null
  escalation: number
  call_promised: boolean
  rated_since: Time | null
}

export interface EventRow {
  ticket_id: string
  month: string
  seq: number
  id: string
  kind: string
  assignment_id: string | null
  person_id: number
  at: Time
  data: Record<string, unknown>
  words_sealed: Buffer | null
  words_digest: Buffer | null
  units: number[]
  hash: Buffer
}

export interface AssignmentRow {
  id: string
  ticket_id: string
  unit_id: number
  unit_path: string
  line: string
  role: string
  state: string
  round: number
  dispatched_at: Time
  dispatched_by: number
  signed_at: Time | null
  signed_by: number | null
  signed_on_time: boolean | null
  contacted_at: Time | null
  replied_at: Time | null
  accepted_at: Time | null
  arrived_at: Time | null
  parent_id: string | null
  awaits_approval: boolean
  number: string
  title: string
  due_at: Time | null
}

export interface ClockRow {
  ticket_id: string
  assignment_id: string | null
  kind: string
  round: number
  started_at: Time
  due_at: Time
  stopped_at: Time | null
}

export interface ReplyRow {
  ticket_id: string
  assignment_id: string
  round: number
  at: Time
  person_id: number
  outcome: string
  state: string
  words_sealed: Buffer | null
}

export interface CallbackRow {
  ticket_id: string
  round: number
  attempt: number
  via: string
  at: Time
  person_id: number
  reached: boolean
  solved: string | null
  result_grade: number | null
  manner_grade: number | null
  words_sealed: Buffer | null
  contacted: { assignmentId: string; contacted: boolean }[]
}

export interface ConsentRow {
  ticket_id: string
  unit_id: number
  at: Time
  person_id: number
}

export interface FileRow {
  id: string
  ticket_id: string
  assignment_id: string | null
  sha256: string
  event_seq: number
  attached_at: Time
  uploaded_by: number
  erased: boolean
}

/** The ids that bound the next stretch of at most `size` tickets; the last one has no end, so that strays past it are seen too. */
export async function nextStretch(sql: Sql, after: string, size: number): Promise<{ until: string; more: boolean }> {
  const [row] = await sql.query<{ until: string | null }>(
    'SELECT id::text AS until FROM ticket WHERE id > $1 ORDER BY id OFFSET $2 LIMIT 1',
    [after, size - 1],
    'verify-until',
  )
  return { until: row?.until ?? END, more: row?.until !== undefined }
}
const END = '9223372036854775807'

/** Every month the log has a place for: an event is found wherever it lies. */
export async function logMonths(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ month: string }>(
    `SELECT to_char(to_date(right(c.relname, 6), 'YYYYMM'), 'YYYY-MM-DD') AS month
     FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'event'::regclass ORDER BY 1`,
  )
  return rows.map(({ month }) => month)
}

/** Tickets with ids in (after, until]; `tx` should be one snapshot. */
export async function readStretch(tx: Sql, months: string[], after: string, until: string): Promise<Stretch> {
  const read = <R extends object>(name: keyof typeof SQL, ...more: unknown[]) =>
    tx.query<R>(SQL[name], [after, until, ...more], `verify-${name}`)
  const [tickets, events, assignments, clocks, replies, callbacks, consents, files, heard] = await Promise.all([
    read<TicketRow>('tickets'),
    read<EventRow>('events', months),
    read<AssignmentRow>('assignments'),
    read<ClockRow>('clocks'),
    read<ReplyRow>('replies'),
    read<CallbackRow>('callbacks'),
    read<ConsentRow>('consents'),
    read<FileRow>('files'),
    readHeard(tx, after, until),
  ])
  return { tickets, events, assignments, clocks, replies, callbacks, consents, files, ...heard }
}

const SQL = {
  tickets: `SELECT id::text, number, ${day('month')}, state, version, last_hash, type, channel, outcome, confidential, category_code,
      title, content, content_sealed, address, answer, registered_by, round, redo_count, escalated, awaits_review,
      problem, accepted_returns, consulting, ruled, complex, ${day('review_on')}, difficult, difficult_owner, ${day('check_on')}, urge_count, handed_to, turned_to, turn_state, upload,
      (SELECT concat_ws(' ', k.item_id, k.version, k.person_id, ${instant('k.at')}) FROM knowledge_use k WHERE k.ticket_id = ticket.id) AS knowledge,
      still, merged_into::text, part_of::text, closing, ${day('planned_on')}, escalation, call_promised,
      ${times('registered_at', 'dispatched_at', 'reviewed_at', 'closed_at', 'archived_at', 'due_at', 'shelved_at', 'reopened_at', 'rated_since')}
    FROM ticket WHERE id > $1::bigint AND id <= $2::bigint ORDER BY id`,
  events: `SELECT ticket_id::text, ${day('month')}, seq, id::text, kind, assignment_id::text, person_id, ${times('at')}, data,
      words_sealed, words_digest, units, hash
    FROM event WHERE month = ANY ($3::date[]) AND ${RANGE} ORDER BY event.ticket_id, seq`,
  assignments: `SELECT id::text, ticket_id::text, unit_id, unit_path, line, role, state, round, dispatched_by, signed_by, signed_on_time,
      number, title, parent_id::text, awaits_approval,
      ${times('dispatched_at', 'signed_at', 'contacted_at', 'replied_at', 'accepted_at', 'arrived_at', 'due_at')}
    FROM assignment WHERE ${RANGE} ORDER BY assignment.id`,
  clocks: `SELECT ticket_id::text, assignment_id::text, kind, round, ${times('started_at', 'due_at', 'stopped_at')}
    FROM clock WHERE ${RANGE} ORDER BY clock.id`,
  replies: `SELECT a.ticket_id::text, r.assignment_id::text, r.round, ${times('r.at')}, r.person_id, r.outcome, r.state, r.words_sealed
    FROM assignment a JOIN reply r ON r.assignment_id = a.id
    WHERE a.ticket_id > $1::bigint AND a.ticket_id <= $2::bigint ORDER BY r.id`,
  callbacks: `SELECT ticket_id::text, round, attempt, via, ${times('at')}, person_id, reached, solved, result_grade, manner_grade, words_sealed,
      coalesce((SELECT json_agg(json_build_object('assignmentId', assignment_id::text, 'contacted', contacted) ORDER BY assignment_id)
        FROM callback_contact c WHERE c.callback_id = callback.id), '[]') AS contacted
    FROM callback WHERE ${RANGE} ORDER BY callback.id`,
  files: `SELECT id::text, ticket_id::text, assignment_id::text, encode(sha256, 'hex') AS sha256, event_seq, ${times('attached_at')},
      uploaded_by, erased_at IS NOT NULL AS erased FROM file WHERE ${RANGE}`,
  consents: `SELECT ticket_id::text, unit_id, ${times('at')}, person_id FROM consent WHERE ${RANGE}`,
}
