import { Injectable } from '@nestjs/common'
import { JOBS } from '#domain/jobs'
import type { Actor } from '#domain/access'
import { Refusal } from '#domain/refusals'
import type { JobBoard, JobView } from '#domain/views'
import { Database } from '#data/database'
import { type JobRow, countJobs, lastRuns, listJobs, queueAge, reviveJob } from '#data/job-list'
import { writeAudit } from '#data/people/audit'
import { countWorkers } from '#data/workers'
import { Committed } from '../committed'
import { nextRun, timeWords, TIMETABLE } from './timetable'

const SHOWN = 200

/** The machine room, for the system administrator. */
@Injectable()
export class Jobs {
  constructor(
    private readonly db: Database,
    private readonly committed: Committed,
  ) {}

  async board(now = new Date()): Promise<JobBoard> {
    const [workers, counts, rows, ran] = await Promise.all([
      countWorkers(this.db),
      countJobs(this.db),
      listJobs(this.db, SHOWN),
      lastRuns(this.db),
    ])
    const timetable = TIMETABLE.map((row) => ({
      name: row.job,
      label: JOBS[row.job].label,
      at: timeWords(row),
      lastRunAt: ran.get(row.job)?.toISOString() ?? null,
      nextRunAt: nextRun(row, now).toISOString(),
    }))
    return { workers, counts, items: rows.map(viewOf), timetable }
  }

  /** Seconds the oldest due job has waited. */
  queueAge(): Promise<number> {
    return queueAge(this.db)
  }

  async retry(actor: Actor, id: string, requestId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const revived = await reviveJob(tx, id)
      if (revived === null) throw new Refusal('notFound')
      if (!revived) throw new Refusal('notNow')
      await writeAudit(tx, { kind: 'jobRetried', personId: actor.personId, detail: { job: id }, requestId })
    })
    this.committed.tell()
  }
}

/** A job whose last try was cut off has no error of its own. */
function viewOf({ runAt, createdAt, error, ...row }: JobRow): JobView {
  const label = (JOBS as Record<string, { label: string }>)[row.name]?.label ?? row.name
  const said = error?.split('\n')[0]?.slice(0, 300) ?? (row.state === 'dead' ? '执行中断，没有留下原因' : null)
  return { ...row, label, error: said, runAt: runAt.toISOString(), createdAt: createdAt.toISOString() }
}
