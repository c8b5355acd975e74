import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Database } from '#data/database'
import { checkSchema } from '#data/migrate'
import { countWorkers } from '#data/workers'
import { HealthProbes } from '#platform/health'
import { Jobs } from '#services/jobs/jobs'

/**
 * What is worth seeing at a glance, but no reason to take this process out of service: a schema that has been upgraded
 * under it, and work that waits for a worker.
 */
@Injectable()
export class Checks implements OnModuleInit {
  constructor(
    private readonly probes: HealthProbes,
    private readonly db: Database,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit() {
    this.probes.add('schema', async () => {
      const problem = await checkSchema((sql) => this.db.query(sql)).catch((error: Error) => error.message)
      return problem ? { ok: true, problem } : { ok: true }
    })
    this.probes.add('jobs', async () => {
      const [queueAgeSeconds, workers] = await Promise.all([this.jobs.queueAge(), countWorkers(this.db)])
      return { ok: true, queueAgeSeconds, workers }
    })
  }
}
