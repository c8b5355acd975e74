import { Refusal } from '../refusals'
import type { FollowUpInput } from '../inputs'
import { OPEN_ASSIGNMENT, type RedoExit, type TransferredTo } from '../words'
import type { Draft } from './change'
import { clockFor } from './clocks'
import type { Context } from './context'
import { isOpen } from './merge'
import { afterClosing, promiseArchive } from './outcomes'
import { leaveRest } from './standstill'
import { localDay } from './half-days'
import { endDisposal, keepDisposal } from './heard'

const ESCALATE_AT_REDO = 3

/** How a round ends: the ways out for those who are not satisfied, and the end itself. */

export interface Exit {
  exit?: RedoExit
  exitReason?: string
  checkOn?: string
  transferredTo?: TransferredTo
}
type ChosenExit = Exit & Required<Pick<Exit, 'exit' | 'exitReason'>>

export const isUnhappy = (said: { solved: string | null; resultGrade: number | null; mannerGrade: number | null }) =>
  said.solved !== 'yes' || said.resultGrade! <= 2 || said.mannerGrade! <= 2

/** Each way out needs a reason; what is put off needs a day, what is handed on a receiver. */
export function checkExit(input: Exit, now: Date): asserts input is ChosenExit {
  if (!input.exit || !input.exitReason) throw new Refusal('exitNeeded')
  if (input.exit === 'extended' && !(input.checkOn && Date.parse(input.checkOn) / DAY_MS > localDay(now)))
    throw new Refusal('checkDayNeeded')
  if (input.exit === 'transferred' && !input.transferredTo) throw new Refusal('transferNeeded')
}
const DAY_MS = 86_400_000

/** 退回重办 goes back to the units; the other three end the ticket, 延期销号 until it is looked at again. */
export function dispose(draft: Draft, input: ChosenExit, context: Context) {
  const { exit, exitReason } = input
  const checkOn = exit === 'extended' ? input.checkOn! : null
  const transferredTo = exit === 'transferred' ? input.transferredTo! : null
  const { round, state } = draft.ticket
  keepDisposal(draft, { round, exit, checkOn, transferredTo, words: { reason: exitReason } })
  if (exit === 'redo') return redo(draft, exitReason, context)
  const data = { ...(checkOn && { checkOn }), ...(transferredTo && { transferredTo }) }
  if (state === 'closed') draft.say('dispose', { exit, ...data }, { reason: exitReason })
  else close(draft, exit, context, { data, reason: exitReason })
}

/**
 * Back to the units with a count and a deadline of its own; the third time it escalates. What was answered on the spot
 * has no unit yet: it goes to the dispatcher.
 */
export function redo(draft: Draft, reason: string, { region }: Context, because: { kin?: true } = {}) {
  // Closed with its master, a merged one goes its own way from now on.
  if (draft.ticket.state === 'closed' && draft.ticket.still) leaveRest(draft)
  const { ticket } = draft
  const redoCount = ticket.redoCount + 1
  const escalated = ticket.escalated || redoCount >= ESCALATE_AT_REDO
  const rests = ticket.still === 'merged'
  const again = rests || accountable(draft).length > 0
  const state = again ? 'handling' : 'registered'
  draft.setTicket({ state, round: ticket.round + 1, redoCount, escalated, reviewedAt: null, closedAt: null })
  draft.setTicket({ closing: null, escalation: 0, callFrom: null, callPromised: false, ratedSince: null })
  redoAssignments(draft, ticket.round + 1)
  // A merged one is worked on through its master, on the clock of that.
  const clock = rests ? null : clockFor(region, draft.ticket, again ? 'redo' : 'dispatch', draft.at)
  if (clock) draft.startClock(clock)
  draft.say('redo', { redoCount, escalated, ...because }, { reason })
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
  | 'selfRated'
  | 'unreachable'
  | 'judged'
  | 'extended'
  | 'transferred'
  | 'retracted'
  | 'split'
  | 'unsplit'

interface Ending {
  data?: object
  reason?: string
}

export function close(draft: Draft, how: CloseHow, context: Context, { data, reason }: Ending = {}) {
  if (draft.supervisions.some(({ closedAt }) => !closedAt)) throw new Refusal('stillOpen')
  // One that was merged itself leaves the waiting to its master.
  const waiting = draft.ticket.still ? 0 : draft.kin.merged.filter(isOpen).length
  if (!waiting) return closeNow(draft, how, context, { data, reason })
  draft.setTicket({ closing: how, callFrom: null, callPromised: false })
  draft.say('awaitMerged', { how, waiting, ...data }, reason ? { reason } : null)
}

/** Every requester of it was called back. */
export function closeNow(draft: Draft, how: CloseHow, { region }: Context, { data, reason }: Ending = {}) {
  for (const { id } of draft.assignments.filter(
    ({ role, state }) => role === 'copy' && OPEN_ASSIGNMENT.includes(state),
  ))
    draft.setAssignment(id, { state: 'accepted', acceptedAt: draft.at })
  draft.setTicket({ state: 'closed', closedAt: draft.at, closing: null, callFrom: null, callPromised: false })
  draft.say('close', { how, ...data }, reason ? { reason } : null)
  afterClosing(region, draft)
}

/** 延期销号, on its day: it was done as promised, or it goes back. */
export function followUp(draft: Draft, { outcome, note }: FollowUpInput, context: Context) {
  endFollowUps(draft)
  draft.say('followUp', { outcome }, { note })
  if (outcome === 'redo') redo(draft, note, context)
  else promiseArchive(context.region, draft)
}

export const isPutOff = ({ checkOn, checkedAt }: { checkOn: string | null; checkedAt: Date | null }) =>
  checkOn !== null && checkedAt === null

/** Nothing more is to be looked at: it has been, or the work goes on. */
export function endFollowUps(draft: Draft) {
  for (const { round } of draft.heard.disposals.filter(isPutOff)) endDisposal(draft, round)
}

export function archive(draft: Draft) {
  draft.setTicket({ state: 'archived', archivedAt: draft.at })
  draft.say('archive', {})
}
