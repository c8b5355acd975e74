import { Refusal, type RefusalCode } from '../refusals'
import type { ExtendInput } from '../inputs'
import type { Attempt } from './action-row'
import type { Draft } from './change'
import { recomputed } from './clocks'
import type { Context } from './context'
import { replyClock } from './handle'
import { ask, openRequest } from './requests'
import type { AssignmentFacts, ClockFacts, RequestFacts, Snapshot } from './snapshot'

/** Before it is due, never for urgent ones, with proof that the requester was told; all together at most the limit again. */
export function extendObstacle(
  { ticket, clocks, requests }: Snapshot,
  { id, role, parentId }: AssignmentFacts,
  { now }: Attempt,
): boolean | RefusalCode {
  if (role !== 'lead' || parentId || ticket.shelvedAt) return false
  if (ticket.urgency === 'urgent') return 'extendUrgent'
  if (openRequest(requests, id, 'extend')) return 'requestOpen'
  const clock = running({ clocks, ticket })
  return (clock !== undefined && now <= clock.dueAt) || 'extendLate'
}

export function requestExtension(
  draft: Draft,
  assignment: AssignmentFacts,
  input: ExtendInput,
  before: Snapshot,
  context: Context,
) {
  const clock = running(draft)!
  if (granted(before, clock) + input.amount > original(before, clock)) throw new Refusal('extendTooMuch')
  const { explanation, told } = input
  ask(draft, {
    id: context.newFactId(),
    assignmentId: assignment.id,
    kind: 'extend',
    reason: 'extend',
    amount: input.amount,
    words: { explanation, told },
  })
}

/** The clock gets more of its own time, counted from its own start. */
export function applyExtension(draft: Draft, request: RequestFacts, { region }: Context) {
  const clock = draft.clocks.filter(({ kind }) => kind === replyClock(draft)).at(-1)
  if (!clock || clock.stoppedAt) return
  draft.replaceClock(
    recomputed(region, draft.ticket, { ...clock, amount: clock.amount + request.amount! }, draft.suspensions),
  )
}

export const running = (on: Pick<Draft, 'clocks' | 'ticket'>) =>
  on.clocks.find(({ kind, stoppedAt, round }) => kind === replyClock(on) && round === on.ticket.round && !stoppedAt)

/** Since the clock began: a meeting may have given it another beginning. */
export const granted = ({ requests }: Pick<Snapshot, 'requests'>, { startedAt }: ClockFacts) =>
  requests
    .filter(({ kind, state, askedAt }) => kind === 'extend' && state === 'approved' && askedAt >= startedAt)
    .reduce((sum, { amount }) => sum + amount!, 0)

const original = (before: Snapshot, clock: ClockFacts) => clock.amount - granted(before, clock)
