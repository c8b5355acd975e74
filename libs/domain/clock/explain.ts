/** "Why this deadline": every stretch from start to due, counted or skipped, with its reason. */
import { PART_WORDS, type DayPart, type PartReason, type WorkCalendar } from './calendar'
import { allowance, kindOf, type Limit } from './limit'
import { inOrder, reached, type Period, type Suspension } from './running'

export type IntervalReason = PartReason | 'runsOn' | 'suspended'

const REASON_WORDS = { ...PART_WORDS, runsOn: '连续计时', suspended: '挂账暂停' } as const

export interface Interval {
  from: Date
  /** Null for a suspension that is still open: the last interval then. */
  to: Date | null
  counted: boolean
  reason: IntervalReason
  words: string
}

type Stretch = { from: number; to: number; counted: boolean; reason: IntervalReason; words: string }

/** The intervals follow each other without a gap; the counted ones add up to the limit. */
export function explain(
  calendar: WorkCalendar,
  start: Date,
  limit: Limit,
  suspensions: readonly Suspension[] = [],
): Interval[] {
  const begin = start.getTime()
  const kind = kindOf(limit.unit)
  const end = reached(calendar, begin, kind, allowance(calendar, limit), suspensions) ?? Infinity
  const stretches: Stretch[] = []
  const add = (stretch: Stretch) => append(stretches, stretch)
  const run = (from: number, to: number) => {
    if (kind === 'clock') add({ from, to, counted: true, reason: 'runsOn', words: REASON_WORDS.runsOn })
    else officeParts(calendar, from, to).forEach(add)
  }
  let at = begin
  for (const [stop, resume] of within(inOrder(suspensions), begin, end)) {
    if (stop > at) run(at, stop)
    add({ from: Math.max(at, stop), to: resume, counted: false, reason: 'suspended', words: REASON_WORDS.suspended })
    at = Math.max(at, resume)
  }
  if (at < end) run(at, end)
  return stretches.map(({ from, to, ...rest }) => ({
    from: new Date(from),
    to: to === Infinity ? null : new Date(to),
    ...rest,
  }))
}

/** Suspensions that matter to the deadline: not over before the start, begun before the due. */
function within(suspensions: readonly Period[], begin: number, end: number): Period[] {
  return suspensions.filter(([from, to]) => to > begin && from < end)
}

function officeParts(calendar: WorkCalendar, from: number, to: number): DayPart[] {
  const parts: DayPart[] = []
  for (let day = calendar.dayAt(from); calendar.startOf(day) < to; day++) {
    const midnight = calendar.startOf(day)
    for (const part of calendar.parts(day)) {
      const clipped = { ...part, from: Math.max(from, midnight + part.from), to: Math.min(to, midnight + part.to) }
      if (clipped.to > clipped.from) parts.push(clipped)
    }
  }
  return parts
}

/** Neighbours with the same reason become one: a weekend is one line, not two. */
function append(stretches: Stretch[], next: Stretch): void {
  const last = stretches.at(-1)
  if (next.to <= next.from) return
  if (last && last.to >= next.from && last.words === next.words) last.to = Math.max(last.to, next.to)
  else stretches.push({ ...next })
}
