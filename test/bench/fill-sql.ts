/**
 * The statements of the filler. $1 and $2 are the first and last ticket of a batch, $3 how many there will be. Everything
 * is drawn from the ticket's own number by a hash, so that two fillings are the same.
 */

const LAST_DAY = '2026-11-01 00:00:00+08'
const OPEN = `least($3::int * 15 / 100, 1350 + $3::int * 15 / 1000)`

/** A number from 0 to 1 that belongs to ticket `n` and to what it is asked for. */
const chance = (n: string, seed: number) => `((hashint8extended(${n}, ${seed}) & 1048575) / 1048576.0)`
/** Few get much: the square of a chance over a list. */
const skewed = (n: string, seed: number, count: string) => `(${count} * ${chance(n, seed)} ^ 2)::int % ${count}`

export const LOOKUPS = `
  CREATE SCHEMA bench;
  CREATE TABLE bench.sentence (id int PRIMARY KEY, title text, content text, address text, words tsvector);
  CREATE TABLE bench.unit AS SELECT (kind = 'town')::int AS which, row_number() OVER (PARTITION BY kind ORDER BY id) - 1 AS at, id, path
    FROM unit WHERE kind IN ('department', 'town') AND active AND EXISTS (SELECT FROM person p JOIN person_role r ON r.person_id = p.id
      WHERE p.unit_id = unit.id AND r.role = 'handler');
  CREATE TABLE bench.category AS SELECT row_number() OVER (ORDER BY code) - 1 AS at, code FROM category WHERE level = 3 AND active;
  CREATE TABLE bench.place AS SELECT row_number() OVER (ORDER BY code) - 1 AS at, code FROM place WHERE active;
  SELECT ensure_event_months('${LAST_DAY}'::timestamptz::date - 400, '${LAST_DAY}'::timestamptz::date);`

const TICKETS = `
  INSERT INTO ticket (id, number, month, state, version, last_hash, type, channel, requester_id, requester_kind, title, content,
    category_code, place_code, address, policy_id, catalogue_version, outcome, registered_at, registered_by, owner_id,
    dispatched_at, reviewed_at, closed_at, archived_at, due_at, yellow_at, awaits_review, search)
  SELECT n, number, date_trunc('month', moment AT TIME ZONE 'Asia/Shanghai')::date, state, 4, sha256(number::bytea),
    (ARRAY['inquiry','help','help','complaint','complaint','suggestion'])[1 + (${chance('n', 1)} * 5)::int], 'phone',
    (SELECT min(id) FROM requester) + n % (SELECT count(*) FROM requester), 'citizen', s.title, s.content,
    c.code, p.code, s.address, (SELECT max(id) FROM clock_policy WHERE active), (SELECT max(version) FROM catalogue), 'register', moment, person, person,
    CASE WHEN state <> 'registered' THEN moment + interval '20 minutes' END,
    CASE WHEN state IN ('callback','closed','archived') THEN moment + interval '4 days' END,
    CASE WHEN state IN ('closed','archived') THEN moment + interval '5 days' END,
    CASE WHEN state = 'archived' THEN moment + interval '35 days' END,
    CASE WHEN state IN ('closed','archived') THEN 'infinity' ELSE moment + ${chance('n', 6)} * interval '7 days' END,
    CASE WHEN state IN ('closed','archived') THEN 'infinity' ELSE moment + ${chance('n', 6)} * interval '5 days' END,
    state = 'handling' AND ${chance('n', 5)} < 0.1,
    s.words || array_to_tsvector(ARRAY[number, left(number, 6), right(number, 6)])
  FROM (SELECT *, to_char(moment AT TIME ZONE 'Asia/Shanghai', 'YYMMDD') || lpad((n % 1000000)::text, 6, '0') AS number,
      (SELECT min(id) FROM person WHERE login LIKE 'operator%') AS person,
      CASE WHEN n > $3::int - ${OPEN} THEN CASE WHEN ${chance('n', 4)} < 0.05 THEN 'registered' WHEN ${chance('n', 4)} < 0.2 THEN 'callback' ELSE 'handling' END
        WHEN n > $3::int * 0.9 THEN 'closed' ELSE 'archived' END AS state
    FROM (SELECT n, '${LAST_DAY}'::timestamptz - interval '365 days' * (1 - n / $3::float) AS moment FROM generate_series($1::bigint, $2::bigint) n) moments) t
  JOIN bench.sentence s ON s.id = (hashint8extended(n, 7) & 1048575) % 5000
  JOIN bench.category c ON c.at = ${skewed('n', 2, '(SELECT count(*) FROM bench.category)')}
  JOIN bench.place p ON p.at = ${skewed('n', 3, '(SELECT count(*) FROM bench.place)')}`

