import { WorkCalendar, type CalendarData, type OfficeHours } from './calendar'
import { dueAt, elapsed, explain, lamp, reminderTimes, type Suspension } from './due'
import type { TimeUnit } from './limit'

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
  workDays: new Set(['2026-02-14', '2026-02-28']),
  publishedYears: new Set([2025, 2026]),
  names: new Map(FESTIVAL.map((day) => [day, '春节'])),
}
const office = calendar()

test('three working days from the Friday before Spring Festival, its Saturday worked, end on the Wednesday after', () => {
  expect(due('2026-02-13 16:00', 3, 'workingDay')).toBe('2026-02-25 16:00')
})

describe('where a deadline falls', () => {
  test.each<[string, string, number, TimeUnit, string]>([
    ['inside the day it started', '2026-03-02 09:00', 2, 'workingHour', '2026-03-02 11:00'],
    ['over the lunch break', '2026-03-02 11:00', 2, 'workingHour', '2026-03-02 15:30'],
    ['over the night', '2026-03-02 17:00', 1, 'workingHour', '2026-03-03 09:00'],
    ['over the weekend', '2026-03-06 17:00', 1, 'workingHour', '2026-03-09 09:00'],
    ['from the lunch break: the afternoon opening', '2026-03-02 13:00', 1, 'workingHour', '2026-03-02 15:30'],
    ['from before the opening', '2026-03-02 06:00', 1, 'workingHour', '2026-03-02 09:30'],
    ['from after closing: the next opening', '2026-03-02 20:00', 1, 'workingHour', '2026-03-03 09:30'],
    ['from a Sunday', '2026-03-01 10:00', 1, 'workingHour', '2026-03-02 09:30'],
    ['on the noon closing, not at the afternoon opening', '2026-03-02 08:30', 3.5, 'workingHour', '2026-03-02 12:00'],
    ['on the evening closing, not at the next opening', '2026-03-02 08:30', 1, 'workingDay', '2026-03-02 17:30'],
    ['a whole day from the evening before', '2026-03-02 19:00', 1, 'workingDay', '2026-03-03 17:30'],
    ['same time of the next working day', '2026-03-02 16:00', 1, 'workingDay', '2026-03-03 16:00'],
    ['same time over a weekend', '2026-03-05 10:10', 7, 'workingDay', '2026-03-16 10:10'],
    ['from the moment of closing', '2026-03-02 17:30', 1, 'workingHour', '2026-03-03 09:30'],
    ['over a year end', '2025-12-31 16:30', 2, 'workingHour', '2026-01-01 09:30'],
    ['natural days keep the local time', '2026-02-14 23:59', 7, 'naturalDay', '2026-02-21 23:59'],
    ['hours run through the night', '2026-02-28 23:30', 2, 'hour', '2026-03-01 01:30'],
    ['minutes too', '2025-12-31 23:50', 15, 'minute', '2026-01-01 00:05'],
    ['nothing to wait for: at once', '2026-03-01 10:00', 0, 'workingDay', '2026-03-01 10:00'],
  ])('%s', (_, start, amount, unit, expected) => {
    expect(due(start, amount, unit)).toBe(expected)
  })

  test('seconds count', () => {
    const start = new Date(at('2026-03-02 17:29').getTime() + 59_500)
    const { due } = dueAt(office, start, { amount: 1, unit: 'workingHour' })
    expect(due).toEqual(new Date(at('2026-03-03 09:29').getTime() + 59_500))
  })
})

describe('other offices', () => {
  test('Saturday service works Saturdays, but not a holiday Saturday', () => {
    const saturdays = calendar({ ...OFFICE, saturdayService: true })
    expect(due('2026-03-06 17:00', 1, 'workingHour', [], saturdays)).toBe('2026-03-07 09:00')
    expect(due('2026-02-14 17:30', 1, 'workingHour', [], saturdays)).toBe('2026-02-24 09:30')
  })

  test('a utility works around the clock, holidays included, and its working day is a day', () => {
    const utility = calendar({ intervals: [], weekdays: [], aroundTheClock: true })
    expect(due('2026-02-16 23:00', 1, 'workingDay', [], utility)).toBe('2026-02-17 23:00')
    expect(due('2026-02-16 23:00', 2, 'workingHour', [], utility)).toBe('2026-02-17 01:00')
  })

  test('a night shift up to midnight goes on at midnight', () => {
    const nights = calendar({
      intervals: [
        [0, 120],
        [1320, 1440],
      ],
      weekdays: [1, 2],
    })
    expect(due('2026-03-02 23:00', 2, 'workingHour', [], nights)).toBe('2026-03-03 01:00')
    expect(due('2026-03-03 23:00', 1, 'workingHour', [], nights)).toBe('2026-03-04 00:00')
  })

  test('without Monday nothing is overdue at once: Monday morning is simply not counted', () => {
    const tuesdays = calendar({ ...OFFICE, weekdays: [2] })
    expect(due('2026-03-02 09:00', 1, 'workingDay', [], tuesdays)).toBe('2026-03-03 17:30')
    expect(due('2026-03-02 09:00', 2, 'workingDay', [], tuesdays)).toBe('2026-03-10 17:30')
  })

  test('an office with no weekday works its make-up days, and says so when they run out', () => {
    const never = calendar({ ...OFFICE, weekdays: [] })
    expect(due('2026-02-13 16:00', 2, 'workingDay', [], never)).toBe('2026-02-28 17:30')
    expect(due('2026-02-13 16:00', 3000, 'workingDay')).toBe('2037-08-20 16:00')
    expect(() => due('2026-02-13 16:00', 3, 'workingDay', [], never)).toThrow('没有上班时间')
  })
})

