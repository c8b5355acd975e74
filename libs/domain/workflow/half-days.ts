import type { WorkCalendar } from '../clock/calendar'

/** Local days and half-days. Attempts at a callback stand in different half-days, local time: before noon and after it. */

const LOCAL_OFFSET_MS = 8 * 3_600_000
const HALF_DAY_MS = 12 * 3_600_000
const MINUTE_MS = 60_000

export const localDay = (at: Date) => Math.floor((at.getTime() + LOCAL_OFFSET_MS) / (2 * HALF_DAY_MS))

export const halfDay = (at: Date) => Math.floor((at.getTime() + LOCAL_OFFSET_MS) / HALF_DAY_MS)

/** After an attempt: the first office minute of a later half-day. Nobody is called at midnight. */
export function nextAttempt(calendar: WorkCalendar, last: Date): Date {
  const begins = (halfDay(last) + 1) * HALF_DAY_MS - LOCAL_OFFSET_MS
  return new Date(calendar.after(begins, MINUTE_MS) - MINUTE_MS)
}
