import type { Sql } from '../database'

/**
 * 首问负责: whoever was asked first by this number about what is still with the centre. That is a ticket not yet sent out,
 * or a call of the last day that came to nothing yet.
 */
export async function firstAsked(sql: Sql, numberToken: Buffer, now: Date): Promise<number | null> {
  const [row] = await sql.query<{ ownerId: number }>(FIRST, [numberToken, now], 'first-asked')
  return row?.ownerId ?? null
}

const FIRST = `
  (SELECT t.owner_id AS "ownerId" FROM requester r CROSS JOIN LATERAL
     (SELECT id, owner_id FROM ticket WHERE requester_id = r.id AND state = 'registered' AND owner_id IS NOT NULL ORDER BY id LIMIT 1) t
   WHERE r.phone_token = $1::bytea ORDER BY t.id LIMIT 1)
  UNION ALL
  (SELECT c.owner_id FROM (SELECT * FROM call WHERE number_token = $1::bytea ORDER BY id DESC LIMIT 20) c
   WHERE c.answered_at > $2::timestamptz - interval '1 day' AND c.owner_id IS NOT NULL
     AND NOT EXISTS (SELECT FROM call_ticket WHERE call_id = c.id) ORDER BY c.answered_at LIMIT 1)
  LIMIT 1`

/** The owner of the call this person talks or talked in; null when it is no call of this person's. */
export async function ownerOfCall(sql: Sql, callId: string, operatorId: number): Promise<number | null> {
  const [row] = await sql.query<{ ownerId: number }>(
    'SELECT coalesce(owner_id, operator_id) AS "ownerId" FROM call WHERE id = $1 AND operator_id = $2',
    [callId, operatorId],
    'call-owner',
  )
  return row?.ownerId ?? null
}
