import type { LoggedEvent } from '#data/event-log'
import { type Place, hasSeen, includes, placeAfter } from '#data/place'

/**
 * The last events of the log, in memory: whoever comes back after a break is served from here, so that a thousand
 * consoles reconnecting at once do not ask the database anything.
 */
export class RecentEvents {
  private events: LoggedEvent[] = []

  constructor(
    /** Everything not seen at this place is here. */
    private since: Place,
    private readonly most: number,
  ) {}

  add(events: readonly LoggedEvent[]) {
    for (const event of events) this.events.push(event)
    if (this.events.length > this.most * 1.5) this.forget(this.events.length - this.most)
  }

  /** What somebody who read to `place` has not seen, in the order written; null when some of it is no longer here. */
  missedSince(place: Place): LoggedEvent[] | null {
    if (!includes(place, this.since)) return null
    return this.events.filter((event) => !hasSeen(place, event.xid))
  }

  private forget(count: number) {
    const forgotten = this.events.slice(0, count)
    this.since = placeAfter(forgotten.reduce((last, event) => Math.max(last, event.xid), 0))
    this.events = this.events.slice(count)
  }
}
