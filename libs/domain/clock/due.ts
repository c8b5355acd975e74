/**
 * Deadlines. One definition carries every rule: the deadline is the first instant by which the limit's worth of running
 * time has passed since the start. So a start out of hours waits for the opening, a deadline may stand on a closing
 * time, a suspension adds exactly the running time it covers, and a later start or a larger limit is never due earlier.
 */
import type { WorkCalendar } from './calendar'
import { allowance, kindOf, type Limit, type TimeKind } from './limit'
import { reached, runningPeriods, runningTime, type Suspension } from './running'

export { explain } from './explain'
export type { Suspension } from './running'

export interface Due {
  /** Null while a suspension is open that began before the limit was used up. */
  due: Date | null
  /** A day on the way may still change: its year's calendar is not published. */
  provisional: boolean
}

export function dueAt(calendar: WorkCalendar, start: Date, limit: Limit, suspensions?: readonly Suspension[]): Due {
  const kind = kindOf(limit.unit)
  const at = reached(calendar, start.getTime(), kind, allowance(calendar, limit), suspensions)
  const until = at ?? runningPeriods(start.getTime(), suspensions).at(-1)?.[1] ?? start.getTime()
  const provisional = kind === 'office' && !calendar.settled(start.getTime(), until)
  return { due: at === null ? null : new Date(at), provisional }
}

/** Milliseconds of running time used from start to end; what dueAt adds, this measures. */
export function elapsed(
  calendar: WorkCalendar,
  start: Date,
  end: Date,
  kind: TimeKind,
  suspensions?: readonly Suspension[],
): number {
  const time = runningTime(calendar, kind)
  return runningPeriods(start.getTime(), suspensions).reduce(
    (total, [from, to]) => total + time.between(from, Math.min(to, end.getTime())),
    0,
  )
}

export interface ReminderTimes {
  at50: Date | null
  at80: Date | null
  due: Date | null
}

/** When half and four fifths of the limit are used up: for working units always within or at the edge of office time. */
export function reminderTimes(
  calendar: WorkCalendar,
  start: Date,
  limit: Limit,
  suspensions?: readonly Suspension[],
): ReminderTimes {
  const total = allowance(calendar, limit)
  const [at50, at80, due] = [0.5, 0.8, 1].map((share) => {
    const at = reached(calendar, start.getTime(), kindOf(limit.unit), Math.round(total * share), suspensions)
    return at === null ? null : new Date(at)
  })
  return { at50: at50!, at80: at80!, due: due! }
}

export type Lamp = 'green' | 'yellow' | 'red' | 'none'

/**
 * The due instant itself is still in time. No due date (no deadline, or suspended) shows no lamp, so nothing turns red while its clock stands still.
 * A clock that was stopped keeps its verdict: green in time, red late.
 */
export function lamp(now: Date, yellowAt: Date | null, due: Date | null, stoppedAt?: Date | null): Lamp {
  if (!due) return 'none'
  if (stoppedAt) return stoppedAt > due ? 'red' : 'green'
  if (now > due) return 'red'
  return yellowAt && now >= yellowAt ? 'yellow' : 'green'
}
