import { Controller, Get, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { Drain } from '#platform/drain'
import { Public } from '#platform/guard'
import { HealthProbes } from '#platform/health'
import { Describe } from '#platform/openapi/describe'
import * as views from '#platform/openapi/views'

/** For proxies and supervisors: is the process alive, and should it be given work? */
@Public()
@Controller('health')
export class HealthController {
  constructor(
    private readonly probes: HealthProbes,
    private readonly drain: Drain,
  ) {}

  @Describe('进程是否存活', { answers: views.Live })
  @Get('live')
  live() {
    return { ok: true }
  }

  @Describe('能否接收请求', { answers: views.Ready })
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const found = await this.probes.ask()
    const ok = found.ok && !this.drain.draining
    reply.status(ok ? 200 : 503)
    return { ok, draining: this.drain.draining, checks: found.checks }
  }
}
