import fc from 'fast-check'
import { CITY, counter, MORNING, someone, takenIn, UNITS } from '../../../test/world/city'
import { TICKET_SAMPLES } from '../../../test/world/samples'
import { SYSTEM } from '../access'
import { calendarsOf } from '../clock/calendars'
import { dueAt } from '../clock/due'
import type { ClockPolicy } from '../clock/policy'
import { withContent } from '../rules/change'
import { recount, type RecomputeInput } from './recompute'
import type { RegionRules } from './region'
import type { Snapshot } from './snapshot'
import { type Step, step } from './step'

/** The small city with working days, so that a holiday matters. */
const days = (amount: number) => ({ amount, unit: 'workingDay' as const })
const policy: ClockPolicy = {
  ...CITY.policies.get(1)!,
  rules: [
    { label: '通用', when: {}, limits: { dispatch: days(1), sign: days(1), returnWindow: days(1), contact: days(1), reply: days(5), redo: days(3), callback: days(2) } }, // prettier-ignore
  ],
}
const policies = new Map([[1, policy]])
const OFFICE: RegionRules = { ...CITY, policies, calendar: calendarsOf(policies, CITY.holidays, CITY.units) }
const OFF = { year: 2026, notices: ['https://example.org'], off: [{ name: '那达慕', from: '2026-07-22', to: '2026-07-23' }], work: [] } // prettier-ignore
const FESTIVE = withContent(OFFICE, 'calendar', OFF)

const act = (before: Snapshot, wanted: Step, who = someone('dispatcher'), region = OFFICE, now = MORNING): Snapshot =>
  step(before, wanted, { actor: who, now, region, newAssignmentId: counter(), newFactId: counter(500) }).after
const fresh = (): Snapshot => {
  const { after } = takenIn()
  return { ...after, clocks: [] }
}
const dispatched = () => act(fresh(), { on: 'ticket', action: 'dispatch', input: TICKET_SAMPLES.dispatch() })
const change = (over: Partial<RecomputeInput> = {}): RecomputeInput => ({
  changeId: 1,
  of: 'calendar',
  earlier: OFFICE,
  openToo: false,
  ...over,
})
const recomputedBy = (before: Snapshot, input: RecomputeInput, region: RegionRules) =>
  step(
    before,
    { on: 'ticket', action: 'recompute', input },
    { actor: SYSTEM, now: MORNING, region, newAssignmentId: counter(), newFactId: counter() },
  )
const dues = ({ clocks }: Snapshot) => clocks.map(({ kind, dueAt }) => [kind, dueAt.toISOString()])
const DAY = 86_400_000

test('a new holiday moves what counts over it, by exactly its days, and says so in one event', () => {
  const before = dispatched()
  const { after, events, facts } = recomputedBy(before, change(), FESTIVE)
  const reply = (at: Snapshot) => at.clocks.find(({ kind }) => kind === 'reply')!
  // Five days from Monday morning at nine: Friday at closing, and two more days over the weekend.
  expect(reply(before).dueAt.toISOString()).toBe('2026-07-24T09:00:00.000Z')
  expect(reply(after).dueAt.toISOString()).toBe('2026-07-28T09:00:00.000Z')
  expect(after.ticket.dueAt).toEqual(reply(after).dueAt)
  expect(events).toHaveLength(1)
  expect(events[0]).toMatchObject({ kind: 'recompute', personId: 0, data: { changeId: 1, of: 'calendar' } })
  expect(facts.every(({ kind }) => kind === 'clockMove')).toBe(true)
  // What is due before the holiday is left alone.
  expect(dues(after).filter(([kind]) => kind === 'sign')).toEqual(dues(before).filter(([kind]) => kind === 'sign'))
})

test('twice is the same as once', () => {
  const { after } = recomputedBy(dispatched(), change(), FESTIVE)
  expect(() => recomputedBy(after, change(), FESTIVE)).toThrow(expect.objectContaining({ code: 'notNow' }))
})

test('what has stopped keeps its verdict, what was decided its date; both are told apart', () => {
  const before = dispatched()
  const decided = new Date('2026-07-30T09:00:00.000Z')
  const held: Snapshot = {
    ...before,
    clocks: before.clocks.map((clock) =>
      clock.kind === 'reply'
        ? { ...clock, dueAt: decided }
        : clock.kind === 'contact'
          ? { ...clock, dueAt: new Date(MORNING.getTime() + 3 * DAY), stoppedAt: MORNING }
          : clock,
    ),
  }
  const found = recount(held, change(), FESTIVE, MORNING)
  expect(found.moved.filter(({ kind }) => kind === 'reply' || kind === 'contact')).toEqual([])
  expect(found.kept).toMatchObject([{ kind: 'reply', why: 'decided', from: decided, to: decided }])
})

