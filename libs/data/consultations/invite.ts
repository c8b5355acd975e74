/**
 * Invites units to a meeting, each once, and tells them; `found` selects the meeting and the unit. Part of a statement: what
 * stands before it may define `WITH` names of its own.
 */
export const inviting = (found: string) => `, invited AS (
    INSERT INTO consultation_unit (consultation_id, unit_id, state, at)
    SELECT f.id, f.unit_id, c.state, c.at FROM (${found}) AS f (id, unit_id) JOIN consultation c ON c.id = f.id
    ON CONFLICT DO NOTHING RETURNING consultation_id, unit_id
  ) INSERT INTO notice (kind, unit_id, at, data)
    SELECT 'consultation', i.unit_id, now(), json_build_object('consultationId', c.id::text, 'title', c.title, 'at', c.at)
    FROM invited i JOIN consultation c ON c.id = i.consultation_id`
