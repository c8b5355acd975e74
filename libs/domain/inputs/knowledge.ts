import { Choice, Day, Text, UnitOf, Whole } from '../fields'
import { type Audience, AUDIENCES } from '../words/desk'

/** What is written, checked and complained about in the knowledge base. */

export class KnowledgeInput {
  @Text('标题', 2, 100) title: string
  @Text('问题', 2, 1000) question: string
  @Text('答复口径', 2, 5000) answer: string
  @Choice('使用范围', AUDIENCES) audience: Audience
  @Text('诉求分类', 1, 20, { optional: true }) categoryCode?: string
  @UnitOf('责任单位') unitId: number
  @Day('生效日期') validFrom: string
  @Day('失效日期', { optional: true }) validUntil?: string
}

/** The version that was read: what changed meanwhile is not approved unread. */
export class KnowledgeStepInput {
  @Whole('版本', 1, 1_000_000) version: number
}

/** What was typed so far of a demand; it can name people, so it is sent, not asked for in an address. */
export class MatchInput {
  @Text('诉求内容', 0, 10_000) words: string
  @Text('诉求分类', 1, 20, { optional: true }) categoryCode?: string
}

export class FeedbackInput {
  @Whole('版本', 1, 1_000_000) version: number
  @Text('哪里不对', 2, 1000) note: string
}

export const SETTLEMENTS = { corrected: '已更正', kept: '核实无误' } as const

export class SettleInput {
  @Choice('核实结果', SETTLEMENTS) outcome: keyof typeof SETTLEMENTS
  @Text('核实说明', 2, 1000) answer: string
}
