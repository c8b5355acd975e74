import type { Grade, Line, Solved } from '../words'
import type { CountedRole } from './tally'

/** 剔除: why a fact is out of the appraisal. */
export const EXCLUSIONS = {
  repeat: '重复反映且没有新的事实',
  legalChannel: '应走法定途径',
  beyondDuty: '超出职责范围',
  malicious: '恶意诉求（有证据）',
  withdrawn: '诉求人撤回',
  shelved: '已挂账',
  forceMajeure: '不可抗力或容错',
  wrongDispatch: '经裁定为派单错误',
  merged: '已并入其他工单',
  unclear: '回答不明确',
} as const
export type Exclusion = keyof typeof EXCLUSIONS

/** How a round ended, as far as the requester is concerned. */
export type Judgement =
  { kind: 'valid'; at: Date; contacted: boolean; solved: Solved; grade: Grade } | { kind: 'unreachable'; at: Date }

/** 一单一单位一轮: what a unit answers for. One row for each round; copies and delegated children have none. */
export interface AppraisalFact {
  ticketId: string
  assignmentId: string
  unitId: number
  round: number
  role: CountedRole
  line: Line
  registeredAt: Date
  dispatchedAt: Date
  /** Null: not yet, or nothing to be on time for. */
  signedOnTime: boolean | null
  contactedOnTime: boolean | null
  repliedOnTime: boolean | null
  /** Returned and accepted, or withdrawn: another unit's by now. */
  released: boolean
  judgement: Judgement | null
  excluded: Exclusion | null
}
