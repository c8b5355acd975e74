import type { LampColour } from './clock/lamp-words'
import type { RuleChangeKind, RuleChangeState } from './rules/words'
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

/** A change of limits, holidays or office hours, and how far the counting anew has come. */
export interface RuleChangeView {
  id: number
  kind: RuleChangeKind
  state: RuleChangeState
  /** In a few words what it is about. */
  about: string
  content: object
  before: object | null
  reason: string
  effectiveOn: string
  openToo: boolean
  proposedBy: string
  proposedAt: string
  decidedBy: string | null
  decidedAt: string | null
  note: string | null
  inForceAt: string | null
  /** Open tickets looked at, limits moved and left; `finishedAt` when all were. */
  looked: number
  moved: number
  kept: number
  finishedAt: string | null
  /** This caller may approve it now: not the one who proposed it. */
  mayDecide: boolean
}

export interface PolicyView {
  id: number
  code: string
  version: number
  label: string
  active: boolean
  createdAt: string
  content: object
}

export interface YearView {
  year: number
  /** Not published: deadlines that touch it are provisional. */
  provisional: boolean
  source: string
  days: number
  content: object
}

export interface RulesView {
  policies: PolicyView[]
  years: YearView[]
  units: { unitId: number; unitName: string; hours: string; content: object }[]
  changes: RuleChangeView[]
}

export interface MoveView {
  id: string
  ticketId: string
  shownNumber: string
  limit: string
  unitName: string | null
  moved: boolean
  from: string
  to: string
  why: string
}

/** What a change would do to tickets that are open now. */
export interface PreviewView {
  /** How many open tickets were looked at; there may be more. */
  looked: number
  more: boolean
  moved: number
  kept: number
  tickets: number
  /** The first of them; none for those who may not see tickets. */
  items: MoveView[]
}
