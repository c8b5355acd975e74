import { Matches } from 'class-validator'
import {
  AWAY_REASONS,
  type AwayReason,
  CHOSEN_STATES,
  type ChosenState,
  TOLD_KINDS,
  type ToldKind,
} from '../calls/words'
import { Choice, Day, Id, Nested, Text, Texts, Whole, YesNo } from '../fields'
import { DESKS, type Desk } from '../words'

/** What a telephone system tells of a call; `seq` counts from 1 within the call. */
export class TelephonyEventInput {
  @Matches(/^[\w.:@-]+$/, { message: '呼叫编号只能用字母、数字和 . : @ _ -' })
  @Text('呼叫编号', 1, 64)
  call: string
  @Whole('事件序号', 1, 100_000) seq: number
  @Choice('事件', TOLD_KINDS) kind: ToldKind
  @Matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/, {
    message: '发生时间应带时区，如 2026-11-20T09:30:00+08:00',
  })
  @Text('发生时间', 20, 35)
  at: string
  @Choice('专席', DESKS, { optional: true }) desk?: Desk
  @Text('主叫号码', 0, 30, { optional: true }) number?: string
  /** Login of the operator who answered. */
  @Text('坐席账号', 1, 60, { optional: true }) operator?: string
  @Matches(/^https?:\/\/\S+$/, { message: '录音地址应以 http:// 或 https:// 开头' })
  @Text('录音地址', 8, 500, { optional: true })
  recording?: string
  @Texts('三方参加方', 5, 60, { optional: true }) parties?: string[]
}

export class OperatorStateInput {
  @Choice('状态', CHOSEN_STATES) state: ChosenState
  @Choice('离席原因', AWAY_REASONS, { optional: true }) reason?: AwayReason
}

export class CallTicketInput {
  @Id('工单') ticketId: string
}

export class ReturnTriedInput {
  @YesNo('是否接通') reached: boolean
}

export class DeskInput {
  @Text('名称', 2, 30) name: string
  @Whole('值守开始（分钟）', 0, 1439) openFrom: number
  @Whole('值守结束（分钟）', 1, 2879) openTo: number
  @Choice('无人就绪时转至', DESKS, { optional: true }) overflow?: Desk
  @Whole('首位坐席振铃秒数', 0, 120) ringSeconds: number
}

export class DeskMemberInput {
  @Whole('人员', 1, 2_000_000_000) personId: number
}

export class DeskMembersInput {
  @Nested('成员', () => DeskMemberInput, { most: 300 }) members: DeskMemberInput[]
}

export class ShiftInput {
  @Whole('人员', 1, 2_000_000_000) personId: number
  @Whole('星期', 1, 7, { optional: true }) weekday?: number
  @Day('日期', { optional: true }) day?: string
  @Whole('开始（分钟）', 0, 1439) from: number
  @Whole('结束（分钟）', 1, 2879) to: number
}

/** The whole plan of a desk: what is not in it is not planned any more. */
export class ShiftPlanInput {
  @Nested('班次', () => ShiftInput, { most: 500 }) shifts: ShiftInput[]
}
