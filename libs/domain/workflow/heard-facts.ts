import type { RectificationState, RedoExit } from '../words'

/** A link by which the requester rates a round without being called. */
export interface RatingFacts {
  readonly round: number
  readonly expiresAt: Date
  readonly usedAt: Date | null
}

/** What a person decided about a requester who is not satisfied. */
export interface DisposalFacts {
  readonly round: number
  readonly exit: RedoExit
  /** 'YYYY-MM-DD': an extended one is looked at again. */
  readonly checkOn: string | null
  readonly checkedAt: Date | null
}

/** 整改 after a bad review in a real name. */
export interface RectificationFacts {
  readonly id: string
  readonly round: number
  readonly assignmentId: string
  readonly unitId: number
  readonly grade: number
  readonly state: RectificationState
  /** Stays where it was set, however often it is done again. */
  readonly dueAt: Date
  readonly tries: number
  readonly submittedAt: Date | null
  readonly submittedBy: number | null
  readonly checkedAt: Date | null
}
