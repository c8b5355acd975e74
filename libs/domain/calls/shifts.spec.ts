import fc from 'fast-check'
import { clockWords, daysFrom, type Gap, MINUTES_A_DAY, onDuty, type Shift, uncovered, unheard } from './shifts'

const shift = (over: Partial<Shift>): Shift => ({ deskCode: 'general', personId: 1, weekday: null, day: null, from: 480, to: 1200, ...over }) // prettier-ignore
const everyDay = (over: Partial<Shift>) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => shift({ ...over, weekday }))
/** A Monday. */
const WEEK = daysFrom('2026-11-23', 7)
const hours = { code: 'general', from: 480, to: 1200 }

test('a plan that covers the hours of the desk has no gaps; one day less is one gap', () => {
  expect(uncovered(hours, everyDay({}), WEEK)).toEqual([])
  expect(uncovered(hours, everyDay({}).slice(0, 6), WEEK)).toEqual([{ day: '2026-11-29', from: 480, to: 1200 }])
})

test('a night past midnight covers the morning of the next day, and its own morning is yesterday’s', () => {
  const night = everyDay({ deskCode: 'night', from: 1200, to: 1920 })
  expect(uncovered({ code: 'night', from: 1200, to: 1920 }, night, WEEK)).toEqual([])
  const fridayOff = night.filter(({ weekday }) => weekday !== 5)
  expect(uncovered({ code: 'night', from: 1200, to: 1920 }, fridayOff, WEEK)).toEqual([
    { day: '2026-11-27', from: 1200, to: 1440 },
    { day: '2026-11-28', from: 0, to: 480 },
  ])
})

test('shifts of a date stand instead of the weekday’s, of their own desk alone', () => {
  const plan = [...everyDay({}), shift({ day: '2026-11-25', from: 480, to: 720 })]
  expect(uncovered(hours, plan, WEEK)).toEqual([{ day: '2026-11-25', from: 720, to: 1200 }])
  const other = [...everyDay({}), shift({ deskCode: 'night', day: '2026-11-25', from: 1200, to: 1440 })]
  expect(uncovered(hours, other, WEEK)).toEqual([])
})

test('the hotline is heard when any desk has somebody', () => {
  const all = [...everyDay({}), ...everyDay({ deskCode: 'night', personId: 2, from: 1200, to: 1920 })]
  expect(unheard(all, WEEK)).toEqual([])
  expect(unheard(everyDay({}), WEEK.slice(0, 1))).toEqual([
    { day: '2026-11-23', from: 0, to: 480 },
    { day: '2026-11-23', from: 1200, to: 1440 },
  ])
  expect(onDuty(all, '2026-11-24', 60)).toEqual([2])
  expect(onDuty(all, '2026-11-24', 480)).toEqual([1])
})

const anyShift = fc.record({
  weekday: fc.option(fc.integer({ min: 1, max: 7 }), { nil: null }),
  day: fc.constantFrom(...WEEK),
  from: fc.integer({ min: 0, max: 1439 }),
  long: fc.integer({ min: 1, max: 1440 }),
  personId: fc.integer({ min: 1, max: 3 }),
})

test('a minute is in a gap exactly when nobody is on duty in it', () => {
  fc.assert(
    fc.property(
      fc.array(anyShift, { maxLength: 6 }),
      fc.constantFrom(...WEEK),
      fc.integer({ min: 0, max: 1439 }),
      (drawn, day, minute) => {
        const plan = drawn.map(({ long, ...each }) => shift({ ...each, day: each.weekday ? null : each.day, to: each.from + long })) // prettier-ignore
        const inGap = ({ from, to }: Gap) => from <= minute && minute < to
        expect(unheard(plan, [day]).some(inGap)).toBe(onDuty(plan, day, minute).length === 0)
      },
    ),
  )
})

test('times in words', () => {
  expect([0, 510, MINUTES_A_DAY, 1920].map(clockWords)).toEqual(['00:00', '08:30', '24:00', '次日08:00'])
})
