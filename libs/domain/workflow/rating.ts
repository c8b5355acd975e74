import { Refusal, type RefusalCode } from '../refusals'
import type { RatingInput, SettleRatingInput } from '../inputs'
import { checkContacted, takeRating } from './callback'
import type { Draft } from './change'
import type { Context } from './context'
import { useRating } from './heard'
import { openRectification } from './rectify'
import { checkExit, close, dispose, isUnhappy } from './redo'
import type { RatingFacts, Snapshot } from './snapshot'

/** 自助评价: the requester rates a round through a link, without being called. */

/** The link of this round, while nobody has given the answer yet. */
export function liveRating({ ticket, ratings, callbacks }: Snapshot, now: Date): RatingFacts | undefined {
  if (ticket.state !== 'callback' && ticket.state !== 'closed') return undefined
  if (callbacks.some(({ round, reached }) => round === ticket.round && reached)) return undefined
  return ratings.find(({ round, usedAt, expiresAt }) => round === ticket.round && !usedAt && now < expiresAt)
}

/** A good one ends the ticket; about any other a person decides. What had closed as unreachable has its answer now. */
export function selfRate(draft: Draft, input: RatingInput & { round?: number }, before: Snapshot, context: Context) {
  const { round } = liveRating(before, context.now)!
  if (input.round !== undefined && input.round !== round) throw new Refusal('ratingLinkDead')
  checkContacted(draft, input)
  const watched = draft.supervisions.some(({ closedAt }) => !closedAt)
  const waits = isUnhappy(input) || (watched && draft.ticket.state === 'callback')
  useRating(draft, round)
  takeRating(draft, 'link', input, before, { waits })
  openRectification(draft, input, context)
  draft.setTicket({ callFrom: null, callPromised: false })
  if (waits) draft.setTicket({ ratedSince: draft.at })
  else if (draft.ticket.state === 'callback') close(draft, 'selfRated', context)
}

/** A person reads the self-rating and decides. */
export function settleRating(draft: Draft, input: SettleRatingInput, before: Snapshot, context: Context) {
  const said = before.callbacks.findLast(({ via, round }) => via === 'link' && round === before.ticket.round)
  if (!said) throw new Refusal('notNow')
  draft.say('settleRating', {})
  draft.setTicket({ ratedSince: null })
  if (isUnhappy(said)) {
    checkExit(input, context.now)
    dispose(draft, input, context)
  } else if (draft.ticket.state === 'callback') close(draft, 'selfRated', context)
}

export const notRated = ({ ticket }: Snapshot): true | RefusalCode => (ticket.ratedSince ? 'alreadyRated' : true)
