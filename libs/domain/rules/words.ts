/** Changes of the rules that limits are counted by. */

export const RULE_CHANGE_KINDS = { policy: '时限方案', calendar: '节假日安排', hours: '单位上班时间' } as const
export type RuleChangeKind = keyof typeof RULE_CHANGE_KINDS

export const RULE_CHANGE_STATES = {
  proposed: '待批准',
  approved: '已批准，待生效',
  rejected: '未批准',
  inForce: '已生效',
} as const
export type RuleChangeState = keyof typeof RULE_CHANGE_STATES

/** Why a limit moved, or why it stayed. */
export const MOVE_REASONS = {
  calendar: '节假日安排变更',
  hours: '单位上班时间变更',
  policy: '时限方案变更',
  decided: '期限由审批或裁定确定，保持不变',
  extended: '已批准延期，保持不变',
  noLimit: '新方案不设此时限，保持不变',
} as const
export type MoveReason = keyof typeof MOVE_REASONS
