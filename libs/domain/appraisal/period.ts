import { addDays, addMonths, type LocalDay, partsOf, startOfDay, weekdayOf } from '../local-day'

export const PERIOD_KINDS = { day: '日', week: '周', month: '月', quarter: '季', year: '年' } as const
export type PeriodKind = keyof typeof PERIOD_KINDS

/** A window of local days, `from` and `to` both inside it. */
export interface Period {
  kind: PeriodKind
  from: LocalDay
  to: LocalDay
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const

/**
 * The period of its kind that a day falls into. A month may start on another day than the first (19 日至次月 18 日); quarters
 * and years are made of such months, named by the month in which they end.
 */
export function periodOf(kind: PeriodKind, day: LocalDay, monthStartsOn = 1): Period {
  if (kind === 'day') return { kind, from: day, to: day }
  if (kind === 'week') {
    const from = addDays(day, 1 - weekdayOf(day))
    return { kind, from, to: addDays(from, 6) }
  }
  const [year, month] = monthOf(day, monthStartsOn)
  const first = month - ((month - 1) % MONTHS[kind])
  const from = monthStart(year, first, monthStartsOn)
  return { kind, from, to: addDays(monthStart(year, first + MONTHS[kind], monthStartsOn), -1) }
}

/** The one before it, whole. */
export const periodBefore = ({ kind, from }: Period, monthStartsOn = 1) =>
  periodOf(kind, addDays(from, -1), monthStartsOn)

/** As many days of the period before as have gone of this one: what is not yet over is compared with what was as far. */
export function comparedWith(period: Period, until: LocalDay, monthStartsOn = 1): Period {
  const before = periodBefore(period, monthStartsOn)
  if (until >= period.to) return before
  return { ...before, to: earlier(shiftedBack(period.kind, until), before.to) }
}

function shiftedBack(kind: PeriodKind, day: LocalDay): LocalDay {
  if (kind === 'day') return addDays(day, -1)
  return kind === 'week' ? addDays(day, -7) : addMonths(day, -MONTHS[kind])
}

/** First moment inside, first moment after. */
export const boundsOf = ({ from, to }: Period) => ({ from: startOfDay(from), to: startOfDay(addDays(to, 1)) })

/** What it is called: 2026年11月, 2026年第4季度, 11月16日至22日. */
export function periodWords({ kind, from, to }: Period): string {
  const [year, month, date] = partsOf(to)
  if (kind === 'year') return `${year}年`
  if (kind === 'quarter') return `${year}年第${Math.ceil(month / 3)}季度`
  if (kind === 'month') return `${year}年${month}月`
  if (kind === 'day') return `${year}年${month}月${date}日`
  const [, firstMonth, firstDate] = partsOf(from)
  return `${partsOf(from)[0]}年${firstMonth}月${firstDate}日至${month}月${date}日`
}

/** Year and month (1–12) under which a day is counted. */
function monthOf(day: LocalDay, startsOn: number): [number, number] {
  const later = startsOn > 1 && partsOf(day)[2] >= startsOn
  const [year, month] = partsOf(later ? addMonths(firstOf(day), 1) : day)
  return [year, month]
}

const firstOf = (day: LocalDay): LocalDay => `${day.slice(0, 7)}-01`

/** The first day of a counted month: of the calendar month before it when the month starts later than on the first. */
function monthStart(year: number, month: number, startsOn: number): LocalDay {
  const first = addMonths(`${String(year).padStart(4, '0')}-01-01`, month - 1)
  return startsOn === 1 ? first : addDays(addMonths(first, -1), startsOn - 1)
}

const earlier = (a: LocalDay, b: LocalDay) => (a < b ? a : b)
