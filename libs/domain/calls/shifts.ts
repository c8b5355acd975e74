/**
 * Who sits at a desk when. A plan is a list of shifts, each on a day of the week or on a date; shifts of a date replace
 * those of the weekday for that date. A shift may run past midnight into the next day.
 */

export const MINUTES_A_DAY = 1440

export interface Shift {
  deskCode: string
  personId: number
  /** 1 Monday … 7 Sunday; null where `day` is given. */
  weekday: number | null
  /** 'YYYY-MM-DD'. */
  day: string | null
  /** Minutes from midnight; `to` beyond 1440 is the next day. */
  from: number
  to: number
}

export interface DeskHours {
  code: string
  /** When somebody should be there; beyond 1440 is the next day. */
  from: number
  to: number
}

/** Nobody is there from … to, minutes of that day. */
export interface Gap {
  day: string
  from: number
  to: number
}

type Span = readonly [from: number, to: number]

/** The hours within the desk's own that no shift covers, for each of these days in a row. */
export function uncovered(desk: DeskHours, shifts: readonly Shift[], days: readonly string[]): Gap[] {
  const mine = shifts.filter(({ deskCode }) => deskCode === desk.code)
  return gaps(days, (day) => spansOn(day, () => [[desk.from, desk.to]]), mine)
}

/** The hours in which no desk at all has somebody: the hotline would ring unheard. */
export function unheard(shifts: readonly Shift[], days: readonly string[]): Gap[] {
  return gaps(days, () => [[0, MINUTES_A_DAY]], shifts)
}

/** Who of a plan is there at a moment, given as local day and minute. */
export function onDuty(shifts: readonly Shift[], day: string, minute: number): number[] {
  const there = shifts.filter((shift) => spansOn(day, (each) => (isOn(shift, each, shifts) ? [spanOf(shift)] : [])).some(([from, to]) => from <= minute && minute < to)) // prettier-ignore
  return [...new Set(there.map(({ personId }) => personId))]
}

function gaps(days: readonly string[], wanted: (day: string) => Span[], shifts: readonly Shift[]): Gap[] {
  return days.flatMap((day) => {
    const covered = spansOn(day, (each) => shifts.filter((shift) => isOn(shift, each, shifts)).map(spanOf))
    return minus(joined(wanted(day)), joined(covered)).map(([from, to]) => ({ day, from, to }))
  })
}

/** What a day's own rows and what is left of yesterday's after midnight fill of it. */
function spansOn(day: string, of: (day: string) => Span[]): Span[] {
  const late = of(dayBefore(day)).map(([from, to]): Span => [from - MINUTES_A_DAY, to - MINUTES_A_DAY])
  return [...late, ...of(day)]
    .map(([from, to]): Span => [Math.max(0, from), Math.min(MINUTES_A_DAY, to)])
    .filter(([from, to]) => from < to)
}

/** A date with rows of its own for a desk is not read by its weekday any more. */
function isOn(shift: Shift, day: string, all: readonly Shift[]): boolean {
  if (shift.day) return shift.day === day
  return shift.weekday === weekdayOf(day) && !all.some((each) => each.deskCode === shift.deskCode && each.day === day)
}

const spanOf = ({ from, to }: Shift): Span => [from, to]

function joined(spans: readonly Span[]): Span[] {
  const whole: [number, number][] = []
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = whole.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else whole.push([from, to])
  }
  return whole
}

function minus(wanted: readonly Span[], covered: readonly Span[]): Span[] {
  return wanted.flatMap(([start, end]) => {
    const left: Span[] = []
    let at = start
    for (const [from, to] of covered) {
      if (to <= at || from >= end) continue
      if (from > at) left.push([at, from])
      at = Math.max(at, to)
    }
    return at < end ? [...left, [at, end] as const] : left
  })
}

const dayAt = (day: string, offset: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + offset * 86_400_000).toISOString().slice(0, 10)
export const dayBefore = (day: string) => dayAt(day, -1)
export const daysFrom = (day: string, count: number) => Array.from({ length: count }, (_, offset) => dayAt(day, offset))
export const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** '08:30'; an hour past midnight of the next day as 次日. */
export function clockWords(minute: number): string {
  const [day, rest] = [Math.floor(minute / MINUTES_A_DAY), minute % MINUTES_A_DAY]
  const words = `${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}`
  if (minute === MINUTES_A_DAY) return '24:00'
  return day ? `次日${words}` : words
}
