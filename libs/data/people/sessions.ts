import type { Role } from '#domain/access'
import type { Desk, UnitKind } from '#domain/words'
import type { Sql } from '../database'

/** A session that counts right now, with everything a request needs to know about its person. */
export interface LiveSession {
  /** SHA-256 of the token, hex; the token itself is kept nowhere. */
  hash: string
  expiresAt: Date
  seenAt: Date
  personId: number
  login: string
  name: string
  desk: Desk | null
  unitId: number
  unitName: string
  unitKind: UnitKind
  unitPath: string
  roles: Role[]
  mustChangePassword: boolean
  passwordChangedAt: Date | null
}

/** Those of the given sessions that are neither ended, expired nor idle, of people and units still active. */
export function findSessions(sql: Sql, hashes: readonly string[], idleMinutes: number): Promise<LiveSession[]> {
  return sql.query<LiveSession>(FIND, [hashes.map(bytes), idleMinutes], 'find-sessions')
}

/** Only people who can act get one; `hours` is its absolute end. */
export async function insertSession(
  sql: Sql,
  session: { hash: string; personId: number; hours: number; address: string; agent: string },
): Promise<void> {
  await sql.query(
    `INSERT INTO session (token_hash, person_id, expires_at, address, agent)
     VALUES ($1, $2, now() + make_interval(hours => $3), $4, $5)`,
    [bytes(session.hash), session.personId, session.hours, session.address, session.agent],
    'insert-session',
  )
}

/** Says these were used; a session used in the last minute is left alone, so a busy one is written once a minute. */
export async function touchSessions(sql: Sql, hashes: readonly string[]): Promise<void> {
  await sql.query(
    `UPDATE session SET seen_at = now() WHERE token_hash = ANY($1) AND seen_at < now() - interval '1 minute'`,
    [hashes.map(bytes)],
    'touch-sessions',
  )
}

export async function endSession(sql: Sql, hash: string): Promise<void> {
  await sql.query(`UPDATE session SET revoked_at = now() WHERE token_hash = $1 AND revoked_at IS NULL`, [bytes(hash)])
}

/** What the security administrator sees; `id` is the hash of the token, useless for acting as the person. */
export interface SessionRow {
  id: string
  personId: number
  login: string
  name: string
  unitName: string
  createdAt: Date
  seenAt: Date
  expiresAt: Date
  address: string | null
  agent: string | null
}

/** Newest first, 50 at a time; `after` is the last id of the page before. */
export function listSessions(
  sql: Sql,
  idleMinutes: number,
  after: string | null,
  limit: number,
): Promise<SessionRow[]> {
  return sql.query<SessionRow>(LIST, [idleMinutes, after === null ? null : bytes(after), limit], 'list-sessions')
}

/** Ends one by the id of the list; null when there is none (any more). */
export async function endListedSession(sql: Sql, id: string): Promise<{ hash: string; personId: number } | null> {
  const rows = await sql.query<{ hash: string; personId: number }>(
    `UPDATE session SET revoked_at = now()
     WHERE token_hash = $1 AND revoked_at IS NULL AND expires_at > now()
     RETURNING encode(token_hash, 'hex') AS hash, person_id AS "personId"`,
    [bytes(id)],
  )
  return rows[0] ?? null
}

const LIVE = `s.revoked_at IS NULL AND s.expires_at > now() AND s.seen_at > now() - make_interval(mins => `

const FIND = `
  SELECT encode(s.token_hash, 'hex') AS hash, s.expires_at AS "expiresAt", s.seen_at AS "seenAt",
    p.id AS "personId", p.login, p.name, p.desk,
    u.id AS "unitId", u.name AS "unitName", u.kind AS "unitKind", u.path AS "unitPath",
    ARRAY(SELECT r.role FROM person_role r WHERE r.person_id = p.id ORDER BY r.role) AS roles,
    p.must_change_password AS "mustChangePassword", p.password_changed_at AS "passwordChangedAt"
  FROM session s
  JOIN person p ON p.id = s.person_id AND p.active
  JOIN unit u ON u.id = p.unit_id AND u.active
  WHERE s.token_hash = ANY($1) AND ${LIVE}$2)`

const LIST = `
  SELECT encode(s.token_hash, 'hex') AS id, s.person_id AS "personId", p.login, p.name, u.name AS "unitName",
    s.created_at AS "createdAt", s.seen_at AS "seenAt", s.expires_at AS "expiresAt", s.address, s.agent
  FROM session s JOIN person p ON p.id = s.person_id AND p.active JOIN unit u ON u.id = p.unit_id AND u.active
  WHERE ${LIVE}$1)
    AND ($2::bytea IS NULL OR (s.created_at, s.token_hash) <
      (SELECT a.created_at, a.token_hash FROM session a WHERE a.token_hash = $2))
  ORDER BY s.created_at DESC, s.token_hash DESC LIMIT $3`

const bytes = (hash: string) => Buffer.from(hash, 'hex')
