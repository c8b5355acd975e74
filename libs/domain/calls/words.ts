/** The vocabulary of calls, like words.ts for tickets. */

/** `awaited`: something was heard of a call before its offer was; it counts for nothing until the offer arrives. */
export const CALL_STATES = {
  awaited: '等待报文',
  ringing: '振铃',
  talking: '通话中',
  held: '保持',
  conferenced: '三方通话',
  ended: '已结束',
  abandoned: '未接通',
} as const
export type CallState = keyof typeof CALL_STATES

/** What the telephone system tells, numbered by it from 1 within a call. */
export const TOLD_KINDS = {
  offered: '呼入',
  answered: '接听',
  held: '保持',
  resumed: '恢复',
  conferenced: '转为三方',
  ended: '挂机',
  abandoned: '放弃',
  recorded: '录音',
} as const
export type ToldKind = keyof typeof TOLD_KINDS

/** What is done here, beside what the telephone system tells. */
export const CALL_ACTS = {
  claimed: '坐席接听',
  lost: '超时结束',
  missed: '列入回拨',
  returnTaken: '领取回拨',
  returnReleased: '退回回拨',
  returnTried: '回拨',
  gotThrough: '再次打通',
} as const
export type CallAct = keyof typeof CALL_ACTS

export const OPERATOR_STATES = { ready: '就绪', talking: '通话中', afterCall: '话后整理', away: '离席' } as const
export type OperatorState = keyof typeof OPERATOR_STATES

/** What an operator chooses; the rest follows from the calls. */
export const CHOSEN_STATES = { ready: '就绪', afterCall: '话后整理', away: '离席' } as const
export type ChosenState = keyof typeof CHOSEN_STATES

export const AWAY_REASONS = {
  rest: '小休',
  meal: '用餐',
  meeting: '会议',
  training: '培训',
  other: '其他',
} as const
export type AwayReason = keyof typeof AWAY_REASONS

/** 未接来电: what became of ringing back who could not get through. */
export const MISSED_CALL_STATES = {
  waiting: '待回拨',
  taken: '回拨中',
  reached: '已回拨接通',
  unreached: '多次未接通',
  gotThrough: '对方已再次打通',
} as const
export type MissedCallState = keyof typeof MISSED_CALL_STATES

/** How a ticket belongs to a call: it was registered in it, or the call was joined to it. */
export const CALL_TICKET_HOW = { registered: '本次登记', attached: '并入' } as const
export type CallTicketHow = keyof typeof CALL_TICKET_HOW
