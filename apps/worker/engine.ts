import { EventEmitter } from 'node:events'
import { Inject, Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common'
import { ModuleRef } from '@nestjs/core'
import {
  Logger as EngineLogger,
  parseCronItems,
  run,
  type Runner,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import { Database } from '#data/database'
import { beat, freeJobsOfTheDead, leave } from '#data/workers'
import { JOBS, type JobName } from '#domain/jobs'
import { keysOf } from '#domain/words'
import { CONFIG, type Config } from '#platform/config'
import { isDue, TIMETABLE } from '#services/jobs/timetable'
import { JOB_CLASSES } from './jobs/all'
import type { Job } from './jobs/job'

const AT_ONCE = 4
const BEAT_MS = 3_000
/** Wide enough for a night in which nothing ran. */
const CATCH_UP_MS = 24 * 3_600_000

/** Runs promised jobs, and the timetable, next to any number of other workers; frees what dead ones left locked. */
@Injectable()
export class Engine implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Jobs')
  private readonly events: WorkerEvents = new EventEmitter()
  private runner: Runner | undefined
  private workerId: string | undefined
  private heart: NodeJS.Timeout | undefined
  private stopping = false

  constructor(
    private readonly db: Database,
    private readonly modules: ModuleRef,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap() {
    this.events.on('pool:create', ({ workerPool }) => (this.workerId = workerPool.id))
    this.runner = await run({
      connectionString: this.config.databaseUrl!,
      maxPoolSize: AT_ONCE + 2,
      concurrency: AT_ONCE,
      pollInterval: 1_000,
      noHandleSignals: true,
      taskList: this.tasks(),
      parsedCronItems: timetable(),
      events: this.events,
      logger: new EngineLogger(() => (level, message) => this.hear(level, message)),
    })
    this.runner.promise
      .catch((error: Error) => this.end(error))
      .then(
        () => this.end(),
        () => undefined,
      )
    await this.beat()
    this.heart = setInterval(() => void this.beat(), BEAT_MS)
  }

  async beforeApplicationShutdown() {
    this.stopping = true
    clearInterval(this.heart)
    await this.runner?.stop()
    if (this.workerId) await leave(this.db, this.workerId).catch(() => undefined)
  }

  private tasks(): TaskList {
    return Object.fromEntries(
      keysOf(JOBS).map((name) => {
        const job: Job<JobName> = this.modules.get(JOB_CLASSES[name])
        return [name, async (payload) => void (await job.run(payload as never))]
      }),
    )
  }

  private async beat() {
    try {
      if (this.workerId) await beat(this.db, this.workerId)
      const dead = await freeJobsOfTheDead(this.db)
      if (dead.length) this.log.warn(`freed the jobs of workers that died: ${dead.join(', ')}`)
    } catch (error) {
      this.log.warn(`no heartbeat: ${(error as Error).message}`)
    }
  }

  private hear(level: string, message: string) {
    if (level === 'error') this.log.warn(message)
    else if (level === 'warning') this.log.warn(message)
    else this.log.debug?.(message)
  }

  /** Whoever keeps the worker running starts it anew. */
  private end(error?: Error) {
    if (this.stopping) return
    this.log.error(`the job engine stopped: ${error?.message ?? 'no reason given'}`)
    process.exit(1)
  }
}

function timetable() {
  return parseCronItems(
    TIMETABLE.map((row) => ({
      task: row.job,
      match: (digest) => isDue(row, digest),
      options: { backfillPeriod: CATCH_UP_MS, maxAttempts: JOBS[row.job].tries },
    })),
  )
}
