import { CITY, counter, hoursLater, MORNING, someone, takenIn, UNITS } from '../../../test/world/city'
import { ASSIGNMENT_SAMPLES, TICKET_SAMPLES, unhappy } from '../../../test/world/samples'
import { type Actor, type Role, ROLES, SYSTEM } from '../access'
import { parse } from '../parse'
import { Refusal } from '../refusals'
import { keysOf } from '../words'
import { ASSIGNMENT_ACTIONS, type AssignmentActionName, TICKET_ACTIONS, type TicketActionName } from './actions'
import type { Snapshot } from './snapshot'
import { offers, type Step, step } from './step'

/** Every action in every state by every role. What changes here is a change of the rules: read it before you accept it. */

const dispatcher = someone('dispatcher')
const caller = someone('callbackAgent')
const handlerOf = (unit: keyof typeof UNITS) => someone('handler', UNITS[unit])

const onTicket = (action: TicketActionName, input: object = {}): Step => ({
  on: 'ticket',
  action,
  input: parse(TICKET_ACTIONS[action].needs as new () => object, input),
})
const onAssignment = (action: AssignmentActionName, assignmentId: string, input: object = {}): Step => ({
  on: 'assignment',
  action,
  assignmentId,
  input: parse(ASSIGNMENT_ACTIONS[action].needs as new () => object, input),
})

let hour = 0
const act = (before: Snapshot, wanted: Step, actor: Actor, at = hoursLater((hour += 0.1))): Snapshot =>
  step(before, wanted, { actor, now: at, region: CITY, newAssignmentId: counter() }).after

const handled = (before: Snapshot, unit: 'bureau' | 'town'): Snapshot => {
  const { id } = before.assignments.find(({ unitId }) => unitId === UNITS[unit].id)!
  const signed = before.assignments.find((each) => each.id === id)!.state === 'signed'
  const todo: AssignmentActionName[] = signed ? ['reply'] : ['sign', 'contact', 'reply']
  return todo.reduce(
    (now, action) => act(now, onAssignment(action, id, ASSIGNMENT_SAMPLES[action]()), handlerOf(unit)),
    before,
  )
}

/** The states a ticket passes, each reached by the actions that lead there. */
function places(): Record<string, Snapshot> {
  hour = 0
  const registered = takenIn().after
  const dispatched = act(registered, onTicket('dispatch', TICKET_SAMPLES.dispatch()), dispatcher)
  const signed = act(dispatched, onAssignment('sign', dispatched.assignments[0]!.id), handlerOf('bureau'))
  const leadReplied = handled(dispatched, 'bureau')
  const allReplied = handled(leadReplied, 'town')
  const accepted = act(allReplied, onTicket('accept'), dispatcher)
  const redone = act(accepted, onTicket('callback', unhappy(accepted)), caller)
  const closed = act(accepted, onTicket('callback', TICKET_SAMPLES.callback(accepted)), caller)
  const secret = act(takenIn({ type: 'report' }).after, onTicket('dispatch', TICKET_SAMPLES.dispatch()), dispatcher)
  const answered = takenIn({ type: 'complaint', outcome: 'answer', answer: '已解释。' }).after
  return {
    registered,
    'handling, all pending': dispatched,
    'handling, lead signed': signed,
    'handling, lead replied': leadReplied,
    'handling, all replied': allReplied,
    callback: accepted,
    'handling, second round': redone,
    closed,
    archived: act(closed, onTicket('archive'), SYSTEM),
    'report, all pending': secret,
    'report, lead signed': act(secret, onAssignment('sign', secret.assignments[0]!.id), handlerOf('bureau')),
    'callback of an answer': answered,
    'registered again': act(answered, onTicket('callback', unhappy(answered)), caller),
  }
}

/** Everyone who could try: each role where it works, the unit roles in the lead's unit, in an assisting one and in a foreign one. */
const ACTORS: Record<string, Actor> = {
  ...Object.fromEntries(
    keysOf(ROLES)
      .filter((role) => role !== 'handler' && role !== 'unitLead')
      .map((role) => [role, someone(role)]),
  ),
  'handler of the lead': handlerOf('bureau'),
  'handler of the assist': handlerOf('town'),
  'handler of the copy': handlerOf('water'),
  'handler below the assist': handlerOf('village'),
  'unitLead of the lead': someone('unitLead', UNITS.bureau),
  system: SYSTEM,
}

