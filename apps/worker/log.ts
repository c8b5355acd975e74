import type { LoggerService } from '@nestjs/common'
import type { Config } from '#platform/config'

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
type Level = (typeof LEVELS)[number]

/** A line of JSON each, like the API's: what was done and how it went, never what was in it. */
export class WorkerLog implements LoggerService {
  constructor(private readonly config: Pick<Config, 'logLevel'>) {}

  /** Nest's own chatter. */
  log(message: unknown, context?: string) {
    this.write('debug', message, { context })
  }
  warn(message: unknown, context?: string) {
    this.write('warn', message, { context })
  }
  error(message: unknown, stack?: string, context?: string) {
    this.write('error', message, { context, stack })
  }

  write(level: Level, message: unknown, fields: object = {}) {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(this.config.logLevel)) return
    const msg = message instanceof Error ? message.message : String(message)
    process.stdout.write(
      `${JSON.stringify({ level, time: new Date().toISOString(), pid: process.pid, ...fields, msg })}\n`,
    )
  }
}
