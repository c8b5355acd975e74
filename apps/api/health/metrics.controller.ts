import { timingSafeEqual } from 'node:crypto'
import { Controller, Get, Inject, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#domain/refusals'
import { CONFIG, type Config } from '#platform/config'
import { Public } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import { Metrics } from '#platform/metrics'

/** For Prometheus: from this machine, or with the token of the configuration. */
@Public()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Describe('Prometheus 指标', { media: ['text/plain'], refuses: ['notFound'] })
  @Get()
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if (!isLocal(request) && !this.hasToken(request.headers.authorization)) throw new Refusal('notFound')
    await reply.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics())
  }

  private hasToken(authorization: string | undefined): boolean {
    if (!this.config.metricsToken || !authorization) return false
    const [given, expected] = [authorization, `Bearer ${this.config.metricsToken}`].map((text) => Buffer.from(text))
    return given!.length === expected!.length && timingSafeEqual(given!, expected!)
  }
}

/** A proxy on this machine speaks for others: what it forwards is not local. */
function isLocal({ socket, headers }: FastifyRequest): boolean {
  return /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '') && headers['x-forwarded-for'] === undefined
}
