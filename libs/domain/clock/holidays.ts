/** Reads the holiday file (seeds/holidays.json) into what a calendar needs, and says what is wrong with a bad one. */
import type { CalendarData } from './calendar'

/** One published notice year. The notice for a year may name days of the December before. */
export interface HolidayYear {
  year: number
  /** Addresses of the notices; a year without one is not published. */
  notices: readonly string[]
  /** Days off, both ends included, weekends inside the holiday too. */
  off: readonly { name: string; from: string; to: string }[]
  /** Make-up days: weekend days that are worked, and the holiday they pay for. */
  work: readonly { name: string; day: string }[]
}

export interface HolidayFile {
  source: string
  years: readonly HolidayYear[]
}

export function calendarData(file: Pick<HolidayFile, 'years'>): CalendarData {
  const names = new Map<string, string>()
  const offDays = new Set<string>()
  const workDays = new Set<string>()
  for (const { off, work } of file.years) {
    for (const { name, from, to } of off) {
      for (const day of daysBetween(from, to)) {
        offDays.add(day)
        names.set(day, name)
      }
    }
    for (const { name, day } of work) {
      workDays.add(day)
      names.set(day, name)
    }
  }
  const publishedYears = new Set(file.years.filter((year) => year.notices.length > 0).map((year) => year.year))
  return { offDays, workDays, publishedYears, names }
}

/** Row by row, in words for whoever edits the file. */
export function validateHolidays(json: unknown): string[] {
  const years = (json as HolidayFile | null)?.years
  if (!Array.isArray(years)) return ['节假日文件应有 years 列表']
  const errors: string[] = []
  const seen = new Map<string, string>()
  const take = (row: string, day: string, year: number) => {
    if (!isDate(day)) return errors.push(`${row}:日期“${day}”无效,应形如 2026-10-01`)
    if (Math.abs(Number(day.slice(0, 4)) - year) > 1) errors.push(`${row}:${day} 不属于 ${year} 年的通知`)
    if (seen.has(day)) errors.push(`${row}:${day} 已出现在${seen.get(day)}`)
    return seen.set(day, row)
  }
  for (const { year, notices, off, work } of years as HolidayYear[]) {
    if (!Number.isInteger(year)) errors.push(`年份“${year}”无效`)
    if (!Array.isArray(notices) || !Array.isArray(off) || !Array.isArray(work)) {
      errors.push(`${year}年应有 notices、off、work 三个列表`)
      continue
    }
    if (notices.length === 0 && off.length + work.length > 0) errors.push(`${year}年列了日期,却没有通知的网址`)
    off.forEach(({ name, from, to }, index) => {
      const row = `${year}年第${index + 1}个假期(${name})`
      if (!isDate(from) || !isDate(to) || from > to) errors.push(`${row}:起止日期“${from}”至“${to}”无效`)
      else daysBetween(from, to).forEach((day) => take(row, day, year))
    })
    work.forEach(({ name, day }, index) => take(`${year}年第${index + 1}个调休上班日(${name})`, day, year))
  }
  return errors
}

function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

const isDate = (text: unknown): text is string =>
  typeof text === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text)
