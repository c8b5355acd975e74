import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { LoggerService } from '@nestjs/common'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Config } from './config'
import type { Metrics } from './metrics'

export interface LogStream {
  write(line: string): unknown
}

/** Pino's options: a line of JSON per request, nothing of what was sent or asked for. */
export function logOptions(config: Config, stream?: LogStream) {
  return {
    level: config.logLevel,
    base: { pid: process.pid },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    // Addresses carry query strings, and those what people searched for: Fastify's own serialisers stay out.
    serializers: { req: () => ({}), res: () => ({}) },
    formatters: { level: (label: string) => ({ level: label }) },
    ...(stream && { stream }),
  }
}

/** The caller's id when it looks like one (a number alone may be somebody's phone), so that a request can be followed through a proxy. */
export function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^(?=.*[A-Za-z])[\w-]{8,64}$/.test(given) ? given : randomUUID()
}

/** One line and one measurement per answered request. */
export function logRequests(server: FastifyInstance, metrics: Metrics): void {
  server.decorateRequest('signedIn', null)
  server.decorateRequest('ticketId', null)
  server.decorateRequest('startedAt', 0)
  server.addHook('onRequest', async (request, reply) => {
    request.startedAt = performance.now()
    reply.header('X-Request-Id', request.id)
  })
  server.addHook('preSerialization', async (request, _reply, payload) => {
    request.ticketId ??= ticketOf(payload)
    return payload
  })
  server.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown')
    const ms = performance.now() - request.startedAt
    metrics.requests.observe({ method: request.method, route, status: reply.statusCode }, ms / 1000)
    const quiet = route.startsWith('/health') || route === '/metrics'
    request.log[quiet ? 'debug' : 'info']({
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(ms * 10) / 10,
      personId: request.signedIn?.actor.personId,
      ticketId: request.ticketId ?? ticketInPath(route, request.params) ?? undefined,
    })
  })
}

function ticketOf(payload: unknown): string | null {
  const id = (payload as { ticketId?: unknown } | null)?.ticketId
  return typeof id === 'string' ? id : null
}

/** Only what is a number: a path may hold anything. */
function ticketInPath(route: string, params: unknown): string | null {
  const [, name] = /\/tickets\/:(\w+)/.exec(route) ?? []
  const id = name && (params as Record<string, string>)[name]
  return id && /^\d{1,19}$/.test(id) ? id : null
}

/** What Nest itself has to say goes where everything goes. */
export class NestLog implements LoggerService {
  constructor(private readonly to: FastifyBaseLogger) {}

  log(message: unknown, context?: string) {
    this.to.debug({ context }, text(message))
  }
  warn(message: unknown, context?: string) {
    this.to.warn({ context }, text(message))
  }
  /** A failed start is told once, by `main`, in words. */
  error(message: unknown, stack?: string, context?: string) {
    if (context === 'TypeOrmModule' || context === 'ExceptionHandler') return
    this.to.error({ context, stack }, text(message))
  }
  fatal(message: unknown, context?: string) {
    this.to.fatal({ context }, text(message))
  }
}

const text = (message: unknown) => (message instanceof Error ? message.message : String(message))
