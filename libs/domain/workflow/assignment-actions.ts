import {
  AnswerSupervisionInput,
  ArriveInput,
  CloseSupervisionInput,
  ComplexInput,
  ContactInput,
  DelegateInput,
  ExtendInput,
  NoInput,
  ReasonInput,
  RectifyInput,
  RelayInput,
  ReplyInput,
  ReturnInput,
  ShelveInput,
  ReportInInput,
  StageReportInput,
  WhistleInput,
} from '../inputs'
import type { RefusalCode } from '../refusals'
import { mayContact } from '../sight'
import { A_FACT, onAssignment } from './action-row'
import { ownComplexObstacle, requestComplex } from './complex'
import { delegate, hasBelow } from './delegate'
import { extendObstacle, requestExtension } from './extend'
import {
  approveReply,
  arrive,
  autoSign,
  contact,
  owesContact,
  owesSign,
  refuseReply,
  relay,
  reply,
  sign,
  stageReport,
} from './handle'
import { owesRectification, rectify } from './rectify'
import { withdraw } from './redispatch'
import { openRequest } from './requests'
import { requestReturn, returnObstacle } from './return'
import { requestShelving, shelveObstacle } from './shelve'
import { answerSupervision } from './supervise'
import { endWhistle, hasWhistled, isCalled, mayWhistle, reportIn, whistle } from './whistle'
import type { AssignmentFacts, Snapshot } from './snapshot'

