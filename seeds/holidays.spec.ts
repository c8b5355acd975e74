import { calendarData, validateHolidays } from '#domain/clock/holidays'
import { WorkCalendar } from '#domain/clock/calendar'
import { dueAt } from '#domain/clock/due'
import holidays from './holidays.json'

const calendar = new WorkCalendar(calendarData(holidays), {
  intervals: [
    [510, 720],
    [870, 1050],
  ],
  weekdays: [1, 2, 3, 4, 5],
})
const workingDays = (from: string, to: string) => {
  let total = 0
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    if (calendar.isWorkingDay(new Date(at).toISOString().slice(0, 10))) total++
  return total
}
const errors = (change: object) =>
  validateHolidays({ years: [{ year: 2026, notices: ['u'], off: [], work: [], ...change }] })

test('the file is valid, every year with its notice; 2027 is not published', () => {
  expect(validateHolidays(holidays)).toEqual([])
  expect([...calendarData(holidays).publishedYears]).toEqual([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])
  for (const { notices } of holidays.years) for (const url of notices) expect(url).toMatch(/^https?:\/\/www\.gov\.cn\//)
})

test('make-up days are weekends, and none of them is off', () => {
  const { offDays, workDays } = calendarData(holidays)
  for (const day of workDays) expect([0, 6]).toContain(new Date(day).getUTCDay())
  for (const day of workDays) expect(offDays.has(day)).toBe(false)
})

test.each([
  ['2018-12-29', true, 'worked by the notice for 2019'],
  ['2018-12-31', false, 'off by the notice for 2019'],
  ['2020-01-31', false, 'Spring Festival 2020 was made longer'],
  ['2020-02-01', false, 'a Saturday that had been a make-up day before that'],
  ['2020-06-28', true, 'a make-up Sunday'],
  ['2023-10-07', true, 'a make-up Saturday'],
  ['2026-02-14', true, 'a make-up Saturday'],
  ['2026-02-23', false, 'the last day of Spring Festival'],
  ['2026-10-10', true, 'a make-up Saturday'],
])('%s: working is %s (%s)', (day, working) => {
  expect(calendar.isWorkingDay(day)).toBe(working)
})

test('a year has the working days people count: 2024 and 2025', () => {
  expect(workingDays('2024-01-01', '2024-12-31')).toBe(251)
  expect(workingDays('2025-01-01', '2025-12-31')).toBe(248)
})

test('the rulebook vector holds on the shipped calendar', () => {
  const { due, provisional } = dueAt(calendar, new Date('2026-02-13T16:00+08:00'), { amount: 3, unit: 'workingDay' })
  expect([due, provisional]).toEqual([new Date('2026-02-25T16:00+08:00'), false])
})

test('a bad file is refused row by row', () => {
  const day = { name: '元旦', from: '2026-01-01', to: '2026-01-03' }
  expect(validateHolidays({})).toEqual(['节假日文件应有 years 列表'])
  expect(errors({ off: [{ ...day, to: '2025-12-31' }] })).toEqual([
    '2026年第1个假期(元旦):起止日期“2026-01-01”至“2025-12-31”无效',
  ])
  expect(errors({ work: [{ name: '元旦', day: '2026-02-30' }] })).toEqual([
    '2026年第1个调休上班日(元旦):日期“2026-02-30”无效,应形如 2026-10-01',
  ])
  expect(errors({ off: [day], work: [{ name: '元旦', day: '2026-01-02' }] })).toEqual([
    '2026年第1个调休上班日(元旦):2026-01-02 已出现在2026年第1个假期(元旦)',
  ])
  expect(errors({ work: [{ name: '元旦', day: '2028-01-02' }] })).toEqual([
    '2026年第1个调休上班日(元旦):2028-01-02 不属于 2026 年的通知',
  ])
  expect(errors({ notices: [], off: [day] })).toEqual(['2026年列了日期,却没有通知的网址'])
  expect(errors({ off: undefined })).toEqual(['2026年应有 notices、off、work 三个列表'])
})
