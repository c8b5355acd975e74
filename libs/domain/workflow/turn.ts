import type { TurnInput } from '../inputs'
import { Refusal } from '../refusals'
import type { TurnState } from '../words/desk'
import { onTicket } from './action-row'
import type { Draft } from './change'
import { clockFor } from './clocks'
import type { Context } from './context'
import type { Snapshot } from './snapshot'

/** 交转回流: what those who took a call over say became of it. What they refuse is ours again, so that nothing is lost. */

const PLACE: Record<TurnState, number> = { sent: 0, accepted: 1, underWay: 2, done: 3, refused: 3 }
export const UNDER_WAY: readonly TurnState[] = ['sent', 'accepted', 'underWay']

function turned(draft: Draft, input: TurnInput, _before: Snapshot, { region }: Context) {
  const { turnState, turnedTo, state } = draft.ticket
  if (PLACE[input.state] <= PLACE[turnState!]) throw new Refusal('turnPast')
  draft.setTicket({ turnState: input.state })
  const back = input.state === 'refused' && (state === 'closed' || state === 'archived')
  if (back) comeBack(draft, region)
  draft.say('turned', { to: turnedTo, state: input.state, back }, { note: input.note })
}

/** To the dispatchers, with a new clock. */
function comeBack(draft: Draft, region: Context['region']) {
  draft.setTicket({ state: 'registered', closedAt: null, archivedAt: null })
  const clock = clockFor(region, draft.ticket, 'dispatch', draft.at)
  if (clock) draft.startClock(clock)
}

const ROW = {
  from: ['registered', 'handling', 'callback', 'closed', 'archived'] as const,
  when: ({ ticket }: Snapshot) => ticket.turnState !== null && UNDER_WAY.includes(ticket.turnState),
  do: turned,
}

/** By hand, or by the signed report of the partner. */
export const turnActions = (needs: new () => TurnInput) => ({
  turned: onTicket({ label: '登记交转结果', by: 'ticket.register', needs, ...ROW }),
  turnedByPartner: onTicket({ label: '对方反馈交转结果', by: 'system', needs, ...ROW }),
})
