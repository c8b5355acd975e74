import { type Actor, can } from './access'
import { OPEN_ASSIGNMENT } from './words'
import type { AssignmentState } from './words'
import type { AssignmentFacts, Snapshot, TicketFacts } from './workflow/snapshot'

/** 举报 and confidential matters: who may know whom it comes from, and who may read it. Decided here and nowhere else. */

type Restricted = Pick<TicketFacts, 'type' | 'confidential' | 'nameConfidential'>
/** Whom it comes from is nobody's business but that of those who must know. */
export const hidesName = (ticket: Restricted) => ticket.type === 'report' || ticket.nameConfidential
/** What it says is for those who handle it alone. */
export const hidesWords = (ticket: Restricted) => ticket.type === 'report' || ticket.confidential
/** One or the other: stored sealed, all of it. */
export const isRestricted = (ticket: Restricted) => hidesName(ticket) || hidesWords(ticket)

/** A unit whose assignment was returned or withdrawn has lost the ticket, all of it. */
export const HOLDING: readonly AssignmentState[] = [...OPEN_ASSIGNMENT, 'accepted']
export const holds = (assignment: Pick<AssignmentFacts, 'state'>) => HOLDING.includes(assignment.state)

interface Held {
  readonly assignments: readonly Pick<AssignmentFacts, 'state' | 'unitPath'>[]
}

/** The scope rule on rows already read; `libs/data/scope.ts` is the same rule as SQL. */
export function maySee(actor: Actor, snapshot: Held): boolean {
  if (can(actor.roles, 'ticket.see-all')) return true
  if (!can(actor.roles, 'ticket.see-unit') || !actor.unitPath) return false
  return snapshot.assignments.some((each) => holds(each) && each.unitPath.startsWith(actor.unitPath))
}

/** The unit complained about and everything below it: whoever is named by its path. */
export function isAccused(unitPath: string, { accusedUnitId }: Pick<TicketFacts, 'accusedUnitId'>): boolean {
  return accusedUnitId !== null && unitPath.split('.').includes(String(accusedUnitId))
}

/** Whether this unit may call the requester itself, or must go through the centre. */
export function mayContact(snapshot: Snapshot, assignmentId: string): boolean {
  if (!hidesName(snapshot.ticket)) return true
  const own = snapshot.assignments.find((each) => each.id === assignmentId)
  return own !== undefined && !isAccused(own.unitPath, snapshot.ticket) && snapshot.consents.includes(own.unitId)
}

export interface Sight {
  /** Masked values and the right to reveal them, or nothing at all. */
  requester: 'masked' | 'hidden'
  /** As written, with everything that identifies the requester taken out, or nothing. */
  words: 'full' | 'redacted' | 'hidden'
}

/** Somebody of the unit complained about learns nothing of the requester, whatever else they may do, agreed or not. */
export function sightOf(actor: Actor, snapshot: Snapshot): Sight {
  if (!isRestricted(snapshot.ticket)) return { requester: 'masked', words: 'full' }
  const accused = isAccused(actor.unitPath, snapshot.ticket)
  if (!can(actor.roles, 'ticket.see-all')) return sightOfUnit(actor, snapshot, accused)
  if (!can(actor.roles, 'report.open')) return sightWithoutOpening(snapshot.ticket, accused)
  return accused ? { requester: 'hidden', words: 'redacted' } : { requester: 'masked', words: 'full' }
}

/** Who handles a matter reads what it says; without the name where that is confidential, too. */
function sightOfUnit(actor: Actor, snapshot: Snapshot, accused: boolean): Sight {
  if (!accused && !hidesName(snapshot.ticket)) return { requester: 'masked', words: 'full' }
  return { requester: !accused && hasConsent(actor, snapshot) ? 'masked' : 'hidden', words: 'redacted' }
}

function sightWithoutOpening(ticket: Restricted, accused: boolean): Sight {
  return {
    requester: accused || hidesName(ticket) ? 'hidden' : 'masked',
    words: hidesWords(ticket) ? 'hidden' : 'redacted',
  }
}

/** Of the units this person answers for, one was agreed to and none is the one complained about. */
function hasConsent(actor: Actor, snapshot: Snapshot): boolean {
  const own = snapshot.assignments.filter((each) => holds(each) && each.unitPath.startsWith(actor.unitPath))
  if (own.some((each) => isAccused(each.unitPath, snapshot.ticket))) return false
  return own.some((each) => mayContact(snapshot, each.id))
}

/**
 * What a unit itself wrote about its own assignment it may read as it wrote it. Shown with the name taken out, it would learn
 * whether a guess of the requester's name was right.
 */
export function wroteIt(
  actor: Actor,
  snapshot: Snapshot,
  text: { assignmentId: string | null; unitId: number | null },
) {
  const own = snapshot.assignments.find((each) => each.id === text.assignmentId)
  return own?.unitId === actor.unitId && text.unitId === actor.unitId && can(actor.roles, 'assignment.handle')
}

/**
 * A picture cannot be shown with the requester taken out. Whoever may not read a restricted ticket as written sees of its files
 * what the own unit attached, and what whoever took it in said does not show whom it comes from.
 */
export function maySeeFile(
  actor: Actor,
  snapshot: Snapshot,
  file: { assignmentId: string | null; unitId: number | null; identifying: boolean },
): boolean {
  if (!maySee(actor, snapshot)) return false
  const { words } = sightOf(actor, snapshot)
  return words === 'full' || (words === 'redacted' && !file.identifying) || wroteIt(actor, snapshot, file)
}
