import { type Actor, can } from './access'
import { OPEN_ASSIGNMENT } from './words'
import type { AssignmentState } from './words'
import type { AssignmentFacts, Snapshot, TicketFacts } from './workflow/snapshot'

/** 举报 and confidential matters: who may know whom it comes from, and who may read it. Decided here and nowhere else. */

type Restricted = Pick<TicketFacts, 'type' | 'confidential'>
export const isRestricted = (ticket: Restricted) => ticket.type === 'report' || ticket.confidential

/** A unit whose assignment was returned or withdrawn has lost the ticket, all of it. */
export const HOLDING: readonly AssignmentState[] = [...OPEN_ASSIGNMENT, 'accepted']
export const holds = (assignment: Pick<AssignmentFacts, 'state'>) => HOLDING.includes(assignment.state)

/** The scope rule on rows already read; `libs/data/scope.ts` is the same rule as SQL. */
export function maySee(actor: Actor, snapshot: Pick<Snapshot, 'assignments'>): boolean {
  if (can(actor.roles, 'ticket.see-all')) return true
  if (!can(actor.roles, 'ticket.see-unit') || !actor.unitPath) return false
  return snapshot.assignments.some((each) => holds(each) && each.unitPath.startsWith(actor.unitPath))
}

/** Whether this unit may call the requester itself, or must go through the centre. */
export function mayContact(snapshot: Snapshot, assignmentId: string): boolean {
  if (!isRestricted(snapshot.ticket)) return true
  const unitId = snapshot.assignments.find((each) => each.id === assignmentId)?.unitId
  return unitId !== undefined && unitId !== snapshot.ticket.accusedUnitId && snapshot.consents.includes(unitId)
}

export interface Sight {
  /** Masked values and the right to reveal them, or nothing at all. */
  requester: 'masked' | 'hidden'
  /** As written, with everything that identifies the requester taken out, or nothing. */
  words: 'full' | 'redacted' | 'hidden'
}

export function sightOf(actor: Actor, snapshot: Snapshot): Sight {
  if (!isRestricted(snapshot.ticket)) return { requester: 'masked', words: 'full' }
  if (can(actor.roles, 'ticket.see-all')) {
    const open = can(actor.roles, 'report.open')
    return { requester: open ? 'masked' : 'hidden', words: open ? 'full' : 'hidden' }
  }
  const agreed = ownAssignments(actor, snapshot).some((each) => mayContact(snapshot, each.id))
  return { requester: agreed ? 'masked' : 'hidden', words: 'redacted' }
}

/** Nobody of the unit complained about, or above or below it on the way to this person, is told; others by consent. */
function ownAssignments(actor: Actor, snapshot: Snapshot) {
  const own = snapshot.assignments.filter((each) => holds(each) && each.unitPath.startsWith(actor.unitPath))
  return own.some((each) => each.unitId === snapshot.ticket.accusedUnitId) ||
    actor.unitId === snapshot.ticket.accusedUnitId
    ? []
    : own
}
