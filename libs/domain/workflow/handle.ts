import { Refusal } from '../refusals'
import type { ContactInput, RelayInput, ReplyInput } from '../inputs'
import { mayContact } from '../sight'
import type { Draft } from './change'
import { onTime } from './clocks'
import type { Snapshot } from './snapshot'

export function sign(draft: Draft, id: string) {
  const signedOnTime = onTime(draft.clocks, 'sign', id, draft.at)
  draft.setAssignment(id, { state: 'signed', signedAt: draft.at, signedBy: draft.personId, signedOnTime })
  draft.stopClock('sign', id)
  draft.say('sign', { onTime: signedOnTime }, null, id)
}

/** At the limit the system signs: the clock can't be dodged by not signing. */
export function autoSign(draft: Draft, id: string) {
  draft.setAssignment(id, { state: 'signed', signedAt: draft.at, signedBy: draft.personId, signedOnTime: false })
  draft.stopClock('sign', id)
  draft.say('autoSign', { onTime: false }, null, id)
}

export function contact(draft: Draft, id: string, input: ContactInput, before: Snapshot) {
  if (!mayContact(before, id)) throw new Refusal('relayNeeded')
  markContacted(draft, id)
  draft.say('contact', { way: input.way }, { note: input.note }, id)
}

/** Through the centre, where the requester must stay unknown to the unit; counts as contact. */
export function relay(draft: Draft, id: string, input: RelayInput) {
  markContacted(draft, id)
  draft.say('relay', {}, { note: input.note }, id)
}

function markContacted(draft: Draft, id: string) {
  const assignment = draft.assignments.find((each) => each.id === id)!
  if (assignment.contactedAt) return
  draft.setAssignment(id, { contactedAt: draft.at, contactedOnTime: onTime(draft.clocks, 'contact', id, draft.at) })
  draft.stopClock('contact', id)
}

/** 答复要素 are all there or the input is refused at the door; the clock of the ticket stops when the last unit has replied. */
export function reply(draft: Draft, id: string, input: ReplyInput) {
  const assignment = draft.assignments.find((each) => each.id === id)!
  const waiting = draft.clocks.some(
    (clock) => clock.kind === 'contact' && clock.assignmentId === id && !clock.stoppedAt,
  )
  if (waiting) throw new Refusal('contactNeeded')
  const kind = replyClock(draft)
  draft.setAssignment(id, {
    state: 'replied',
    repliedAt: draft.at,
    repliedOnTime: onTime(draft.clocks, kind, null, draft.at),
  })
  const { outcome, ...elements } = input
  draft.write('reply', { assignmentId: id, round: assignment.round, outcome, words: { internalText: '', ...elements } })
  if (!stillOwing(draft)) draft.stopClock(kind, null)
  draft.say('reply', { outcome, round: assignment.round }, { publicText: input.publicText }, id)
}

export const replyClock = (draft: Draft) => (draft.ticket.round > 1 ? 'redo' : 'reply')

/** Units that have yet to reply; a copy owes nothing. */
export function stillOwing(draft: Pick<Draft, 'assignments'>): boolean {
  return draft.assignments.some(({ role, state }) => role !== 'copy' && (state === 'pending' || state === 'signed'))
}

export function anyReplied(held: Pick<Draft, 'assignments'>): boolean {
  return held.assignments.some(({ state }) => state === 'replied')
}
