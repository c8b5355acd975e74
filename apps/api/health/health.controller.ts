import { Controller, Get, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { Drain } from '#platform/drain'
import { Public } from '#platform/guard'
import { HealthProbes } from '#platform/health'

/** For proxies and supervisors: is the process alive, and should it be given work? */
@Public()
@Controller('health')
export class HealthController {
  constructor(
    private readonly probes: HealthProbes,
    private readonly drain: Drain,
  ) {}

  @Get('live')
  live() {
    return { ok: true }
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const found = await this.probes.ask()
    const ok = found.ok && !this.drain.draining
    reply.status(ok ? 200 : 503)
    return { ok, draining: this.drain.draining, checks: found.checks }
  }
}
