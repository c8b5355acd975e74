import type { RefusalCode } from '../refusals'
import type { ComplexInput } from '../inputs'
import type { Attempt } from './action-row'
import type { Draft } from './change'
import { limitOf, policyFacts, recomputed } from './clocks'
import type { Context } from './context'
import { granted, running } from './extend'
import { ask } from './requests'
import type { AssignmentFacts, ClockFacts, RequestFacts, Snapshot, TicketFacts } from './snapshot'
import type { RegionRules } from './region'
import { holds } from '../sight'

/** 疑难复杂: where the policy knows a longer limit for it, a unit or the centre asks, and a supervisor decides. */

/** What the policy would give it then; null where it gives no more than it does now. */
export function longerLimit(region: RegionRules, ticket: TicketFacts) {
  const of = (complex: boolean) =>
    limitOf(region, ticket.policyId, { ...policyFacts(region, ticket), complex }, 'reply')?.limit ?? null
  const [usual, longer] = [of(false), of(true)]
  if (!usual || !longer) return null
  return longer.unit === usual.unit && longer.amount > usual.amount ? longer : null
}

const lead = ({ assignments }: Pick<Snapshot, 'assignments'>) =>
  assignments.find((each) => each.role === 'lead' && !each.parentId && holds(each))

/** Before it is due, in the first round, and once. */
export function complexObstacle(
  { ticket, clocks, requests }: Snapshot,
  { now, region }: Attempt,
): boolean | RefusalCode {
  if (ticket.complex || ticket.shelvedAt || !longerLimit(region, ticket)) return false
  if (requests.some(({ kind, state }) => kind === 'complex' && state === 'open')) return 'requestOpen'
  const clock = running({ clocks, ticket })
  if (clock?.kind !== 'reply') return false
  return now <= clock.dueAt || 'extendLate'
}

export const ownComplexObstacle = (before: Snapshot, { role, parentId }: AssignmentFacts, who: Attempt) =>
  role === 'lead' && !parentId && complexObstacle(before, who)

/** The centre asks on behalf of whoever leads. */
export const centreComplexObstacle = (before: Snapshot, who: Attempt) =>
  lead(before)?.state === 'signed' && complexObstacle(before, who)

export function requestComplex(
  draft: Draft,
  assignment: AssignmentFacts | undefined,
  input: ComplexInput,
  context: Context,
) {
  ask(draft, {
    id: context.newFactId(),
    assignmentId: (assignment ?? lead(draft)!).id,
    kind: 'complex',
    reason: 'complex',
    words: { explanation: input.explanation },
  })
}

/** The clock gets the longer limit, counted from its own start; what was granted beside it stays, and a meeting's longer time too. */
export function applyComplex(draft: Draft, request: RequestFacts, { region }: Context) {
  const limit = longerLimit(region, draft.ticket)
  draft.setTicket({ complex: true })
  const clock = running(draft)
  const moved = limit && clock?.kind === 'reply' ? longer(draft, clock, limit.amount, region) : null
  if (moved) draft.replaceClock(moved)
  draft.say('complex', { requestId: request.id, dueAt: moved?.dueAt.toISOString() ?? null })
}

function longer(draft: Draft, clock: ClockFacts, amount: number, region: RegionRules): ClockFacts {
  const most = Math.max(Number(clock.amount), amount + granted(draft, clock))
  return recomputed(region, draft.ticket, { ...clock, amount: most }, draft.suspensions)
}
