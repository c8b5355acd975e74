/** A limit as people write it, and what it is worth as running time. */
import { DAY, HOUR, MINUTE, type WorkCalendar } from './calendar'

export const TIME_UNITS = {
  minute: '分钟',
  hour: '小时',
  naturalDay: '个自然日',
  workingDay: '个工作日',
  workingHour: '个工作小时',
} as const
export type TimeUnit = keyof typeof TIME_UNITS

export interface Limit {
  amount: number
  unit: TimeUnit
}

/** `clock` time runs day and night; `office` time runs while the office is open. */
export type TimeKind = 'clock' | 'office'

export function kindOf(unit: TimeUnit): TimeKind {
  return unit === 'workingDay' || unit === 'workingHour' ? 'office' : 'clock'
}

/** Milliseconds of its kind of time. A working day is one office day of minutes, whatever hour it starts at. */
export function allowance(calendar: WorkCalendar, limit: Limit): number {
  if (!Number.isFinite(limit.amount) || limit.amount < 0)
    throw new RangeError(`时限“${limit.amount}”无效:应为不小于0的数`)
  const units = { minute: MINUTE, hour: HOUR, naturalDay: DAY, workingDay: calendar.officeDay, workingHour: HOUR }
  return Math.round(limit.amount * units[limit.unit])
}

/** 7个工作日, 30分钟; null is the legal value 不设时限. */
export function limitWords(limit: Limit | null): string {
  return limit ? `${limit.amount}${TIME_UNITS[limit.unit]}` : '不设时限'
}
