import {
  AddInfoInput,
  AddUnitInput,
  ApproveInput,
  ConsentInput,
  DispatchInput,
  NoInput,
  ReasonInput,
  RedispatchInput,
  RejectInput,
  RuleInput,
  SendBackInput,
  TurnInput,
  UrgeInput,
} from '../inputs'
import type { RefusalCode } from '../refusals'
import { hidesName } from '../sight'
import { type Attempt, onTicket } from './action-row'
import { CALLBACK_ACTIONS } from './callback-actions'
import { CONSULT_ACTIONS } from './consult-actions'
import { approve, reject } from './decide'
import { consent, dispatch } from './dispatch'
import { anyReplied } from './handle'
import { addInfo, urge } from './marks'
import { recompute, RecomputeInput } from './recompute'
import { nothingOpen } from './rectify'
import { archive } from './redo'
import { addUnit, redispatch, rule, undoDispatch, undoObstacle } from './redispatch'
import { daysSince, FALSE_CLOSURE_DAYS, reopen, retract } from './reopen'
import { mayDecide } from './requests'
import { family, headOf } from './kin'
import { KIN_ACTIONS } from './kin-actions'
import { isOpen } from './merge'
import { accept, sendBack } from './review'
import { unshelve } from './shelve'
import { owesUpload } from './upload'
import { UPLOAD_ACTIONS } from './upload-actions'
import { anySupervision, WATCH_ACTIONS } from './watch-actions'
import { turnActions } from './turn'
import type { Snapshot } from './snapshot'

/** Actions on a whole ticket. One row each; nothing else lists them. `system` is nobody's button. */
export const TICKET_ACTIONS = {
  dispatch: onTicket({
    label: '派单',
    by: 'ticket.dispatch',
    from: ['registered'],
    needs: DispatchInput,
    primary: true,
    makes: ({ units }) => ({ assignments: units.length }),
    do: (draft, input, _, context) => dispatch(draft, input, context),
  }),
  undoDispatch: onTicket({
    label: '撤销派单',
    by: 'ticket.dispatch',
    from: ['handling'],
    needs: ReasonInput,
    when: undoObstacle,
    do: (draft, input) => undoDispatch(draft, input),
  }),
  addUnit: onTicket({
    label: '加派',
    by: 'ticket.dispatch',
    from: ['handling'],
    needs: AddUnitInput,
    makes: () => ({ assignments: 1 }),
    do: (draft, input, _before, context) => addUnit(draft, input, context),
  }),
  redispatch: onTicket({
    label: '改派',
    by: 'ticket.dispatch',
    from: ['handling'],
    needs: RedispatchInput,
    when: ({ assignments }) => assignments.some(({ state }) => state === 'returned' || state === 'withdrawn'),
    makes: ({ units }) => ({ assignments: units.length }),
    do: (draft, input, _before, context) => redispatch(draft, input, context),
  }),
  rule: onTicket({
    label: '裁定',
    by: 'ticket.track',
    from: ['handling'],
    needs: RuleInput,
    makes: ({ units }) => ({ assignments: units.length }),
    do: (draft, input, _before, context) => rule(draft, input, context),
  }),
  ...CONSULT_ACTIONS,
  approve: onTicket({
    label: '同意申请',
    by: 'request.decide',
    from: ['handling'],
    needs: ApproveInput,
    primary: true,
    when: anyDecidable,
    do: (draft, input, _before, context) => approve(draft, input, context),
  }),
  reject: onTicket({
    label: '驳回申请',
    by: 'request.decide',
    from: ['handling'],
    needs: RejectInput,
    when: anyDecidable,
    do: (draft, input, _before, context) => reject(draft, input, context),
  }),
  unshelve: onTicket({
    label: '销账恢复办理',
    by: 'ticket.dispatch',
    from: ['handling'],
    needs: ReasonInput,
    when: ({ ticket }) => ticket.shelvedAt !== null,
    do: (draft, input, _before, context) => unshelve(draft, input, context),
  }),
  urge: onTicket({
    label: '催办',
    by: 'ticket.register',
    from: ['registered', 'handling'],
    needs: UrgeInput,
    still: ['merged', 'split'],
    others: (_input, before) => headOf(before),
    do: (draft, input, _before, context) => urge(draft, input, context),
  }),
  addInfo: onTicket({
    label: '补充诉求',
    by: 'ticket.register',
    from: ['registered', 'handling', 'callback'],
    needs: AddInfoInput,
    still: ['merged', 'split'],
    others: (_input, before) => headOf(before),
    do: (draft, input, _before, context) => addInfo(draft, input, context),
  }),
  retract: onTicket({
    label: '诉求人撤诉',
    by: 'ticket.register',
    from: ['registered', 'handling'],
    needs: ReasonInput,
    still: ['merged'],
    others: (_input, before, known) => family(before, known),
    when: retractObstacle,
    do: (draft, input, _before, context) => retract(draft, input, context),
  }),
  reopen: onTicket({
    label: '重开',
    by: 'ticket.register',
    from: ['closed'],
    needs: ReasonInput,
    still: ['merged', 'split'],
    others: (_input, before, known) => family(before, known),
    when: ({ ticket }, { now }) => daysSince(ticket.closedAt!, now) <= FALSE_CLOSURE_DAYS || 'reopenLate',
    do: (draft, input, _before, context) => reopen(draft, input, context),
  }),
  consent: onTicket({
    label: '登记同意联系',
    by: 'ticket.register',
    from: ['handling'],
    needs: ConsentInput,
    when: (before) => hidesName(before.ticket),
    do: (draft, input) => consent(draft, input),
  }),
  accept: onTicket({
    label: '审核通过',
    by: 'ticket.review',
    from: ['handling'],
    needs: NoInput,
    primary: true,
    when: (before) => before.ticket.awaitsReview || 'repliesMissing',
    others: (_input, before, known) => family(before, known),
    do: (draft, _input, _before, context) => accept(draft, context),
  }),
  sendBack: onTicket({
    label: '退回补充',
    by: 'ticket.review',
    from: ['handling'],
    needs: SendBackInput,
    when: anyReplied,
    do: (draft, input) => sendBack(draft, input),
  }),
  ...CALLBACK_ACTIONS,
  recompute: onTicket({
    label: '重新计算时限',
    by: 'system',
    from: ['registered', 'handling', 'callback'],
    needs: RecomputeInput,
    still: ['merged', 'split'],
    do: recompute,
  }),
  archive: onTicket({
    label: '归档',
    by: 'system',
    from: ['closed'],
    needs: NoInput,
    still: ['merged', 'split'],
    when: (before) => nothingOpen(before) && (!owesUpload(before) || 'uploadOpen'),
    do: (draft) => archive(draft),
  }),
  ...WATCH_ACTIONS,
  ...turnActions(TurnInput),
  ...KIN_ACTIONS,
  ...UPLOAD_ACTIONS,
}
export type TicketActionName = keyof typeof TICKET_ACTIONS

function anyDecidable(before: Snapshot, { actor }: Attempt): boolean {
  return before.requests.some((request) => mayDecide(request, before, actor))
}

function retractObstacle(before: Snapshot): boolean | RefusalCode {
  if (before.kin.merged.some(isOpen) || before.kin.parts.some(isOpen)) return 'mergedOpen'
  return !anySupervision(before) || 'stillOpen'
}
