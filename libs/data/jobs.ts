import { JOBS, type JobName, type JobPayload } from '#domain/jobs'
import type { Sql } from './database'

/**
 * How a job is promised: a row of the engine's table, written in the transaction that makes it due, so that both are
 * there or neither. Written without the engine's own function, because that notifies at commit, and notifying commits
 * stand in one queue (docs/decisions/0007-jobs.md); whoever commits wakes the workers afterwards.
 */
export interface EnqueueOptions {
  runAt?: Date
  /** While a job of this key waits, another one replaces it. */
  key?: string
}

export async function enqueue<N extends JobName>(
  tx: Sql,
  name: N,
  payload: JobPayload<N>,
  { runAt, key }: EnqueueOptions = {},
): Promise<void> {
  if (key) await tx.query(LET_GO, [key], 'job-let-go')
  await tx.query(
    ENQUEUE,
    [JSON.stringify([{ name, payload, run_at: runAt, max_attempts: JOBS[name].tries, key }])],
    'job-enqueue',
  )
}

/** Part of a statement: adds the jobs of one JSON parameter; a name nobody registered fails the whole statement. */
export const addJobs = (param: string) =>
  `INSERT INTO graphile_worker._private_jobs AS job (task_id, payload, run_at, max_attempts, key)
   SELECT (SELECT id FROM graphile_worker._private_tasks WHERE identifier = r.name), r.payload,
     coalesce(r.run_at, now()), coalesce(r.max_attempts, 10), r.key
   FROM json_to_recordset(${param}::json)
     AS r (name text, payload json, run_at timestamptz, max_attempts smallint, key text)
   ON CONFLICT (key) DO UPDATE SET task_id = excluded.task_id, payload = excluded.payload, run_at = excluded.run_at,
     max_attempts = excluded.max_attempts, attempts = 0, last_error = NULL, revision = job.revision + 1, updated_at = now()
   RETURNING job.id`

/** Part of a statement: one job of this name for every row of `from`. */
export const addJobsFrom = (name: JobName, payload: string, from: string, runAt = 'now()') =>
  `INSERT INTO graphile_worker._private_jobs (task_id, payload, max_attempts, run_at)
   SELECT (SELECT id FROM graphile_worker._private_tasks WHERE identifier = '${name}'), ${payload}, ${JOBS[name].tries}, ${runAt}
   FROM ${from}`

/** Makes the names known to the engine; part of migrating, so that promising a job never has to. */
export const registerJobNames = (sql: Sql) =>
  sql.query(
    `INSERT INTO graphile_worker._private_tasks (identifier) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING`,
    [Object.keys(JOBS)],
  )

const ENQUEUE = addJobs('$1')

/** One that runs already has seen the world as it was: it keeps running, without the key. */
const LET_GO = `UPDATE graphile_worker._private_jobs SET key = NULL WHERE key = $1 AND locked_at IS NOT NULL`
