import type { ContactInput, RelayInput, ReplyInput } from '../inputs'
import type { Draft } from './change'
import { onTime } from './clocks'
import type { AssignmentFacts, RunningClock } from './snapshot'

export function sign(draft: Draft, id: string) {
  const { round } = find(draft, id)
  const signedOnTime = onTime(draft.clocks, 'sign', { assignmentId: id, round }, draft.at)
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

export function contact(draft: Draft, id: string, input: ContactInput) {
  markContacted(draft, id)
  draft.say('contact', { way: input.way }, { note: input.note }, id)
}

/** Through the centre, where the requester must stay unknown to the unit; counts as contact. */
export function relay(draft: Draft, id: string, input: RelayInput) {
  markContacted(draft, id)
  draft.say('relay', {}, { note: input.note }, id)
}

function markContacted(draft: Draft, id: string) {
  const { contactedAt, round } = find(draft, id)
  if (contactedAt) return
  const contactedOnTime = onTime(draft.clocks, 'contact', { assignmentId: id, round }, draft.at)
  draft.setAssignment(id, { contactedAt: draft.at, contactedOnTime })
  draft.stopClock('contact', id)
}

/** 答复要素 are all there or the input is refused at the door; the clock of the ticket stops when the last unit has replied. */
export function reply(draft: Draft, id: string, input: ReplyInput) {
  const assignment = find(draft, id)
  const kind = replyClock(draft)
  draft.setAssignment(id, {
    state: 'replied',
    repliedAt: draft.at,
    repliedOnTime: onTime(draft.clocks, kind, { assignmentId: null, round: assignment.round }, draft.at),
  })
  const { outcome, ...elements } = input
  draft.write('reply', { assignmentId: id, round: assignment.round, outcome, words: { internalText: '', ...elements } })
  if (!stillOwing(draft)) draft.stopClock(kind, null)
  draft.say('reply', { outcome, round: assignment.round }, { publicText: input.publicText }, id)
}

const find = (draft: Draft, id: string) => draft.assignments.find((each) => each.id === id)!

const owes = (kind: RunningClock, { clocks }: Pick<Draft, 'clocks'>, id: string) =>
  clocks.some((clock) => clock.kind === kind && clock.assignmentId === id && !clock.stoppedAt)

/** A copy has nothing to sign, and who has signed has nothing left. */
export const owesSign = (held: Pick<Draft, 'clocks'>, { id }: Pick<AssignmentFacts, 'id'>) => owes('sign', held, id)

/** As long as it runs, the requester has to be contacted before the reply. */
export const owesContact = (held: Pick<Draft, 'clocks'>, { id }: Pick<AssignmentFacts, 'id'>) =>
  owes('contact', held, id)

/** What the units of this round reply against: a redo has a limit of its own, a first dispatch after a redo the usual one. */
export function replyClock({ clocks, ticket }: Pick<Draft, 'clocks' | 'ticket'>): 'redo' | 'reply' {
  return clocks.some(({ kind, round }) => kind === 'redo' && round === ticket.round) ? 'redo' : 'reply'
}

/** Units that have yet to reply; a copy owes nothing. */
export function stillOwing(draft: Pick<Draft, 'assignments'>): boolean {
  return draft.assignments.some(({ role, state }) => role !== 'copy' && (state === 'pending' || state === 'signed'))
}

export function anyReplied(held: Pick<Draft, 'assignments'>): boolean {
  return held.assignments.some(({ state }) => state === 'replied')
}
