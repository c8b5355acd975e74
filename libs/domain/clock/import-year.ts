/** A year's holidays as somebody pastes them: JSON in either of two shapes, or lines of a table. Every row that is wrong is named. */
import type { HolidayYear } from './holidays'

export interface ImportedYear {
  year: HolidayYear | null
  /** Row by row, in words for whoever pasted it. */
  errors: string[]
}

interface Day {
  row: number
  date: string
  name: string
  off: boolean
}

const DATE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/
const OFF = ['休', '放假', '假', 'off', 'true', '1']
const WORK = ['班', '上班', '补班', '调休', 'work', 'false', '0']

/** `source` is the address of the notice; without one the year stays provisional. */
export function importYear(text: string, source: string): ImportedYear {
  const errors: string[] = []
  const days = text.trim().startsWith('{') ? fromJson(text, errors) : fromTable(text, errors)
  if (errors.length === 0 && days.length === 0) errors.push('没有读到任何日期')
  const seen = new Map<string, number>()
  for (const { date, row } of days) {
    if (seen.has(date)) errors.push(`第${row}行：${date} 已在第${seen.get(date)}行出现`)
    seen.set(date, row)
  }
  const year = yearOf(days)
  for (const { date, row } of days)
    if (Math.abs(Number(date.slice(0, 4)) - year) > 1) errors.push(`第${row}行：${date} 不属于 ${year} 年的安排`)
  if (errors.length) return { year: null, errors }
  const notices = source.trim() ? [source.trim()] : []
  return { year: { year, notices, off: ranges(days), work: worked(days) }, errors: [] }
}

function fromTable(text: string, errors: string[]): Day[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const cells = line.split(/[,，\t;]/).map((cell) => cell.trim().replace(/^"|"$/g, ''))
    if (cells.every((cell) => !cell) || (index === 0 && !DATE.test(cells[0]!) && /日期|date/i.test(line))) return []
    return dayOf(index + 1, cells[0] ?? '', cells[1] ?? '', cells[2] ?? '', errors)
  })
}

function fromJson(text: string, errors: string[]): Day[] {
  let json: { days?: unknown; off?: unknown; work?: unknown }
  try {
    json = JSON.parse(text) as typeof json
  } catch (error) {
    errors.push(`不是完整的 JSON：${(error as Error).message}`)
    return []
  }
  if (Array.isArray(json.days))
    return json.days.flatMap((each: Record<string, unknown> | null, index) =>
      dayOf(index + 1, String(each?.['date']), String(each?.['name'] ?? ''), String(each?.['isOffDay']), errors),
    )
  const [off, work] = [json.off, json.work].map((list) =>
    Array.isArray(list) ? (list as Record<string, unknown>[]) : [],
  )
  if (!off!.length && !work!.length) errors.push('JSON 中应有 days，或 off 与 work 列表')
  return [
    ...off!.flatMap((each, index) =>
      span(String(each['from']), String(each['to'])).flatMap((date) =>
        dayOf(index + 1, date, String(each['name'] ?? ''), '休', errors),
      ),
    ),
    ...work!.flatMap((each, index) =>
      dayOf(off!.length + index + 1, String(each['day']), String(each['name'] ?? ''), '班', errors),
    ),
  ]
}

function dayOf(row: number, written: string, name: string, kind: string, errors: string[]): Day[] {
  const date = dateOf(written)
  const faults = [
    ...(date ? [] : [`第${row}行：日期“${written}”无效，应形如 2027-10-01`]),
    ...(name && name.length <= 40 ? [] : [`第${row}行：请写明节日名称（不超过 40 个字）`]),
    ...([...OFF, ...WORK].includes(kind.toLowerCase()) ? [] : [`第${row}行：“${kind}”应为“休”或“班”`]),
  ]
  errors.push(...faults)
  return faults.length ? [] : [{ row, date: date!, name, off: OFF.includes(kind.toLowerCase()) }]
}

function dateOf(written: string): string | null {
  const [, year, month, day] = DATE.exec(written) ?? []
  if (!day) return null
  const date = `${year}-${month!.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(date)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) ? date : null
}

/** The one most days are of; a notice may take days from the December before. */
function yearOf(days: readonly Day[]): number {
  const counts = new Map<number, number>()
  for (const { date } of days) counts.set(Number(date.slice(0, 4)), (counts.get(Number(date.slice(0, 4))) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

function ranges(days: readonly Day[]): { name: string; from: string; to: string }[] {
  const rows: { name: string; from: string; to: string }[] = []
  for (const { date, name } of days.filter(({ off }) => off).sort(byDate)) {
    const last = rows.at(-1)
    if (last && last.name === name && nextDay(last.to) === date) last.to = date
    else rows.push({ name, from: date, to: date })
  }
  return rows
}

const worked = (days: readonly Day[]) =>
  days
    .filter(({ off }) => !off)
    .sort(byDate)
    .map(({ name, date }) => ({ name, day: date }))

function span(from: string, to: string): string[] {
  const [first, last] = [dateOf(from), dateOf(to)]
  if (!first || !last || first > last) return [`${from}至${to}`]
  const dates = [first]
  while (dates.at(-1)! < last && dates.length < 60) dates.push(nextDay(dates.at(-1)!))
  return dates
}

const byDate = (one: Day, other: Day) => (one.date < other.date ? -1 : 1)
const nextDay = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)
