import { WorkCalendar, type CalendarData } from './calendar'
import { dueAt, type Suspension } from './due'
import type { Limit, TimeUnit } from './limit'

/** Local time of Asia/Shanghai, written as people write it. */
const at = (local: string) => new Date(`${local.replace(' ', 'T')}+08:00`)
const shown = (date: Date | null) =>
  date && new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
const limit = (amount: number, unit: TimeUnit): Limit => ({ amount, unit })

const OFFICE = {
  intervals: [
    [510, 720],
    [870, 1050],
  ],
  weekdays: [1, 2, 3, 4, 5],
} as const
const FEBRUARY: CalendarData = {
  offDays: new Set(range('2026-02-15', '2026-02-23')),
  workDays: new Set(['2026-02-14', '2026-02-28']),
  publishedYears: new Set([2026]),
  names: new Map(range('2026-02-15', '2026-02-23').map((day) => [day, '春节'])),
}
const calendar = new WorkCalendar(FEBRUARY, OFFICE)

function range(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = Date.parse(from); day <= Date.parse(to); day += 86_400_000)
    days.push(new Date(day).toISOString().slice(0, 10))
  return days
}

const due = (start: string, amount: number, unit: TimeUnit, suspensions?: Suspension[], on = calendar) =>
  shown(dueAt(on, at(start), limit(amount, unit), suspensions).due)

describe('due', () => {
  test('three working days from the Friday before Spring Festival, the Saturday worked, end on the Wednesday after', () => {
    expect(due('2026-02-13 16:00', 3, 'workingDay')).toBe('2026-02-25 16:00')
  })
})
