import type { Sql } from '../database'

/** What became of a message that was sent; each says which one by our own key. */

export interface Receipt {
  batchId: string
  again: number
  note: string | null
}

/** Answers whether there is such a message; a receipt for what has been sent anew since changes nothing. */
export async function receive(sql: Sql, { batchId, again, note }: Receipt, delivered: boolean): Promise<boolean> {
  const [row] = await sql.query<{ known: boolean }>(
    `WITH told AS (
       UPDATE delivery d SET state = $3, fault = $4, fault_note = $5, settled_at = now(), sent_at = coalesce(d.sent_at, now())
       FROM delivery first WHERE first.id = $1 AND first.again = $2 AND d.batch_id = $1 AND d.state IN ('queued', 'sent')
     ) SELECT EXISTS (SELECT FROM delivery WHERE id = $1) AS known`,
    [batchId, again, delivered ? 'delivered' : 'failed', delivered ? null : 'undelivered', delivered ? null : note],
  )
  return row!.known
}

export async function optOutBy(sql: Sql, batchId: string): Promise<void> {
  await sql.query(
    `INSERT INTO opt_out (address_token, at) SELECT address_token, now() FROM delivery
     WHERE id = $1 AND address_token IS NOT NULL ON CONFLICT DO NOTHING`,
    [batchId],
  )
}
