import type { JobName, JobPayload } from '#domain/jobs'

/**
 * Does one kind of job. May be called twice for the same promise (a worker that died, or was thought to), so it looks
 * before it does; what it throws is tried again later.
 */
export interface Job<N extends JobName> {
  run(payload: JobPayload<N>): Promise<unknown>
}
