import { Refusal } from '../refusals'
import type { SendBackInput } from '../inputs'
import { OPEN_ASSIGNMENT } from '../words'
import { callbackUnitOf } from './callers'
import type { Draft } from './change'
import { clockFor } from './clocks'
import type { Context } from './context'
import { replyClock } from './handle'
import { offerRating } from './offer-rating'
import { release } from './return'

/** The replies are good: the ball goes to the callback desk. */
export function accept(draft: Draft, { region }: Context) {
  for (const { id, round } of draft.assignments.filter(({ state }) => state === 'replied')) {
    draft.setAssignment(id, { state: 'accepted', acceptedAt: draft.at })
    draft.write('judgement', { assignmentId: id, round, state: 'accepted' })
  }
  for (const { id } of draft.assignments.filter(({ parentId, state }) => parentId && OPEN_ASSIGNMENT.includes(state)))
    release(draft, id, 'withdrawn')
  // It still runs when the last unit that owed a reply was let go instead.
  draft.stopClock(replyClock(draft), null)
  draft.setTicket({ state: 'callback', reviewedAt: draft.at })
  const clock = clockFor(region, draft.ticket, 'callback', draft.at)
  if (clock) draft.startClock(clock)
  draft.setTicket({ callbackUnitId: callbackUnitOf(region, draft), callFrom: null, callPromised: false })
  draft.say('accept', {})
  offerRating(region, draft)
}

/** Not good enough: back to the units named (all that replied, if none is), no redo, and the clock runs on. */
export function sendBack(draft: Draft, input: SendBackInput) {
  const named = input.assignments?.map((each) => each.assignmentId)
  const back = draft.assignments.filter(
    ({ id, state, parentId }) => !parentId && state === 'replied' && (!named?.length || named.includes(id)),
  )
  if (!back.length) throw new Refusal('notNow')
  for (const { id, round } of back) {
    draft.setAssignment(id, { state: 'signed', repliedAt: null, repliedOnTime: null })
    draft.write('judgement', { assignmentId: id, round, state: 'sentBack' })
  }
  draft.resumeClock(replyClock(draft), null)
  draft.say('sendBack', { assignments: back.map(({ id }) => id) }, { reason: input.reason })
}
