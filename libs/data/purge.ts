import type { Sql } from './database'

/** Rows that have served their purpose; deleted in pieces, so that nothing waits behind a long delete. */
const PIECE = 5_000

export const purgeIdempotency = (sql: Sql) =>
  inPieces(
    sql,
    `DELETE FROM idempotency WHERE (person_id, key) IN (
       SELECT person_id, key FROM idempotency WHERE at < now() - interval '7 days' LIMIT ${PIECE}) RETURNING 1`,
  )

/** Kept for a month after their end, for whoever asks who was signed in. */
export const purgeSessions = (sql: Sql) =>
  inPieces(
    sql,
    `DELETE FROM session WHERE token_hash IN (
       SELECT token_hash FROM session WHERE least(expires_at, revoked_at) < now() - interval '30 days' LIMIT ${PIECE}) RETURNING 1`,
  )

/** Months ahead in which tickets may be registered before this runs again. */
export const ensureEventMonths = (sql: Sql) =>
  sql.query(`SELECT ensure_event_months(current_date, (now() + interval '6 months')::date)`)

async function inPieces(sql: Sql, statement: string): Promise<void> {
  while ((await sql.query(statement)).length === PIECE);
}
