import { type Actor, SYSTEM } from '#domain/access'
import { parse } from '#domain/parse'
import { Refusal } from '#domain/refusals'
import {
  ASSIGNMENT_ACTIONS,
  type AssignmentActionName,
  TICKET_ACTIONS,
  type TicketActionName,
} from '#domain/workflow/actions'
import type { Snapshot } from '#domain/workflow/snapshot'
import { othersOf, type Step, step } from '#domain/workflow/step'
import { CITY, counter, hoursLater, someone, takenIn, UNITS } from './city'
import { ASSIGNMENT_SAMPLES, TICKET_SAMPLES, unhappy } from './samples'

/** One ticket of the small city on its way, by the rules alone. */

export const dispatcher = someone('dispatcher')
export const caller = someone('callbackAgent')
export const handlerOf = (unit: keyof typeof UNITS) => someone('handler', UNITS[unit])

export const onTicket = (action: TicketActionName, input: object = {}): Step => ({
  on: 'ticket',
  action,
  input: parse(TICKET_ACTIONS[action].needs as new () => object, input),
})
export const onAssignment = (action: AssignmentActionName, assignmentId: string, input: object = {}): Step => ({
  on: 'assignment',
  action,
  assignmentId,
  input: parse(ASSIGNMENT_ACTIONS[action].needs as new () => object, input),
})

let hour = 0
export const act = (before: Snapshot, wanted: Step, actor: Actor, at = hoursLater((hour += 0.1))): Snapshot =>
  step(
    before,
    wanted,
    { actor, now: at, region: CITY, newAssignmentId: counter(), newFactId: counter(700), newTicketId: counter(900) },
    beside(before, wanted),
  ).after

export const handled = (before: Snapshot, unit: 'bureau' | 'town'): Snapshot => {
  const { id } = before.assignments.find(({ unitId }) => unitId === UNITS[unit].id)!
  const signed = before.assignments.find((each) => each.id === id)!.state === 'signed'
  const todo: AssignmentActionName[] = signed ? ['reply'] : ['sign', 'contact', 'reply']
  return todo.reduce(
    (now, action) => act(now, onAssignment(action, id, ASSIGNMENT_SAMPLES[action](now)), handlerOf(unit)),
    before,
  )
}

/** The states a ticket passes, each reached by the actions that lead there. */
export function places(): Record<string, Snapshot> {
  hour = 0
  const registered = takenIn().after
  const dispatched = act(registered, onTicket('dispatch', TICKET_SAMPLES.dispatch()), dispatcher)
  const signed = act(dispatched, onAssignment('sign', dispatched.assignments[0]!.id), handlerOf('bureau'))
  const leadReplied = handled(dispatched, 'bureau')
  const allReplied = handled(leadReplied, 'town')
  const accepted = act(allReplied, onTicket('accept'), dispatcher)
  const redone = act(accepted, onTicket('callback', unhappy(accepted)), caller)
  const unreached = onTicket('unreached', TICKET_SAMPLES.unreached())
  const once = act(accepted, unreached, caller, hoursLater(24))
  const closed = act(accepted, onTicket('callback', TICKET_SAMPLES.callback(accepted)), caller)
  const secret = act(takenIn({ type: 'report' }).after, onTicket('dispatch', TICKET_SAMPLES.dispatch()), dispatcher)
  const answered = takenIn({ type: 'complaint', outcome: 'answer', answer: '已解释。' }).after
  const consulting = act(dispatched, onTicket('consult', TICKET_SAMPLES.consult()), dispatcher)
  return {
    registered,
    'handling, all pending': dispatched,
    'handling, lead signed': signed,
    'handling, lead replied': leadReplied,
    'handling, all replied': allReplied,
    callback: accepted,
    'callback, twice in vain': act(once, unreached, caller, hoursLater(28)),
    'handling, second round': redone,
    closed,
    archived: act(closed, onTicket('archive'), SYSTEM),
    'report, all pending': secret,
    'report, complex asked for': act(
      act(secret, onAssignment('sign', secret.assignments[0]!.id), handlerOf('bureau')),
      onAssignment('askComplex', secret.assignments[0]!.id, ASSIGNMENT_SAMPLES.askComplex()),
      handlerOf('bureau'),
    ),
    'report, lead signed': act(secret, onAssignment('sign', secret.assignments[0]!.id), handlerOf('bureau')),
    'handling, nobody wants it': consulting,
    'handling, on an agenda': act(consulting, onTicket('table', TICKET_SAMPLES.table()), dispatcher),
    'callback of an answer': answered,
    'registered again': act(answered, onTicket('callback', unhappy(answered)), caller),
  }
}

/** The tickets an action needs beside its own: each just taken in. */
export const beside = (before: Snapshot, wanted: Step): Snapshot[] =>
  othersOf(wanted, before, []).map((id) => takenIn({}, id).after)

/** What an attempt comes to: the events it leaves and the state it leads to, or the refusal. */
export function outcome(before: Snapshot, wanted: Step, actor: Actor, now: Date): string {
  try {
    const context = {
      actor,
      now,
      region: CITY,
      newAssignmentId: counter(500),
      newFactId: counter(700),
      newTicketId: counter(900),
    }
    const { after, events } = step(before, wanted, context, beside(before, wanted))
    return `${events.map(({ kind }) => kind).join('+')} → ${after.ticket.state}`
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
