import { hoursErrors, WorkCalendar, type CalendarData, type OfficeHours } from './calendar'

const HOURS: OfficeHours = {
  intervals: [
    [510, 720],
    [870, 1050],
  ],
  weekdays: [1, 2, 3, 4, 5],
}
const DATA: CalendarData = {
  offDays: new Set(['2026-10-01']),
  workDays: new Set(['2026-10-10']),
  publishedYears: new Set([2026]),
  names: new Map([['2026-10-01', '国庆节']]),
}
const calendar = new WorkCalendar(DATA, HOURS)

test.each([
  ['2026-09-30', true, 'a Wednesday'],
  ['2026-10-01', false, 'a holiday Thursday'],
  ['2026-10-03', false, 'a Saturday'],
  ['2026-10-04', false, 'a Sunday'],
  ['2026-10-10', true, 'a make-up Saturday'],
  ['1969-12-31', true, 'a Wednesday before the epoch'],
  ['1969-12-28', false, 'a Sunday before the epoch'],
])('%s: working is %s, %s', (date, working) => {
  expect(calendar.isWorkingDay(date)).toBe(working)
  expect(calendar.intervalsOf(date)).toEqual(working ? HOURS.intervals : [])
})

test('an instant belongs to the local day', () => {
  expect(calendar.localDate(new Date('2026-03-31T15:59:59.999Z'))).toBe('2026-03-31')
  expect(calendar.localDate(new Date('2026-03-31T16:00:00Z'))).toBe('2026-04-01')
  expect(new WorkCalendar(DATA, HOURS, 0).localDate(new Date('2026-03-31T16:00:00Z'))).toBe('2026-03-31')
})

test('reasons are words a reader knows', () => {
  const words = (date: string, on = calendar) => [
    ...new Set(on.parts(Date.parse(date) / 86_400_000).map((part) => part.words)),
  ]
  expect(words('2026-10-01')).toEqual(['国庆节'])
  expect(words('2026-10-03')).toEqual(['周末'])
  expect(words('2026-10-10')).toEqual(['下班时间', '调休上班', '午休'])
  expect(words('2026-10-12')).toEqual(['下班时间', '上班时间', '午休'])
  const few = new WorkCalendar({ ...DATA, names: undefined }, { ...HOURS, weekdays: [2], saturdayService: true })
  expect(words('2026-10-01', few)).toEqual(['法定节假日'])
  expect(words('2026-10-12', few)).toEqual(['非工作日'])
  expect(words('2026-10-17', few)).toEqual(['下班时间', '周六服务', '午休'])
  const evenings = new WorkCalendar(DATA, {
    ...HOURS,
    intervals: [
      [510, 780],
      [840, 1050],
    ],
  })
  expect(words('2026-10-12', evenings)).toEqual(['下班时间', '上班时间', '班间休息'])
  const always = new WorkCalendar(DATA, { ...HOURS, aroundTheClock: true })
  expect(words('2026-10-01', always)).toEqual(['全天值守'])
})

test('bad hours are refused with what is wrong', () => {
  const wrong: OfficeHours = {
    intervals: [
      [510, 720],
      [700, 800],
      [900, 900],
      [1000, 1500],
    ],
    weekdays: [0, 5],
  }
  expect(hoursErrors(wrong)).toEqual([
    '第2个上班时段与前一时段重叠或顺序颠倒',
    '第3个上班时段的结束应晚于开始',
    '第4个上班时段应为当天0到1440之间的整分钟',
    '星期“0”无效,应为1(周一)到7(周日)',
  ])
  expect(hoursErrors({ intervals: [], weekdays: [] })).toEqual(['上班时段不能为空'])
  expect(() => new WorkCalendar(DATA, wrong)).toThrow('第2个上班时段')
})
