import { can } from '../access'
import { Refusal } from '../refusals'
import type { ArriveInput, ContactInput, ReasonInput, RelayInput, ReplyInput, StageReportInput } from '../inputs'
import { localDayOf } from '../local-day'
import type { Draft } from './change'
import { onTime } from './clocks'
import type { Context } from './context'
import type { AssignmentFacts, RunningClock, Words } from './snapshot'

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

/**
 * 答复要素 are all there or the input is refused at the door. A handler's reply stands only when the unit's lead has approved it,
 * where the region asks for that; the lead's own stands at once.
 */
export function reply(
  draft: Draft,
  { id, round, role, parentId }: AssignmentFacts,
  input: ReplyInput,
  context: Context,
) {
  const { actor, region } = context
  const { outcome, files: _files, ...elements } = input
  if (region.settings.replyEvidence && !context.files?.length) throw new Refusal('evidenceNeeded')
  const leads = role === 'lead' && !parentId
  if (leads) checkLeadReply(draft, input)
  const planned = leads ? { plannedOn: input.outcome === 'inPlan' ? input.plannedOn! : null } : {}
  draft.setTicket(planned)
  const draftOnly = Boolean(region.settings.replyApproval) && !can(actor.roles, 'assignment.lead')
  const state = draftOnly ? 'draft' : 'submitted'
  draft.write('reply', { assignmentId: id, round, outcome, state, words: { internalText: '', ...given(elements) } })
  if (draftOnly) draft.setAssignment(id, { awaitsApproval: true })
  else stand(draft, id)
  draft.say(draftOnly ? 'draftReply' : 'reply', { outcome, round, ...planned }, { publicText: input.publicText }, id)
}

/** The lead speaks for all: after those who assist, or with the reason why not; and a plan has a day. */
function checkLeadReply({ assignments, at }: Draft, { outcome, plannedOn, withoutAssists }: ReplyInput) {
  if (outcome === 'inPlan' && !plannedOn) throw new Refusal('planNeeded')
  if (outcome === 'inPlan' && plannedOn! <= localDayOf(at)) throw new Refusal('planPast')
  const awaited = assignments.some(
    ({ role, parentId, state }) => role === 'assist' && !parentId && (state === 'pending' || state === 'signed'),
  )
  if (awaited && !withoutAssists) throw new Refusal('assistsPending')
}

const given = (elements: object) =>
  Object.fromEntries(Object.entries(elements).filter(([, text]) => text !== undefined)) as Words

export function approveReply(draft: Draft, { id, round }: AssignmentFacts) {
  draft.write('judgement', { assignmentId: id, round, state: 'submitted' })
  draft.setAssignment(id, { awaitsApproval: false })
  stand(draft, id)
  draft.say('approveReply', { round }, null, id)
}

export function refuseReply(draft: Draft, { id, round }: AssignmentFacts, input: ReasonInput) {
  draft.write('judgement', { assignmentId: id, round, state: 'sentBack' })
  draft.setAssignment(id, { awaitsApproval: false })
  draft.say('refuseReply', { round }, { reason: input.reason }, id)
}

/** The unit has replied; the clock of the ticket stops when the last needed one has. */
function stand(draft: Draft, id: string) {
  const kind = replyClock(draft)
  const repliedOnTime = onTime(draft.clocks, kind, { assignmentId: null, round: draft.ticket.round }, draft.at)
  draft.setAssignment(id, { state: 'replied', repliedAt: draft.at, repliedOnTime })
  if (!stillOwing(draft)) draft.stopClock(kind, null)
}

export function stageReport(draft: Draft, id: string, input: StageReportInput) {
  draft.say('stageReport', {}, { publicText: input.publicText }, id)
}

/** The crew is there. */
export function arrive(draft: Draft, id: string, input: ArriveInput) {
  draft.setAssignment(id, { arrivedAt: draft.at })
  draft.stopClock('arrive', id)
  draft.say('arrive', {}, { note: input.note }, id)
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

/** Units that have yet to reply; a copy owes nothing, and a unit below answers to the one that delegated. */
export function stillOwing(draft: Pick<Draft, 'assignments'>): boolean {
  return draft.assignments.some(
    ({ role, state, parentId }) => role !== 'copy' && !parentId && (state === 'pending' || state === 'signed'),
  )
}

export function anyReplied(held: Pick<Draft, 'assignments'>): boolean {
  return held.assignments.some(({ state, parentId }) => state === 'replied' && !parentId)
}
