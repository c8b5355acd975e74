import type { Actor } from '../access'
import type { FileFacts } from './facts'
import type { Draft } from './change'
import type { RegionRules } from './region'

/** What surrounds a step: who, when, where, and fresh identities. */
export interface Context {
  actor: Actor
  now: Date
  region: RegionRules
  newAssignmentId: () => string
  newFactId: () => string
  /** Uploads of the actor that this step attaches. */
  files?: readonly FileFacts[]
  /** The next number of the year’s letters, where one is needed. */
  letter?: number
  newTicketId?: () => string
  /** Tickets that begin in this act. */
  born?: Draft[]
  /** Tickets that change in the same act, locked with this one. */
  others?: readonly Draft[]
}
