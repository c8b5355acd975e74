/** Random offices, holidays and suspensions against an oracle that counts minutes one by one. */
import fc from 'fast-check'
import { WorkCalendar, type CalendarData, type OfficeHours } from './calendar'
import { dueAt, elapsed, explain, reminderTimes, type Suspension } from './due'
import { allowance, kindOf, type Limit } from './limit'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Minutes the oracle is willing to count. */
const PATIENCE = 400 * 1440

interface World {
  data: CalendarData
  hours: OfficeHours
}

/** Moments worth starting at: festival, month, leap day, year and midnight edges. */
const EDGES = ['2026-02-13T16:00', '2025-12-31T23:59', '2024-02-28T23:30', '2026-01-01T00:00', '2026-05-31T12:00'].map(
  (local) => Date.parse(`${local}+08:00`),
)
const start = fc
  .tuple(fc.constantFrom(...EDGES), fc.integer({ min: -10 * 1440, max: 10 * 1440 }), fc.boolean())
  .map(([edge, shift, exact]) => new Date(exact ? edge : edge + shift * MINUTE))

const intervals = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 0, max: 1440 }), fc.constantFrom(0, 510, 720, 1440)), {
    minLength: 2,
    maxLength: 6,
  })
  .map((minutes) => minutes.sort((a, b) => a - b))
  .map((minutes) =>
    Array.from({ length: Math.floor(minutes.length / 2) }, (_, i) => [minutes[2 * i]!, minutes[2 * i + 1]!] as const),
  )

const date = fc
  .tuple(fc.constantFrom(...EDGES), fc.integer({ min: -12, max: 40 }))
  .map(([edge, days]) => localDate(edge + days * 24 * HOUR))

const world: fc.Arbitrary<World> = fc
  .record({
    intervals,
    weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    saturdayService: fc.boolean(),
    aroundTheClock: fc.integer({ max: 9, min: 0 }).map((n) => n === 0),
    off: fc.uniqueArray(date, { maxLength: 25 }),
    work: fc.uniqueArray(date, { maxLength: 8 }),
  })
  .map(({ off, work, ...hours }) => ({
    hours,
    data: {
      offDays: new Set(off),
      workDays: new Set(work.filter((day) => !off.includes(day))),
      publishedYears: new Set([2024, 2025, 2026]),
    },
  }))

const officeLimit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ amount: fc.integer({ min: 1, max: 7 }), unit: fc.constant('workingDay' as const) }),
  fc.record({ amount: fc.integer({ min: 1, max: 600 }).map((n) => n / 60), unit: fc.constant('workingHour' as const) }),
)
const clockLimit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ amount: fc.integer({ min: 1, max: 500 }), unit: fc.constant('minute' as const) }),
  fc.record({ amount: fc.integer({ min: 1, max: 72 }), unit: fc.constant('hour' as const) }),
  fc.record({ amount: fc.integer({ min: 1, max: 15 }), unit: fc.constant('naturalDay' as const) }),
)
const limit = fc.oneof({ weight: 3, arbitrary: officeLimit }, { weight: 1, arbitrary: clockLimit })

/** In minutes relative to the start; they may overlap, begin before it, be empty, or stay open. */
const pauses = fc.array(
  fc.record({
    from: fc.integer({ min: -2000, max: 12_000 }),
    minutes: fc.option(fc.integer({ min: 0, max: 6000 }), { freq: 12 }),
  }),
  { maxLength: 3 },
)
const suspensionsFrom = (begin: Date, list: { from: number; minutes: number | null }[]): Suspension[] =>
  list.map(({ from, minutes }) => {
    const stop = new Date(begin.getTime() + from * MINUTE)
    return { from: stop, to: minutes === null ? null : new Date(stop.getTime() + minutes * MINUTE) }
  })

const scene = fc
  .record({ world, start, limit, pauses })
  .map(({ pauses, ...rest }) => ({ ...rest, suspensions: suspensionsFrom(rest.start, pauses) }))

const holds = <T>(arbitrary: fc.Arbitrary<T>, promise: (value: T) => void, numRuns = 300) =>
  fc.assert(fc.property(arbitrary, promise), { numRuns })
const calendarOf = ({ data, hours }: World) => new WorkCalendar(data, hours)

test('due is where the oracle, counting minute by minute, arrives', () => {
  holds(scene, ({ world, start, limit, suspensions }) => {
    const minutes = allowance(calendarOf(world), limit) / MINUTE
    const expected = countTo(world, start, kindOf(limit.unit), Math.round(minutes), suspensions)
    fc.pre(expected !== 'out of patience')
    expect(dueAt(calendarOf(world), start, limit, suspensions).due).toEqual(expected)
  })
})

test('measuring what was added gives it back, between any two moments too', () => {
  holds(
    fc.record({ scene, later: fc.integer({ min: 0, max: 20 * 1440 }) }),
    ({ scene: { world, start, limit, suspensions }, later }) => {
      const calendar = calendarOf(world)
      const kind = kindOf(limit.unit)
      const { due } = dueAt(calendar, start, limit, suspensions)
      if (due) expect(elapsed(calendar, start, due, kind, suspensions)).toBe(allowance(calendar, limit))
      const end = new Date(start.getTime() + later * MINUTE)
      expect(elapsed(calendar, start, end, kind, suspensions)).toBe(countUntil(world, start, end, kind, suspensions))
    },
  )
})

