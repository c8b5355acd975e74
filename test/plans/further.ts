/** What the filler leaves out: replies, callbacks, notices and answers kept for retries, for most tickets one. */
export const FURTHER = `
  INSERT INTO reply (assignment_id, round, at, person_id, outcome) SELECT id, 1, now(), 0, 'solved' FROM assignment WHERE state IN ('replied', 'accepted');
  INSERT INTO callback (ticket_id, round, attempt, at, person_id, reached) SELECT id, 1, 1, now(), 0, false FROM ticket WHERE closed_at IS NOT NULL;
  INSERT INTO callback_contact SELECT c.id, a.id, true FROM callback c JOIN assignment a ON a.ticket_id = c.ticket_id;
  INSERT INTO consent SELECT id, 1, now(), 0 FROM ticket WHERE id % 10 = 0;
  INSERT INTO notice (kind, ticket_id, unit_id, at) SELECT 'clock', ticket_id, unit_id, now() FROM assignment;
  INSERT INTO notice (kind, ticket_id, role, at) SELECT 'clock', id, 'dispatcher', now() FROM ticket;
  INSERT INTO request (id, ticket_id, assignment_id, unit_id, kind, state, reason, amount, asked_at, asked_by)
    SELECT id, ticket_id, id, unit_id, 'extend', 'open', 'extend', 1, dispatched_at, 0 FROM assignment WHERE state IN ('signed', 'replied');
  INSERT INTO supervision (id, ticket_id, unit_id, mode, issued_at, issued_by, answer_by)
    SELECT id, ticket_id, unit_id, 'phone', now(), 0, dispatched_at FROM assignment WHERE state IN ('pending', 'signed', 'replied');
  INSERT INTO consultation (title, at, place, chair_id, state, ended_at, created_by)
    SELECT 'm', date '2020-01-01' + n, 'p', 0, CASE WHEN n % 2 = 0 THEN 'held' ELSE 'planned' END, CASE WHEN n % 2 = 0 THEN now() END, 0
    FROM generate_series(1, 3000) n;
  INSERT INTO consultation_unit SELECT c.id, u.id, c.state, c.at FROM consultation c, unit u;
  INSERT INTO consultation_item (id, consultation_id, ticket_id, state, tabled_at, tabled_by, ended_at)
    SELECT row_number() OVER (), 1 + t.id % 3000, t.id, CASE WHEN t.id % 2 = 0 THEN 'postponed' ELSE 'listed' END, now(), 0,
      CASE WHEN t.id % 2 = 0 THEN now() END FROM ticket t;
  INSERT INTO rule_change (kind, state, content, reason, effective_on, open_too, proposed_at, proposed_by)
    SELECT 'calendar', 'proposed', '{}', 'r', now(), false, now(), 0 FROM generate_series(1, 3);
  INSERT INTO clock_move (change_id, ticket_id, kind, round, moved, from_due, to_due, why, at)
    SELECT 1 + id % 3, id, 'reply', 1, true, now(), now(), 'calendar', now() FROM ticket;
  UPDATE ticket SET consulting = true WHERE state = 'handling' AND id % 4 < 2;
  UPDATE ticket SET difficult = id % 2 = 0, check_on = date '2026-01-01' + (id % 300)::int, problem = id % 2 = 1;
  UPDATE ticket SET state = 'callback', call_from = CASE WHEN id % 3 = 0 THEN timestamptz '2026-10-30 06:00+08' + (id % 500) * interval '1 minute' END,
    call_promised = id % 6 = 0, callback_unit_id = CASE WHEN id % 5 = 0 THEN 1 + id % 3 END,
    rated_since = CASE WHEN id % 7 = 0 THEN now() END WHERE state = 'registered' AND id % 4 = 0;
  INSERT INTO rating_link SELECT id, 1, decode(md5(id::text), 'hex'), now(), 0, now() FROM ticket;
  INSERT INTO disposal (ticket_id, round, exit, at, person_id, check_on) SELECT id, 1, 'extended', now(), 0, date '2026-01-01' + (id % 600)::int
    FROM ticket WHERE state = 'closed' AND id % 9 = 0;
  INSERT INTO rectification (id, ticket_id, round, assignment_id, unit_id, grade, state, opened_at, due_at)
    SELECT id, ticket_id, 1, id, unit_id, 2, 'open', timestamptz '2026-01-01' + (id % 300) * interval '1 day', now() FROM assignment WHERE role = 'lead';
  INSERT INTO rectification_step (rectification_id, ticket_id, at, person_id, kind) SELECT id, ticket_id, now(), 0, 'submitted' FROM rectification;
  INSERT INTO false_closure SELECT id + 1, id, now() FROM ticket WHERE id % 3 = 0 AND id + 1 < (SELECT max(id) FROM ticket);
  INSERT INTO call (partner, ref, state, desk, offered_at, answered_at, ended_at, operator_id, owner_id, number_token)
    SELECT 'pbx', number, CASE id % 50 WHEN 0 THEN 'ringing' ELSE CASE WHEN id % 10 = 1 THEN 'abandoned' ELSE 'ended' END END,
      CASE id % 3 WHEN 0 THEN 'night' ELSE 'general' END, registered_at - interval '1 hour',
      CASE WHEN id % 50 <> 0 AND id % 10 <> 1 THEN registered_at END, CASE WHEN id % 50 <> 0 THEN registered_at END,
      (SELECT person_id FROM desk_member WHERE desk_code = 'general' LIMIT 1), 0, decode(to_hex(id % 1000 + 4096), 'hex') FROM ticket;
  INSERT INTO call_event (call_id, seq, kind, at) SELECT id, 1, 'offered', offered_at FROM call;
  INSERT INTO call_ticket SELECT c.id, t.id, 'registered', now(), 0 FROM call c JOIN ticket t ON t.number = c.ref WHERE c.state = 'ended';
  INSERT INTO missed_call (desk, number_token, call_id, made_at, due_at) SELECT desk, decode(to_hex(id), 'hex'), id, offered_at, offered_at
    FROM call WHERE state = 'abandoned' AND length(to_hex(id)) % 2 = 0;
  INSERT INTO idempotency SELECT 1, 'key-of-' || number, '\\x00', 201, '{}', now() FROM ticket;
  INSERT INTO delivery (ticket_id, seq, kind, template_version, channel, state, urgent, held, created_at, not_before, expires_at, sent_at, settled_at, address_token)
    SELECT t.id, s, 'registered', 1, CASE WHEN t.id % 50 = 0 THEN 'wechat' ELSE 'sms' END, CASE WHEN t.id % 20 = 0 THEN 'failed' WHEN t.id % 33 = 0 THEN 'queued' ELSE 'delivered' END,
      false, false, now(), now(), now() + interval '3 days', now(), now(), decode(md5(t.id::text), 'hex') FROM ticket t, generate_series(1, 3) s;
  UPDATE ticket SET upload = CASE WHEN id % 50 = 0 THEN 'refused' ELSE 'uploaded' END WHERE id % 10 = 0;
  INSERT INTO reply_upload (ticket_id, seq, platform, state) SELECT id, 1, 'x', upload FROM ticket WHERE upload IS NOT NULL;`
