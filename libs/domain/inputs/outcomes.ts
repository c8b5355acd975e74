import { Choice, Text, UnitOf } from '../fields'
import { DECLINE_REASONS, type DeclineReason, HANDED_OVER_TO, type HandedOverTo } from '../words'
import { TURN_STATES } from '../words/desk'

/** How a call ends that is not sent to a unit. */

export class DeclineInput {
  @Choice('不予受理理由', DECLINE_REASONS) reason: DeclineReason
  @Text('告知诉求人的内容', 2, 2000) told: string
}

export class TurnOverInput {
  @Choice('交转去向', HANDED_OVER_TO) to: HandedOverTo
  @Text('告知诉求人的内容', 2, 2000) told: string
}

/** Who was on the line as the third, and what came of it. */
export class ParticipantInput {
  @UnitOf('参加单位') unitId: number
  @Text('通话结果', 2, 1000) result: string
}

export const TURN_NEXT = {
  accepted: TURN_STATES.accepted,
  underWay: TURN_STATES.underWay,
  done: TURN_STATES.done,
  refused: TURN_STATES.refused,
} as const

/** What those who took a call over say became of it. */
export class TurnInput {
  @Choice('对方办理情况', TURN_NEXT) state: keyof typeof TURN_NEXT
  @Text('情况说明', 2, 2000) note: string
}
