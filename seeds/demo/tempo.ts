import { allowance, kindOf } from '#domain/clock/limit'
import type { RegionRules } from '#domain/workflow/region'
import type { RunningClock } from '#domain/workflow/snapshot'
import type { Chronicle } from './chronicle'
import type { Random } from './random'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
const LOCAL = 8 * HOUR

/** How long people take: by the limits they work under, in the hours they work. */
export class Tempo {
  constructor(
    private readonly region: RegionRules,
    private readonly random: Random,
    private readonly story: Chronicle,
  ) {}

  /** When a thing is done that takes about this share of its limit; without a limit, about so long. */
  byClock(kind: RunningClock, id: string | null, share: number, spread: number, otherwise: number): number {
    const clock = this.story.clock(kind, id)
    if (!clock) return this.about(otherwise, spread)
    const calendar = this.calendar(clock.aroundTheClock)
    const amount = Math.round(allowance(calendar, clock) * this.random.around(share, spread))
    const start = clock.startedAt.getTime()
    const done = kindOf(clock.unit) === 'office' ? calendar.after(start, amount) : start + amount
    return this.notBefore(done)
  }

  /** About so much office time from now; what is urgent does not wait for the office. */
  about(median: number, spread: number): number {
    const calendar = this.calendar(this.story.snapshot.ticket.urgency === 'urgent')
    return this.notBefore(calendar.after(this.story.at, Math.round(this.random.around(median, spread))))
  }

  /** The first office minutes from then on. */
  inOffice(at: number): number {
    return this.notBefore(this.calendar(false).after(at, this.random.whole(5, 90) * MINUTE))
  }

  soon(least: number, most: number): number {
    return this.story.at + this.random.between(least, most) * MINUTE
  }

  /** The next morning or afternoon, in office hours. */
  anotherHalfDay(): number {
    const half = 12 * HOUR
    const next = (Math.floor((this.story.at + LOCAL) / half) + 1) * half - LOCAL
    return this.notBefore(this.calendar(false).after(next, this.random.whole(10, 150) * MINUTE))
  }

  private calendar(aroundTheClock: boolean) {
    return this.region.calendar(this.story.snapshot.ticket.policyId, aroundTheClock)
  }

  /** Nobody acts on the stroke of the hour. */
  private notBefore(at: number): number {
    return Math.max(this.story.at, at) + this.random.whole(1, 50) * SECOND
  }
}