describe('suspension', () => {
  const s = (from: string, to: string | null): Suspension => ({ from: at(from), to: to ? at(to) : null })

  test('a weekend of it adds nothing to an office clock, and all of it to a running one', () => {
    const weekend = [s('2026-03-06 17:30', '2026-03-09 08:30')]
    expect(due('2026-03-06 16:30', 2, 'workingHour', weekend)).toBe('2026-03-09 09:30')
    expect(due('2026-03-06 16:30', 2, 'hour', weekend)).toBe('2026-03-09 09:30')
    expect(due('2026-03-06 16:30', 2, 'workingHour')).toBe('2026-03-09 09:30')
    expect(due('2026-03-06 16:30', 2, 'hour')).toBe('2026-03-06 18:30')
  })

  test('overlapping ones count once; one before the start or after the due counts nothing', () => {
    const overlapping = [s('2026-03-02 10:00', '2026-03-02 11:00'), s('2026-03-02 09:30', '2026-03-02 10:30')]
    expect(due('2026-03-02 09:00', 2, 'workingHour', overlapping)).toBe('2026-03-02 15:00')
    const outside = [s('2026-03-01 09:00', '2026-03-02 09:00'), s('2026-03-02 11:00', '2026-03-02 12:00')]
    expect(due('2026-03-02 09:00', 2, 'workingHour', outside)).toBe('2026-03-02 11:00')
  })

  test('while it is open there is no due date, unless the limit was used up before', () => {
    expect(due('2026-03-02 09:00', 2, 'workingHour', [s('2026-03-02 10:00', null)])).toBeNull()
    expect(due('2026-03-02 09:00', 2, 'workingHour', [s('2026-03-02 08:00', null)])).toBeNull()
    expect(due('2026-03-02 09:00', 2, 'workingHour', [s('2026-03-02 11:00', null)])).toBe('2026-03-02 11:00')
  })

  test('the time used stands still meanwhile', () => {
    const open = [s('2026-03-02 10:00', null)]
    expect(elapsed(office, at('2026-03-02 09:00'), at('2026-03-20 09:00'), 'office', open)).toBe(3_600_000)
    expect(elapsed(office, at('2026-03-02 09:00'), at('2026-03-01 09:00'), 'office', open)).toBe(0)
  })
})

describe('provisional', () => {
  const provisional = (start: string, amount: number, unit: TimeUnit, hours?: OfficeHours) =>
    dueAt(calendar(hours), at(start), { amount, unit }).provisional

  test('when an unpublished year is touched, or the last week before one, which its notice may still change', () => {
    expect(provisional('2026-12-21 09:00', 3, 'workingDay')).toBe(false)
    expect(provisional('2026-12-21 09:00', 5, 'workingDay')).toBe(true)
    expect(provisional('2026-12-31 17:00', 1, 'workingDay')).toBe(true)
    expect(provisional('2024-12-31 17:00', 1, 'workingDay')).toBe(true)
    expect(provisional('2025-12-31 17:00', 1, 'workingDay')).toBe(false)
  })

  test('never for time that runs on holidays too', () => {
    expect(provisional('2026-12-31 17:00', 7, 'naturalDay')).toBe(false)
    expect(provisional('2026-12-31 17:00', 7, 'workingDay', { ...OFFICE, aroundTheClock: true })).toBe(false)
  })

  test('a suspended one is judged by the way run so far', () => {
    const suspended = (from: string) =>
      dueAt(office, at('2026-12-01 09:00'), { amount: 30, unit: 'workingDay' }, [{ from: at(from), to: null }])
    expect(suspended('2026-12-02 09:00')).toEqual({ due: null, provisional: false })
    expect(suspended('2026-12-30 09:00')).toEqual({ due: null, provisional: true })
  })
})

