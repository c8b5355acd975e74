import { OPEN_ASSIGNMENT, type Still } from '../words'
import type { Draft } from './change'
import { recomputed } from './clocks'
import type { Context } from './context'
import type { ClockFacts } from './snapshot'

/** A ticket that was merged or split rests: nobody works on it, no clock runs, and what stood is kept. */

/** What a bad review obliges to does not rest. */
const rests = ({ stoppedAt, kind }: ClockFacts) => !stoppedAt && kind !== 'rectify'

export function standStill(draft: Draft, kind: Still, intoId: string | null) {
  const open = draft.assignments.filter(({ state }) => OPEN_ASSIGNMENT.includes(state))
  const standing = open.map(({ id, state, awaitsApproval }) => ({ id, state, awaitsApproval }))
  const state = draft.ticket.state as 'registered' | 'handling'
  for (const { id } of open) draft.setAssignment(id, { state: 'withdrawn', awaitsApproval: false })
  draft.suspend()
  for (const clock of draft.clocks) if (rests(clock)) draft.replaceClock({ ...clock, suspended: true })
  draft.addStandstill({ kind, intoId, state, standing, at: draft.at })
  draft.setTicket({ state: 'handling', still: kind, mergedInto: kind === 'merged' ? intoId : null })
  return { state, standing }
}

/** As if it had never rested, except that the rest is not counted. */
export function goOn(draft: Draft, { region }: Context) {
  const { state, standing } = draft.standstill!
  for (const { id, ...stood } of standing) draft.setAssignment(id, stood)
  draft.resume()
  for (const clock of draft.clocks)
    if (rests(clock))
      draft.replaceClock(recomputed(region, draft.ticket, { ...clock, suspended: false }, draft.suspensions))
  draft.setTicket({ state })
  leaveRest(draft)
}

/** On its own again, whatever becomes of it. */
export function leaveRest(draft: Draft) {
  draft.setTicket({ still: null, mergedInto: null })
  draft.endStandstill()
}

/** Others did what was to be done: what stood will not be taken up again. */
export function endRest(draft: Draft) {
  draft.resume()
  for (const clock of draft.clocks)
    if (rests(clock)) draft.replaceClock({ ...clock, suspended: false, stoppedAt: draft.at })
}

/** What stood can still be taken up. */
export const mayGoOn = ({ suspensions }: Pick<Draft, 'suspensions'>) => suspensions.some(({ to }) => to === null)
