import type { FaultCode } from '#data/verify/fault'

/** What the verifier says to a changed column; a reason in words where it cannot know, and why that is right. */
export const EXPECTED: Record<string, Record<string, FaultCode | { unseen: string }>> = {
  event: {
    month: 'month',
    ticket_id: 'gap',
    seq: 'gap',
    id: 'order',
    xid: { unseen: 'a place in the database’s own order, lost when it is restored' },
    kind: 'hash',
    assignment_id: 'hash',
    person_id: 'hash',
    at: 'hash',
    data: 'hash',
    words_sealed: 'words',
    words_digest: 'hash',
    units: 'hash',
    hash: 'hash',
  },
  assignment: {
    ...columns('id ticket_id unit_id line role state round dispatched_at dispatched_by signed_at signed_by signed_on_time contacted_at replied_at accepted_at number title parent_id arrived_at awaits_approval', 'assignment'), // prettier-ignore
    ...unseen('unit_path type urgency', 'a copy of the unit and the ticket, kept for lists'),
    ...unseen(
      'due_at yellow_at return_until updated_at contacted_on_time replied_on_time',
      'follows from the clocks by the region’s calendar',
    ),
  },
  clock: {
    ...columns('assignment_id kind round started_at stopped_at', 'clock'),
    ticket_id: 'noTicket',
    due_at: 'clock',
    id: { unseen: 'a number without meaning' },
    ...unseen(
      'amount unit around_the_clock half_at yellow_at provisional level next_at suspended',
      'follows from the policy and the calendar, and from reminders',
    ),
  },
  reply: {
    ...columns('assignment_id round at person_id outcome words_sealed state', 'reply'),
    id: { unseen: 'a number without meaning' },
  },
  callback: {
    ...columns('ticket_id at person_id via reached solved result_grade manner_grade words_sealed', 'callback'),
    id: 'callback',
    ...unseen('round attempt', 'counted from the rows themselves'),
  },
  callback_contact: columns('callback_id assignment_id contacted', 'callback'),
  file: {
    ...columns('id sha256 uploaded_by assignment_id event_seq attached_at', 'file'),
    ticket_id: 'noTicket',
    ...unseen('size kind', 'told by the content, whose hash is in the log'),
    ...unseen('name_sealed identifying upload_key uploaded_at', 'facts of the upload that the log does not repeat'),
    ...unseen('scan scanned_at erased_at', 'what became of it later'),
  },
  knowledge_use: columns('ticket_id item_id version at person_id', 'knowledge'),
  disposal: columns('ticket_id round exit at person_id check_on checked_at checked_by transferred_to words_sealed', 'disposal'), // prettier-ignore
  rating_link: {
    ...columns('ticket_id round offered_at offered_by expires_at used_at', 'rating'),
    token_hash: { unseen: 'made from a key that is not here; another one opens nothing' },
  },
  rectification: columns('id ticket_id round assignment_id unit_id grade state opened_at due_at tries submitted_at submitted_by checked_at checked_by', 'rectification'), // prettier-ignore
  rectification_step: {
    ...columns('rectification_id ticket_id at person_id kind grade words_sealed', 'rectification'),
    id: { unseen: 'a number without meaning' },
  },
  consent: columns('ticket_id unit_id at person_id', 'consent'),
  ticket: {
    id: 'noTicket',
    ...columns('number month state type channel category_code outcome registered_at registered_by dispatched_at reviewed_at closed_at archived_at due_at round redo_count escalated awaits_review', 'ticket'), // prettier-ignore
    version: 'version',
    last_hash: 'lastHash',
    ...columns('title content content_sealed address answer', 'demand'),
    ...unseen('channel_ref desk urgency requester_id requester_kind anonymous confidential name_confidential retaliation accused_unit_id tags place_code area_kind policy_id catalogue_version owner_id', 'facts of the intake that the log does not repeat'), // prettier-ignore
    ...columns('problem accepted_returns consulting ruled complex shelved_at review_on difficult difficult_owner check_on urge_count handed_to turned_to turn_state upload reopened_at still merged_into part_of closing planned_on escalation call_promised rated_since', 'ticket'), // prettier-ignore
    ...unseen('callback_unit_id call_from', 'follow from the region’s data and calendar'),
    ...unseen('yellow_at search', 'made from other columns, for lists and search'),
  },
}

function columns<T>(names: string, as: T): Record<string, T> {
  return Object.fromEntries(names.split(' ').map((name) => [name, as]))
}
function unseen(names: string, why: string) {
  return columns(names, { unseen: why })
}

/** Some other value of the same type, as SQL. */
export function another(table: string, column: string, type: string): string {
  const special = SPECIAL[`${table}.${column}`] ?? SPECIAL[column]
  if (special) return special
  if (type === 'integer[]') return `${column} || 1`
  if (type === 'timestamp with time zone')
    return `coalesce(nullif(${column}, 'infinity'), now()) + interval '1 microsecond'`
  if (type === 'bytea')
    return `set_byte(${column}, length(${column}) - 1, get_byte(${column}, length(${column}) - 1) # 1)`
  if (type === 'jsonb') return `${column} || '{"onTime": null}'`
  if (type === 'boolean') return `NOT coalesce(${column}, false)`
  if (type === 'text') return `coalesce(${column}, '') || '1'`
  return `coalesce(${column}, 0) + 1`
}

const SPECIAL: Record<string, string> = {
  month: `month + interval '1 month'`,
  hash: `decode(repeat('ab', 32), 'hex')`,
  ticket_id: '(SELECT max(ticket_id) + 1 FROM event)',
  review_on: 'coalesce(review_on, current_date) + 1',
  check_on: 'coalesce(check_on, current_date) + 1',
  planned_on: 'coalesce(planned_on, current_date) + 1',
  seq: 'seq + 100',
  id: 'id + 1000000',
  assignment_id: 'coalesce(assignment_id, 0) + 1000000',
  'knowledge_use.ticket_id': '(SELECT min(id) FROM ticket)',
  'reply.round': 'round + 100',
  'rating_link.round': 'round + 100',
  'disposal.round': 'round + 100',
  'reply.state': `'sentBack'`,
}
