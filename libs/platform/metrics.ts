import { Injectable } from '@nestjs/common'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { Database } from '#data/database'

/** What Prometheus reads. Others add their own gauges to `registry`: queue age, clock lateness, event lag. */
@Injectable()
export class Metrics {
  readonly registry = new Registry()

  readonly requests = new Histogram({
    name: 'jiban_request_seconds',
    help: 'Time to answer, by route',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  })

  readonly refusals = new Counter({
    name: 'jiban_refusals_total',
    help: 'Requests refused, by code of the error catalogue',
    labelNames: ['code'] as const,
    registers: [this.registry],
  })

  readonly inFlight = new Gauge({
    name: 'jiban_requests_in_flight',
    help: 'Requests being worked on',
    registers: [this.registry],
  })

  constructor(database: Database) {
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: 20 })
    this.gauge('jiban_pool_connections', 'Open database connections', () => database.pool.totalCount)
    this.gauge('jiban_pool_idle', 'Open database connections not in use', () => database.pool.idleCount)
    this.gauge('jiban_pool_waiting', 'Requests waiting for a database connection', () => database.pool.waitingCount)
  }

  /** A number asked for at each reading. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.registry],
      collect: async () => gauge.set(await read()),
    })
  }
}
