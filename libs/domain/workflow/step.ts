import { type Actor, can } from '../access'
import { Refusal, type RefusalCode } from '../refusals'
import { maySee } from '../sight'
import type { ActionOffer } from '../views'
import { keysOf } from '../words'
import {
  ASSIGNMENT_ACTIONS,
  type AssignmentAction,
  type AssignmentActionName,
  TICKET_ACTIONS,
  type TicketAction,
  type TicketActionName,
} from './actions'
import { Draft, type Change } from './change'
import { owedBy, owedOn } from './clocks'
import { anyReplied, stillOwing } from './handle'
import type { Context } from './context'
import type { AssignmentFacts, Snapshot } from './snapshot'

/** What to do, and to what. */
export type Step =
  | { on: 'ticket'; action: TicketActionName; input: object }
  | { on: 'assignment'; action: AssignmentActionName; assignmentId: string; input: object }

/** How many assignments a step may make, so that their ids are at hand before anything is locked. */
export function assignmentsOf(wanted: Step): number {
  const row: Pick<TicketAction<object>, 'makes'> = wanted.on === 'ticket'
    ? TICKET_ACTIONS[wanted.action]
    : ASSIGNMENT_ACTIONS[wanted.action]
  return row.makes?.(wanted.input) ?? 0
}

/** The only way anything changes. Pure: the same arguments give the same answer, or the same refusal. */
export function step(before: Snapshot, wanted: Step, context: Context): Change {
  if (!isSystem(context.actor) && !maySee(context.actor, before)) throw new Refusal('notFound')
  const draft = new Draft(before, before, context.actor.personId, context.now)
  if (wanted.on === 'ticket') {
    const row: TicketAction<object> = TICKET_ACTIONS[wanted.action]
    check(ticketRefusal(row, before, context.actor))
    row.do(draft, wanted.input, before, context)
  } else {
    const row: AssignmentAction<object> = ASSIGNMENT_ACTIONS[wanted.action]
    const assignment = before.assignments.find((each) => each.id === wanted.assignmentId)
    if (!assignment) throw new Refusal('notFound')
    check(assignmentRefusal(row, before, assignment, context.actor))
    row.do(draft, wanted.input, before, context, assignment)
  }
  return settle(draft)
}

/** Ends a draft: what is owed now, by each unit and on the ticket, is what its lists are ordered by. */
export function settle(draft: Draft): Change {
  for (const assignment of draft.assignments) {
    const owed = owedBy(assignment, draft.clocks)
    const next = { dueAt: owed?.dueAt ?? null, yellowAt: owed?.yellowAt ?? null }
    if (!sameTime(next.dueAt, assignment.dueAt) || !sameTime(next.yellowAt, assignment.yellowAt))
      draft.setAssignment(assignment.id, next)
  }
  const owed = owedOn(draft)
  const awaitsReview = draft.ticket.state === 'handling' && !stillOwing(draft) && anyReplied(draft)
  draft.setTicket({ dueAt: owed?.dueAt ?? null, yellowAt: owed?.yellowAt ?? null, awaitsReview })
  return draft.finish()
}

/** What this person may do with this ticket now: exactly what `step` would not refuse. */
export function offers(before: Snapshot, actor: Actor): ActionOffer[] {
  if (!maySee(actor, before)) return []
  const onTicket = keysOf(TICKET_ACTIONS)
    .filter((action) => !ticketRefusal(TICKET_ACTIONS[action], before, actor))
    .map((action) => offer(action, TICKET_ACTIONS[action]))
  const onAssignments = before.assignments.flatMap((assignment) =>
    keysOf(ASSIGNMENT_ACTIONS)
      .filter((action) => !assignmentRefusal(ASSIGNMENT_ACTIONS[action], before, assignment, actor))
      .map((action) => ({ ...offer(action, ASSIGNMENT_ACTIONS[action]), assignmentId: assignment.id })),
  )
  return [...onTicket, ...onAssignments]
}

function offer(action: string, row: { label: string; primary?: boolean }): ActionOffer {
  return { action, label: row.label, primary: row.primary ?? false }
}

type Row = Pick<TicketAction<object>, 'by'>

function roleRefusal(row: Row, actor: Actor): RefusalCode | null {
  const allowed = row.by === 'system' ? isSystem(actor) : can(actor.roles, row.by)
  return allowed ? null : 'forbidden'
}

function ticketRefusal(
  row: Pick<TicketAction<object>, 'by' | 'from' | 'when'>,
  before: Snapshot,
  actor: Actor,
): RefusalCode | null {
  const refusal = roleRefusal(row, actor)
  if (refusal) return refusal
  return row.from.includes(before.ticket.state) ? obstacle(row.when?.(before)) : 'notNow'
}

function assignmentRefusal(
  row: Pick<AssignmentAction<object>, 'by' | 'from' | 'when'>,
  before: Snapshot,
  assignment: AssignmentFacts,
  actor: Actor,
): RefusalCode | null {
  const refusal = roleRefusal(row, actor)
  if (refusal) return refusal
  if (!isSystem(actor) && !assignment.unitPath.startsWith(actor.unitPath)) return 'notFound'
  const now = before.ticket.state === 'handling' && row.from.includes(assignment.state)
  return now ? obstacle(row.when?.(before, assignment)) : 'notNow'
}

/** The system acts under its own number and in no unit; no person has number 0. */
const isSystem = (actor: Actor) => actor.personId === 0

function obstacle(possible: boolean | RefusalCode = true): RefusalCode | null {
  if (possible === true) return null
  return possible || 'notNow'
}

function check(refusal: RefusalCode | null) {
  if (refusal) throw new Refusal(refusal)
}

const sameTime = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime()
