import type { PasswordRules } from '#domain/privacy/password'
import type { Sql } from '../database'

/** What signing in looks at. Only people who can act are found: active, in an active unit. */
export interface Credentials {
  personId: number
  login: string
  name: string
  hash: string | null
  lockedUntil: Date | null
}

export async function findCredentials(sql: Sql, login: string): Promise<Credentials | null> {
  const rows = await sql.query<Credentials>(
    `SELECT p.id AS "personId", p.login, p.name, p.password_hash AS hash,
       CASE WHEN p.locked_until > now() THEN p.locked_until END AS "lockedUntil"
     FROM person p JOIN unit u ON u.id = p.unit_id AND u.active
     WHERE p.login = $1 AND p.active`,
    [login],
    'find-credentials',
  )
  return rows[0] ?? null
}

/** Counts one more failure and locks when there were too many within the window; returns until when. */
export async function countFailure(sql: Sql, personId: number, rules: PasswordRules): Promise<Date | null> {
  const rows = await sql.query<{ lockedUntil: Date | null }>(
    `UPDATE person SET
       failed_count = CASE WHEN counted.failures >= $2 THEN 0 ELSE counted.failures END,
       failed_since = CASE WHEN counted.failures = 1 THEN now() ELSE failed_since END,
       locked_until = CASE WHEN counted.failures >= $2 THEN now() + make_interval(mins => $4) ELSE locked_until END
     FROM (SELECT CASE WHEN failed_count > 0 AND failed_since > now() - make_interval(mins => $3)
             THEN failed_count + 1 ELSE 1 END AS failures
           FROM person WHERE id = $1 FOR UPDATE) counted
     WHERE id = $1
     RETURNING CASE WHEN locked_until > now() THEN locked_until END AS "lockedUntil"`,
    [personId, rules.failures, rules.failureMinutes, rules.lockMinutes],
  )
  return rows[0]?.lockedUntil ?? null
}

export async function clearFailures(sql: Sql, personId: number): Promise<void> {
  await sql.query(
    `UPDATE person SET failed_count = 0, failed_since = NULL, locked_until = NULL
     WHERE id = $1 AND (failed_count > 0 OR locked_until IS NOT NULL)`,
    [personId],
  )
}

/** The same password under today's cost; not a change of password. */
export async function upgradeHash(sql: Sql, personId: number, from: string, to: string): Promise<void> {
  await sql.query(`UPDATE person SET password_hash = $3 WHERE id = $1 AND password_hash = $2`, [personId, from, to])
}

/** The present hash and the latest of the earlier ones, newest first. */
export async function latestHashes(sql: Sql, personId: number, count: number): Promise<string[]> {
  const rows = await sql.query<{ hash: string }>(
    `(SELECT password_hash AS hash, 'infinity'::timestamptz AS at FROM person WHERE id = $1 AND password_hash IS NOT NULL)
     UNION ALL (SELECT password_hash, at FROM password_history WHERE person_id = $1 ORDER BY at DESC LIMIT $2)
     ORDER BY at DESC`,
    [personId, count],
  )
  return rows.map((row) => row.hash)
}

/** Keeps the hash it replaces. False when the password was changed by someone else meanwhile. */
export async function replaceHash(sql: Sql, personId: number, from: string, to: string): Promise<boolean> {
  const rows = await sql.query(
    `WITH changed AS (
       UPDATE person SET password_hash = $3, password_changed_at = now(), must_change_password = false
       WHERE id = $1 AND password_hash = $2 RETURNING id)
     INSERT INTO password_history (person_id, at, password_hash) SELECT id, clock_timestamp(), $2 FROM changed
     RETURNING person_id`,
    [personId, from, to],
  )
  return rows.length > 0
}
