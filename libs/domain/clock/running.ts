/** When a clock runs: from its start, except while suspended, in clock time or in office time. */
import type { WorkCalendar } from './calendar'
import type { TimeKind } from './limit'

/** Shelved (挂账) or otherwise stopped; `to` is null while that lasts. */
export interface Suspension {
  from: Date
  to: Date | null
}

export type Period = readonly [from: number, to: number]

/** The stretches in which the clock may run, in order; the last one ends at Infinity unless a suspension is still open. */
export function runningPeriods(start: number, suspensions: readonly Suspension[] = []): Period[] {
  const periods: Period[] = []
  let from = start
  for (const [stop, resume] of inOrder(suspensions)) {
    if (resume <= from) continue
    if (stop > from) periods.push([from, stop])
    from = resume
  }
  return from < Infinity ? [...periods, [from, Infinity]] : periods
}

/** The first instant by which the amount has run, or null while an open suspension stands before it. */
export function reached(
  calendar: WorkCalendar,
  start: number,
  kind: TimeKind,
  amount: number,
  suspensions?: readonly Suspension[],
): number | null {
  const time = runningTime(calendar, kind)
  let left = amount
  for (const [from, to] of runningPeriods(start, suspensions)) {
    const at = time.after(from, left)
    if (at <= to) return at
    left -= time.between(from, to)
  }
  return null
}

interface RunningTime {
  between(from: number, to: number): number
  after(from: number, amount: number): number
}

export function runningTime(calendar: WorkCalendar, kind: TimeKind): RunningTime {
  return kind === 'office' ? calendar : CLOCK_TIME
}

const CLOCK_TIME: RunningTime = {
  between: (from, to) => Math.max(0, to - from),
  after: (from, amount) => from + amount,
}

/** As [from, to) by start; an empty or backward one stops nothing. */
export function inOrder(suspensions: readonly Suspension[]): Period[] {
  return suspensions
    .map(({ from, to }): Period => [from.getTime(), to ? to.getTime() : Infinity])
    .filter(([from, to]) => to > from)
    .sort((a, b) => a[0] - b[0])
}
