import type { ReplyOutcome, Solved } from '../words'
import type { Words } from './snapshot'

/** Rows an action leaves beside the state, by kind. Who, when and which ticket are added where they are written. */
export interface Facts {
  reply: { assignmentId: string; round: number; outcome: ReplyOutcome; words: Words }
  /** The standing reply of an assignment and round is judged. */
  judgement: { assignmentId: string; round: number; state: 'accepted' | 'sentBack' }
  callback: {
    round: number
    attempt: number
    reached: boolean
    solved: Solved | null
    resultGrade: number | null
    mannerGrade: number | null
    words: Words | null
    contacted: { assignmentId: string; contacted: boolean }[]
  }
  consent: { unitId: number }
}
export type FactKind = keyof Facts
export type FactDraft = { [K in FactKind]: { kind: K; row: Facts[K] } }[FactKind]
