import { say } from './say'
import { interruptStep } from './step'

/** What has to be ended, last begun first ended; once, however often it is asked for. */
export class Ending {
  private steps: (() => Promise<void>)[] = []
  private running: Promise<void> | undefined

  constructor(private readonly last: () => void) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => void this.run().then(() => process.exit(0)))
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
}
