import { dueAt, reminderTimes } from '../clock/due'
import type { Limit } from '../clock/limit'
import { limitsFor, type PolicyFacts } from '../clock/policy'
import type { ClockKind, TicketState } from '../words'
import type { RegionRules } from './region'
import type { AssignmentFacts, ClockFacts, RunningClock, Snapshot, SuspensionFacts, TicketFacts } from './snapshot'

/** What a policy asks about a ticket. */
export function policyFacts(
  region: RegionRules,
  ticket: Pick<TicketFacts, 'type' | 'urgency' | 'categoryCode' | 'requesterKind' | 'areaKind'> &
    Partial<Pick<TicketFacts, 'complex'>>,
): PolicyFacts {
  return {
    type: ticket.type,
    urgency: ticket.urgency,
    category: ticket.categoryCode,
    lifeLine: region.categories.get(ticket.categoryCode)?.lifeLine ?? false,
    requester: ticket.requesterKind,
    complex: ticket.complex ?? false,
    ...(ticket.areaKind ? { area: ticket.areaKind } : {}),
  }
}

/** The limit of one clock for this ticket, in the hours it runs in; null is "no deadline". */
export function limitOf(
  region: RegionRules,
  policyId: number,
  facts: PolicyFacts,
  kind: ClockKind,
): { limit: Limit; aroundTheClock: boolean } | null {
  const policy = region.policies.get(policyId)
  if (!policy) throw new Error(`clock policy ${policyId} is not loaded`)
  const chosen = limitsFor(policy, facts)
  const limit = chosen.limits[kind]
  return limit && { limit, aroundTheClock: chosen.hours[kind] === 'aroundTheClock' }
}

/** A clock that starts now; null when its limit is "no deadline". */
export function clockFor(
  region: RegionRules,
  ticket: TicketFacts,
  kind: RunningClock,
  startedAt: Date,
  of: { assignmentId: string | null; aroundTheClock?: boolean; unitId?: number } = { assignmentId: null },
): ClockFacts | null {
  const found = limitOf(region, ticket.policyId, policyFacts(region, ticket), kind)
  if (!found) return null
  const aroundTheClock = found.aroundTheClock || Boolean(of.aroundTheClock)
  const calendar = region.calendar(ticket.policyId, aroundTheClock, of.unitId)
  const { at50, at80, due } = reminderTimes(calendar, startedAt, found.limit)
  return {
    assignmentId: of.assignmentId,
    kind,
    round: ticket.round,
    startedAt,
    amount: found.limit.amount,
    unit: found.limit.unit,
    aroundTheClock,
    halfAt: at50!,
    yellowAt: at80!,
    dueAt: due!,
    provisional: dueAt(calendar, startedAt, found.limit).provisional,
    level: 0,
    stoppedAt: null,
    suspended: false,
  }
}

/** The same clock with another limit or other suspensions, counted anew from its own start. */
export function recomputed(
  region: RegionRules,
  ticket: TicketFacts,
  clock: ClockFacts,
  suspensions: readonly SuspensionFacts[],
  unitId: number | null = null,
): ClockFacts {
  const calendar = region.calendar(ticket.policyId, clock.aroundTheClock, unitId)
  const limit = { amount: Number(clock.amount), unit: clock.unit }
  const { at50, at80, due } = reminderTimes(calendar, clock.startedAt, limit, suspensions)
  if (!at50 || !at80 || !due) return clock
  const { provisional } = dueAt(calendar, clock.startedAt, limit, suspensions)
  return { ...clock, halfAt: at50, yellowAt: at80, dueAt: due, provisional }
}

/** Whose hours a clock runs in; null for those of the ticket as a whole. */
export const unitOf = (clock: Pick<ClockFacts, 'assignmentId'>, assignments: readonly AssignmentFacts[]) =>
  assignments.find(({ id }) => id === clock.assignmentId)?.unitId ?? null

/** Until when the unit may ask to return the ticket. */
export function returnUntil(
  region: RegionRules,
  ticket: TicketFacts,
  dispatchedAt: Date,
  unit: { id: number; aroundTheClock: boolean },
): Date | null {
  const found = limitOf(region, ticket.policyId, policyFacts(region, ticket), 'returnWindow')
  if (!found) return null
  const calendar = region.calendar(ticket.policyId, found.aroundTheClock || unit.aroundTheClock, unit.id)
  return dueAt(calendar, dispatchedAt, found.limit).due
}

/** When the worker must next look at a clock; null when it has nothing more to say. */
export function nextLook(clock: ClockFacts): Date | null {
  if (clock.stoppedAt || clock.suspended) return null
  return [clock.halfAt, clock.yellowAt, clock.dueAt][clock.level] ?? null
}

/** What a unit owes next: to sign, then to contact, then to reply. This is what its list is ordered and coloured by. */
export function owedBy(assignment: AssignmentFacts, clocks: readonly ClockFacts[]): ClockFacts | null {
  const running = clocks.filter(
    (clock) =>
      !clock.stoppedAt && !clock.suspended && (clock.assignmentId === assignment.id || clock.assignmentId === null),
  )
  if (assignment.role === 'copy') return null
  if (assignment.state === 'pending') return running.find((clock) => clock.kind === 'sign') ?? null
  if (assignment.state !== 'signed') return null
  return earliest(running.filter((clock) => OWED_WHILE_SIGNED.includes(clock.kind)))
}
const OWED_WHILE_SIGNED: readonly RunningClock[] = ['contact', 'reply', 'redo']

const OWED_IN: Partial<Record<TicketState, readonly RunningClock[]>> = {
  registered: ['dispatch'],
  handling: ['reply', 'redo'],
  callback: ['callback'],
}

/** What is owed on the ticket as a whole in its present state. */
export function owedOn(snapshot: Pick<Snapshot, 'ticket' | 'clocks'>): ClockFacts | null {
  const kinds = OWED_IN[snapshot.ticket.state] ?? []
  return earliest(
    snapshot.clocks.filter(
      (clock) => !clock.stoppedAt && !clock.suspended && clock.assignmentId === null && kinds.includes(clock.kind),
    ),
  )
}

function earliest(clocks: readonly ClockFacts[]): ClockFacts | null {
  return clocks.reduce<ClockFacts | null>((first, clock) => (!first || clock.dueAt < first.dueAt ? clock : first), null)
}

/** Was it done in time? Without a clock in this round there is nothing to be late for. */
export function onTime(
  clocks: readonly ClockFacts[],
  kind: RunningClock,
  of: { assignmentId: string | null; round: number },
  at: Date,
): boolean {
  const clock = clocks.find(
    (each) => each.kind === kind && each.assignmentId === of.assignmentId && each.round === of.round,
  )
  return !clock || at <= clock.dueAt
}
