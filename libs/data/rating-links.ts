import { createHash } from 'node:crypto'
import type { Change } from '#domain/workflow/change'
import type { Sql } from './database'
import { hex } from './rows'
import type { KeyRing } from './secrets/key-ring'

/** Links for self-rating: found by the hash of their token, which is all that is kept of it. */

export const ratingHash = (token: string) => createHash('sha256').update(token).digest()

/** The ticket and round behind a token, whether or not it may still be used. */
export async function ratingLinkOf(db: Sql, token: string): Promise<{ ticketId: string; round: number } | null> {
  const [found] = await db.query<{ ticketId: string; round: number }>(
    'SELECT ticket_id::text AS "ticketId", round FROM rating_link WHERE token_hash = $1',
    [ratingHash(token)],
    'rating-link',
  )
  return found ?? null
}

/** The links an intake offers, as rows for its one statement. */
export function ratingLinkRows(keys: KeyRing, { after: { ticket, ratings } }: Change) {
  return ratings.map(({ round, expiresAt }) => ({
    round,
    token_hash: hex(ratingHash(keys.ratingToken(ticket.id, round))),
    expires_at: expiresAt,
  }))
}

/** Part of a statement that writes the links of a new ticket. */
export const insertRatingLinks = (ticket: string, person: string, at: string, param: string) =>
  `INSERT INTO rating_link (ticket_id, round, token_hash, offered_at, offered_by, expires_at)
   SELECT ${ticket}::bigint, round, token_hash, ${at}::timestamptz, ${person}::int, expires_at
   FROM json_to_recordset(${param}::json) AS r (round smallint, token_hash bytea, expires_at timestamptz)`
