import type { DeskRow, OperatorRow, ShiftView } from '#domain/calls/views'
import type { Shift } from '#domain/calls/shifts'
import type { DeskInput } from '#domain/inputs/calls'
import type { Desk } from '#domain/words'
import type { Sql, Tx } from '../database'

export async function activeDesk(sql: Sql, code: Desk): Promise<Desk | null> {
  const [row] = await sql.query<{ code: Desk }>(
    'SELECT code FROM desk WHERE code = $1 AND active',
    [code],
    'desk-active',
  )
  return row?.code ?? null
}

export async function personOfLogin(sql: Sql, login: string): Promise<number | null> {
  const [row] = await sql.query<{ id: number }>(
    'SELECT id FROM person WHERE login = lower($1) AND id > 0',
    [login],
    'person-of-login',
  )
  return row?.id ?? null
}

/** All desks with their members, few of each. */
export type FoundDesk = Omit<DeskRow, 'members'> & { members: Omit<DeskRow['members'][number], 'onDuty'>[] }

export function deskRows(sql: Sql): Promise<FoundDesk[]> {
  return sql.query<FoundDesk & Record<string, unknown>>(DESKS, [], 'desks')
}

/** Two people who change the same desk wait for each other; false when there is no such desk. */
export async function lockDesk(tx: Tx, code: Desk): Promise<boolean> {
  return (await tx.query('SELECT FROM desk WHERE code = $1 AND active FOR UPDATE', [code])).length > 0
}

export async function updateDesk(tx: Tx, code: Desk, to: DeskInput): Promise<void> {
  await tx.query(
    'UPDATE desk SET name = $2, open_from = $3, open_to = $4, overflow_code = $5, ring_seconds = $6 WHERE code = $1',
    [code, to.name, to.openFrom, to.openTo, to.overflow ?? null, to.ringSeconds],
  )
}

export async function replaceMembers(tx: Tx, code: Desk, people: readonly number[]): Promise<void> {
  await tx.query('DELETE FROM desk_member WHERE desk_code = $1 AND NOT person_id = ANY($2::int[])', [code, people])
  await tx.query('INSERT INTO desk_member (desk_code, person_id) SELECT $1, unnest($2::int[]) ON CONFLICT DO NOTHING', [
    code,
    people,
  ])
}

/** Of these, the ones who are active and answer calls. */
export async function operatorsAmong(sql: Sql, people: readonly number[]): Promise<Set<number>> {
  const rows = await sql.query<{ id: number }>(
    `SELECT p.id FROM person p JOIN person_role r ON r.person_id = p.id AND r.role = 'operator'
     WHERE p.id = ANY($1::int[]) AND p.active`,
    [people],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Everybody who may be put to a desk. */
export function allOperators(sql: Sql): Promise<OperatorRow[]> {
  return sql.query<OperatorRow & Record<string, unknown>>(
    `SELECT p.id AS "personId", p.name, p.login, u.name AS "unitName" FROM person p JOIN unit u ON u.id = p.unit_id
     WHERE p.active AND EXISTS (SELECT FROM person_role r WHERE r.person_id = p.id AND r.role = 'operator') ORDER BY p.login`,
    [],
    'operators-all',
  )
}

/** Shifts of weekdays, and those of dates from a day on; of one desk, or of all. */
export function shiftRows(sql: Sql, desk: Desk | null, from: string): Promise<(Shift & ShiftView)[]> {
  return sql.query<Shift & ShiftView & Record<string, unknown>>(
    `SELECT s.desk_code AS "deskCode", s.person_id AS "personId", p.name, s.weekday, s.day::text, s.from_minute AS "from", s.to_minute AS "to"
     FROM desk_shift s JOIN person p ON p.id = s.person_id JOIN desk d ON d.code = s.desk_code AND d.active
     WHERE ($1::text IS NULL OR s.desk_code = $1) AND (s.day IS NULL OR s.day >= $2::date)
     ORDER BY s.weekday, s.day, s.from_minute, p.name`,
    [desk, from],
    'shifts',
  )
}

/** Dates that are over stay as they were planned. */
export async function replaceShifts(tx: Tx, code: Desk, shifts: readonly Omit<Shift, 'deskCode'>[], from: string) {
  await tx.query('DELETE FROM desk_shift WHERE desk_code = $1 AND (day IS NULL OR day >= $2::date)', [code, from])
  await tx.query(
    `INSERT INTO desk_shift (desk_code, person_id, weekday, day, from_minute, to_minute)
     SELECT $1, person_id, weekday, day, "from", "to"
     FROM json_to_recordset($2::json) AS r (person_id int, weekday smallint, day date, "from" smallint, "to" smallint)`,
    [code, JSON.stringify(shifts.map(({ personId, ...shift }) => ({ person_id: personId, ...shift })))],
  )
}

const DESKS = `
  SELECT d.code, d.name, d.dial_key AS "dialKey", d.overflow_code AS overflow, d.open_from AS "openFrom", d.open_to AS "openTo",
    d.ring_seconds AS "ringSeconds",
    coalesce((SELECT json_agg(json_build_object('personId', p.id, 'name', p.name,
        'state', CASE WHEN o.seen_at > now() - interval '60 seconds' THEN o.state END) ORDER BY p.name)
      FROM desk_member m JOIN person p ON p.id = m.person_id AND p.active LEFT JOIN operator_state o ON o.person_id = p.id
      WHERE m.desk_code = d.code), '[]') AS members,
    (SELECT count(*)::int FROM (SELECT FROM missed_call WHERE desk = d.code AND closed_at IS NULL LIMIT 200) w) AS waiting
  FROM desk d WHERE d.active ORDER BY d.dial_key NULLS LAST, d.code`