const AT = new Date('2026-07-22T15:00:00+08:00')

function outcome(before: Snapshot, wanted: Step, actor: Actor, now = AT): string {
  try {
    const { after, events } = step(before, wanted, { actor, now, region: CITY, newAssignmentId: counter(500) })
    return `${events.map(({ kind }) => kind).join('+')} → ${after.ticket.state}`
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

function everyTry(before: Snapshot): [string, Step][] {
  return [
    ...keysOf(TICKET_ACTIONS).map((action): [string, Step] => [
      action,
      onTicket(action, TICKET_SAMPLES[action](before)),
    ]),
    ...before.assignments.flatMap((assignment) =>
      keysOf(ASSIGNMENT_ACTIONS).map((action): [string, Step] => [
        `${action} of the ${assignment.role}`,
        onAssignment(action, assignment.id, ASSIGNMENT_SAMPLES[action]()),
      ]),
    ),
  ]
}

const PLAIN = ['forbidden', 'notFound', 'notNow']

/** What is not named is refused plainly: not their role, not their ticket, not now. */
test.each(Object.entries(places()))('%s: who can do what', (_, before) => {
  const table = everyTry(before).flatMap(([name, wanted]) => {
    const byOutcome = new Map<string, string[]>()
    for (const [who, actor] of Object.entries(ACTORS)) {
      const came = outcome(before, wanted, actor)
      if (!PLAIN.includes(came)) byOutcome.set(came, [...(byOutcome.get(came) ?? []), who])
    }
    return [...byOutcome].map(([came, who]) => `${name}: ${came} (${who.join(', ')})`)
  })
  expect(table).toMatchSnapshot()
})

test('what is offered is exactly what is not refused', () => {
  for (const [place, before] of Object.entries(places()))
    for (const [who, actor] of Object.entries(ACTORS)) {
      if (actor === SYSTEM) continue
      const offered = offers(before, actor).map(({ action, assignmentId }) => [action, assignmentId].join())
      const possible = everyTry(before)
        .filter(([, wanted]) => / → /.test(outcome(before, wanted, actor)))
        .map(([, wanted]) => [wanted.action, wanted.on === 'assignment' ? wanted.assignmentId : undefined].join())
      expect({ place, who, offered: offered.sort() }).toEqual({ place, who, offered: possible.sort() })
    }
})

test('nobody who may not see a ticket learns that it is there', () => {
  const { registered, 'handling, all pending': dispatched } = places()
  for (const role of ['handler', 'unitLead'] satisfies Role[]) {
    const foreign = someone(role, UNITS.center)
    const try1 = everyTry(registered!).map(([, wanted]) => outcome(registered!, wanted, foreign))
    const try2 = everyTry(dispatched!).map(([, wanted]) => outcome(dispatched!, wanted, foreign))
    expect(new Set([...try1, ...try2])).toEqual(new Set(['notFound']))
  }
})

test('an assignment of another ticket is not there', () => {
  const { 'handling, all pending': dispatched } = places()
  for (const action of keysOf(ASSIGNMENT_ACTIONS))
    expect(outcome(dispatched!, onAssignment(action, '99999', ASSIGNMENT_SAMPLES[action]()), SYSTEM)).toBe('notFound')
})

test('a person has to be somebody: an empty unit path sees nothing', () => {
  const { 'handling, all pending': dispatched } = places()
  const nobody: Actor = { ...handlerOf('bureau'), unitPath: '' }
  expect(new Set(everyTry(dispatched!).map(([, wanted]) => outcome(dispatched!, wanted, nobody)))).toEqual(
    new Set(['notFound']),
  )
})

test('pure: the same arguments give the same answer, and nothing that was handed in changes', () => {
  for (const before of Object.values(places()).map(frozen))
    for (const actor of Object.values(ACTORS))
      for (const [, wanted] of everyTry(before)) {
        const ask = () => {
          try {
            const context = { actor, now: AT, region: CITY, newAssignmentId: counter(500) }
            return step(before, frozen(wanted), context)
          } catch (error) {
            return (error as Refusal).code
          }
        }
        expect(ask()).toEqual(ask())
      }
})

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    Object.values(value).forEach(frozen)
    Object.freeze(value)
  }
  return value
}

describe('the rulebook', () => {
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
    const dispatch = (over: object) => outcome(before, onTicket('dispatch', { units, ...over }), dispatcher)
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
})
