/** A row or two of every table, as the version with migration 0006 wrote them. Not to be changed: that version is history. */
export const AS_OF_0006 = `
  INSERT INTO region (code, name, data_version) VALUES ('ejin-horo', '伊金霍洛旗', '1');
  INSERT INTO unit (id, code, name, kind, path) VALUES (1, 'C', '热线中心', 'center', '1.'), (2, 'T', '阿镇', 'town', '2.'),
    (3, 'B', '住建局', 'department', '3.');
  INSERT INTO unit_group (code, name) VALUES ('towns', '各镇');
  INSERT INTO unit_group_member (group_code, unit_id) VALUES ('towns', 2);
  INSERT INTO person (id, login, name, unit_id) VALUES (1, 'dispatcher', '派单甲', 1), (2, 'handler', '经办甲', 3);
  INSERT INTO password_history (person_id, password_hash) VALUES (1, 'x');
  INSERT INTO person_role (person_id, role) VALUES (1, 'dispatcher'), (2, 'handler');
  INSERT INTO session (token_hash, person_id, expires_at) VALUES ('\\x01', 1, now() + interval '1 hour');
  INSERT INTO audit (person_id, kind) VALUES (1, 'signIn');
  INSERT INTO place (code, name, unit_id, area_kind) VALUES ('P', '一小区', 2, 'urban');
  INSERT INTO tag (code, name) VALUES ('light', '路灯');
  INSERT INTO category (code, level, parent_code, name, unit_id) VALUES ('01', 1, NULL, '城建', NULL), ('0101', 2, '01', '照明', NULL),
    ('010101', 3, '0101', '路灯', 3);
  INSERT INTO catalogue (version) VALUES (1);
  INSERT INTO catalogue_entry (version, category_code, place_code, unit_id) VALUES (1, '010101', NULL, 3), (1, '010101', 'P', 3);
  INSERT INTO clock_policy (code, version, label, policy, active) VALUES ('test', 1, '测试', '{}', true);
  INSERT INTO calendar_year (year, published) VALUES (2026, true);
  INSERT INTO calendar_day (day, year, name, off) VALUES ('2026-10-01', 2026, '国庆节', true);
  INSERT INTO requester (kind, name_sealed, phone_token) VALUES ('citizen', '\\x01', '\\x02');
  INSERT INTO ticket (id, number, month, state, version, last_hash, type, channel, requester_id, requester_kind, title, content,
      category_code, place_code, policy_id, catalogue_version, outcome, registered_at, registered_by, dispatched_at)
    VALUES (64, '251120000064', '2025-11-01', 'handling', 2, '\\x02', 'help', 'phone', 1, 'citizen', '路灯不亮', '南门路灯不亮。',
      '010101', 'P', 1, 1, 'register', '2025-11-20 09:00+08', 1, '2025-11-20 09:10+08');
  INSERT INTO assignment (id, ticket_id, unit_id, unit_path, line, role, state, dispatched_at, dispatched_by, number, title, type,
      urgency, updated_at, signed_at, signed_by, signed_on_time)
    VALUES (64, 64, 3, '3.', 'industry', 'lead', 'signed', '2025-11-20 09:10+08', 1, '251120000064', '路灯不亮', 'help', 'normal', now(),
        '2025-11-20 09:20+08', 2, true),
      (65, 64, 2, '2.', 'territory', 'assist', 'pending', '2025-11-20 09:10+08', 1, '251120000064', '路灯不亮', 'help', 'normal', now(),
        NULL, NULL, NULL);
  INSERT INTO consent (ticket_id, unit_id, at, person_id) VALUES (64, 3, now(), 1);
  INSERT INTO reply (assignment_id, round, at, person_id, outcome, words_sealed) VALUES (64, 1, now(), 2, 'solved', '\\x01');
  INSERT INTO callback (ticket_id, round, attempt, at, person_id, reached, solved, result_grade, manner_grade)
    VALUES (64, 1, 1, now(), 1, true, 'yes', 5, 5);
  INSERT INTO callback_contact (callback_id, assignment_id, contacted) VALUES (1, 64, true);
  INSERT INTO reveal (ticket_id, person_id, field, reason, until) VALUES (64, 1, 'phone', '回电', now());
  INSERT INTO draft (person_id, key, sealed) VALUES (1, 'intake', '\\x01');
  SELECT ensure_event_months('2025-11-01', '2025-11-30');
  INSERT INTO event (month, ticket_id, seq, kind, person_id, at, data, units, hash)
    VALUES ('2025-11-01', 64, 1, 'register', 1, now(), '{}', '{}', '\\x01'), ('2025-11-01', 64, 2, 'dispatch', 1, now(), '{}', '{2,3}', '\\x02');
  INSERT INTO clock (ticket_id, kind, started_at, amount, unit, half_at, yellow_at, due_at)
    VALUES (64, 'reply', now(), 5, 'workingDay', now(), now(), now());
  INSERT INTO notice (kind, ticket_id, unit_id, at) VALUES ('dispatched', 64, 3, now());
  INSERT INTO idempotency (person_id, key, request_hash, status, response, at) VALUES (1, 'intention-1', '\\x01', 201, '{}', now());
  INSERT INTO worker_heartbeat (worker_id) VALUES ('one');
`
