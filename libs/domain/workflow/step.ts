import { type Actor, can } from '../access'
import { noticesOf } from '../messages/inside'
import { messagesOf } from '../messages/requester'
import { Refusal, type RefusalCode } from '../refusals'
import { holds, isAccused, maySee } from '../sight'
import type { ActionOffer } from '../views'
import { keysOf } from '../words'
import {
  ASSIGNMENT_ACTIONS,
  type AssignmentAction,
  type AssignmentActionName,
  type Made,
  TICKET_ACTIONS,
  type TicketAction,
  type TicketActionName,
} from './actions'
import type { Attempt } from './action-row'
import { Draft, type Change } from './change'
import { owedBy, owedOn } from './clocks'
import { anyReplied, stillOwing } from './handle'
import { followKin } from './kin'
import type { Context } from './context'
import type { RegionRules } from './region'
import { release } from './return'
import type { AssignmentFacts, Snapshot } from './snapshot'

/** What to do, and to what. */
export type Step =
  | { on: 'ticket'; action: TicketActionName; input: object }
  | { on: 'assignment'; action: AssignmentActionName; assignmentId: string; input: object }

/** How many new rows a step may make, so that their ids are at hand before anything is locked. */
export function madeBy(wanted: Step): Made {
  const row: Pick<TicketAction<object>, 'makes'> = wanted.on === 'ticket'
    ? TICKET_ACTIONS[wanted.action]
    : ASSIGNMENT_ACTIONS[wanted.action]
  return { assignments: 0, facts: 0, letters: 0, tickets: 0, ...row.makes?.(wanted.input) }
}

/** The only way anything changes. Pure: the same arguments give the same answer, or the same refusal. */
export function step(before: Snapshot, wanted: Step, asked: Context, beside: readonly Snapshot[] = []): Change {
  const { actor, now } = asked
  if (!isSystem(actor) && ![before, ...beside].every((each) => maySee(actor, each))) throw new Refusal('notFound')
  const others = beside.map((each) => new Draft(each, each, actor.personId, now))
  const born: Draft[] = []
  const context = { ...asked, others, born }
  const draft = new Draft(before, before, actor.personId, now)
  if (wanted.on === 'ticket') {
    const row: TicketAction<object> = TICKET_ACTIONS[wanted.action]
    check(ticketRefusal(row, before, context))
    row.do(draft, wanted.input, before, context)
  } else {
    const row: AssignmentAction<object> = ASSIGNMENT_ACTIONS[wanted.action]
    const assignment = before.assignments.find((each) => each.id === wanted.assignmentId)
    if (!assignment) throw new Refusal('notFound')
    check(assignmentRefusal(row, before, assignment, context))
    row.do(draft, wanted.input, before, context, assignment)
  }
  draft.attach(context.files ?? [])
  followKin(draft, before, context)
  const settled = (each: Draft) => told(settle(each), context.region)
  // Of a matter in parts the requester hears through the whole.
  const quiet = (each: Draft) => (each.ticket.partOf ? settle(each) : settled(each))
  return {
    ...quiet(draft),
    beside: others.filter(({ changed }) => changed).map(quiet),
    born: born.map(settle),
  }
}

/** Which other tickets it changes, as far as those known so far tell. */
export function othersOf(wanted: Step, before: Snapshot, known: readonly Snapshot[]): readonly string[] {
  if (wanted.on === 'assignment') return []
  const row: TicketAction<object> = TICKET_ACTIONS[wanted.action]
  return (row.others?.(wanted.input, before, known) ?? []).filter((id) => id !== before.ticket.id)
}

/** With what others are told of it. */
export const told = (change: Change, region: RegionRules): Change => ({
  ...change,
  messages: messagesOf(change, region),
  notices: noticesOf(change),
})

