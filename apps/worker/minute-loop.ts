import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common'
import { Telephony } from '#services/calls/telephony'
import { Rankings } from '#services/appraisal/rankings'

const LOOK_MS = 60_000

/** What is looked after every minute; several workers may do it at once. */
@Injectable()
export class MinuteLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Chores')
  private timer: NodeJS.Timeout | undefined
  private looking: Promise<void> = Promise.resolve()
  private readonly chores: Readonly<Record<string, () => Promise<unknown>>>

  constructor(telephony: Telephony, rankings: Rankings) {
    this.chores = {
      // Calls whose end the telephone system never told.
      calls: () => telephony.endLost(),
      figures: () => rankings.fold(),
    }
  }

  onApplicationBootstrap() {
    this.timer = setInterval(() => (this.looking = this.look()), LOOK_MS)
  }

  async beforeApplicationShutdown() {
    clearInterval(this.timer)
    await this.looking
  }

  private async look() {
    for (const [name, chore] of Object.entries(this.chores))
      await chore().catch((error: Error) => this.log.warn(`${name} not done, trying again: ${error.message}`))
  }
}
