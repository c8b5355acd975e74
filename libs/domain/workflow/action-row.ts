import type { Permission } from '../access'
import type { RefusalCode } from '../refusals'
import type { AssignmentState, Still, TicketState } from '../words'
import type { Draft } from './change'
import type { Context } from './context'
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
  /** How many new rows need an id of their own; none unless said. */
  makes?(input: I): Partial<Made>
  /** More than the state decides whether it can be done now; a refusal says what stands in the way. */
  when?: (before: Snapshot, who: Attempt) => boolean | RefusalCode
  /** Which other tickets it changes, too; asked again with those known so far until it names no further one. */
  others?(input: I, before: Snapshot, known: readonly Snapshot[]): readonly string[]
  /** Also possible while the ticket stands still because it was merged, or split. */
  still?: readonly Still[]
  do(draft: Draft, input: I, before: Snapshot, context: Context): void
}

export interface AssignmentAction<I extends object> extends Omit<
  TicketAction<I>,
  'from' | 'when' | 'do' | 'others' | 'still'
> {
  /** States of the assignment. */
  from: readonly AssignmentState[]
  /** States of the ticket; in handling, unless said otherwise. */
  during?: readonly TicketState[]
  when?: (before: Snapshot, assignment: AssignmentFacts, who: Attempt) => boolean | RefusalCode
  do(draft: Draft, input: I, before: Snapshot, context: Context, assignment: AssignmentFacts): void
}

/** Who tries, when, and in which city. */
export type Attempt = Pick<Context, 'actor' | 'now' | 'region'>

/** Ids an action takes, at hand before anything is locked. */
export interface Made {
  assignments: number
  facts: number
  /** Numbers of the year’s sequence of letters. */
  letters: number
  tickets: number
}
export const A_FACT = () => ({ facts: 1 })

export const onTicket = <I extends object>(row: TicketAction<I>) => row
export const onAssignment = <I extends object>(row: AssignmentAction<I>) => row
