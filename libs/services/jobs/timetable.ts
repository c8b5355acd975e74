import type { JobName } from '#domain/jobs'

/** What happens by the clock on the wall of the hotline centre (Beijing time), each once over all workers. */
export const TIMETABLE: readonly TimetableRow[] = [
  { job: 'ensureEventMonths', at: '00:10' },
  { job: 'expireKnowledge', at: '00:05' },
  { job: 'purgeIdempotency', at: '03:10' },
  { job: 'purgeSessions', at: '03:20' },
  { job: 'sweepFiles', at: '03:30' },
  { job: 'verifyChains', at: '03:40' },
]

export interface TimetableRow {
  job: JobName
  /** Every day at this time. */
  at: `${number}:${number}`
}

const BEIJING_HOURS = 8
const DAY = 86_400_000

/** The engine counts minutes in universal time. */
export function isDue(row: TimetableRow, { hour, min }: { hour: number; min: number }): boolean {
  const time = timeOf(row)
  return min === time.minute && (hour + BEIJING_HOURS) % 24 === time.hour
}

export function nextRun(row: TimetableRow, now: Date): Date {
  const { hour, minute } = timeOf(row)
  const today = Math.floor((now.getTime() + BEIJING_HOURS * 3_600_000) / DAY) * DAY
  const at = today + (hour - BEIJING_HOURS) * 3_600_000 + minute * 60_000
  return new Date(at > now.getTime() ? at : at + DAY)
}

function timeOf({ at }: TimetableRow) {
  const [hour, minute] = at.split(':').map(Number)
  return { hour: hour!, minute: minute! }
}
