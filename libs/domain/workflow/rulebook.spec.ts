import { hoursLater, MORNING, takenIn, UNITS } from '../../../test/world/city'
import {
  act,
  caller,
  dispatcher,
  handled,
  handlerOf,
  onAssignment,
  onTicket,
  outcome,
  places,
} from '../../../test/world/lives'
import { ASSIGNMENT_SAMPLES, TICKET_SAMPLES, unhappy } from '../../../test/world/samples'
import { type Actor, SYSTEM } from '../access'
import type { Snapshot } from './snapshot'

/** The numbers and exceptions of the rulebook that concern these actions. */

const redo = (before: Snapshot, at: Date) => {
  const replied = before.assignments.some(({ state }) => state === 'replied')
    ? before
    : handled(handled(before, 'bureau'), 'town')
  const accepted = act(replied, onTicket('accept'), dispatcher, at)
  return act(accepted, onTicket('callback', unhappy(accepted)), caller, at)
}

test('the third redo escalates', () => {
  let now = redo(places()['handling, all replied']!, MORNING)
  expect([now.ticket.redoCount, now.ticket.escalated]).toEqual([1, false])
  now = redo(now, MORNING)
  expect([now.ticket.redoCount, now.ticket.escalated]).toEqual([2, false])
  now = redo(now, MORNING)
  expect([now.ticket.redoCount, now.ticket.escalated]).toEqual([3, true])
})

test('three attempts in different half-days, then unreachable', () => {
  const { callback } = places()
  const unreached = onTicket('unreached', TICKET_SAMPLES.unreached())
  const first = act(callback!, unreached, caller, new Date('2026-07-22T10:00:00+08:00'))
  expect(outcome(first, unreached, caller, new Date('2026-07-22T11:59:00+08:00'))).toBe('attemptTooSoon')
  const second = act(first, unreached, caller, new Date('2026-07-22T12:00:00+08:00'))
  expect(outcome(second, unreached, caller, new Date('2026-07-23T09:00:00+08:00'))).toBe('unreached+close → closed')
})

test('signed at the limit by the system, it was not on time; a person at the limit still is', () => {
  const { 'handling, all pending': before } = places()
  const lead = before!.assignments[0]!
  const due = before!.clocks.find(({ kind, assignmentId }) => kind === 'sign' && assignmentId === lead.id)!.dueAt
  const sign = (action: 'sign' | 'autoSign', actor: Actor, at: Date) =>
    act(before!, onAssignment(action, lead.id), actor, at).assignments[0]!.signedOnTime
  expect(sign('autoSign', SYSTEM, due)).toBe(false)
  expect(sign('sign', handlerOf('bureau'), due)).toBe(true)
  expect(sign('sign', handlerOf('bureau'), new Date(due.getTime() + 1))).toBe(false)
})

test('sent back, the reply clock runs on as if it had never stopped', () => {
  const { 'handling, all pending': before, 'handling, all replied': replied } = places()
  const clock = (of: Snapshot) => of.clocks.find(({ kind }) => kind === 'reply')!
  expect(clock(replied!).stoppedAt).not.toBeNull()
  const back = act(replied!, onTicket('sendBack', TICKET_SAMPLES.sendBack()), dispatcher)
  expect(clock(back)).toEqual(clock(before!))
  expect(back.ticket).toMatchObject({ state: 'handling', redoCount: 0, round: 1, awaitsReview: false })
})

test('a redo is judged by its own limit, and a second contact by none', () => {
  const { 'handling, second round': before } = places()
  const lead = before!.assignments[0]!
  const late = hoursLater(24 * 30)
  const contact = onAssignment('contact', lead.id, ASSIGNMENT_SAMPLES.contact())
  const now = act(before!, contact, handlerOf('bureau'), late)
  expect(now.assignments[0]).toMatchObject({ contactedOnTime: true, contactedAt: late })
  const reply = (at: Date) =>
    act(now, onAssignment('reply', lead.id, ASSIGNMENT_SAMPLES.reply()), handlerOf('bureau'), at).assignments[0]!
  const due = before!.clocks.find(({ kind }) => kind === 'redo')!.dueAt
  expect(reply(due).repliedOnTime).toBe(true)
  expect(reply(new Date(due.getTime() + 1)).repliedOnTime).toBe(false)
})

test('one lead, two units or a reason, no unit twice, the unit complained about never leads', () => {
  const before = takenIn({ accusedUnitId: UNITS.bureau.id }).after
  const units = TICKET_SAMPLES.dispatch().units
  const dispatch = (over: object) => outcome(before, onTicket('dispatch', { units, ...over }), dispatcher, MORNING)
  const [lead, assist] = [units[0]!, units[1]!]
  expect(dispatch({})).toBe('avoidance')
  expect(
    dispatch({
      units: [
        { ...lead, unitId: UNITS.water.id },
        { ...assist, role: 'lead' },
      ],
    }),
  ).toBe('leadNeeded')
  expect(dispatch({ units: [assist] })).toBe('leadNeeded')
  expect(dispatch({ units: [{ ...assist, role: 'lead' }] })).toBe('dualNeeded')
  expect(dispatch({ units: [{ ...assist, role: 'lead' }], singleReason: '仅涉及属地' })).toBe('dispatch → handling')
  expect(dispatch({ units: [{ ...assist, role: 'lead' }, assist] })).toBe('unitTwice')
  expect(
    dispatch({
      units: [
        { ...assist, role: 'lead' },
        { ...lead, role: 'assist' },
      ],
    }),
  ).toBe('dispatch → handling')
  expect(dispatch({ units: [{ ...assist, role: 'lead', unitId: 777 }] })).toBe('unitUnknown')
})
