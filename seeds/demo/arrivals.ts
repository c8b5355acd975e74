import { Random, Weighted } from './random'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const LOCAL = 8 * HOUR
/** Of the last hours of a small city there are always some, so that every open state has its tickets. */
const TAIL_HOURS = 8
const TAIL_MOST = 40

/** Calls by hour of the day: two office peaks, an evening, a night that never quite ends. */
const BY_HOUR = [
  1, 0.6, 0.5, 0.4, 0.5, 0.8, 1.6, 3, 6.5, 9.5, 9, 7.5, 4.5, 4, 6.5, 8.5, 8, 6.5, 4.5, 4, 3.6, 3, 2.2, 1.5,
]
/** Sunday first. */
const BY_WEEKDAY = [0.55, 1.18, 1.08, 1.03, 1.02, 0.98, 0.62]

/** When each ticket of a series came in, in order of their index. */
export class Arrivals {
  private readonly start: number
  private readonly hours: Weighted<number>
  private readonly tail: number

  constructor(
    private readonly size: number,
    private readonly now: number,
    months: number,
  ) {
    const hours = Math.round((months * 30.44 * DAY) / HOUR)
    this.start = now - hours * HOUR
    this.hours = new Weighted(Array.from({ length: hours }, (_, at) => [at, weightOf(this.start + at * HOUR)] as const))
    this.tail = Math.min(TAIL_MOST, Math.floor(size * 0.08))
  }

  get first(): number {
    return this.start
  }

  at(index: number, random: Random): number {
    const body = this.size - this.tail
    if (index >= body) {
      const share = (index - body + random.next()) / this.tail
      // Denser towards now: the newest have not been looked at yet.
      return Math.floor(this.now - TAIL_HOURS * HOUR * (1 - share) ** 1.6)
    }
    const hour = this.hours.at((index + random.next()) / body)
    return Math.floor(Math.min(this.start + (hour + random.next()) * HOUR, this.now - 1))
  }
}

function weightOf(at: number): number {
  const local = new Date(at + LOCAL)
  return BY_HOUR[local.getUTCHours()]! * BY_WEEKDAY[local.getUTCDay()]!
}
