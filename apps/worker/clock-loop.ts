import { setTimeout as sleep } from 'node:timers/promises'
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common'
import { Clocks } from '#services/clocks/clocks'

const LOOK_MS = 500
const AFTER_TROUBLE_MS = 3_000

/** Looks for clocks that are due, all the time. */
@Injectable()
export class ClockLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Clocks')
  private readonly stopping = new AbortController()
  private running: Promise<void> | undefined

  constructor(private readonly clocks: Clocks) {}

  onApplicationBootstrap() {
    this.running = this.run()
  }

  async beforeApplicationShutdown() {
    this.stopping.abort()
    await this.running
  }

  private async run() {
    while (!this.stopping.signal.aborted) await this.pause(await this.look())
  }

  private async look(): Promise<number> {
    try {
      await this.clocks.remind()
      if (this.clocks.lateness > 10) this.log.warn(`clocks noticed ${this.clocks.lateness.toFixed(1)} s late`)
      return LOOK_MS
    } catch (error) {
      this.log.warn(`clocks not readable, trying again: ${(error as Error).message}`)
      return AFTER_TROUBLE_MS
    }
  }

  private async pause(ms: number) {
    await sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined)
  }
}
