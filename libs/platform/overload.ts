import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '#domain/refusals'
import type { Config } from './config'
import type { Drain } from './drain'
import type { Metrics } from './metrics'
import { tokenOf } from './request'

/**
 * Says no early, before anything costs: while stopping, when more is in flight than can be answered in good time
 * (lists and pages first, actions last), and to one session that asks without end. Health is always answered.
 */
export function shedOverload(server: FastifyInstance, config: Config, drain: Drain, metrics: Metrics): void {
  const rates = new Rates(config.sessionRate, config.sessionBurst)
  let inFlight = 0
  server.addHook('onRequest', async (request, reply) => {
    if (isProbe(request)) return
    if (drain.draining) {
      reply.header('Connection', 'close')
      throw new Refusal('busy', { retryAfter: 1 })
    }
    if (inFlight >= config.inFlight * shareOf(request)) throw new Refusal('busy', { retryAfter: 1 })
    const wait = rates.take(tokenOf(request.headers.cookie))
    if (wait > 0) throw new Refusal('tooMany', { retryAfter: Math.ceil(wait) })
    metrics.inFlight.set(++inFlight)
    // Also when the caller hangs up first: only then is the place free again.
    reply.raw.once('close', () => metrics.inFlight.set(--inFlight))
  })
}

const isProbe = ({ url }: FastifyRequest) => url.startsWith('/health/') || url.startsWith('/metrics')

/** A list can be asked for again; an action is what somebody just did. */
const shareOf = ({ method }: FastifyRequest) => (method === 'GET' || method === 'HEAD' ? 0.5 : 1)

const KEPT = 10_000

/** A bucket per session: full at `burst`, filled by `rate` a second. */
export class Rates {
  private readonly buckets = new Map<string, { left: number; at: number }>()

  constructor(
    private readonly rate: number,
    private readonly burst: number,
  ) {}

  /** Takes one; otherwise the seconds until there is one again. Without a session there is nothing to count by. */
  take(key: string | null, now = performance.now()): number {
    if (!key || this.rate === 0) return 0
    const bucket = this.buckets.get(key) ?? { left: this.burst, at: now }
    bucket.left = Math.min(this.burst, bucket.left + ((now - bucket.at) / 1000) * this.rate)
    bucket.at = now
    this.buckets.delete(key)
    this.buckets.set(key, bucket)
    if (this.buckets.size > KEPT) this.buckets.delete(this.buckets.keys().next().value!)
    if (bucket.left < 1) return (1 - bucket.left) / this.rate
    bucket.left -= 1
    return 0
  }
}
