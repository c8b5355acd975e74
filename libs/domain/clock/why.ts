/** "Why this deadline" as a person reads it: one line for each run of days counted alike, one for each stretch skipped, by name. */
import { DAY, MINUTE, type OfficeHours, type WorkCalendar } from './calendar'
import { explain, type Interval } from './explain'
import { kindOf, type Limit } from './limit'
import type { Suspension } from './running'

export interface WhyLine {
  from: Date
  /** Null for a suspension that is still open. */
  to: Date | null
  counted: boolean
  words: string
  /** What of it was counted. */
  minutes: number
  /** Local days it covers, both included. */
  firstDay: string
  lastDay: string
}

/**
 * The lines follow each other in time; their minutes add up to the limit. Nights and lunch breaks between counted hours are not
 * told, whole days without a counted minute are.
 */
export function whyLines(
  calendar: WorkCalendar,
  start: Date,
  limit: Limit,
  suspensions: readonly Suspension[] = [],
): WhyLine[] {
  const intervals = explain(calendar, start, limit, suspensions)
  const told = kindOf(limit.unit) === 'clock' ? intervals : byDay(calendar, intervals)
  return told
    .map((interval) => lineOf(calendar, interval))
    .reduce<WhyLine[]>((lines, line) => joined(lines, line), [])
    .map(({ minutes, ...line }) => ({ ...line, minutes: Math.round(minutes * 100) / 100 }))
}

/** Cut at midnight, so that a day either has counted time or is told as skipped. */
function byDay(calendar: WorkCalendar, intervals: readonly Interval[]): Interval[] {
  const pieces = intervals.flatMap((interval) =>
    interval.reason === 'suspended' ? [interval] : cut(calendar, interval),
  )
  const works = new Set(pieces.filter(({ counted }) => counted).map(({ from }) => calendar.dayAt(from.getTime())))
  return pieces.filter(
    ({ counted, reason, from }) => counted || reason === 'suspended' || !works.has(calendar.dayAt(from.getTime())),
  )
}

function cut(calendar: WorkCalendar, interval: Interval): Interval[] {
  const pieces: Interval[] = []
  const end = interval.to!.getTime()
  for (let at = interval.from.getTime(); at < end;) {
    const midnight = calendar.startOf(calendar.dayAt(at)) + DAY
    const to = Math.min(end, midnight)
    pieces.push({ ...interval, from: new Date(at), to: new Date(to) })
    at = to
  }
  return pieces
}

function lineOf(calendar: WorkCalendar, { from, to, counted, words }: Interval): WhyLine {
  const last = to ? new Date(Math.max(from.getTime(), to.getTime() - 1)) : from
  return {
    from,
    to,
    counted,
    words,
    minutes: counted ? (to!.getTime() - from.getTime()) / MINUTE : 0,
    firstDay: calendar.localDate(from),
    lastDay: calendar.localDate(last),
  }
}

/** Alike and with nothing told between: one line. */
function joined(lines: WhyLine[], line: WhyLine): WhyLine[] {
  const before = lines.at(-1)
  if (!before || before.words !== line.words || before.counted !== line.counted) return [...lines, line]
  const one = { ...before, to: line.to, lastDay: line.lastDay, minutes: before.minutes + line.minutes }
  return [...lines.slice(0, -1), one]
}

const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']

/** 周一至周五 08:30–12:00、14:30–17:30. */
export function hoursWords(hours: OfficeHours): string {
  if (hours.aroundTheClock) return '全天 24 小时，节假日照常'
  const spans = hours.intervals.map(([from, to]) => `${clockWords(from)}–${clockWords(to)}`).join('、')
  return `${weekdayWords(hours)} ${spans}`
}

function weekdayWords({ weekdays, saturdayService }: OfficeHours): string {
  const days = [...new Set(weekdays)].sort((a, b) => a - b)
  const inRow = days.length > 2 && days.at(-1)! - days[0]! === days.length - 1
  const named = inRow
    ? `${WEEKDAYS[days[0]! - 1]}至${WEEKDAYS[days.at(-1)! - 1]}`
    : days.map((day) => WEEKDAYS[day - 1]).join('、') || '仅调休上班日'
  return saturdayService && !days.includes(6) ? `${named}，周六照常服务` : named
}

const clockWords = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
