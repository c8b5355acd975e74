import { type LoggedEvent, type Position, comparePositions } from '#data/event-log'

/**
 * The last events of the log, in memory: whoever comes back after a break is served from here, so that a thousand
 * consoles reconnecting at once do not ask the database anything.
 */
export class RecentEvents {
  private events: LoggedEvent[] = []
  /** Everything after this place is here. */
  private since: Position

  constructor(
    since: Position,
    private readonly most: number,
  ) {
    this.since = since
  }

  add(events: readonly LoggedEvent[]) {
    for (const event of events) this.events.push(event)
    if (this.events.length > this.most * 1.5) this.forget(this.events.length - this.most)
  }

  /** The events after `from` up to and including `until`; null when some of them are no longer here. */
  between(from: Position, until: Position): LoggedEvent[] | null {
    if (comparePositions(from, this.since) < 0) return null
    return this.events.slice(this.firstAfter(from), this.firstAfter(until))
  }

  private forget(count: number) {
    this.since = this.events[count - 1]!.position
    this.events = this.events.slice(count)
  }

  private firstAfter(place: Position): number {
    let [low, high] = [0, this.events.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (comparePositions(this.events[middle]!.position, place) <= 0) low = middle + 1
      else high = middle
    }
    return low
  }
}
