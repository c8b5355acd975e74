import type { DeliveryFault, DeliveryState, MessageChannel } from '#domain/messages/kinds'
import type { Sql, Tx } from '../database'

/** A message on its way out, as its sender needs it. */
export interface Leaving {
  id: string
  ticketId: string
  kind: string
  channel: MessageChannel
  state: DeliveryState
  urgent: boolean
  held: boolean
  addressToken: Buffer | null
  attempts: number
  again: number
  batchId: string | null
  notBefore: Date
  expiresAt: Date
}

const LEAVING = `id::text, ticket_id::text AS "ticketId", kind, channel, state, urgent, held, address_token AS "addressToken",
  attempts, again, batch_id::text AS "batchId", not_before AS "notBefore", expires_at AS "expiresAt"`

/** One sender at a time for one number: what is summed up for it is summed up once. */
export async function lockLeaving(tx: Tx, id: string): Promise<Leaving | null> {
  await tx.query(
    `SELECT pg_advisory_xact_lock(hashtextextended(encode(address_token, 'hex'), 12345)) FROM delivery
     WHERE id = $1 AND address_token IS NOT NULL`,
    [id],
  )
  const [row] = await tx.query<Leaving & Record<string, unknown>>(
    `SELECT ${LEAVING} FROM delivery WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  )
  return row ?? null
}

/** Together at most; what is left over is the next message. */
const TOGETHER = 10

/** Puts this message, and the others that waited for the same morning, into one; answers how often that was tried. */
export async function handOut(tx: Tx, { id, held, batchId, addressToken, channel }: Leaving, now: Date) {
  if (!batchId && held && addressToken)
    await tx.query(
      `UPDATE delivery SET batch_id = $1 WHERE id IN (
         SELECT id FROM delivery WHERE address_token = $2 AND state = 'queued' AND held AND batch_id IS NULL AND channel = $3
           AND not_before <= $4 AND expires_at > $4 AND id <> $1 ORDER BY id LIMIT ${TOGETHER - 1})`,
      [id, addressToken, channel, now],
    )
  await tx.query('UPDATE delivery SET batch_id = $1, attempts = attempts + 1, fault = NULL WHERE id = $1', [id])
}

export interface Content {
  ticketId: string
  wordsSealed: Buffer | null
}

export const contentsOf = (sql: Sql, batchId: string) =>
  sql.query<Content & Record<string, unknown>>(
    `SELECT ticket_id::text AS "ticketId", words_sealed AS "wordsSealed" FROM delivery WHERE batch_id = $1 ORDER BY id`,
    [batchId],
  )

/** Read at the moment it is needed, and kept nowhere. */
export async function addressOf(
  sql: Sql,
  ticketId: string,
): Promise<{ phoneSealed: Buffer | null; channelRef: string | null } | null> {
  const [row] = await sql.query<{ phoneSealed: Buffer | null; channelRef: string | null }>(
    `SELECT r.phone_sealed AS "phoneSealed", t.channel_ref AS "channelRef" FROM ticket t
     LEFT JOIN requester r ON r.id = t.requester_id WHERE t.id = $1`,
    [ticketId],
  )
  return row ?? null
}

/** A receipt may have been faster than the answer that it was taken. */
export async function markSent(sql: Sql, batchId: string, channel: MessageChannel, providerId: string | null) {
  await sql.query(
    `UPDATE delivery SET state = CASE WHEN state = 'queued' THEN 'sent' ELSE state END, fault = NULL, fault_note = NULL,
       channel = $2, sent_at = coalesce(sent_at, now()), provider_id = CASE WHEN id = $1 THEN $3 END
     WHERE batch_id = $1 AND state IN ('queued', 'delivered')`,
    [batchId, channel, providerId],
  )
}

export interface Ended {
  state: Extract<DeliveryState, 'failed' | 'expired'>
  fault: DeliveryFault
  note?: string
}

/** Not sent, and not to be sent by itself: the whole message, or this one when it was never handed out. */
export async function markEnded(sql: Sql, id: string, { state, fault, note }: Ended) {
  await sql.query(
    `UPDATE delivery SET state = $2, fault = $3, fault_note = $4, settled_at = now()
     WHERE (id = $1 OR batch_id = $1) AND state = 'queued'`,
    [id, state, fault, note?.slice(0, 200) ?? null],
  )
}

/** Not now. */
export async function markWaiting(
  sql: Sql,
  id: string,
  { fault, note, until, held }: { fault: DeliveryFault | null; note?: string; until?: Date; held?: boolean },
) {
  await sql.query(
    `UPDATE delivery SET fault = $2, fault_note = $3, not_before = coalesce($4, not_before), held = held OR $5
     WHERE (id = $1 OR batch_id = $1) AND state = 'queued'`,
    [id, fault, note?.slice(0, 200) ?? null, until ?? null, held ?? false],
  )
}

/** Messages, however many were summed up in each, that went to this number since then. */
export async function sentSince(sql: Sql, token: Buffer, since: Date): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM delivery WHERE address_token = $1 AND sent_at >= $2 AND batch_id = id`,
    [token, since],
  )
  return row!.n
}

export async function hasOptedOut(sql: Sql, token: Buffer): Promise<boolean> {
  return (await sql.query('SELECT FROM opt_out WHERE address_token = $1', [token])).length > 0
}
