import type { ReasonInput } from '../inputs'
import type { Draft } from './change'
import { clockFor } from './clocks'
import type { Context } from './context'
import { localDay } from './half-days'
import { endFollowUps, redoAssignments } from './redo'
import { afterClosing } from './outcomes'
import { release } from './return'
import { leaveRest } from './standstill'

const LOCAL_OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000
/** Day 7 after closing still counts, day 8 does not; days are local calendar days. */
export const FALSE_CLOSURE_DAYS = 7

export const daysSince = (earlier: Date, later: Date) => localDay(later) - localDay(earlier)
/** The earliest closing that still counts for what is registered at `now`: the first moment of that local day. */
export const falseClosureSince = (now: Date) =>
  new Date((localDay(now) - FALSE_CLOSURE_DAYS) * DAY_MS - LOCAL_OFFSET_MS)

/** The requester says it is not over: back to the units in a new round, without counting as a redo. */
export function reopen(draft: Draft, input: ReasonInput, { now, region, others = [] }: Context) {
  leaveKin(draft, others)
  const handled = draft.assignments.some(({ role, state }) => role !== 'copy' && state === 'accepted')
  const round = draft.ticket.round + 1
  draft.setTicket({
    state: handled ? 'handling' : 'registered',
    closedAt: null,
    reviewedAt: null,
    reopenedAt: now,
    round,
    escalation: 0,
    ratedSince: null,
  })
  endFollowUps(draft)
  if (handled) redoAssignments(draft, round)
  const clock = clockFor(region, draft.ticket, handled ? 'redo' : 'dispatch', now)
  if (clock) draft.startClock(clock)
  draft.say('reopen', { round }, { reason: input.reason })
}

/** Whoever comes back is looked after on their own; the master was for all. */
function leaveKin(draft: Draft, others: readonly Draft[]) {
  const { id, number, still } = draft.ticket
  if (!still) return
  leaveRest(draft)
  others.find(({ ticket }) => ticket.id === draft.kin.master?.id)?.say('letGo', { ticketId: id, number })
}

/** 撤诉: the requester no longer wants it; whoever works on it is let go. */
export function retract(draft: Draft, input: ReasonInput, { region }: Context) {
  for (const { id, state } of draft.assignments)
    if (['pending', 'signed', 'replied'].includes(state)) release(draft, id, 'withdrawn')
  for (const clock of draft.clocks)
    if (!clock.stoppedAt && clock.kind !== 'rectify') draft.replaceClock({ ...clock, stoppedAt: draft.at })
  draft.resume()
  draft.setTicket({ state: 'closed', closedAt: draft.at, shelvedAt: null, reviewOn: null })
  draft.say('retract', {}, { reason: input.reason })
  draft.say('close', { how: 'retracted' })
  afterClosing(region, draft)
}
