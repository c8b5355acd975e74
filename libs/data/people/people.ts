import { ADMIN_ROLES, type Role } from '#domain/access'
import type { PersonView } from '#domain/views'
import type { Desk } from '#domain/words'
import { decodeIdCursor, encodeCursor } from '../cursor'
import type { Sql, Tx } from '../database'

/** Accounts, as the system administrator keeps them. Sessions end by triggers of the database; see migration 5. */

export interface PersonFilter {
  /** Part of a login or a name. */
  q: string | null
  unitId: number | null
  after: string | undefined
  limit: number
}

export async function peoplePage(
  sql: Sql,
  { q, unitId, after, limit }: PersonFilter,
): Promise<{ items: PersonView[]; next: string | null }> {
  const values = [q && `%${q.replace(/[\\%_]/g, '\\$&')}%`, unitId, decodeIdCursor(after) ?? '0', limit + 1]
  const rows = await sql.query<PersonView>(
    `${PERSON} AND p.id > $3::bigint ${MATCH} ORDER BY p.id LIMIT $4`,
    values,
    'people',
  )
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? encodeCursor(String(items.at(-1)!.id)) : null }
}

export async function findPerson(sql: Sql, id: number): Promise<PersonView | null> {
  return (await sql.query<PersonView>(`${PERSON} AND p.id = $1`, [id], 'person'))[0] ?? null
}

export async function findPersonByLogin(sql: Sql, login: string): Promise<PersonView | null> {
  return (await sql.query<PersonView>(`${PERSON} AND p.login = $1`, [login]))[0] ?? null
}

/** All changes of accounts stand in one queue: "the last one" and "not there yet" are only true one at a time. */
export async function lockPeople(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(12345004)')
}

export interface NewPerson {
  login: string
  name: string
  unitId: number
  desk: Desk | null
  hash: string
}

/** Null when the login is taken. The password is an initial one: it must be changed at the first sign-in. */
export async function insertPerson(tx: Tx, person: NewPerson): Promise<number | null> {
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO person (login, name, unit_id, desk, password_hash, password_changed_at, must_change_password)
     VALUES ($1, $2, $3, $4, $5, now(), true) ON CONFLICT (login) DO NOTHING RETURNING id`,
    [person.login, person.name, person.unitId, person.desk, person.hash],
  )
  return row?.id ?? null
}

export async function updatePerson(
  tx: Tx,
  id: number,
  to: { name: string; unitId: number; desk: Desk | null; active: boolean },
): Promise<void> {
  await tx.query('UPDATE person SET name = $2, unit_id = $3, desk = $4, active = $5 WHERE id = $1', [
    id,
    to.name,
    to.unitId,
    to.desk,
    to.active,
  ])
}

export async function replaceRoles(tx: Tx, id: number, roles: readonly Role[], by: number | null): Promise<void> {
  await tx.query('DELETE FROM person_role WHERE person_id = $1 AND NOT role = ANY($2::text[])', [id, roles])
  await tx.query(
    `INSERT INTO person_role (person_id, role, granted_by) SELECT $1, role, $3 FROM unnest($2::text[]) AS r(role)
     ON CONFLICT DO NOTHING`,
    [id, roles, by],
  )
}

/** Another initial password, and whoever was locked out may try again. */
export async function resetPassword(tx: Tx, id: number, hash: string): Promise<void> {
  await tx.query(
    `WITH old AS (SELECT id, password_hash FROM person WHERE id = $1),
       kept AS (INSERT INTO password_history (person_id, at, password_hash)
         SELECT id, clock_timestamp(), password_hash FROM old WHERE password_hash IS NOT NULL)
     UPDATE person SET password_hash = $2, password_changed_at = now(), must_change_password = true,
       failed_count = 0, failed_since = NULL, locked_until = NULL WHERE id = $1`,
    [id, hash],
  )
}

export async function isUnitActive(sql: Sql, unitId: number): Promise<boolean> {
  return (await sql.query('SELECT FROM unit WHERE id = $1 AND active', [unitId])).length > 0
}

/** Sessions that ended by what this transaction changed: their sockets are to be cut. */
export async function sessionsEnded(tx: Tx, personId: number): Promise<string[]> {
  const rows = await tx.query<{ hash: string }>(
    `SELECT encode(token_hash, 'hex') AS hash FROM session WHERE person_id = $1 AND revoked_at = now()`,
    [personId],
  )
  return rows.map(({ hash }) => hash)
}

/** Active people who hold an administrator role. */
export async function countAdmins(sql: Sql, role: Role): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM person_role r JOIN person p ON p.id = r.person_id WHERE p.active AND r.role = $1`,
    [role],
  )
  return row!.count
}

const MATCH = `AND ($1::text IS NULL OR p.login LIKE lower($1) OR p.name LIKE $1) AND ($2::int IS NULL OR p.unit_id = $2)`

/** The system itself is nobody's account. */
const PERSON = `
  SELECT p.id, p.login, p.name, p.unit_id AS "unitId", u.name AS "unitName", p.desk,
    ARRAY(SELECT r.role FROM person_role r WHERE r.person_id = p.id ORDER BY r.role) AS roles, p.active,
    coalesce(p.locked_until > now(), false) AS locked, p.must_change_password AS "mustChangePassword",
    NOT EXISTS (SELECT FROM person_role r WHERE r.person_id = p.id AND r.role IN (${ADMIN_ROLES.map((role) => `'${role}'`).join(', ')})) AS manageable,
    (SELECT to_char(max(s.seen_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') FROM session s WHERE s.person_id = p.id) AS "lastSeenAt"
  FROM person p JOIN unit u ON u.id = p.unit_id WHERE p.id > 0`
