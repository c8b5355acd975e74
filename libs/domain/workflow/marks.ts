import { localDayOf } from '../local-day'
import { Refusal } from '../refusals'
import type { AddInfoInput, CheckPlanInput, DifficultInput, HandInput, ReasonInput, UrgeInput } from '../inputs'
import type { Draft } from './change'
import type { Context } from './context'

/** What is recorded on a ticket without moving it. */

/** Of a merged ticket it reaches those who work on the master. */
export function urge(draft: Draft, input: UrgeInput, { others = [] }: Context) {
  for (const each of [draft, ...others]) {
    const urgeCount = each.ticket.urgeCount + 1
    each.setTicket({ urgeCount })
    each.say('urge', { by: input.by, urgeCount }, { note: input.note })
  }
}

export function addInfo(draft: Draft, input: AddInfoInput, { others = [] }: Context) {
  for (const each of [draft, ...others]) each.say('addInfo', {}, { note: input.note })
}

/** 疑难: somebody owns it, and looks again on a named day. */
export function markDifficult(draft: Draft, input: DifficultInput) {
  draft.setTicket({ difficult: true, difficultOwner: draft.personId, checkOn: input.checkOn })
  draft.say('difficult', { checkOn: input.checkOn }, { reason: input.reason })
}

export function clearDifficult(draft: Draft, input: ReasonInput) {
  draft.setTicket({ difficult: false, difficultOwner: null, checkOn: null })
  draft.say('notDifficult', {}, { reason: input.reason })
}

/** Plans are promises: kept, or put off to another day that comes due again. */
export function checkPlan(draft: Draft, { kept, plannedOn, note }: CheckPlanInput) {
  if (!kept && !plannedOn) throw new Refusal('planNeeded')
  if (!kept && plannedOn! <= localDayOf(draft.at)) throw new Refusal('planPast')
  const next = kept ? null : plannedOn!
  draft.setTicket({ plannedOn: next })
  draft.say('checkPlan', { kept, plannedOn: next }, { note })
}

/** To discipline inspection or the police; sight is restricted from then on. */
export function handOver(draft: Draft, input: HandInput) {
  draft.setTicket({ handedTo: input.to, escalated: true })
  draft.say('handOver', { to: input.to }, { reason: input.reason })
}