/** Actions on one unit's assignment. One row each; nothing else lists them. */
export const ASSIGNMENT_ACTIONS = {
  sign: onAssignment({
    label: '签收',
    by: 'assignment.handle',
    from: ['pending'],
    needs: NoInput,
    primary: true,
    do: (draft, _input, _before, _context, { id }) => sign(draft, id),
  }),
  autoSign: onAssignment({
    label: '到时自动签收',
    by: 'system',
    from: ['pending'],
    needs: NoInput,
    when: owesSign,
    do: (draft, _input, _before, _context, { id }) => autoSign(draft, id),
  }),
  contact: onAssignment({
    label: '登记联系',
    by: 'assignment.handle',
    from: ['signed'],
    needs: ContactInput,
    when: (before, { id }) => mayContact(before, id) || 'relayNeeded',
    do: (draft, input, _before, _context, { id }) => contact(draft, id, input),
  }),
  relay: onAssignment({
    label: '经中心转达',
    by: 'assignment.handle',
    from: ['signed'],
    needs: RelayInput,
    when: (before, { id }) => !mayContact(before, id),
    do: (draft, input, _before, _context, { id }) => relay(draft, id, input),
  }),
  reply: onAssignment({
    label: '答复',
    by: 'assignment.handle',
    from: ['signed'],
    needs: ReplyInput,
    primary: true,
    when: replyObstacle,
    do: (draft, input, _before, context, assignment) => reply(draft, assignment, input, context),
  }),
  approveReply: onAssignment({
    label: '同意答复',
    by: 'assignment.lead',
    from: ['signed'],
    needs: NoInput,
    primary: true,
    when: (_before, { awaitsApproval }) => awaitsApproval,
    do: (draft, _input, _before, _context, assignment) => approveReply(draft, assignment),
  }),
  refuseReply: onAssignment({
    label: '退回修改',
    by: 'assignment.lead',
    from: ['signed'],
    needs: ReasonInput,
    when: (_before, { awaitsApproval }) => awaitsApproval,
    do: (draft, input, _before, _context, assignment) => refuseReply(draft, assignment, input),
  }),
  stageReport: onAssignment({
    label: '阶段反馈',
    by: 'assignment.handle',
    from: ['signed'],
    needs: StageReportInput,
    do: (draft, input, _before, _context, { id }) => stageReport(draft, id, input),
  }),
  arrive: onAssignment({
    label: '到达现场',
    by: 'assignment.handle',
    from: ['signed'],
    needs: ArriveInput,
    when: (_before, { role, arrivedAt }) => role !== 'copy' && arrivedAt === null,
    do: (draft, input, _before, _context, { id }) => arrive(draft, id, input),
  }),
  delegate: onAssignment({
    label: '转办下级',
    by: 'assignment.lead',
    from: ['signed'],
    needs: DelegateInput,
    when: (_before, assignment, who) =>
      assignment.role !== 'copy' && assignment.parentId === null && hasBelow(who, assignment),
    makes: () => ({ assignments: 1 }),
    do: (draft, input, _before, context, assignment) => delegate(draft, assignment, input, context),
  }),
  return: onAssignment({
    label: '申请退单',
    by: 'assignment.handle',
    from: ['pending', 'signed'],
    needs: ReturnInput,
    when: returnObstacle,
    makes: A_FACT,
    do: (draft, input, _before, context, assignment) => requestReturn(draft, assignment, input, context),
  }),
  extend: onAssignment({
    label: '申请延期',
    by: 'assignment.handle',
    from: ['signed'],
    needs: ExtendInput,
    when: extendObstacle,
    makes: A_FACT,
    do: (draft, input, before, context, assignment) => requestExtension(draft, assignment, input, before, context),
  }),
  shelve: onAssignment({
    label: '申请挂账',
    by: 'assignment.handle',
    from: ['signed'],
    needs: ShelveInput,
    when: shelveObstacle,
    makes: A_FACT,
    do: (draft, input, _before, context, assignment) => requestShelving(draft, assignment, input, context),
  }),
  askComplex: onAssignment({
    label: '申请认定疑难复杂',
    by: 'assignment.handle',
    from: ['signed'],
    needs: ComplexInput,
    when: ownComplexObstacle,
    makes: A_FACT,
    do: (draft, input, _before, context, assignment) => requestComplex(draft, assignment, input, context),
  }),
  whistle: onAssignment({
    label: '吹哨',
    by: 'assignment.handle',
    from: ['signed', 'replied'],
    needs: WhistleInput,
    when: mayWhistle,
    makes: () => ({ assignments: 1, facts: 1 }),
    do: (draft, input, _before, context, assignment) => whistle(draft, assignment, input, context),
  }),
  reportIn: onAssignment({
    label: '报到',
    by: 'assignment.handle',
    from: ['pending', 'signed', 'replied', 'accepted'],
    during: ['handling', 'callback'],
    needs: ReportInInput,
    when: isCalled,
    do: (draft, input, _before, _context, assignment) => reportIn(draft, assignment, input),
  }),
  endWhistle: onAssignment({
    label: '哨声办结',
    by: 'assignment.handle',
    from: ['signed', 'replied', 'accepted'],
    during: ['handling', 'callback'],
    needs: CloseSupervisionInput,
    when: hasWhistled,
    do: (draft, input, _before, _context, assignment) => endWhistle(draft, assignment, input),
  }),
  withdraw: onAssignment({
    label: '撤回',
    by: 'ticket.dispatch',
    from: ['pending', 'signed'],
    needs: ReasonInput,
    do: (draft, input, _before, _context, assignment) => withdraw(draft, assignment, input),
  }),
  answerSupervision: onAssignment({
    label: '答复督办',
    by: 'assignment.handle',
    from: ['signed', 'replied', 'accepted'],
    during: ['handling', 'callback'],
    needs: AnswerSupervisionInput,
    when: ({ supervisions }, { unitId }) =>
      supervisions.some(
        (each) => each.mode !== 'whistle' && each.unitId === unitId && !each.closedAt && !each.answeredAt,
      ),
    do: (draft, input, _before, _context, assignment) => answerSupervision(draft, assignment, input),
  }),
  rectify: onAssignment({
    label: '提交整改',
    by: 'assignment.handle',
    from: ['pending', 'signed', 'replied', 'accepted'],
    during: ['registered', 'handling', 'callback', 'closed'],
    needs: RectifyInput,
    when: owesRectification,
    do: (draft, input, _before, _context, assignment) => rectify(draft, input, assignment),
  }),
}
export type AssignmentActionName = keyof typeof ASSIGNMENT_ACTIONS

function replyObstacle(before: Snapshot, assignment: AssignmentFacts): boolean | RefusalCode {
  if (assignment.role === 'copy') return false
  if (assignment.awaitsApproval) return 'approvalPending'
  if (before.ticket.shelvedAt) return 'shelved'
  if (openRequest(before.requests, assignment.id, 'return')) return 'requestOpen'
  return !owesContact(before, assignment) || 'contactNeeded'
}
