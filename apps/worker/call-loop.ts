import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common'
import { Telephony } from '#services/calls/telephony'

const LOOK_MS = 60_000

/** Ends the calls whose end the telephone system never told; several workers may look at once. */
@Injectable()
export class CallLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Calls')
  private timer: NodeJS.Timeout | undefined
  private looking: Promise<void> = Promise.resolve()

  constructor(private readonly telephony: Telephony) {}

  onApplicationBootstrap() {
    this.timer = setInterval(() => (this.looking = this.look()), LOOK_MS)
  }

  async beforeApplicationShutdown() {
    clearInterval(this.timer)
    await this.looking
  }

  private async look() {
    try {
      await this.telephony.endLost()
    } catch (error) {
      this.log.warn(`calls not readable, trying again: ${(error as Error).message}`)
    }
  }
}
