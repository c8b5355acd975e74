import type { Change } from '../workflow/change'
import type { AssignmentFacts, CallbackFacts } from '../workflow/snapshot'
import type { Grade, Line, Solved } from '../words'
import { answersForIt, isValid } from './figures'
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

/** What the row of a fact says; whether it is excluded is decided later, by people. */
export type NewFact = Omit<AppraisalFact, 'judgement' | 'excluded' | 'released'> & { judgement: Judgement }

/** The facts an act makes true: those of every round on which the requester was heard, or not reached at last. */
export function newFacts({ before, after }: Pick<Change, 'before' | 'after'>): NewFact[] {
  const known = before?.callbacks.length ?? 0
  const heard = after.callbacks.slice(known)
  const rows = before?.assignments ?? after.assignments
  return heard.flatMap((callback) =>
    rows.filter(answersForIt).flatMap((assignment) => factOf(assignment, callback, after) ?? []),
  )
}

function factOf(assignment: AssignmentFacts, callback: CallbackFacts, { ticket }: Change['after']): NewFact | null {
  const judgement = judgementOf(callback, assignment, ticket.closedAt)
  if (!judgement || (judgement.kind === 'unreachable' && assignment.state !== 'accepted')) return null
  const { id, unitId, line, dispatchedAt, signedOnTime, contactedOnTime, repliedOnTime } = assignment
  return {
    ticketId: ticket.id,
    assignmentId: id,
    unitId,
    round: callback.round,
    role: assignment.role === 'lead' ? 'lead' : 'assist',
    line,
    registeredAt: ticket.registeredAt,
    dispatchedAt,
    signedOnTime,
    contactedOnTime,
    repliedOnTime,
    judgement,
  }
}

function judgementOf(callback: CallbackFacts, assignment: AssignmentFacts, closedAt: Date | null): Judgement | null {
  const { at, solved, resultGrade, contacted, reached } = callback
  if (!isValid(callback, assignment)) return closedAt && !reached ? { kind: 'unreachable', at } : null
  const own = contacted.find(({ assignmentId }) => assignmentId === assignment.id)!.contacted
  return { kind: 'valid', at, contacted: own, solved: solved!, grade: resultGrade as Grade }
}
