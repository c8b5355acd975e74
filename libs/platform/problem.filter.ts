import { Catch, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#domain/refusals'
import { loggable } from './database-errors'
import { methodsFor } from './known-routes'
import { Metrics } from './metrics'
import { answerTo } from './problem'

/** Everything that is thrown on the way to an answer comes out here. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly metrics: Metrics) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>()
    const reply = host.switchToHttp().getResponse<FastifyReply>()
    const { status, problem, retryAfter, bug } = answerTo(otherMethod(request, reply) ?? thrown, request.id)
    this.metrics.refusals.inc({ code: problem.code })
    if (bug) request.log.error({ route: request.routeOptions.url, err: loggable(thrown) }, 'unexpected')
    if (reply.sent) return
    if (retryAfter) reply.header('Retry-After', String(retryAfter))
    reply.status(status).type('application/json; charset=utf-8').send(problem)
  }
}

/** An address the router itself cannot read; no filter sees it. */
export function answerUnroutable(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const { status, problem } = answerTo(error, request.id)
  reply.status(status).header('X-Content-Type-Options', 'nosniff').send(problem)
}

/** An address that exists, asked in a way that does not. */
function otherMethod(request: FastifyRequest, reply: FastifyReply): Refusal | null {
  if (!request.is404) return null
  const methods = methodsFor(request.server, request.url.split('?')[0]!)
  if (methods.length === 0) return null
  reply.header('Allow', methods.join(', '))
  return new Refusal('methodUnknown')
}
