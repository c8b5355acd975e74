/** What an operator has beside the call: words of knowledge, announcements, duty and marks. */

export const LANGUAGES = { chinese: '汉语', mongolian: '蒙古语', other: '其他语言' } as const
export type Language = keyof typeof LANGUAGES

/** Of an enterprise, by the bands of the statistics office. */
export const ENTERPRISE_SIZES = { large: '大型', medium: '中型', small: '小型', micro: '微型' } as const
export type EnterpriseSize = keyof typeof ENTERPRISE_SIZES

/** What became of a call handed over. */
export const TURN_STATES = {
  sent: '已交转',
  accepted: '对方已受理',
  underWay: '对方办理中',
  done: '对方已办结',
  refused: '对方不受理',
} as const
export type TurnState = keyof typeof TURN_STATES

export const KNOWLEDGE_STATES = { draft: '草稿', approved: '已审核', published: '已发布', expired: '已失效' } as const
export type KnowledgeState = keyof typeof KNOWLEDGE_STATES

/** 公开: may be read out as it stands. 内部: for those who answer, in words of their own. */
export const AUDIENCES = { public: '公开', internal: '内部' } as const
export type Audience = keyof typeof AUDIENCES

export const FEEDBACK_STATES = { open: '待核实', corrected: '已更正', kept: '核实无误' } as const
export type FeedbackState = keyof typeof FEEDBACK_STATES

export const ANNOUNCEMENT_KINDS = { announcement: '公告', hotAnswer: '热点口径' } as const
export type AnnouncementKind = keyof typeof ANNOUNCEMENT_KINDS

export const PRIORITIES = { 1: '紧急', 2: '重要', 3: '一般' } as const
export type Priority = 1 | 2 | 3

export const MARK_KINDS = { nuisance: '骚扰来电', forProfit: '牟利性投诉' } as const
export type MarkKind = keyof typeof MARK_KINDS

export const MARK_STATES = { proposed: '待复核', standing: '生效中', refused: '未通过', ended: '已解除' } as const
export type MarkState = keyof typeof MARK_STATES

export const MARK_STEPS = { propose: '提出', confirm: '复核通过', refuse: '复核不通过', end: '解除' } as const
export type MarkStep = keyof typeof MARK_STEPS
