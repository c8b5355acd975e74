import { join } from 'node:path'
import { dataFolder } from '#platform/postgres/place'
import { LogFile } from './log-file'
import { say } from './say'
import { interruptStep } from './step'

/** What has to be ended, last begun first ended; once, however often it is asked for. */
export class Ending {
  private readonly steps: (() => Promise<void>)[] = []
  private running: Promise<void> | undefined

  constructor(private readonly last: () => void) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => void this.run().then(() => process.exit(0)))
    for (const event of ['uncaughtException', 'unhandledRejection'] as const)
      process.on(event, (error: unknown) => void this.bug(error))
    // a terminal that went away must not take the city with it
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  }

  get begun(): boolean {
    return this.running !== undefined
  }

  /** This is to be ended before everything named so far. */
  first(step: () => Promise<void>): void {
    this.steps.unshift(step)
  }

  run(): Promise<void> {
    return (this.running ??= this.all())
  }

  private async all() {
    interruptStep()
    for (const step of this.steps) await step().catch(() => undefined)
    this.last()
    say('已全部停止')
  }

  /** What nobody expected ends everything in order, so that nothing is left behind. */
  private async bug(error: unknown) {
    const log = new LogFile(join(dataFolder(), 'logs', 'errors.log'))
    log.write(`${new Date().toISOString()} ${error instanceof Error ? error.stack : String(error)}\n`)
    say(`出现意外错误，正在停止；详细记录在 ${log.path}`)
    await this.run()
    process.exit(1)
  }
}