/** Ends a draft: what is owed now, by each unit and on the ticket, is what its lists are ordered by. */
export function settle(draft: Draft): Change {
  keepAccusedFromStandingAlone(draft)
  // Settled otherwise: there is nothing left to talk about.
  if (draft.ticket.state !== 'handling' || !draft.ticket.consulting) draft.leaveAgenda('dropped')
  for (const assignment of draft.assignments) {
    const owed = owedBy(assignment, draft.clocks)
    const next = { dueAt: owed?.dueAt ?? null, yellowAt: owed?.yellowAt ?? null }
    if (!sameTime(next.dueAt, assignment.dueAt) || !sameTime(next.yellowAt, assignment.yellowAt))
      draft.setAssignment(assignment.id, next)
  }
  const owed = owedOn(draft)
  const awaitsReview = readyForReview(draft)
  draft.setTicket({ dueAt: owed?.dueAt ?? null, yellowAt: owed?.yellowAt ?? null, awaitsReview })
  return draft.finish()
}

/** 回避 holds also when the others have gone. */
function keepAccusedFromStandingAlone(draft: Draft) {
  const { ticket } = draft
  // Who only reads along does not stand beside anybody.
  const standing = draft.assignments.filter((each) => holds(each) && each.role !== 'copy')
  if (ticket.state !== 'handling' || !standing.length) return
  if (standing.some(({ unitPath }) => !isAccused(unitPath, ticket))) return
  for (const { id } of standing) release(draft, id, 'withdrawn')
  draft.say('withdraw', { unitId: standing[0]!.unitId })
}

/** Every needed reply is in, somebody leads, and nothing is asked for that is not decided. */
function readyForReview({ ticket, assignments, requests }: Draft): boolean {
  if (ticket.state !== 'handling' || ticket.shelvedAt) return false
  if (stillOwing({ assignments }) || !anyReplied({ assignments })) return false
  const led = assignments.some((each) => each.role === 'lead' && each.state === 'replied')
  return led && !requests.some(({ state }) => state === 'open')
}

/** What this person may do with this ticket now: exactly what `step` would not refuse. */
export function offers(before: Snapshot, who: Attempt): ActionOffer[] {
  if (!maySee(who.actor, before)) return []
  const onTicket = keysOf(TICKET_ACTIONS)
    .filter((action) => !ticketRefusal(TICKET_ACTIONS[action], before, who))
    .map((action) => offer(action, TICKET_ACTIONS[action]))
  const onAssignments = before.assignments.flatMap((assignment) =>
    keysOf(ASSIGNMENT_ACTIONS)
      .filter((action) => !assignmentRefusal(ASSIGNMENT_ACTIONS[action], before, assignment, who))
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
  row: Pick<TicketAction<object>, 'by' | 'from' | 'when' | 'still'>,
  before: Snapshot,
  who: Attempt,
): RefusalCode | null {
  const refusal = roleRefusal(row, who.actor)
  if (refusal) return refusal
  const { still } = before.ticket
  if (still && !row.still?.includes(still)) return 'merged'
  return row.from.includes(before.ticket.state) ? obstacle(row.when?.(before, who)) : 'notNow'
}

function assignmentRefusal(
  row: Pick<AssignmentAction<object>, 'by' | 'from' | 'during' | 'when'>,
  before: Snapshot,
  assignment: AssignmentFacts,
  who: Attempt,
): RefusalCode | null {
  const refusal = roleRefusal(row, who.actor)
  if (refusal) return refusal
  if (!isSystem(who.actor) && !owns(who.actor, assignment)) return 'notFound'
  const now = (row.during ?? ['handling']).includes(before.ticket.state) && row.from.includes(assignment.state)
  return now ? obstacle(row.when?.(before, assignment, who)) : 'notNow'
}

/** A unit acts on its own subtree's assignments; who sees all is bound by permission alone. */
const owns = (actor: Actor, { unitPath }: AssignmentFacts) =>
  can(actor.roles, 'ticket.see-all') || unitPath.startsWith(actor.unitPath)

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
