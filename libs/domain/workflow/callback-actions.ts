import {
  CallbackInput,
  CheckRectificationInput,
  FollowUpInput,
  PromiseCallInput,
  RatingInput,
  SettleRatingInput,
  UnreachedInput,
} from '../inputs'
import type { RefusalCode } from '../refusals'
import { type Attempt, onTicket } from './action-row'
import { callback, promiseCall, unreached } from './callback'
import { callerObstacle } from './callers'
import { family } from './kin'
import { liveRating, notRated, selfRate, settleRating } from './rating'
import { checkRectification, mayCheck } from './rectify'
import { followUp, isPutOff } from './redo'
import type { Snapshot } from './snapshot'

/** Part of the table of a ticket's actions: hearing from the requester, and what follows from it. */
export const CALLBACK_ACTIONS = {
  callback: onTicket({
    label: '登记回访',
    by: 'ticket.callback',
    from: ['callback'],
    needs: CallbackInput,
    primary: true,
    still: ['merged'],
    others: (_input, before, known) => family(before, known),
    when: mayCall,
    makes: badReview,
    do: callback,
  }),
  unreached: onTicket({
    label: '未接通',
    by: 'ticket.callback',
    from: ['callback'],
    needs: UnreachedInput,
    still: ['merged'],
    others: (_input, before, known) => family(before, known),
    when: mayCall,
    do: unreached,
  }),
  promiseCall: onTicket({
    label: '约定回访时间',
    by: 'ticket.callback',
    from: ['callback'],
    needs: PromiseCallInput,
    still: ['merged'],
    others: (_input, before, known) => family(before, known),
    when: mayCall,
    do: (draft, input, _before, context) => promiseCall(draft, input, context),
  }),
  selfRate: onTicket({
    label: '自助评价',
    by: 'system',
    from: ['callback', 'closed'],
    needs: RatingInput,
    still: ['merged'],
    others: (_input, before, known) => family(before, known),
    when: (before, { now }) => liveRating(before, now) !== undefined || 'ratingLinkDead',
    makes: badReview,
    do: selfRate,
  }),
  settleRating: onTicket({
    label: '处置自助评价',
    by: 'ticket.callback',
    from: ['callback', 'closed'],
    needs: SettleRatingInput,
    primary: true,
    still: ['merged'],
    others: (_input, before, known) => family(before, known),
    when: (before, { actor, region }) => before.ticket.ratedSince !== null && callerObstacle(before, actor, region),
    do: settleRating,
  }),
  followUp: onTicket({
    label: '延期复核',
    by: 'ticket.callback',
    from: ['closed'],
    needs: FollowUpInput,
    still: ['merged', 'split'],
    when: (before, { actor, region }) => before.disposals.some(isPutOff) && callerObstacle(before, actor, region),
    do: (draft, input, _before, context) => followUp(draft, input, context),
  }),
  checkRectification: onTicket({
    label: '整改核查',
    by: 'ticket.callback',
    from: ['registered', 'handling', 'callback', 'closed'],
    needs: CheckRectificationInput,
    still: ['merged', 'split'],
    when: (before, { actor, region }) => mayCheck(before, actor) && callerObstacle(before, actor, region),
    do: (draft, input, _before, context) => checkRectification(draft, input, context),
  }),
}

function mayCall(before: Snapshot, { actor, region }: Attempt): boolean | RefusalCode {
  // Its requester was reached, or tried for often enough: it waits for those merged into it.
  if (before.ticket.closing) return false
  const rated = notRated(before)
  return rated === true ? callerObstacle(before, actor, region) : rated
}

/** A grade of 2 or less may begin a rectification. */
function badReview({ resultGrade, mannerGrade }: RatingInput) {
  return { facts: Math.min(resultGrade, mannerGrade) <= 2 ? 1 : 0 }
}
