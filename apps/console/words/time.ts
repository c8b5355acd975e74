/** Times in the words of the desk: the region's own time, whatever the computer is set to. */

const ZONE = 'Asia/Shanghai'
const full = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const short = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const clock = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' })

const parts = (format: Intl.DateTimeFormat, at: Date) =>
  Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value])) as Record<string, string>

export function fullTime(at: string): string {
  const { year, month, day, hour, minute } = parts(full, new Date(at))
  return `${year}-${month}-${day} ${hour}:${minute}`
}

/** 'YYYY-MM-DD' where the hotline stands. */
export const localDay = (at: number) => day.format(at)

/** `今天 16:00`, else `2月25日 16:00`. */
export function shortTime(at: string, now: number): string {
  const when = new Date(at)
  if (day.format(when) === day.format(now)) return `今天 ${clock.format(when)}`
  const { month, day: date, hour, minute } = parts(short, when)
  return `${month}月${date}日 ${hour}:${minute}`
}

export const clockTime = (at: number | string) => clock.format(new Date(at))

/** A length of time in at most two units: `2 天 3 小时`, `5 分钟`. */
export function lengthWords(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000)
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  if (days) return `${days} 天${hours ? ` ${hours} 小时` : ''}`
  if (hours) return `${hours} 小时${rest ? ` ${rest} 分` : ''}`
  return minutes ? `${minutes} 分钟` : '不到 1 分钟'
}

export function agoWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} 秒前`
  return `${lengthWords(ms)}前`
}

/** The local day of a moment, `2026-02-15`. */
export const dayOf = (at: number | string) => day.format(new Date(at))

/** `2026-02-15` as `2月15日 周日`. */
export function dayWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  return `${month}月${day}日 周${'日一二三四五六'[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]}`
}

/** All of it, where lengthWords rounds: `6 小时 30 分`. */
export function minutesWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round((minutes % 60) * 10) / 10]
  if (!hours) return `${rest} 分钟`
  return rest ? `${hours} 小时 ${rest} 分` : `${hours} 小时`
}

/** A moment as a field of date and time shows it, in the region's time; and back. */
export const localInput = (at: number) => `${dayOf(at)}T${clock.format(at)}`
export const momentOf = (typed: unknown) => (typed ? `${String(typed)}:00+08:00` : undefined)
