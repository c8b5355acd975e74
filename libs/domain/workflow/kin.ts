import { closeNow, redo } from './redo'
import type { Draft } from './change'
import { clockFor } from './clocks'
import type { Context } from './context'
import { isOpen } from './merge'
import { offerRating } from './offer-rating'
import type { Snapshot } from './snapshot'
import { endRest } from './standstill'

/** What becomes of tickets that belong together when one of them moves: all of it in one commit. */

/** The master and whatever else hangs on it, or what was merged into this one. */
export function family({ ticket, kin }: Snapshot, known: readonly Snapshot[]): string[] {
  const head = kin.master ?? kin.parent
  const chief = head && known.find((each) => each.ticket.id === head.id)
  const below = (head ? (chief?.kin.merged ?? []) : kin.merged).filter(isOpen)
  return [...(head ? [head.id] : []), ...below.map(({ id }) => id)].filter((id) => id !== ticket.id)
}

/** The one that is handled in its place hears of it, too. */
export const headOf = ({ kin }: Snapshot) => (kin.master ? [kin.master.id] : [])

export function followKin(draft: Draft, before: Snapshot, context: Context) {
  const others = context.others ?? []
  const { ticket: was, kin } = before
  const now = draft.ticket
  const head = others.find(({ ticket }) => ticket.id === (kin.master ?? kin.parent)?.id)
  const below = others.filter((each) => each !== head)
  if (was.state === now.state && was.round === now.round) return
  if (!head && kin.merged.length) followMaster(below, was.state, now.state, context)
  if (!head) return
  if (now.state === 'closed') return closeHead(head, [draft, ...below], context)
  if (was.state === 'closed' && kin.parent) return reopenParent(head)
  if (
    was.still === 'merged' &&
    now.still === 'merged' &&
    was.state === 'callback' &&
    head.ticket.state === 'callback'
  ) {
    redo(head, '并入工单的诉求人不满意', context, { kin: true })
    for (const each of below) leave(each)
  }
}

function followMaster(below: readonly Draft[], was: string, now: string, context: Context) {
  if (now === 'callback') for (const each of below) join(each, context)
  if (was === 'callback' && now === 'handling') for (const each of below) leave(each)
}

/** Handled in another’s place; its requester is called back now. */
function join(draft: Draft, { region }: Context) {
  if (draft.ticket.state !== 'handling') return
  endRest(draft)
  draft.setTicket({ state: 'callback', reviewedAt: draft.at })
  const clock = clockFor(region, draft.ticket, 'callback', draft.at)
  if (clock) draft.startClock(clock)
  draft.say('joinCallback', {})
  offerRating(region, draft)
}

/** Not yet: the master is worked on again. */
function leave(draft: Draft) {
  if (draft.ticket.state !== 'callback') return
  draft.stopClock('callback', null)
  draft.setTicket({ state: 'handling', reviewedAt: null })
  draft.say('leaveCallback', {})
}

/** The last requester was called, or the last part is done. */
function closeHead(head: Draft, done: readonly Draft[], context: Context) {
  const waiting = [...head.kin.merged, ...head.kin.parts].filter(({ id, state }) => {
    const own = done.find(({ ticket }) => ticket.id === id)
    return isOpen(own ? own.ticket : { state })
  })
  if (waiting.length) return
  if (head.ticket.closing) closeNow(head, head.ticket.closing, context)
  else if (head.ticket.still === 'split' && head.ticket.state === 'handling') {
    endRest(head)
    closeNow(head, 'split', context)
  }
}

function reopenParent(parent: Draft) {
  if (parent.ticket.state !== 'closed') return
  parent.setTicket({ state: 'handling', closedAt: null, reopenedAt: parent.at })
  parent.say('partReopened', {})
}
