/**
 * The whole life of a ticket: two tables, one row per action. Nothing else in the system lists actions: the API, the buttons,
 * the timeline and the generated documents are read from here.
 */
export type { AssignmentAction, Made, TicketAction } from './action-row'
export { ASSIGNMENT_ACTIONS, type AssignmentActionName } from './assignment-actions'
export { TICKET_ACTIONS, type TicketActionName } from './ticket-actions'
