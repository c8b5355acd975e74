import { Refusal } from '../refusals'
import type { CallbackInput, PromiseCallInput, RatingInput, UnreachedInput } from '../inputs'
import type { Draft } from './change'
import type { Context } from './context'
import { halfDay, nextAttempt } from './half-days'
import { openRectification } from './rectify'
import { accountable, checkExit, close, dispose, isUnhappy } from './redo'
import type { CallbackFacts, Snapshot } from './snapshot'

const ATTEMPTS = 3
const PROMISED_WITHIN_MS = 7 * 86_400_000

/** The requester was reached: their answer decides, not what the units wrote. */
export function callback(draft: Draft, input: CallbackInput, before: Snapshot, context: Context) {
  checkContacted(draft, input)
  const unhappy = isUnhappy(input)
  if (unhappy) checkExit(input, context.now)
  takeRating(draft, 'call', input, before)
  openRectification(draft, input, context)
  if (unhappy) dispose(draft, input as Parameters<typeof dispose>[1], context)
  else close(draft, 'calledBack', context)
}

/** What the requester said, once for every round, whoever asked. */
export function takeRating(
  draft: Draft,
  via: 'call' | 'link',
  input: RatingInput,
  before: Snapshot,
  more: object = {},
) {
  const { solved, resultGrade, mannerGrade } = input
  const contacted = input.contacted.map((each) => ({ assignmentId: each.assignmentId, contacted: each.contacted }))
  const words = input.words ? { words: input.words } : null
  draft.addCallback({
    ...attempt(draft, before),
    via,
    reached: true,
    solved,
    resultGrade,
    mannerGrade,
    words,
    contacted,
  })
  draft.stopClock('callback', null)
  draft.say(via === 'link' ? 'selfRate' : 'callback', { solved, resultGrade, mannerGrade, contacted, ...more }, words)
}

/** Up to three attempts in different half-days; after the third it closes as unreachable, invalid for the rates. */
export function unreached(draft: Draft, input: UnreachedInput, before: Snapshot, context: Context) {
  const { region, now } = context
  const { policyId, callPromised, callFrom } = draft.ticket
  const next = nextAttempt(region.calendar(policyId, false), now)
  const words = { note: input.note }
  const calledThisHalfDay = inRound(before).some((each) => halfDay(each.at) === halfDay(draft.at))
  if (calledThisHalfDay) {
    // A call at the promised time is no attempt of its own; without a promise there was none to keep.
    if (!callPromised || callFrom! > now) throw new Refusal('attemptTooSoon', { nextAt: next.toISOString() })
    draft.setTicket({ callFrom: next, callPromised: false })
    return draft.say('promiseMissed', {}, words)
  }
  const row = attempt(draft, before)
  draft.addCallback({
    ...row,
    via: 'call',
    reached: false,
    solved: null,
    resultGrade: null,
    mannerGrade: null,
    words,
    contacted: [],
  })
  draft.setTicket({ callFrom: next, callPromised: false })
  draft.say('unreached', { attempt: row.attempt }, words)
  if (row.attempt < ATTEMPTS) return
  draft.stopClock('callback', null)
  close(draft, 'unreachable', context)
}

/** Reached at a bad moment: the time they named is kept, ahead of everything else on the desk. */
export function promiseCall(draft: Draft, input: PromiseCallInput, { now }: Context) {
  const at = new Date(input.at)
  const away = at.getTime() - now.getTime()
  if (!(away > 0 && away <= PROMISED_WITHIN_MS)) throw new Refusal('promiseWrong')
  draft.setTicket({ callFrom: at, callPromised: true })
  draft.say('promiseCall', { at: at.toISOString() }, { note: input.note })
}

const inRound = ({ callbacks, ticket }: Snapshot) => callbacks.filter((each) => each.round === ticket.round)

function attempt(draft: Draft, before: Snapshot): Pick<CallbackFacts, 'round' | 'attempt'> {
  return { round: draft.ticket.round, attempt: inRound(before).length + 1 }
}

/** Asked of every unit that worked on it, and of nobody else. */
export function checkContacted(draft: Draft, { contacted }: Pick<RatingInput, 'contacted'>) {
  const asked = new Set(contacted.map((each) => each.assignmentId))
  const must = accountable(draft).map(({ id }) => id)
  if (asked.size !== contacted.length || asked.size !== must.length || must.some((id) => !asked.has(id)))
    throw new Refusal('contactedIncomplete')
}
