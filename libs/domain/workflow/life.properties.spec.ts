import fc from 'fast-check'
import { CITY, counter, MORNING, someone, takenIn, UNITS } from '../../../test/world/city'
import { ASSIGNMENT_SAMPLES, TICKET_SAMPLES, unhappy } from '../../../test/world/samples'
import { type Actor, ROLES, SYSTEM } from '../access'
import { Refusal } from '../refusals'
import { INTAKE_OUTCOMES, keysOf, OPEN_ASSIGNMENT, TICKET_TYPES } from '../words'
import { ASSIGNMENT_ACTIONS, TICKET_ACTIONS } from './actions'
import type { Change } from './change'
import { sameClock, type Snapshot } from './snapshot'
import { offers, type Step, step } from './step'

/** Whatever people do to a ticket, in whatever order: what must hold afterwards. */

const EVERYONE: Actor[] = [
  { ...someone(keysOf(ROLES).filter((role) => role !== 'handler' && role !== 'unitLead')), personId: 900 },
  someone(['handler', 'unitLead'], UNITS.bureau),
  someone(['handler', 'unitLead'], UNITS.town),
  someone(['handler', 'unitLead'], UNITS.water),
  someone(['handler', 'unitLead'], UNITS.roads),
  // Nobody decides what they asked for themselves.
  ...[UNITS.bureau, UNITS.town, UNITS.water, UNITS.roads].map((unit) => ({
    ...someone('unitLead', unit),
    personId: 900 + unit.id,
  })),
]

/** One thing somebody does: which of what is possible, how content the requester is, how much later. */
const deed = fc.record({ pick: fc.nat(1000), content: fc.boolean(), minutes: fc.integer({ min: 0, max: 3000 }) })
const demand = fc.record({
  type: fc.constantFrom(...keysOf(TICKET_TYPES)),
  confidential: fc.boolean(),
  accusedUnitId: fc.constantFrom(undefined, UNITS.water.id),
  outcome: fc.constantFrom(...keysOf(INTAKE_OUTCOMES)),
  answer: fc.constant('已解释。'),
  threeWay: fc.constant({ unitId: UNITS.water.id as number, result: '当晚抢修。' }).map((each) => [each]),
  handOver: fc.constant({ to: 'fire119' as const, told: '已转接。' }),
  decline: fc.constant({ reason: 'legalChannel' as const, told: '请向法院起诉。' }),
})

type Possible = { actor: Actor; wanted: Step }

/** Everything somebody may do now, and what the system may. */
function possible(before: Snapshot, content: boolean, now: Date): Possible[] {
  const people = EVERYONE.flatMap((actor) =>
    offers(before, { actor, now, region: CITY }).map(({ action, assignmentId }) => ({
      actor,
      wanted: wantedOf(action, assignmentId),
    })),
  )
  const system = [
    ...named(TICKET_ACTIONS).map((action) => wantedOf(action)),
    ...before.assignments.flatMap(({ id }) => named(ASSIGNMENT_ACTIONS).map((action) => wantedOf(action, id))),
  ].map((wanted) => ({ actor: SYSTEM, wanted }))
  return [...people, ...system]

  function wantedOf(action: string, assignmentId?: string): Step {
    if (assignmentId)
      return {
        on: 'assignment',
        action: action as 'sign',
        assignmentId,
        input: ASSIGNMENT_SAMPLES[action as 'answerSupervision'](before),
      }
    if (action === 'callback' && !content) return { on: 'ticket', action, input: unhappy(before) }
    return { on: 'ticket', action: action as 'callback', input: TICKET_SAMPLES[action as 'callback'](before) }
  }
}
const named = (rows: Record<string, { by: string }>) => Object.keys(rows).filter((name) => rows[name]!.by === 'system')

