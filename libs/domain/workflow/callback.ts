import { Refusal } from '../refusals'
import type { CallbackInput, UnreachedInput } from '../inputs'
import { OPEN_ASSIGNMENT, type RedoExit } from '../words'
import type { Draft } from './change'
import { clockFor } from './clocks'
import type { Context } from './context'
import { isOpen } from './merge'
import { promiseArchive } from './outcomes'
import type { AssignmentFacts, CallbackFacts, Snapshot } from './snapshot'

const ATTEMPTS = 3
const ESCALATE_AT_REDO = 3
const LOCAL_OFFSET_MS = 8 * 3_600_000
const HALF_DAY_MS = 12 * 3_600_000

/** The requester was reached: their answer decides, not what the units wrote. */
export function callback(draft: Draft, input: CallbackInput, before: Snapshot, context: Context) {
  checkContacted(draft.assignments, input)
  const unhappy = input.solved !== 'yes' || input.resultGrade <= 2 || input.mannerGrade <= 2
  if (unhappy && (!input.exit || !input.exitReason)) throw new Refusal('exitNeeded')
  const words = input.words ? { words: input.words } : null
  draft.addCallback({
    ...attempt(draft, before),
    reached: true,
    solved: input.solved,
    resultGrade: input.resultGrade,
    mannerGrade: input.mannerGrade,
    words,
    contacted: input.contacted.map(({ assignmentId, contacted }) => ({ assignmentId, contacted })),
  })
  draft.stopClock('callback', null)
  const { solved, resultGrade, mannerGrade } = input
  draft.say(
    'callback',
    { solved, resultGrade, mannerGrade, contacted: input.contacted.map((each) => ({ ...each })) },
    words,
  )
  if (unhappy && input.exit === 'redo') redo(draft, input.exitReason!, context)
  else close(draft, unhappy ? (input.exit as Exclude<RedoExit, 'redo'>) : 'calledBack', context, input.exitReason)
}

/** Up to three attempts in different half-days; after the third it closes as unreachable, invalid for the rates. */
export function unreached(draft: Draft, input: UnreachedInput, before: Snapshot, context: Context) {
  const earlier = before.callbacks.filter((each) => each.round === draft.ticket.round)
  if (earlier.some((each) => halfDay(each.at) === halfDay(draft.at))) throw new Refusal('attemptTooSoon')
  const row = attempt(draft, before)
  const words = { note: input.note }
  draft.addCallback({
    ...row,
    reached: false,
    solved: null,
    resultGrade: null,
    mannerGrade: null,
    words,
    contacted: [],
  })
  draft.say('unreached', { attempt: row.attempt }, words)
  if (row.attempt < ATTEMPTS) return
  draft.stopClock('callback', null)
  close(draft, 'unreachable', context)
}

function attempt(draft: Draft, before: Snapshot): Pick<CallbackFacts, 'round' | 'attempt'> {
  const { round } = draft.ticket
  return { round, attempt: before.callbacks.filter((each) => each.round === round).length + 1 }
}

const halfDay = (at: Date) => Math.floor((at.getTime() + LOCAL_OFFSET_MS) / HALF_DAY_MS)

/** Asked of every unit that worked on it, and of nobody else. */
function checkContacted(assignments: readonly AssignmentFacts[], { contacted }: CallbackInput) {
  const asked = new Set(contacted.map((each) => each.assignmentId))
  const must = assignments
    .filter(({ role, state, parentId }) => role !== 'copy' && !parentId && state === 'accepted')
    .map(({ id }) => id)
  if (asked.size !== contacted.length || asked.size !== must.length || must.some((id) => !asked.has(id)))
    throw new Refusal('contactedIncomplete')
}

/**
 * Back to the units with a count and a deadline of its own; the third time it escalates. What was answered on the spot
 * has no unit yet: it goes to the dispatcher.
 */
export function redo(draft: Draft, reason: string, { region }: Context) {
  const { ticket } = draft
  const redoCount = ticket.redoCount + 1
  const escalated = ticket.escalated || redoCount >= ESCALATE_AT_REDO
  const rests = ticket.still === 'merged'
  const again = rests || accountable(draft).length > 0
  const state = again ? 'handling' : 'registered'
  draft.setTicket({
    state,
    round: ticket.round + 1,
    redoCount,
    escalated,
    reviewedAt: null,
    closing: null,
    escalation: 0,
  })
  redoAssignments(draft, ticket.round + 1)
  // A merged one is worked on through its master, on the clock of that.
  const clock = rests ? null : clockFor(region, draft.ticket, again ? 'redo' : 'dispatch', draft.at)
  if (clock) draft.startClock(clock)
  draft.say('redo', { redoCount, escalated }, { reason })
}

/** Whoever answered for it works on it again, in a new round. */
export function redoAssignments(draft: Draft, round: number) {
  for (const { id } of accountable(draft)) draft.setAssignment(id, { state: 'signed', round, ...NOT_YET })
}

/** The units whose work this round was: not those told for information, nor those below who answer to one of them. */
export const accountable = ({ assignments }: Pick<Draft, 'assignments'>) =>
  assignments.filter(({ role, state, parentId }) => role !== 'copy' && !parentId && state === 'accepted')
const NOT_YET = {
  contactedAt: null,
  contactedOnTime: null,
  repliedAt: null,
  repliedOnTime: null,
  acceptedAt: null,
} as const

export type CloseHow =
  | 'answered'
  | 'handedOver'
  | 'declined'
  | 'calledBack'
  | 'unreachable'
  | 'judged'
  | 'extended'
  | 'transferred'
  | 'retracted'
  | 'split'

function close(draft: Draft, how: CloseHow, context: Context, reason?: string) {
  if (draft.supervisions.some(({ closedAt }) => !closedAt)) throw new Refusal('stillOpen')
  // One that was merged itself leaves the waiting to its master.
  const waiting = draft.ticket.still ? 0 : draft.kin.merged.filter(isOpen).length
  if (!waiting) return closeNow(draft, how, context, reason)
  draft.setTicket({ closing: how })
  draft.say('awaitMerged', { how, waiting }, reason ? { reason } : null)
}

/** Every requester of it was called back. */
export function closeNow(draft: Draft, how: CloseHow, { region }: Context, reason?: string) {
  for (const { id } of draft.assignments.filter(
    ({ role, state }) => role === 'copy' && OPEN_ASSIGNMENT.includes(state),
  ))
    draft.setAssignment(id, { state: 'accepted', acceptedAt: draft.at })
  draft.setTicket({ state: 'closed', closedAt: draft.at, closing: null })
  draft.say('close', { how }, reason ? { reason } : null)
  promiseArchive(region, draft)
}

export function archive(draft: Draft) {
  draft.setTicket({ state: 'archived', archivedAt: draft.at })
  draft.say('archive', {})
}