test('a suspension moves the due by its own running time, no more and no less', () => {
  const one = fc.record({
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    minutes: fc.integer({ min: 0, max: 9000 }),
  })
  holds(fc.record({ world, start, limit, one }), ({ world, start, limit, one }) => {
    const calendar = calendarOf(world)
    const kind = kindOf(limit.unit)
    const without = dueAt(calendar, start, limit).due!
    const from = new Date(
      start.getTime() + Math.floor((one.at * (without.getTime() - start.getTime())) / MINUTE) * MINUTE,
    )
    const to = new Date(from.getTime() + one.minutes * MINUTE)
    const covered = elapsed(calendar, from, to, kind)
    const longer: Limit = {
      amount: (allowance(calendar, limit) + covered) / HOUR,
      unit: kind === 'office' ? 'workingHour' : 'hour',
    }
    expect(dueAt(calendar, start, limit, [{ from, to }]).due).toEqual(dueAt(calendar, start, longer).due)
  })
})

test('a later start or a larger limit is never due earlier', () => {
  const more = fc.integer({ min: 0, max: 5000 })
  holds(fc.record({ scene, more, wait: more }), ({ scene: { world, start, limit, suspensions }, more, wait }) => {
    const calendar = calendarOf(world)
    const dueTime = (from: Date, amount: number) =>
      dueAt(calendar, from, { ...limit, amount }, suspensions).due?.getTime() ?? Infinity
    const due = dueTime(start, limit.amount)
    expect(dueTime(new Date(start.getTime() + wait * MINUTE), limit.amount)).toBeGreaterThanOrEqual(due)
    expect(dueTime(start, limit.amount + more / 1000)).toBeGreaterThanOrEqual(due)
  })
})

test('reminders of working limits come in office time or on its edge, at their share of the limit', () => {
  holds(fc.record({ world, start, limit: officeLimit }), ({ world, start, limit }) => {
    const calendar = calendarOf(world)
    const times = reminderTimes(calendar, start, limit)
    const shares = [times.at50!, times.at80!, times.due!]
    for (const [index, share] of [0.5, 0.8, 1].entries()) {
      const moment = shares[index]!
      expect(elapsed(calendar, start, moment, 'office')).toBe(Math.round(allowance(calendar, limit) * share))
      expect(isOpen(world, moment.getTime() - 1)).toBe(true)
    }
    expect(times.due).toEqual(dueAt(calendar, start, limit).due)
  })
})

test('the explanation is gapless, agrees with the oracle minute by minute, and its counted parts are the limit', () => {
  holds(
    scene,
    ({ world, start, limit, suspensions }) => {
      const calendar = calendarOf(world)
      const { due } = dueAt(calendar, start, limit, suspensions)
      const intervals = explain(calendar, start, limit, suspensions)
      expect(intervals[0]!.from).toEqual(start)
      expect(intervals.at(-1)!.to).toEqual(due)
      intervals.slice(1).forEach((interval, index) => expect(interval.from).toEqual(intervals[index]!.to))
      const counted = intervals.filter(({ counted }) => counted)
      const ran = counted.reduce((total, { from, to }) => total + to!.getTime() - from.getTime(), 0)
      if (due) expect(ran).toBe(allowance(calendar, limit))
      for (const { from, to, counted, reason } of intervals) {
        if (reason === 'suspended' || !to) continue
        const runs = kindOf(limit.unit) === 'clock' ? to.getTime() - from.getTime() : openTime(world, from, to)
        expect(runs).toBe(counted ? to.getTime() - from.getTime() : 0)
      }
    },
    150,
  )
})

/* The oracle: no intervals arithmetic, only "is this minute running?", asked of every minute. */

function localDate(at: number): string {
  return new Date(at + 8 * HOUR).toISOString().slice(0, 10)
}

/** The answer for a whole day is remembered, or the oracle would spend its life writing dates. */
const remembered = new WeakMap<World, Map<number, boolean>>()

function isWorked(world: World, localDay: number): boolean {
  const days = remembered.get(world) ?? new Map<number, boolean>()
  remembered.set(world, days)
  let answer = days.get(localDay)
  if (answer === undefined) days.set(localDay, (answer = askCalendar(world, new Date(localDay * 24 * HOUR))))
  return answer
}

function askCalendar({ data, hours }: World, local: Date): boolean {
  const day = local.toISOString().slice(0, 10)
  const weekday = local.getUTCDay() || 7
  if (data.offDays.has(day)) return false
  return data.workDays.has(day) || hours.weekdays.includes(weekday) || (hours.saturdayService === true && weekday === 6)
}

function isOpen(world: World, at: number): boolean {
  if (world.hours.aroundTheClock) return true
  const minutes = Math.floor((at + 8 * HOUR) / MINUTE)
  const minute = minutes % 1440
  return (
    isWorked(world, Math.floor(minutes / 1440)) &&
    world.hours.intervals.some(([from, to]) => minute >= from && minute < to)
  )
}

function runs(world: World, at: number, kind: 'clock' | 'office', suspensions: Suspension[]): boolean {
  const stopped = suspensions.some(({ from, to }) => at >= from.getTime() && (!to || at < to.getTime()))
  return !stopped && (kind === 'clock' || isOpen(world, at))
}

function countTo(world: World, start: Date, kind: 'clock' | 'office', minutes: number, suspensions: Suspension[]) {
  let left = minutes
  for (let passed = 0; passed < PATIENCE; passed++) {
    const at = start.getTime() + passed * MINUTE
    if (suspensions.some(({ from, to }) => !to && at >= from.getTime())) return null
    if (runs(world, at, kind, suspensions) && --left === 0) return new Date(at + MINUTE)
  }
  return 'out of patience'
}

function countUntil(world: World, start: Date, end: Date, kind: 'clock' | 'office', suspensions: Suspension[]): number {
  let total = 0
  for (let at = start.getTime(); at < end.getTime(); at += MINUTE)
    if (runs(world, at, kind, suspensions)) total += MINUTE
  return total
}

function openTime(world: World, from: Date, to: Date): number {
  return countUntil(world, from, to, 'office', [])
}
