import type { Client } from 'pg'
import type { DeskRow, ShiftRow } from '../read/data'

/**
 * Adds the desks that are not there yet, with the people whose desk they are and their shifts. Desks that exist belong to
 * whoever looks after them: the files change nothing about them.
 */
export async function addDesks(
  client: Client,
  desks: readonly DeskRow[],
  shifts: readonly ShiftRow[],
): Promise<number> {
  const { rows } = await client.query<{ code: string }>(
    `INSERT INTO desk (code, name, dial_key, overflow_code, open_from, open_to, ring_seconds)
     SELECT code, name, "dialKey", overflow, "openFrom", "openTo", "ringSeconds"
     FROM jsonb_to_recordset($1::jsonb) AS r (code text, name text, "dialKey" text, overflow text, "openFrom" smallint, "openTo" smallint, "ringSeconds" smallint)
     ON CONFLICT (code) DO NOTHING RETURNING code`,
    [JSON.stringify(desks)],
  )
  const added = rows.map(({ code }) => code)
  await client.query(
    `INSERT INTO desk_member (desk_code, person_id) SELECT desk, id FROM person WHERE desk = ANY($1) ON CONFLICT DO NOTHING`,
    [added],
  )
  await client.query(
    `INSERT INTO desk_shift (desk_code, person_id, weekday, from_minute, to_minute)
     SELECT r.desk, p.id, r.weekday, r."from", r."to"
     FROM jsonb_to_recordset($1::jsonb) AS r (desk text, login text, weekday smallint, "from" smallint, "to" smallint)
     JOIN person p ON p.login = r.login WHERE r.desk = ANY($2)`,
    [JSON.stringify(shifts), added],
  )
  return added.length
}
