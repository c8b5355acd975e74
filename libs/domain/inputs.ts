import { Choice, Day, CreditCode, Files, Id, Nested, Text, Texts, UnitOf, YesNo } from './fields'
import { MOST_FILES } from './files'
import type {
  Channel,
  ContactWay,
  Desk,
  IntakeOutcome,
  ReplyOutcome,
  RequesterKind,
  TicketType,
  Urgency,
} from './words'
import {
  CHANNELS,
  CONTACT_WAYS,
  DESKS,
  INTAKE_OUTCOMES,
  REPLY_OUTCOMES,
  REQUESTER_KINDS,
  TICKET_TYPES,
  URGENCIES,
} from './words'

/** What people send in. Each class is checked at the door by `parse`, in the browser and on the server alike. */

import { DispatchInput } from './inputs/dispatch'
import { ENTERPRISE_SIZES, type EnterpriseSize, type Language, LANGUAGES } from './words/desk'
import { DeclineInput, ParticipantInput, TurnOverInput } from './inputs/outcomes'

export * from './inputs/callback'
export * from './inputs/consultations'
export * from './inputs/dispatch'
export * from './inputs/announcement'
export * from './inputs/knowledge'
export * from './inputs/kin'
export * from './inputs/outcomes'
export * from './inputs/people'
export * from './inputs/requests'
export * from './inputs/rules'
export * from './inputs/bulk'

export class NoInput {}

export class RequesterInput {
  @Choice('诉求人类型', REQUESTER_KINDS) kind: RequesterKind
  @YesNo('是否匿名', { optional: true }) anonymous?: boolean
  @Text('姓名', 1, 60, { optional: true }) name?: string
  @Text('联系电话', 3, 30, { optional: true }) phone?: string
  @Text('证件号码', 6, 30, { optional: true }) identity?: string
  @CreditCode('统一社会信用代码', { optional: true }) creditCode?: string
  @Choice('使用语言', LANGUAGES, { optional: true }) language?: Language
  /** Whom to ask for at an enterprise. */
  @Text('联系人', 1, 60, { optional: true }) contactPerson?: string
  @Text('所属行业', 1, 40, { optional: true }) industry?: string
  @Choice('企业规模', ENTERPRISE_SIZES, { optional: true }) size?: EnterpriseSize
  @UnitOf('所在园区', { optional: true }) parkId?: number
}

export class RegisterInput {
  @Choice('诉求类型', TICKET_TYPES) type: TicketType
  @Choice('受理渠道', CHANNELS) channel: Channel
  @Text('渠道单号', 1, 100, { optional: true }) channelRef?: string
  @Choice('专席', DESKS, { optional: true }) desk?: Desk
  @Choice('紧急程度', URGENCIES) urgency: Urgency
  @Nested('诉求人', () => RequesterInput) requester: RequesterInput
  /** 内容保密. The name is confidential with it, unless said otherwise. */
  @YesNo('内容是否保密', { optional: true }) confidential?: boolean
  @YesNo('姓名是否保密', { optional: true }) nameConfidential?: boolean
  @UnitOf('被反映单位', { optional: true }) accusedUnitId?: number
  @Text('诉求分类', 1, 20) categoryCode: string
  @Text('事发地', 1, 40, { optional: true }) placeCode?: string
  @Text('详细地址', 0, 200, { optional: true }) address?: string
  @Text('标题', 2, 100) title: string
  @Text('诉求内容', 2, 10_000) content: string
  @Texts('归口标签', 20, 30, { optional: true }) tags?: string[]
  @Choice('受理结果', INTAKE_OUTCOMES) outcome: IntakeOutcome
  /** The words said, when answered on the spot. */
  @Text('答复内容', 2, 5000, { optional: true }) answer?: string
  /** The item it was answered from; what is in it was said, unless other words are given. */
  @Id('知识', { optional: true }) knowledgeId?: string
  @Nested('三方通话', () => ParticipantInput, { most: 5, optional: true }) threeWay?: ParticipantInput[]
  @Nested('交转', () => TurnOverInput, { optional: true }) handOver?: TurnOverInput
  @Nested('不予受理', () => DeclineInput, { optional: true }) decline?: DeclineInput
  /** The call it was said in. */
  @Id('来电', { optional: true }) callId?: string
  /** 即时派单: registered and dispatched in one act. */
  @Nested('派单', () => DispatchInput, { optional: true }) dispatch?: DispatchInput
  @Files('附件', MOST_FILES) files?: string[]
}

export class ProposalInput {
  @Choice('诉求类型', TICKET_TYPES) type: TicketType
  @Choice('紧急程度', URGENCIES) urgency: Urgency
  @Choice('诉求人类型', REQUESTER_KINDS, { optional: true }) requesterKind?: RequesterKind
  @Text('诉求分类', 1, 20) categoryCode: string
  @Text('事发地', 1, 40, { optional: true }) placeCode?: string
  @UnitOf('被反映单位', { optional: true }) accusedUnitId?: number
}

export class ContactInput {
  @Choice('联系方式', CONTACT_WAYS) way: ContactWay
  @Text('联系情况', 2, 2000) note: string
  @Files('附件', MOST_FILES) files?: string[]
}

export class RelayInput {
  @Text('转达内容', 2, 2000) note: string
  @Files('附件', MOST_FILES) files?: string[]
}

/** 答复要素: all required; what the requester reads apart from what stays inside. */
export class ReplyInput {
  @Choice('办理结果', REPLY_OUTCOMES) outcome: ReplyOutcome
  @Text('调查情况', 5, 5000) findings: string
  @Text('处理措施', 5, 5000) measures: string
  @Text('政策依据', 2, 2000) basis: string
  @Text('联系人及电话', 2, 100) contactPerson: string
  @Text('公开答复', 5, 5000) publicText: string
  @Text('内部说明', 0, 5000, { optional: true }) internalText?: string
  /** 已列入计划: the day by which it is planned; looked at again then. */
  @Day('计划完成日期', { optional: true }) plannedOn?: string
  /** The lead speaks for all: why it does so before those who assist have replied. */
  @Text('未等协办答复的原因', 2, 500, { optional: true }) withoutAssists?: string
  @Files('附件', MOST_FILES) files?: string[]
}

export class SendBackInput {
  @Text('退回理由', 2, 1000) reason: string
  @Nested('退回的承办任务', () => AssignmentChoice, { most: 60, optional: true }) assignments?: AssignmentChoice[]
}

export class AssignmentChoice {
  @Id('承办任务') assignmentId: string
}

export class ConsentInput {
  @UnitOf('承办单位') unitId: number
  @Text('诉求人原话', 2, 500) words: string
}

export const REVEALABLE = { phone: '联系电话', name: '姓名', identity: '证件号码', contact: '联系人' } as const

export class RevealInput {
  @Choice('字段', REVEALABLE) field: keyof typeof REVEALABLE
  @Text('查看理由', 2, 200) reason: string
}

export class MarkFileInput {
  @YesNo('是否含诉求人身份信息') identifying: boolean
}

export class SignInInput {
  @Text('账号', 1, 60) login: string
  @Text('密码', 1, 200) password: string
}

export class PasswordInput {
  @Text('当前密码', 1, 200) current: string
  @Text('新密码', 1, 200) next: string
}

export class SeenInput {
  @Id('通知') id: string
}

export class DraftInput {
  @Text('草稿', 0, 50_000) body: string
}