function tried({ actor, wanted }: Possible, before: Snapshot, now: Date, newAssignmentId: () => string): Change | null {
  try {
    return step(before, wanted, { actor, now, region: CITY, newAssignmentId, newFactId: newAssignmentId })
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

test('whatever is done in whatever order, a ticket stays whole', () => {
  fc.assert(
    fc.property(demand, fc.array(deed, { maxLength: 40 }), (taken, deeds) => {
      const first = takenIn(taken)
      const ids = counter()
      let now = first.after
      let at = MORNING.getTime()
      let events = first.events.length
      check(now, events)
      for (const { pick, content, minutes } of deeds) {
        const choices = possible(now, content, new Date(at + minutes * 60_000))
        if (!choices.length) break
        at += minutes * 60_000
        const change = tried(choices[pick % choices.length]!, now, new Date(at), ids)
        if (!change) continue
        expect(change.events.map(({ seq }) => seq)).toEqual(change.events.map((_, index) => events + 1 + index))
        events += change.events.length
        checkStep(now, change.after)
        now = change.after
        check(now, events)
      }
    }),
    { numRuns: 300 },
  )
})

function check(now: Snapshot, events: number) {
  const { ticket, assignments, clocks } = now
  const running = clocks.filter(({ stoppedAt }) => !stoppedAt)
  const open = assignments.filter(({ state }) => OPEN_ASSIGNMENT.includes(state))
  expect(ticket.version).toBe(events)
  expect(clocks.some((one, index) => clocks.slice(index + 1).some((other) => sameClock(one, other)))).toBe(false)
  const held = assignments.filter(({ state }) => state !== 'returned' && state !== 'withdrawn')
  expect(held.filter(({ role }) => role === 'lead').length).toBeLessThanOrEqual(1)
  expect(new Set(open.map(({ unitId }) => unitId)).size).toBe(open.length)
  // Without a lead it waits for a redispatch: then one was returned or withdrawn, and it cannot pass the review.
  if (ticket.state === 'handling' && !open.some(({ role }) => role === 'lead'))
    expect([held.length < assignments.length, ticket.awaitsReview]).toEqual([true, false])
  const asked = now.requests.filter(({ state }) => state === 'open')
  if (ticket.state !== 'handling') expect([asked, ticket.shelvedAt]).toEqual([[], null])
  if (ticket.shelvedAt) expect(clocks.every(({ stoppedAt, suspended }) => stoppedAt || suspended)).toBe(true)
  else expect(clocks.some(({ suspended, stoppedAt }) => suspended && !stoppedAt)).toBe(false)
  for (const { assignmentId } of asked) expect(held.some(({ id }) => id === assignmentId)).toBe(true)
  if (['closed', 'archived'].includes(ticket.state)) expect([open, running, ticket.dueAt]).toEqual([[], [], null])
  if (ticket.state === 'callback')
    expect(running.map(({ kind }) => kind).filter((kind) => kind !== 'callback')).toEqual([])
  expect(running.filter(({ assignmentId }) => assignmentId === null).length).toBeLessThanOrEqual(1)
  expect(ticket.closedAt !== null).toBe(['closed', 'archived'].includes(ticket.state))
  for (const { role, state, signedAt, repliedAt } of assignments) {
    if (state === 'replied') expect(signedAt && repliedAt).not.toBeNull()
    if (role === 'copy') expect(repliedAt).toBeNull()
  }
  expect(ticket.accusedUnitId !== null && held.length === 1 && held[0]!.unitId === ticket.accusedUnitId).toBe(false)
}

/** What was once true stays on record. */
function checkStep(before: Snapshot, after: Snapshot) {
  const known = (ids: readonly { id: string }[]) => ids.map(({ id }) => id)
  expect(known(after.assignments).slice(0, before.assignments.length)).toEqual(known(before.assignments))
  expect(after.callbacks.slice(0, before.callbacks.length)).toEqual(before.callbacks)
  for (const old of before.clocks) {
    const clock = after.clocks.find((each) => sameClock(each, old))!
    const { startedAt, unit, assignmentId } = clock
    // Only a decision moves a due date, and a dispatch undone and done again starts anew.
    if (after.requests.length === 0 && !before.clocks.some(({ stoppedAt }) => stoppedAt && !clock.stoppedAt))
      expect({ ...clock, stoppedAt: null }).toEqual({ ...old, stoppedAt: null })
    expect({ unit, assignmentId }).toEqual({ unit: old.unit, assignmentId: old.assignmentId })
    expect(startedAt >= old.startedAt).toBe(true)
  }
  expect(after.ticket).toMatchObject({
    id: before.ticket.id,
    number: before.ticket.number,
    policyId: before.ticket.policyId,
  })
}

test('no ticket gets stuck: from wherever it stands, people who do their work bring it to the archive', () => {
  fc.assert(
    fc.property(demand, fc.array(deed, { maxLength: 25 }), (taken, deeds) => {
      let now = takenIn(taken).after
      let at = MORNING.getTime()
      const ids = counter()
      const go = (choice: Possible) => {
        at += 60_000
        now = tried(choice, now, new Date(at), ids)?.after ?? now
      }
      for (const { pick } of deeds) {
        const choices = possible(now, false, new Date(at))
        if (choices.length) go(choices[pick % choices.length]!)
      }
      for (let turn = 0; turn < 40 && now.ticket.state !== 'archived'; turn++)
        for (const choice of useful(possible(now, true, new Date(at)), now)) go(choice)
      expect(now.ticket.state).toBe('archived')
    }),
    { numRuns: 100 },
  )
})

/** What brings it forward, in the order it would be reached for; nobody sends work back here, that would go on for ever. */
const FORWARD = [
  'unshelve',
  'reject',
  'closeSupervision',
  'dispatch',
  'redispatch',
  'sign',
  'contact',
  'relay',
  'reply',
  'approveReply',
  'accept',
  'callback',
  'archive',
]

function useful(choices: Possible[], { assignments }: Snapshot): Possible[] {
  const led = assignments.some(({ role, state }) => role === 'lead' && state !== 'returned' && state !== 'withdrawn')
  const forward = FORWARD.filter((action) => action !== 'redispatch' || !led)
  return forward.flatMap((action) => choices.filter(({ wanted }) => wanted.action === action))
}