/** Of a ticket in hand, two of five are not yet signed; units of one that came back have all replied. */
const ASSIGNMENTS = `
  INSERT INTO assignment (id, ticket_id, unit_id, unit_path, line, role, state, dispatched_at, dispatched_by, return_until,
    signed_at, signed_by, signed_on_time, contacted_at, contacted_on_time, replied_at, replied_on_time, accepted_at,
    number, title, type, urgency, due_at, yellow_at, updated_at)
  SELECT 2 * ticket_id + a.which, ticket_id, unit.id, unit.path, line, role, state, dispatched_at, registered_by, dispatched_at + interval '4 hours',
    CASE WHEN state <> 'pending' THEN dispatched_at + interval '1 hour' END, CASE WHEN state <> 'pending' THEN registered_by END,
    CASE WHEN state <> 'pending' THEN true END,
    CASE WHEN state <> 'pending' THEN dispatched_at + interval '1 day' END, CASE WHEN state <> 'pending' THEN true END,
    CASE WHEN state IN ('replied','accepted') THEN dispatched_at + interval '3 days' END, CASE WHEN state IN ('replied','accepted') THEN true END,
    CASE WHEN state = 'accepted' THEN dispatched_at + interval '4 days' END,
    number, title, type, urgency, CASE WHEN state IN ('pending','signed') THEN due_at ELSE 'infinity' END,
    CASE WHEN state IN ('pending','signed') THEN yellow_at ELSE 'infinity' END, registered_at
  FROM (SELECT t.*, t.id AS ticket_id, which, CASE which WHEN 0 THEN 'industry' ELSE 'territory' END AS line, CASE which WHEN 0 THEN 'lead' ELSE 'assist' END AS role,
      CASE WHEN t.ticket_state <> 'handling' THEN 'accepted' WHEN t.awaits_review THEN 'replied'
        WHEN ${chance('t.id * 2 + which', 8)} < 0.4 THEN 'pending' WHEN ${chance('t.id * 2 + which', 8)} < 0.9 THEN 'signed' ELSE 'replied' END AS state
    FROM (SELECT id, number, title, type, urgency, state, awaits_review, due_at, yellow_at, registered_at, registered_by, dispatched_at FROM ticket
      WHERE id BETWEEN $1 AND $2 AND state <> 'registered' AND $3 > 0) t (id, number, title, type, urgency, ticket_state, awaits_review, due_at, yellow_at, registered_at, registered_by, dispatched_at)
      CROSS JOIN generate_series(0, 1) which) a
  JOIN bench.unit ON bench.unit.which = a.which AND bench.unit.at = CASE a.which
    WHEN 0 THEN ${skewed('ticket_id', 9, '(SELECT count(*) FROM bench.unit WHERE which = 0)')}
    ELSE ${skewed('ticket_id', 10, '(SELECT count(*) FROM bench.unit WHERE which = 1)')} END`

const EVENTS = `
  INSERT INTO event (month, ticket_id, seq, kind, person_id, at, data, units, hash)
  SELECT month, id, seq, (ARRAY['register','dispatch','sign','reply'])[seq], registered_by, registered_at + seq * interval '1 hour',
    '{"type": "help", "channel": "phone"}', ARRAY(SELECT unit_id FROM assignment a WHERE a.id IN (2 * t.id, 2 * t.id + 1)), sha256((number || seq)::bytea)
  FROM ticket t CROSS JOIN generate_series(1, 4) seq WHERE id BETWEEN $1 AND $2 AND $3 > 0`

const CLOCKS = `
  INSERT INTO clock (ticket_id, assignment_id, kind, started_at, amount, unit, half_at, yellow_at, due_at, level, next_at, stopped_at)
  SELECT ticket_id, id, kind, dispatched_at, 4, 'workingHour', dispatched_at + interval '2 hours', dispatched_at + interval '3 hours',
    CASE WHEN running THEN due_at ELSE dispatched_at + interval '4 hours' END + interval '7 days', 0,
    CASE WHEN running THEN due_at END, CASE WHEN NOT running THEN dispatched_at + interval '1 hour' END
  FROM (SELECT *, isfinite(due_at) AND (state = 'pending' OR kind = 'contact') AS running
    FROM assignment CROSS JOIN unnest(ARRAY['sign','contact']) kind WHERE ticket_id BETWEEN $1 AND $2 AND $3 > 0) a`

export const BATCH = [TICKETS, ASSIGNMENTS, EVENTS, CLOCKS]

/** The next ids lie behind those written. */
export const SEQUENCES = `SELECT setval('ticket_id', 64 * (2 + $1::bigint / 64)), setval('assignment_id', 64 * (4 + $1::bigint * 2 / 64))`
