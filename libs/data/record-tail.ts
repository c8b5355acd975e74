/**
 * Parts of a statement that write what an action left behind. Each takes one JSON parameter; empty lists cost nothing.
 * Column lists are spelled out so that a column added to a table and forgotten here fails a test, not a ticket.
 */

/** What of a ticket an action may change. */
const TICKET = `version int, policy_id int, last_hash bytea, state text, catalogue_version int, dispatched_at timestamptz, reviewed_at timestamptz,
  closed_at timestamptz, archived_at timestamptz, due_at timestamptz, yellow_at timestamptz, round smallint, redo_count smallint,
  escalated boolean, awaits_review boolean, problem boolean, accepted_returns smallint, consulting boolean, ruled boolean, complex boolean,
  shelved_at timestamptz, review_on date, difficult boolean, difficult_owner int, check_on date, urge_count smallint,
  handed_to text, turn_state text, reopened_at timestamptz, upload text, still text, merged_into bigint, closing text, planned_on date, escalation smallint,
  callback_unit_id int, call_from timestamptz, call_promised boolean, rated_since timestamptz`
const ASSIGNMENT = `id bigint, ticket_id bigint, unit_id int, unit_path text, line text, role text, state text, round smallint,
  dispatched_at timestamptz, dispatched_by int, return_until timestamptz, signed_at timestamptz, signed_by int,
  signed_on_time boolean, contacted_at timestamptz, contacted_on_time boolean, replied_at timestamptz,
  replied_on_time boolean, accepted_at timestamptz, arrived_at timestamptz, parent_id bigint, awaits_approval boolean, number text, title text, type text, urgency text,
  due_at timestamptz, yellow_at timestamptz, updated_at timestamptz`
const CLOCK = `ticket_id bigint, assignment_id bigint, kind text, round smallint, started_at timestamptz, amount numeric, unit text,
  around_the_clock boolean, half_at timestamptz, yellow_at timestamptz, due_at timestamptz, provisional boolean,
  level smallint, next_at timestamptz, stopped_at timestamptz, suspended boolean`
const EVENT = `month date, ticket_id bigint, seq int, kind text, assignment_id bigint, person_id int, at timestamptz, data jsonb,
  words_sealed bytea, words_digest bytea, units int[], hash bytea`

const names = (columns: string) => columns.split(',').map((column) => column.trim().split(/\s+/)[0]!)
const assign = (columns: string[]) => columns.map((name) => `${name} = r.${name}`).join(', ')
const list = (columns: string) => names(columns).join(', ')

const insert = (table: string, columns: string, param: string) =>
  `INSERT INTO ${table} (${list(columns)}) SELECT ${list(columns)} FROM json_to_recordset(${param}::json) AS r (${columns})`

export const insertAssignments = (param: string) => insert('assignment', ASSIGNMENT, param)
export const insertClocks = (param: string) => insert('clock', CLOCK, param)
export const insertEvents = (param: string) => insert('event', EVENT, param)

/** Nothing is updated when the version is not the one that was read. */
export const updateTicket = (id: string, version: string, param: string) =>
  `UPDATE ticket SET ${assign(names(TICKET))} FROM json_to_recordset(${param}::json) AS r (${TICKET})
   WHERE ticket.id = ${id} AND ticket.version = ${version}`

const NEVER_CHANGED = [
  'id',
  'ticket_id',
  'unit_id',
  'unit_path',
  'dispatched_at',
  'dispatched_by',
  'parent_id',
  'number',
  'type',
]

export const updateAssignments = (param: string) =>
  `UPDATE assignment SET ${assign(names(ASSIGNMENT).filter((name) => !NEVER_CHANGED.includes(name)))}
   FROM json_to_recordset(${param}::json) AS r (${ASSIGNMENT}) WHERE assignment.id = r.id`

const CLOCK_KEY = ['ticket_id', 'assignment_id', 'kind', 'round']

export const updateClocks = (param: string) =>
  `UPDATE clock SET ${assign(names(CLOCK).filter((name) => !CLOCK_KEY.includes(name)))}
   FROM json_to_recordset(${param}::json) AS r (${CLOCK})
   WHERE clock.ticket_id = r.ticket_id AND clock.kind = r.kind AND clock.round = r.round
     AND clock.assignment_id IS NOT DISTINCT FROM r.assignment_id`

export const insertIdempotency = (
  person: string,
  key: string,
  hash: string,
  status: string,
  response: string,
  at: string,
) =>
  `INSERT INTO idempotency (person_id, key, request_hash, status, response, at)
   SELECT ${person}::int, ${key}::text, ${hash}::bytea, ${status}::smallint, ${response}::jsonb, ${at}::timestamptz WHERE ${key}::text IS NOT NULL`
