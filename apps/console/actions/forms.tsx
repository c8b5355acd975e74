import type { ComponentType } from 'react'
import {
  CallbackInput,
  ConsentInput,
  ContactInput,
  DispatchInput,
  LinkInput,
  MergeInput,
  NoInput,
  PromiseCallInput,
  RelayInput,
  ReplyInput,
  SendBackInput,
  SettleRatingInput,
  TableInput,
  SplitInput,
  UnlinkInput,
  UnreachedInput,
} from '#domain/inputs'
import type { ActionOffer, TicketView } from '#domain/views'
import { fieldsOf } from '#domain/fields'
import { ASSIGNMENT_ACTIONS, TICKET_ACTIONS } from '#domain/workflow/actions'
import { CallbackFields, callbackBody, PromiseFields, promiseBody, SettleFields, settleBody } from './callback-fields'
import { LinkFields, MergeFields, SplitFields, splitStart, UnlinkFields } from './kin-fields'
import { madeFields } from './made-fields'
import {
  ConsentFields,
  ContactFields,
  RelayFields,
  SendBackFields,
  sendBackBody,
  UnreachedFields,
} from './short-fields'
import { DispatchFields, dispatchBody } from './dispatch-fields'
import { ReplyFields } from './reply-fields'
import { TableFields } from './table-fields'

export type Values = Record<string, unknown>
export interface FieldsProps {
  ticket: TicketView
  offer: ActionOffer
}

export interface ActionForm {
  input: new () => object
  /** Absent: one click does it. */
  Fields?: ComponentType<FieldsProps>
  start?: (ticket: TicketView) => Values
  body?: (values: Values, ticket: TicketView) => unknown
  /** Worth keeping on the server while it is written. */
  draft?: boolean
  submit?: string
}

/** One row per action a person can do; which of them are possible now is what the server offers, never decided here. */
export const ACTION_FORMS: Record<string, ActionForm> = {
  dispatch: { input: DispatchInput, Fields: DispatchFields, body: dispatchBody, submit: '派单' },
  table: { input: TableInput, Fields: TableFields, submit: '列入议程' },
  accept: { input: NoInput },
  sendBack: { input: SendBackInput, Fields: SendBackFields, body: sendBackBody, submit: '退回补充' },
  consent: { input: ConsentInput, Fields: ConsentFields, submit: '登记同意' },
  sign: { input: NoInput },
  contact: {
    input: ContactInput,
    Fields: ContactFields,
    start: () => ({ way: 'phone' }),
    draft: true,
    submit: '登记联系',
  },
  relay: { input: RelayInput, Fields: RelayFields, draft: true, submit: '转达' },
  reply: { input: ReplyInput, Fields: ReplyFields, draft: true, submit: '提交答复' },
  callback: { input: CallbackInput, Fields: CallbackFields, body: callbackBody, draft: true, submit: '提交回访' },
  merge: { input: MergeInput, Fields: MergeFields, draft: true, submit: '并单' },
  split: { input: SplitInput, Fields: SplitFields, start: splitStart, draft: true, submit: '拆分' },
  link: { input: LinkInput, Fields: LinkFields, submit: '关联' },
  unlink: { input: UnlinkInput, Fields: UnlinkFields, submit: '取消关联' },
  promiseCall: { input: PromiseCallInput, Fields: PromiseFields, body: promiseBody, submit: '登记约定' },
  settleRating: { input: SettleRatingInput, Fields: SettleFields, body: settleBody, draft: true, submit: '提交处置' },
  unreached: { input: UnreachedInput, Fields: UnreachedFields, submit: '登记未接通' },
}

/** What each action starts with where the form is made from its input. */
const STARTS: Record<string, (ticket: TicketView) => Values> = {
  approve: firstDecidable,
  reject: firstDecidable,
  redispatch: () => ({ units: [{ line: 'industry', role: 'lead' }] }),
  rule: standingUnits,
  conclude: standingUnits,
  addUnit: () => ({ line: 'industry', role: 'assist' }),
  supervise: ({ assignments }) => ({
    mode: 'phone',
    days: 3,
    unitId: assignments.find(({ role }) => role === 'lead')?.unitId,
  }),
  instruct: ({ assignments }) => ({ days: 3, unitId: assignments.find(({ role }) => role === 'lead')?.unitId }),
  closeSupervision: firstSupervision,
  answerSupervision: firstSupervision,
  checkRectification: ({ rectifications }) => ({
    rectificationId: rectifications.find(({ state }) => state === 'submitted')?.id,
  }),
  endWhistle: firstSupervision,
}

function standingUnits({ assignments }: TicketView): Values {
  const standing = assignments.filter(
    ({ state, parentId }) => !parentId && ['pending', 'signed', 'replied'].includes(state),
  )
  return { units: standing.map(({ unitId, line, role }) => ({ unitId, line, role })) }
}

function firstDecidable({ requests }: TicketView): Values {
  return { requestId: requests.find(({ mayDecide }) => mayDecide)?.id }
}

function firstSupervision({ supervisions }: TicketView): Values {
  return { supervisionId: supervisions.find(({ closedAt }) => closedAt === null)?.id }
}

/** An action without a form of its own gets one made from what it needs; one that needs nothing is a button. */
export function formOf(offer: ActionOffer): ActionForm {
  return ACTION_FORMS[offer.action] ?? (MADE[offer.action] ??= made(offer))
}
const MADE: Record<string, ActionForm> = {}

function made({ action, assignmentId }: ActionOffer): ActionForm {
  const rows: Record<string, { needs: new () => object }> = assignmentId ? ASSIGNMENT_ACTIONS : TICKET_ACTIONS
  const input = rows[action]?.needs ?? NoInput
  if (fieldsOf(input).length === 0) return { input }
  const start = STARTS[action]
  return { input, Fields: madeFields(input), ...(start && { start }), draft: true }
}
