import type { Role } from '../access'
import type { MoveReason } from '../rules/words'
import type {
  AgendaState,
  AssignmentRole,
  CallbackVia,
  ClockKind,
  Line,
  LinkReason,
  RectificationCheck,
  RedoExit,
  ReplyOutcome,
  Solved,
  SupervisionOutcome,
  TransferredTo,
} from '../words'
import type {
  AgendaFacts,
  RectificationFacts,
  RequestFacts,
  StandstillFacts,
  SuspensionFacts,
  SupervisionFacts,
  Words,
} from './snapshot'

/** A unit, and as what it is to work on a ticket. */
export interface DutyGiven {
  unitId: number
  line: Line
  role: AssignmentRole
}

/** Rows an action leaves beside the state, by kind. Who, when and which ticket are added where they are written. */
export interface Facts {
  reply: { assignmentId: string; round: number; outcome: ReplyOutcome; state: 'draft' | 'submitted'; words: Words }
  /** The standing reply of an assignment and round is judged. */
  judgement: { assignmentId: string; round: number; state: 'submitted' | 'accepted' | 'sentBack' }
  callback: {
    round: number
    attempt: number
    via: CallbackVia
    reached: boolean
    solved: Solved | null
    resultGrade: number | null
    mannerGrade: number | null
    words: Words | null
    contacted: { assignmentId: string; contacted: boolean }[]
  }
  ratingLink: { round: number; expiresAt: Date }
  ratingUsed: { round: number }
  disposal: { round: number; exit: RedoExit; checkOn: string | null; transferredTo: TransferredTo | null; words: Words }
  /** What was put off was looked at. */
  followUp: { round: number }
  rectification: Omit<RectificationFacts, 'submittedAt' | 'submittedBy' | 'checkedAt'>
  rectificationStep: {
    rectificationId: string
    kind: 'submitted' | RectificationCheck
    grade: number | null
    words: Words
  }
  consent: { unitId: number }
  request: RequestFacts & { words: Words }
  decision: { requestId: string; state: RequestFacts['state']; step: number }
  suspension: SuspensionFacts
  clockMove: {
    changeId: number
    kind: ClockKind
    assignmentId: string | null
    round: number
    moved: boolean
    from: Date
    to: Date
    why: MoveReason
  }
  standstill: StandstillFacts
  /** The standing standstill is over. */
  goingOn: object
  link: { otherId: string; reason: LinkReason }
  unlink: { otherId: string }
  notice: { kind: string; unitId: number | null; role: Role | null; data: Record<string, unknown> }
  supervision: SupervisionFacts & { letterNumber: string | null; words: Words }
  agendaItem: AgendaFacts
  /** Somebody new has it while it waits for a meeting. */
  invitation: { consultationId: string; unitId: number }
  agendaStep: {
    itemId: string
    state: Exclude<AgendaState, 'listed'>
    units: DutyGiven[] | null
    replyDays: number | null
    words: Words | null
  }
  attachment: { fileId: string; assignmentId: string | null; eventSeq: number }
  supervisionStep: { supervisionId: string; answered: boolean; outcome: SupervisionOutcome | null }
}
/** An upload about to be attached. */
export interface FileFacts {
  id: string
  /** Of its content, as hex. */
  sha256: string
}
export type FactKind = keyof Facts
export type FactDraft = { [K in FactKind]: { kind: K; row: Facts[K] } }[FactKind]
