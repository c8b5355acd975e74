import { Controller, Get, HttpCode, Module, Param, Post, Req } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '#domain/access'
import { Refusal } from '#domain/refusals'
import type { JobBoard } from '#domain/views'
import { Acting, Allow } from '#platform/guard'
import { Metrics } from '#platform/metrics'
import { Describe } from '#platform/openapi/describe'
import * as views from '#platform/openapi/views'
import { Clocks } from '#services/clocks/clocks'
import { Jobs } from '#services/jobs/jobs'

@Allow('job.manage')
@Controller('api/v1/jobs')
export class JobsController {
  constructor(
    private readonly jobs: Jobs,
    clocks: Clocks,
    metrics: Metrics,
  ) {
    metrics.gauge('jiban_job_queue_age_seconds', 'How long the oldest due job has waited', () => jobs.queueAge())
    metrics.gauge('jiban_clock_lateness_seconds', 'How long the oldest due clock has not been noticed', () =>
      clocks.overdue(),
    )
  }

  @Describe('后台任务：等待、执行中、失败的任务和时间表', { answers: views.JobBoard })
  @Get()
  board(): Promise<JobBoard> {
    return this.jobs.board()
  }

  @Describe('重试一个失败的任务', { refuses: ['notFound', 'notNow'] })
  @HttpCode(204)
  @Post(':id/retry')
  retry(@Acting() actor: Actor, @Param('id') id: string, @Req() request: FastifyRequest): Promise<void> {
    if (!/^[1-9]\d{0,17}$/.test(id)) throw new Refusal('notFound')
    return this.jobs.retry(actor, id, request.id)
  }
}

@Module({ controllers: [JobsController] })
export class JobsModule {}
