import type { ComponentType } from 'react'
import {
  CallbackInput,
  ConsentInput,
  ContactInput,
  DispatchInput,
  NoInput,
  RelayInput,
  ReplyInput,
  SendBackInput,
  UnreachedInput,
} from '#domain/inputs'
import type { ActionOffer, TicketView } from '#domain/views'
import { CallbackFields, callbackBody } from './callback-fields'
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
  unreached: { input: UnreachedInput, Fields: UnreachedFields, submit: '登记未接通' },
}

/** An action this console does not know yet still works when it needs nothing filled in. */
export const formOf = (offer: ActionOffer): ActionForm => ACTION_FORMS[offer.action] ?? { input: NoInput }
