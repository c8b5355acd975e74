import fc from 'fast-check'
import { counter, MORNING, takenIn } from '../../../test/world/city'
import { deed, demand, lived, type Possible, possible, tried } from '../../../test/world/random-life'
import { OPEN_ASSIGNMENT } from '../words'
import { sameClock, type Snapshot } from './snapshot'

/** Whatever people do to a ticket, in whatever order: what must hold afterwards. */

test('whatever is done in whatever order, a ticket stays whole', () => {
  fc.assert(
    fc.property(demand, fc.array(deed, { maxLength: 40 }), (taken, deeds) => {
      const [first, ...later] = lived(taken, deeds)
      let now = first!.after
      let events = first!.events.length
      check(now, events)
      for (const change of later) {
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
  // What a bad review obliges to goes on beside the ticket.
  const running = clocks.filter(({ stoppedAt, kind }) => !stoppedAt && kind !== 'rectify')
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
  if (ticket.shelvedAt) expect(running.every(({ suspended }) => suspended)).toBe(true)
  else expect(clocks.some(({ suspended, stoppedAt }) => suspended && !stoppedAt)).toBe(false)
  for (const { assignmentId } of asked) expect(held.some(({ id }) => id === assignmentId)).toBe(true)
  if (['closed', 'archived'].includes(ticket.state)) expect([open, running, ticket.dueAt]).toEqual([[], [], null])
  if (ticket.state === 'callback')
    expect(running.map(({ kind }) => kind).filter((kind) => kind !== 'callback')).toEqual([])
  expect(running.filter(({ assignmentId }) => assignmentId === null).length).toBeLessThanOrEqual(1)
  if (ticket.state === 'archived') expect(now.rectifications.every(({ state }) => state === 'done')).toBe(true)
  const said = now.callbacks.filter(({ reached }) => reached)
  expect(new Set(said.map(({ round }) => round)).size).toBe(said.length)
  if (ticket.ratedSince) expect(['callback', 'closed']).toContain(ticket.state)
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
  'settleRating',
  'rectify',
  'checkRectification',
  'followUp',
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
