import type { Still, TicketState } from '../words'
import type { AssignmentFacts } from './snapshot'

export interface StandstillFacts {
  readonly kind: Still
  readonly intoId: string | null
  readonly state: 'registered' | 'handling'
  readonly standing: readonly Pick<AssignmentFacts, 'id' | 'state' | 'awaitsApproval'>[]
  readonly at: Date
}

/** Tickets this one belongs together with, as they were when it was read. */
export interface Kin {
  /** The one that is handled in its place, however many merges away. */
  readonly master: Relative | null
  /** Merged into it, however many merges away. */
  readonly merged: readonly Relative[]
  readonly parent: Relative | null
  readonly parts: readonly Relative[]
  /** Ids of those linked with it. */
  readonly linked: readonly string[]
}
export interface Relative {
  readonly id: string
  readonly number: string
  readonly state: TicketState
}
