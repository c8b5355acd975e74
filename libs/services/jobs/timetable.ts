import type { JobName } from '#domain/jobs'

/** What happens by the clock on the wall of the hotline centre (Beijing time), each once over all workers. */
export const TIMETABLE: readonly TimetableRow[] = [
  { job: 'ensureEventMonths', at: '00:10' },
  { job: 'expireKnowledge', at: '00:05' },
  { job: 'purgeIdempotency', at: '03:10' },
  { job: 'purgeSessions', at: '03:20' },
  { job: 'sweepFiles', at: '03:30' },
  { job: 'verifyChains', at: '03:40' },
  { job: 'dailyReminders', at: '*:00' },
  { job: 'sweepMessages', at: '*:15' },
  { job: 'remindOfDays', at: '08:00' },
]

export interface TimetableRow {
  job: JobName
  /** Every day at this time, or in every hour at this minute. */
  at: `${number | '*'}:${number}`
}

const BEIJING_HOURS = 8
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The engine counts minutes in universal time. */
export function isDue(row: TimetableRow, { hour, min }: { hour: number; min: number }): boolean {
  const time = timeOf(row)
  return min === time.minute && (time.hour === null || (hour + BEIJING_HOURS) % 24 === time.hour)
}

export function nextRun(row: TimetableRow, now: Date): Date {
  const { hour, minute } = timeOf(row)
  const every = hour === null ? HOUR : DAY
  const local = now.getTime() + BEIJING_HOURS * HOUR
  const at = Math.floor(local / every) * every + ((hour ?? 0) - BEIJING_HOURS) * HOUR + minute * 60_000
  return new Date(at > now.getTime() ? at : at + every)
}

/** As people say it. */
export const timeWords = ({ at }: TimetableRow) => (at.startsWith('*') ? `每小时 ${at.slice(2)} 分` : `每天 ${at}`)

function timeOf({ at }: TimetableRow): { hour: number | null; minute: number } {
  const [hour, minute] = at.split(':')
  return { hour: hour === '*' ? null : Number(hour), minute: Number(minute) }
}