test('an extension counts as part of the limit: it moves with a holiday, and stays as it is under another policy', () => {
  const before = dispatched()
  const calendar = OFFICE.calendar(1, false)
  const extended: Snapshot = {
    ...before,
    clocks: before.clocks.map((clock) =>
      clock.kind === 'reply' ? { ...clock, amount: 7, dueAt: dueAt(calendar, clock.startedAt, days(7)).due! } : clock,
    ),
  }
  expect(recount(extended, change(), FESTIVE, MORNING).moved.map(({ kind }) => kind)).toContain('reply')
  const quick = { ...policy, rules: [{ ...policy.rules[0]!, limits: { ...policy.rules[0]!.limits, reply: days(2), contact: days(2) } }] } // prettier-ignore
  const later = withContent(OFFICE, 'policy', quick, 2)
  const found = recount(extended, change({ of: 'policy', openToo: true }), later, MORNING)
  expect(found.kept).toMatchObject([{ kind: 'reply', why: 'extended' }])
  expect(new Set(found.moved.map(({ kind }) => kind))).toEqual(new Set(['contact']))
})

test('a policy for new tickets alone moves nothing; one for open tickets too is the ticket’s from then on', () => {
  const quick = { ...policy, rules: [{ ...policy.rules[0]!, limits: { ...policy.rules[0]!.limits, reply: days(2) } }] }
  const later = withContent(OFFICE, 'policy', quick, 2)
  const before = dispatched()
  expect(recount(before, change({ of: 'policy' }), later, MORNING)).toMatchObject({
    moved: [],
    clocks: [],
    policyId: 1,
  })
  const { after } = recomputedBy(before, change({ of: 'policy', openToo: true }), later)
  expect(after.ticket.policyId).toBe(2)
  expect(after.clocks.find(({ kind }) => kind === 'reply')).toMatchObject({ amount: 2, unit: 'workingDay' })
})

test('a unit with hours of its own: only its own clocks move', () => {
  const saturdays = { intervals: [[540, 780]] as const, weekdays: [1, 2, 3, 4, 5, 6] }
  const later = withContent(OFFICE, 'hours', { unitId: UNITS.bureau.id, officeHours: saturdays })
  const before = dispatched()
  const { moved } = recount(before, change({ of: 'hours' }), later, MORNING)
  const own = before.assignments.find(({ unitId }) => unitId === UNITS.bureau.id)!.id
  expect(moved.length).toBeGreaterThan(0)
  expect(new Set(moved.map(({ assignmentId }) => assignmentId))).toEqual(new Set([own]))
})

test('whatever days are added or taken back: counted anew it is as if it had always been so, there and back', () => {
  const day = fc
    .integer({ min: 0, max: 25 })
    .map((n) => new Date(MORNING.getTime() + n * DAY).toISOString().slice(0, 10))
  const holidays = fc.uniqueArray(day, { maxLength: 6 }).map((list) => ({
    ...OFF,
    off: list.map((from) => ({ name: '假', from, to: from })),
  }))
  fc.assert(
    fc.property(holidays, holidays, (first, second) => {
      const [one, two] = [withContent(OFFICE, 'calendar', first), withContent(OFFICE, 'calendar', second)]
      const under = (region: RegionRules) =>
        act(
          fresh(),
          { on: 'ticket', action: 'dispatch', input: TICKET_SAMPLES.dispatch() },
          someone('dispatcher'),
          region,
        )
      const start = under(one)
      const { clocks } = recount(start, change({ earlier: one }), two, MORNING)
      const merged = start.clocks.map((clock) => clocks.find((each) => each.kind === clock.kind && each.assignmentId === clock.assignmentId) ?? clock) // prettier-ignore
      expect(dues({ ...start, clocks: merged })).toEqual(dues(under(two)))
    }),
    { numRuns: 100 },
  )
})

test('only the system recounts', () => {
  expect(() => act(dispatched(), { on: 'ticket', action: 'recompute', input: change() })).toThrow(
    expect.objectContaining({ code: 'forbidden' }),
  )
})
