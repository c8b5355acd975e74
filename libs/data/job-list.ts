import type { JobState } from '#domain/jobs'
import type { Sql } from './database'

export interface JobRow {
  id: string
  name: string
  state: JobState
  attempts: number
  tries: number
  runAt: Date
  createdAt: Date
  error: string | null
}

const STATE = `CASE WHEN locked_at IS NOT NULL THEN 'running' WHEN attempts >= max_attempts THEN 'dead' ELSE 'queued' END`

/** The dead first, then what runs, then what waits, the next one first. */
export const listJobs = (sql: Sql, limit: number) =>
  sql.query<JobRow>(
    `SELECT job.id::text, task.identifier AS name, ${STATE} AS state, attempts, max_attempts AS tries, run_at AS "runAt",
       created_at AS "createdAt", last_error AS error
     FROM graphile_worker._private_jobs AS job JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id
     ORDER BY ${STATE}, run_at, job.id LIMIT $1`,
    [limit],
  )

export async function countJobs(sql: Sql): Promise<Record<JobState, number>> {
  const rows = await sql.query<{ state: JobState; n: number }>(
    `SELECT ${STATE} AS state, count(*)::int AS n FROM graphile_worker._private_jobs GROUP BY 1`,
  )
  return { dead: 0, running: 0, queued: 0, ...Object.fromEntries(rows.map(({ state, n }) => [state, n])) }
}

/** Seconds the job that should have begun first has been waiting. */
export async function queueAge(sql: Sql): Promise<number> {
  const rows = await sql.query<{ age: number }>(
    `SELECT coalesce(extract(epoch FROM now() - min(run_at)), 0)::float8 AS age FROM graphile_worker._private_jobs
     WHERE is_available AND run_at < now()`,
  )
  return rows[0]!.age
}

/** A dead job starts over, from its first try. Answers whether it was dead; null when it is not there. */
export async function reviveJob(sql: Sql, id: string): Promise<boolean | null> {
  const rows = await sql.query<{ revived: boolean }>(
    `WITH job AS (SELECT id FROM graphile_worker._private_jobs WHERE id = $1),
     revived AS (
       UPDATE graphile_worker._private_jobs SET attempts = 0, run_at = now(), last_error = NULL, updated_at = now()
       WHERE id = $1 AND locked_at IS NULL AND attempts >= max_attempts RETURNING id
     )
     SELECT EXISTS (SELECT FROM revived) AS revived FROM job`,
    [id],
  )
  return rows[0]?.revived ?? null
}

/** When each entry of the timetable last ran. */
export async function lastRuns(sql: Sql): Promise<Map<string, Date | null>> {
  const rows = await sql.query<{ identifier: string; last: Date | null }>(
    'SELECT identifier, last_execution AS last FROM graphile_worker._private_known_crontabs',
  )
  return new Map(rows.map(({ identifier, last }) => [identifier, last]))
}
