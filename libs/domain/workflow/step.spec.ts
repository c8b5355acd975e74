import { CITY, counter, someone, UNITS } from '../../../test/world/city'
import { handlerOf, onAssignment, onTicket, outcome, places } from '../../../test/world/lives'
import { ASSIGNMENT_SAMPLES, TICKET_SAMPLES } from '../../../test/world/samples'
import { type Actor, type Role, ROLES, SYSTEM } from '../access'
import type { Refusal } from '../refusals'
import { keysOf } from '../words'
import { ASSIGNMENT_ACTIONS, TICKET_ACTIONS } from './actions'
import type { Snapshot } from './snapshot'
import { offers, type Step, step } from './step'

/** Every action in every state by every role. What changes here is a change of the rules: read it before you accept it. */

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

function everyTry(before: Snapshot): [string, Step][] {
  return [
    ...keysOf(TICKET_ACTIONS).map((action): [string, Step] => [
      action,
      onTicket(action, TICKET_SAMPLES[action](before)),
    ]),
    ...before.assignments.flatMap((assignment) =>
      keysOf(ASSIGNMENT_ACTIONS).map((action): [string, Step] => [
        `${action} of the ${assignment.role}`,
        onAssignment(action, assignment.id, ASSIGNMENT_SAMPLES[action](before)),
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
      const came = outcome(before, wanted, actor, AT)
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
      const offered = offers(before, { actor, now: AT, region: CITY }).map(({ action, assignmentId }) =>
        [action, assignmentId].join(),
      )
      const possible = everyTry(before)
        .filter(([, wanted]) => / → /.test(outcome(before, wanted, actor, AT)))
        .map(([, wanted]) => [wanted.action, wanted.on === 'assignment' ? wanted.assignmentId : undefined].join())
      expect({ place, who, offered: offered.sort() }).toEqual({ place, who, offered: possible.sort() })
    }
})

test('nobody who may not see a ticket learns that it is there', () => {
  const { registered, 'handling, all pending': dispatched } = places()
  for (const role of ['handler', 'unitLead'] satisfies Role[]) {
    const foreign = someone(role, UNITS.center)
    const try1 = everyTry(registered!).map(([, wanted]) => outcome(registered!, wanted, foreign, AT))
    const try2 = everyTry(dispatched!).map(([, wanted]) => outcome(dispatched!, wanted, foreign, AT))
    expect(new Set([...try1, ...try2])).toEqual(new Set(['notFound']))
  }
})

test('an assignment of another ticket is not there', () => {
  const { 'handling, all pending': dispatched } = places()
  for (const action of keysOf(ASSIGNMENT_ACTIONS))
    expect(
      outcome(dispatched!, onAssignment(action, '99999', ASSIGNMENT_SAMPLES[action](dispatched!)), SYSTEM, AT),
    ).toBe('notFound')
})

test('a person has to be somebody: an empty unit path sees nothing', () => {
  const { 'handling, all pending': dispatched } = places()
  const nobody: Actor = { ...handlerOf('bureau'), unitPath: '' }
  expect(new Set(everyTry(dispatched!).map(([, wanted]) => outcome(dispatched!, wanted, nobody, AT)))).toEqual(
    new Set(['notFound']),
  )
})

test('pure: the same arguments give the same answer, and nothing that was handed in changes', () => {
  for (const before of Object.values(places()).map(frozen))
    for (const actor of Object.values(ACTORS))
      for (const [, wanted] of everyTry(before)) {
        const ask = () => {
          try {
            const context = {
              actor,
              now: AT,
              region: CITY,
              newAssignmentId: counter(500),
              newFactId: counter(700),
              newTicketId: counter(900),
            }
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
