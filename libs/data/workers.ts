import type { Sql } from './database'

/** A worker that has not been heard of for this long is dead; its jobs are free again. */
export const SILENT_SECONDS = 12

export const beat = (sql: Sql, workerId: string) =>
  sql.query(
    `INSERT INTO worker_heartbeat (worker_id) VALUES ($1) ON CONFLICT (worker_id) DO UPDATE SET at = now()`,
    [workerId],
    'beat',
  )

export const leave = (sql: Sql, workerId: string) =>
  sql.query(`DELETE FROM worker_heartbeat WHERE worker_id = $1`, [workerId])

export async function countWorkers(sql: Sql): Promise<number> {
  const rows = await sql.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM worker_heartbeat WHERE at > now() - $1 * interval '1 second'`,
    [SILENT_SECONDS],
  )
  return rows[0]!.n
}

/** Gives back what dead workers had locked; answers whose. */
export async function freeJobsOfTheDead(sql: Sql): Promise<string[]> {
  await sql.query(`DELETE FROM worker_heartbeat WHERE at < now() - interval '1 day'`)
  const rows = await sql.query<{ dead: string[] | null }>(FREE, [SILENT_SECONDS])
  return rows[0]?.dead ?? []
}

/** What was locked a moment ago may belong to a worker whose first beat is still on its way. */
const FREE = `
  WITH dead AS MATERIALIZED (
    SELECT DISTINCT locked_by AS id FROM graphile_worker._private_jobs
    WHERE locked_at < now() - $1 * interval '1 second' AND NOT EXISTS (
      SELECT FROM worker_heartbeat WHERE worker_id = locked_by AND at > now() - $1 * interval '1 second')
  )
  SELECT dead, graphile_worker.force_unlock_workers(dead) FROM (SELECT array_agg(id) AS dead FROM dead) AS every
  WHERE dead IS NOT NULL`
