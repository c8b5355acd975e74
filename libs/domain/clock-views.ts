import type { LampColour } from './clock/lamp-words'
import type { ClockKind } from './words'

/** What the API answers about limits and how they are counted. */

/** A line of the explanation: days counted alike, or skipped, by name. */
export interface WhyLineView {
  from: string
  /** Null for a suspension that is still open. */
  to: string | null
  counted: boolean
  words: string
  /** What of it was counted. */
  minutes: number
  /** Local days it covers, both included. */
  firstDay: string
  lastDay: string
}

/** "Why this deadline": everything one limit was made of. */
export interface DeadlineView {
  kind: ClockKind
  label: string
  assignmentId: string | null
  unitName: string | null
  round: number
  policy: {
    label: string
    version: number
    /** The line of the policy that gave the limit; null when none names it any more. */
    rule: string | null
    source: string | null
  }
  /** From what it is counted, in words. */
  startsWith: string
  startedAt: string
  limit: string
  /** How much of the limit was granted as an extension. */
  extendedBy: string | null
  /** When the time of this limit runs. */
  hours: string
  lines: WhyLineView[]
  dueAt: string
  halfAt: string
  yellowAt: string
  stoppedAt: string | null
  suspended: boolean
  /** A day on the way may still change: its year's holidays are not published. */
  provisional: boolean
  /** False where the due date was decided, or counted by hours and holidays in force at the time. */
  asCounted: boolean
  lamp: { colour: LampColour; words: string }
}
