import { COUNT_UP_TO } from '#domain/counts'
import type { DeliveryFault, DeliveryState, MessageChannel } from '#domain/messages/kinds'
import { decodeIdCursor, encodeCursor } from '../cursor'
import type { Sql, Tx } from '../database'

export interface DeliveryRow {
  id: string
  ticketId: string
  number: string
  redoCount: number
  kind: string
  channel: MessageChannel
  state: DeliveryState
  fault: DeliveryFault | null
  note: string | null
  wordsSealed: Buffer | null
  attempts: number
  createdAt: Date
  notBefore: Date
  sentAt: Date | null
  settledAt: Date | null
}

const COLUMNS = `d.id::text, d.ticket_id::text AS "ticketId", t.number, t.redo_count AS "redoCount", d.kind, d.channel, d.state, d.fault,
  d.fault_note AS note, d.words_sealed AS "wordsSealed", d.attempts, d.created_at AS "createdAt", d.not_before AS "notBefore",
  d.sent_at AS "sentAt", d.settled_at AS "settledAt"`

/** What one requester was told about one matter, newest first. */
export const deliveriesOf = (sql: Sql, ticketId: string) =>
  sql.query<DeliveryRow & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM delivery d JOIN ticket t ON t.id = d.ticket_id WHERE d.ticket_id = $1 ORDER BY d.id DESC LIMIT 200`,
    [ticketId],
    'deliveries-of',
  )

export interface DeliveryAsk {
  state: DeliveryState
  channel: MessageChannel | null
  after: string | undefined
  limit: number
}

/** All messages of a state, newest first. */
export async function deliveryPage(sql: Sql, { state, channel, after, limit }: DeliveryAsk) {
  const values = [state, decodeIdCursor(after) ?? '999999999999999999', limit, ...(channel ? [channel] : [])]
  const rows = await sql.query<DeliveryRow & Record<string, unknown>>(
    channel ? PAGE_OF_CHANNEL : PAGE,
    values,
    channel ? 'delivery-page-channel' : 'delivery-page',
  )
  const shown = rows.slice(0, limit)
  return { rows: shown, next: rows.length > limit ? encodeCursor(shown.at(-1)!.id) : null }
}

const page = (more: string) => `SELECT ${COLUMNS} FROM (
    SELECT * FROM delivery WHERE state = $1 AND id < $2::bigint ${more} ORDER BY id DESC LIMIT $3::int + 1
  ) d JOIN ticket t ON t.id = d.ticket_id ORDER BY d.id DESC`
const PAGE = page('')
const PAGE_OF_CHANNEL = page('AND channel = $4')

/** Of those somebody may have to look at; exact up to two hundred. */
export async function deliveryCounts(sql: Sql): Promise<Partial<Record<DeliveryState, number>>> {
  const rows = await sql.query<{ state: DeliveryState; n: number }>(
    `SELECT s.state, (SELECT count(*)::int FROM (SELECT FROM delivery d WHERE d.state = s.state LIMIT ${COUNT_UP_TO}) x) AS n
     FROM unnest(ARRAY['queued', 'failed', 'expired']) AS s(state)`,
    [],
    'delivery-counts',
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

/**
 * Puts a message that was given up back in line. What the other side never answered for goes out as it was, under its key:
 * it may have been taken after all. What it refused or could not deliver goes anew. Null when there is no such message.
 */
export async function revive(tx: Tx, id: string, expiresAt: Date): Promise<string | null | false> {
  const [row] = await tx.query<{ state: DeliveryState; fault: DeliveryFault | null; batchId: string | null }>(
    `SELECT state, fault, batch_id::text AS "batchId" FROM delivery WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  )
  if (!row) return null
  const idle = row.state === 'queued' && row.fault === 'noChannel'
  if (!['failed', 'expired'].includes(row.state) && !idle) return false
  if (row.fault === 'noAddress') return false
  const same = row.fault === 'unreachable' && row.batchId
  const at = same ? row.batchId! : id
  await tx.query(
    `UPDATE delivery SET state = 'queued', fault = NULL, fault_note = NULL, attempts = 0, settled_at = NULL, expires_at = $2,
       not_before = now(), batch_id = ${same ? 'batch_id' : 'NULL'}, sent_at = NULL,
       again = again + ${same || idle ? 0 : 1}, held = ${same ? 'held' : 'false'}
     WHERE ${same ? 'batch_id = $1' : 'id = $1'} AND state IN ('queued', 'failed', 'expired')`,
    [at, expiresAt],
  )
  return at
}

/** Told by a person, on the telephone or at the desk. */
export async function markTold(sql: Sql, id: string, personId: number): Promise<boolean | null> {
  const [row] = await sql.query<{ told: boolean }>(
    `WITH told AS (
       UPDATE delivery SET state = 'delivered', channel = 'console', fault = NULL, settled_at = now(), sent_at = now(), told_by = $2
       WHERE id = $1 AND (state IN ('failed', 'expired') OR (state = 'queued' AND batch_id IS NULL)) RETURNING id)
     SELECT EXISTS (SELECT FROM told) AS told FROM delivery WHERE id = $1`,
    [id, personId],
  )
  return row?.told ?? null
}

export async function setOptOut(sql: Sql, ticketId: string, personId: number, out: boolean): Promise<boolean> {
  const token = `(SELECT r.phone_token FROM ticket t JOIN requester r ON r.id = t.requester_id WHERE t.id = $1)`
  const [row] = await sql.query<{ there: boolean }>(`SELECT ${token} IS NOT NULL AS there`, [ticketId])
  if (!row?.there) return false
  if (out)
    await sql.query(
      `INSERT INTO opt_out (address_token, at, person_id) SELECT ${token}, now(), $2 ON CONFLICT DO NOTHING`,
      [ticketId, personId],
    )
  else await sql.query(`DELETE FROM opt_out WHERE address_token = ${token}`, [ticketId])
  return true
}

export async function optedOut(sql: Sql, ticketId: string): Promise<boolean> {
  const [row] = await sql.query<{ out: boolean }>(
    `SELECT EXISTS (SELECT FROM ticket t JOIN requester r ON r.id = t.requester_id JOIN opt_out o ON o.address_token = r.phone_token
       WHERE t.id = $1) AS out`,
    [ticketId],
    'opted-out',
  )
  return row!.out
}
