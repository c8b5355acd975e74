import { IsObject } from 'class-validator'
import { Choice, Day, Text, YesNo } from '../fields'
import { RULE_CHANGE_KINDS, type RuleChangeKind } from '../rules/words'

/** A change of limits, holidays or office hours; its content is checked by its kind. */
export class RuleChangeInput {
  @Choice('变更内容', RULE_CHANGE_KINDS) kind: RuleChangeKind
  @IsObject({ message: '变更内容应是一个对象' }) content: object
  @Text('变更理由', 2, 500) reason: string
  @Day('生效日期') effectiveOn: string
  @YesNo('未办结工单也按新方案', { optional: true }) openToo?: boolean
}

export class RuleDecisionInput {
  @YesNo('是否批准') approve: boolean
  @Text('审批意见', 2, 500, { optional: true }) note?: string
}