describe('reminders', () => {
  test('come through the calendar: a weekend between does not pull one to Saturday midnight', () => {
    const times = reminderTimes(office, at('2026-03-06 14:30'), { amount: 1, unit: 'workingDay' })
    expect([times.at50, times.at80, times.due].map(shown)).toEqual([
      '2026-03-09 08:45',
      '2026-03-09 10:42',
      '2026-03-09 12:00',
    ])
  })

  test('one that came before a suspension keeps its time; those after wait for its end', () => {
    const open = [{ from: at('2026-03-02 10:30'), to: null }]
    const times = reminderTimes(office, at('2026-03-02 09:00'), { amount: 2, unit: 'workingHour' }, open)
    expect([times.at50, times.at80, times.due].map(shown)).toEqual(['2026-03-02 10:00', null, null])
  })
})

describe('lamp', () => {
  const [yellow, red] = [at('2026-03-02 10:00'), at('2026-03-02 12:00')]

  test.each([
    ['2026-03-02 09:59', 'green'],
    ['2026-03-02 10:00', 'yellow'],
    ['2026-03-02 12:00', 'yellow'],
    ['2026-03-02 12:01', 'red'],
  ])('at %s it is %s', (now, colour) => {
    expect(lamp(at(now), yellow, red)).toBe(colour)
  })

  test('without a deadline it is out', () => {
    expect(lamp(at('2026-03-02 12:00'), null, null)).toBe('none')
    expect(lamp(at('2026-03-02 12:00'), yellow, null)).toBe('none')
  })

  test('a stopped clock keeps its verdict however late it gets', () => {
    expect(lamp(at('2026-09-01 00:00'), yellow, red, red)).toBe('green')
    expect(lamp(at('2026-09-01 00:00'), yellow, red, at('2026-03-02 12:01'))).toBe('red')
  })
})

describe('why this deadline', () => {
  const lines = (start: string, amount: number, unit: TimeUnit, suspensions?: Suspension[]) =>
    explain(office, at(start), { amount, unit }, suspensions).map(
      ({ from, to, counted, words }) =>
        `${counted ? '+' : '-'} ${shown(from)} ${to ? shown(to)!.slice(5) : ''} ${words}`,
    )

  test('names every stretch, counted or skipped', () => {
    expect(lines('2026-02-13 16:00', 1.5, 'workingDay')).toEqual([
      '+ 2026-02-13 16:00 02-13 17:30 上班时间',
      '- 2026-02-13 17:30 02-14 08:30 下班时间',
      '+ 2026-02-14 08:30 02-14 12:00 调休上班',
      '- 2026-02-14 12:00 02-14 14:30 午休',
      '+ 2026-02-14 14:30 02-14 17:30 调休上班',
      '- 2026-02-14 17:30 02-15 00:00 下班时间',
      '- 2026-02-15 00:00 02-24 00:00 春节',
      '- 2026-02-24 00:00 02-24 08:30 下班时间',
      '+ 2026-02-24 08:30 02-24 10:15 上班时间',
    ])
  })

  test('shows a weekend as one line and an open suspension as the last', () => {
    expect(
      lines('2026-03-06 17:00', 2, 'workingDay', [
        { from: at('2026-03-09 09:00'), to: at('2026-03-09 10:00') },
        { from: at('2026-03-09 11:00'), to: null },
      ]),
    ).toEqual([
      '+ 2026-03-06 17:00 03-06 17:30 上班时间',
      '- 2026-03-06 17:30 03-07 00:00 下班时间',
      '- 2026-03-07 00:00 03-09 00:00 周末',
      '- 2026-03-09 00:00 03-09 08:30 下班时间',
      '+ 2026-03-09 08:30 03-09 09:00 上班时间',
      '- 2026-03-09 09:00 03-09 10:00 挂账暂停',
      '+ 2026-03-09 10:00 03-09 11:00 上班时间',
      '- 2026-03-09 11:00  挂账暂停',
    ])
  })

  test('ends at the due, whatever was suspended from then on', () => {
    expect(
      lines('2026-03-06 17:00', 0.5, 'workingHour', [{ from: at('2026-03-06 17:30'), to: at('2026-03-08 17:30') }]),
    ).toEqual(['+ 2026-03-06 17:00 03-06 17:30 上班时间'])
  })

  test('hours that run day and night are one stretch', () => {
    expect(lines('2026-02-14 20:00', 24, 'hour')).toEqual(['+ 2026-02-14 20:00 02-15 20:00 连续计时'])
  })
})

function calendar(hours: OfficeHours = OFFICE): WorkCalendar {
  return new WorkCalendar(SPRING_2026, hours)
}

/** Local time of Asia/Shanghai, written as people write it. */
function at(local: string): Date {
  return new Date(`${local.replace(' ', 'T')}+08:00`)
}

function shown(date: Date | null): string | null {
  return date && new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

function due(start: string, amount: number, unit: TimeUnit, suspensions?: Suspension[], on = office): string | null {
  return shown(dueAt(on, at(start), { amount, unit }, suspensions).due)
}
