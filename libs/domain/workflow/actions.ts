import type { Permission } from '../access'
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
} from '../inputs'
import type { RefusalCode } from '../refusals'
import { isRestricted, mayContact } from '../sight'
import type { AssignmentState, TicketState } from '../words'
import { archive, callback, unreached } from './callback'
import type { Draft } from './change'
import type { Context } from './context'
import { consent, dispatch } from './dispatch'
import { anyReplied, autoSign, contact, owesContact, owesSign, relay, reply, sign } from './handle'
import { accept, sendBack } from './review'
import type { AssignmentFacts, Snapshot } from './snapshot'

/**
 * The whole life of a ticket. One row per action; nothing else in the system lists actions: the API, the buttons,
 * the permission matrix, the timeline and the README's table are read from here. `system` is nobody's button.
 */
export interface TicketAction<I extends object> {
  label: string
  by: Permission | 'system'
  from: readonly TicketState[]
  needs: new () => I
  /** The button a person in that place reaches for first. */
  primary?: boolean
  /** How many assignments it makes; none unless said. */
  makes?(input: I): number
  /** More than the state decides whether it can be done now; a refusal says what stands in the way. */
  when?: (before: Snapshot) => boolean | RefusalCode
  do(draft: Draft, input: I, before: Snapshot, context: Context): void
}

export interface AssignmentAction<I extends object> extends Omit<TicketAction<I>, 'from' | 'when' | 'do'> {
  /** States of the assignment; the ticket itself must be in handling. */
  from: readonly AssignmentState[]
  when?: (before: Snapshot, assignment: AssignmentFacts) => boolean | RefusalCode
  do(draft: Draft, input: I, before: Snapshot, context: Context, assignment: AssignmentFacts): void
}

const onTicket = <I extends object>(row: TicketAction<I>) => row
const onAssignment = <I extends object>(row: AssignmentAction<I>) => row

export const TICKET_ACTIONS = {
  dispatch: onTicket({
    label: '派单',
    by: 'ticket.dispatch',
    from: ['registered'],
    needs: DispatchInput,
    primary: true,
    makes: ({ units }) => units.length,
    do: (draft, input, _, context) => dispatch(draft, input, context),
  }),
  consent: onTicket({
    label: '登记同意联系',
    by: 'ticket.register',
    from: ['handling'],
    needs: ConsentInput,
    when: (before) => isRestricted(before.ticket),
    do: (draft, input) => consent(draft, input),
  }),
  accept: onTicket({
    label: '审核通过',
    by: 'ticket.review',
    from: ['handling'],
    needs: NoInput,
    primary: true,
    when: (before) => before.ticket.awaitsReview || 'repliesMissing',
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
  callback: onTicket({
    label: '登记回访',
    by: 'ticket.callback',
    from: ['callback'],
    needs: CallbackInput,
    primary: true,
    do: callback,
  }),
  unreached: onTicket({
    label: '未接通',
    by: 'ticket.callback',
    from: ['callback'],
    needs: UnreachedInput,
    do: unreached,
  }),
  archive: onTicket({
    label: '归档',
    by: 'system',
    from: ['closed'],
    needs: NoInput,
    do: (draft) => archive(draft),
  }),
}
export type TicketActionName = keyof typeof TICKET_ACTIONS

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
    when: (before, assignment) => assignment.role !== 'copy' && (!owesContact(before, assignment) || 'contactNeeded'),
    do: (draft, input, _before, _context, { id }) => reply(draft, id, input),
  }),
}
export type AssignmentActionName = keyof typeof ASSIGNMENT_ACTIONS
