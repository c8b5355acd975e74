import { can } from '../access'
import { localDayOf } from '../local-day'
import { Refusal, type RefusalCode } from '../refusals'
import type { ReasonInput, ShelveInput } from '../inputs'
import type { Draft } from './change'
import { recomputed, unitOf } from './clocks'
import type { Context } from './context'
import { ask, openRequest } from './requests'
import type { AssignmentFacts, RequestFacts, Snapshot } from './snapshot'

export function shelveObstacle(
  { ticket, requests }: Snapshot,
  { id, role, parentId }: AssignmentFacts,
): boolean | RefusalCode {
  if (role !== 'lead' || parentId || ticket.shelvedAt) return false
  return !openRequest(requests, id, 'shelve') || 'requestOpen'
}

/** 挂账: what cannot be done now, with a day to look again and what the requester was told. */
export function requestShelving(draft: Draft, assignment: AssignmentFacts, input: ShelveInput, context: Context) {
  if (input.reviewOn <= localDayOf(context.now)) throw new Refusal('reviewDayPast')
  const { explanation, told } = input
  ask(draft, {
    id: context.newFactId(),
    assignmentId: assignment.id,
    kind: 'shelve',
    // A lead who asks has thereby agreed: nobody decides what they asked for themselves.
    step: can(context.actor.roles, 'assignment.lead') ? 2 : 1,
    reason: input.reason,
    reviewOn: input.reviewOn,
    words: { explanation, told },
  })
}

/** Every running clock stands still; what a bad review obliges to goes on. */
export function applyShelving(draft: Draft, request: RequestFacts) {
  draft.setTicket({ shelvedAt: draft.at, reviewOn: request.reviewOn })
  draft.suspend()
  for (const clock of draft.clocks)
    if (!clock.stoppedAt && clock.kind !== 'rectify') draft.replaceClock({ ...clock, suspended: true })
  draft.say('shelved', { reviewOn: request.reviewOn, requestId: request.id })
}

/** The clocks go on; what was suspended is not counted. */
export function unshelve(draft: Draft, input: ReasonInput, { region }: Context) {
  draft.setTicket({ shelvedAt: null, reviewOn: null })
  draft.resume()
  for (const clock of draft.clocks)
    if (!clock.stoppedAt && clock.kind !== 'rectify')
      draft.replaceClock(
        recomputed(
          region,
          draft.ticket,
          { ...clock, suspended: false },
          draft.suspensions,
          unitOf(clock, draft.assignments),
        ),
      )
  draft.say('unshelve', {}, { reason: input.reason })
}
