import type { Actor } from '../access'
import type { RegionRules } from './region'

/** What surrounds a step: who, when, where, and fresh identities. */
export interface Context {
  actor: Actor
  now: Date
  region: RegionRules
  newAssignmentId: () => string
  newFactId: () => string
}
