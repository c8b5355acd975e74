import { MOST_FILES } from '../files'
import { Choice, Day, Files, Id, Text, UnitOf, Whole, YesNo } from '../fields'
import type { HandedTo, ReturnReason, ShelveReason, SupervisionOutcome, UrgedBy } from '../words'
import { HANDED_TO, RETURN_REASONS, SHELVE_REASONS, SUPERVISION_MODES, SUPERVISION_OUTCOMES, URGED_BY } from '../words'

/** What units ask for, what is decided, and what is noted on a ticket on its way. */

/** A leader's 批示 is no way of 督办 that a supervisor may choose. */
const { instruction: _instruction, whistle: _whistle, ...SUPERVISION_WAYS } = SUPERVISION_MODES

export class ReasonInput {
  @Text('理由', 2, 1000) reason: string
}

/** 派单异议. */
export class ReturnInput {
  @Choice('退单理由', RETURN_REASONS) reason: ReturnReason
  @Text('情况说明', 5, 2000) explanation: string
  @Text('退单依据', 2, 1000) basis: string
  @UnitOf('建议承办单位', { optional: true }) suggestedUnitId?: number
  @Files('附件', MOST_FILES) files?: string[]
}

export class ExtendInput {
  @Whole('延长数量', 1, 365) amount: number
  @Text('延期理由', 5, 2000) explanation: string
  @Text('告知诉求人的情况', 5, 1000) told: string
  @Files('附件', MOST_FILES) files?: string[]
}

/** 疑难复杂: asked for by a unit or the centre, with its reason. */
export class ComplexInput {
  @Text('疑难复杂的理由', 5, 2000) explanation: string
}

export class ShelveInput {
  @Choice('挂账理由', SHELVE_REASONS) reason: ShelveReason
  @Day('复核日期') reviewOn: string
  @Text('情况说明', 5, 2000) explanation: string
  @Text('告知诉求人的情况', 5, 1000) told: string
  @Files('附件', MOST_FILES) files?: string[]
}

export class ApproveInput {
  @Id('申请') requestId: string
  @Text('审批意见', 0, 1000, { optional: true }) note?: string
}

export class RejectInput {
  @Id('申请') requestId: string
  @Text('驳回理由', 2, 1000) reason: string
}

/** A plan that was promised has come due: was it kept, or until when is it put off. */
export class CheckPlanInput {
  @YesNo('计划已兑现') kept: boolean
  @Day('新的计划日期', { optional: true }) plannedOn?: string
  @Text('核查情况', 2, 1000) note: string
}

export class StageReportInput {
  @Text('进展情况', 5, 2000) publicText: string
  @Files('附件', MOST_FILES) files?: string[]
}

export class ArriveInput {
  @Text('到场情况', 2, 1000) note: string
  @Files('附件', MOST_FILES) files?: string[]
}

export class UrgeInput {
  @Choice('催办人', URGED_BY) by: UrgedBy
  @Text('催办内容', 2, 1000) note: string
  @Files('附件', MOST_FILES) files?: string[]
}

export class AddInfoInput {
  @Text('补充内容', 2, 2000) note: string
  @Files('附件', MOST_FILES) files?: string[]
}

export class DifficultInput {
  @Day('下次检查日期') checkOn: string
  @Text('疑难原因', 2, 1000) reason: string
}

export class HandInput {
  @Choice('移交对象', HANDED_TO) to: HandedTo
  @Text('移交理由', 2, 1000) reason: string
}

export class SuperviseInput {
  @Choice('督办方式', SUPERVISION_WAYS) mode: keyof typeof SUPERVISION_WAYS
  @UnitOf('督办单位') unitId: number
  @Whole('答复期限（天）', 1, 60) days: number
  @Text('督办要求', 2, 2000) words: string
}

export class InstructInput {
  @UnitOf('批示单位') unitId: number
  @Whole('答复期限（天）', 1, 60) days: number
  @Text('批示内容', 2, 2000) words: string
}

/** 吹哨: which department is to come, and by when. */
export class WhistleInput {
  @UnitOf('吹哨的部门') unitId: number
  @Whole('报到时限（小时）', 1, 72) hours: number
  @Text('吹哨事由', 2, 2000) words: string
}

export class ReportInInput {
  @Text('报到情况', 2, 2000) note: string
}

export class AnswerSupervisionInput {
  @Id('督办') supervisionId: string
  @Text('落实情况', 5, 2000) note: string
  @Files('附件', MOST_FILES) files?: string[]
}

export class CloseSupervisionInput {
  @Id('督办') supervisionId: string
  @Choice('督办结果', SUPERVISION_OUTCOMES) outcome: SupervisionOutcome
  @Text('结论', 2, 1000) note: string
}
