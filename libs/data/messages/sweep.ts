import type { MessageChannel } from '#domain/messages/kinds'
import type { Sql } from '../database'
import { addJobsFrom } from '../jobs'

const AT_ONCE = 1_000

/** What could not be sent in its time is not sent any more. */
export async function expireDeliveries(sql: Sql): Promise<number> {
  const rows = await sql.query(
    `UPDATE delivery SET state = 'expired', fault = coalesce(fault, 'late'), settled_at = now() WHERE id IN (
       SELECT id FROM delivery WHERE state = 'queued' AND expires_at <= now() LIMIT ${AT_ONCE} FOR NO KEY UPDATE SKIP LOCKED)
     RETURNING id`,
  )
  return rows.length
}

/** What stayed because there was no gateway, now that there is one. */
export async function promiseIdle(sql: Sql, channels: readonly MessageChannel[]): Promise<void> {
  if (!channels.length) return
  await sql.query(
    `WITH idle AS (
       UPDATE delivery SET fault = NULL WHERE id IN (
         SELECT id FROM delivery WHERE state = 'queued' AND fault = 'noChannel' ORDER BY id LIMIT ${AT_ONCE}
         FOR NO KEY UPDATE SKIP LOCKED) RETURNING id)
     ${addJobsFrom('deliver', `json_build_object('deliveryId', id::text)`, 'idle')}`,
  )
}

/** Seconds the oldest message that could leave has been waiting. */
export async function oldestWaiting(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ age: number }>(
    `SELECT coalesce(greatest(extract(epoch FROM now() - not_before), 0), 0)::float8 AS age FROM delivery
     WHERE state = 'queued' AND channel <> 'console' AND fault IS DISTINCT FROM 'noChannel' ORDER BY id LIMIT 1`,
  )
  return row?.age ?? 0
}
