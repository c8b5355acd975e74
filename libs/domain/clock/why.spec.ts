import { WorkCalendar, type CalendarData, type OfficeHours } from './calendar'
import type { Suspension } from './due'
import type { TimeUnit } from './limit'
import { hoursWords, whyLines } from './why'

const OFFICE: OfficeHours = {
  intervals: [
    [510, 720],
    [870, 1050],
  ],
  weekdays: [1, 2, 3, 4, 5],
}
const FESTIVAL = Array.from({ length: 9 }, (_, index) => `2026-02-${15 + index}`)
const SPRING_2026: CalendarData = {
  offDays: new Set(FESTIVAL),
  workDays: new Set(['2026-02-14']),
  publishedYears: new Set([2026]),
  names: new Map(FESTIVAL.map((day) => [day, '春节'])),
}
const office = new WorkCalendar(SPRING_2026, OFFICE)
const at = (local: string) => new Date(`${local.replace(' ', 'T')}+08:00`)
const told = (start: string, amount: number, unit: TimeUnit, suspensions?: Suspension[]) =>
  whyLines(office, at(start), { amount, unit }, suspensions).map(
    ({ firstDay, lastDay, counted, minutes, words }) => `${firstDay} ${lastDay} ${counted ? minutes : '-'} ${words}`,
  )

test('the three working days before Spring Festival are four lines', () => {
  expect(told('2026-02-13 16:00', 3, 'workingDay')).toEqual([
    '2026-02-13 2026-02-13 90 上班时间',
    '2026-02-14 2026-02-14 390 调休上班',
    '2026-02-15 2026-02-23 - 春节',
    '2026-02-24 2026-02-25 690 上班时间',
  ])
})

test('a start after closing names what it waits for', () => {
  expect(told('2026-03-06 18:00', 1, 'workingHour')).toEqual([
    '2026-03-06 2026-03-06 - 下班时间',
    '2026-03-07 2026-03-08 - 周末',
    '2026-03-09 2026-03-09 60 上班时间',
  ])
})

test('a rest is a line of its own, an open one without an end', () => {
  const open = { from: at('2026-03-03 10:00'), to: null }
  expect(told('2026-03-02 16:00', 2, 'workingDay', [open])).toEqual([
    '2026-03-02 2026-03-03 180 上班时间',
    '2026-03-03 2026-03-03 - 挂账暂停',
  ])
  const over = { from: at('2026-03-03 10:00'), to: at('2026-03-04 10:00') }
  expect(told('2026-03-02 16:00', 1, 'workingDay', [over])).toEqual([
    '2026-03-02 2026-03-03 180 上班时间',
    '2026-03-03 2026-03-04 - 挂账暂停',
    '2026-03-04 2026-03-04 210 上班时间',
  ])
})

test('hours around the clock are one line', () => {
  expect(told('2026-02-14 20:00', 24, 'hour')).toEqual(['2026-02-14 2026-02-15 1440 连续计时'])
})

test('hours are said as one says them', () => {
  expect(hoursWords(OFFICE)).toBe('周一至周五 08:30–12:00、14:30–17:30')
  expect(hoursWords({ ...OFFICE, saturdayService: true })).toBe('周一至周五，周六照常服务 08:30–12:00、14:30–17:30')
  expect(hoursWords({ intervals: [[0, 1440]], weekdays: [6, 1] })).toBe('周一、周六 00:00–24:00')
  expect(hoursWords({ ...OFFICE, aroundTheClock: true })).toBe('全天 24 小时，节假日照常')
})
