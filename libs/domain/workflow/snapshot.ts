import type { TimeUnit } from '../clock/limit'
import type {
  AreaKind,
  AssignmentRole,
  AssignmentState,
  CallbackVia,
  Channel,
  ClockKind,
  Desk,
  HandedOverTo,
  HandedTo,
  IntakeOutcome,
  Line,
  RequesterKind,
  RequestKind,
  RequestState,
  Solved,
  Still,
  SupervisionMode,
  TicketState,
  TicketType,
  UploadState,
  Urgency,
} from '../words'
import type { TurnState } from '../words/desk'
import type { DisposalFacts, RatingFacts, RectificationFacts } from './heard-facts'
import type { Kin, StandstillFacts } from './kin-facts'
import type { CloseHow } from './redo'
export type * from './heard-facts'

export type { Kin, Relative, StandstillFacts } from './kin-facts'

/** A ticket as the rules see it: the rows that decide, read under the ticket's lock. Never changed in place. */
export interface Snapshot {
  readonly ticket: TicketFacts
  readonly assignments: readonly AssignmentFacts[]
  readonly clocks: readonly ClockFacts[]
  readonly callbacks: readonly CallbackFacts[]
  readonly requests: readonly RequestFacts[]
  readonly suspensions: readonly SuspensionFacts[]
  readonly supervisions: readonly SupervisionFacts[]
  /** Where it is to be talked about: one meeting at most. */
  readonly agenda: readonly AgendaFacts[]
  /** What stood when it was merged or split; null while it goes its own way. */
  readonly standstill: StandstillFacts | null
  readonly kin: Kin
  /** Units the requester agreed, on record, to be contacted by. */
  readonly consents: readonly number[]
  readonly ratings: readonly RatingFacts[]
  readonly disposals: readonly DisposalFacts[]
  readonly rectifications: readonly RectificationFacts[]
}

export interface TicketFacts {
  readonly id: string
  readonly number: string
  /** First day of the registration month, local: where its events are kept. */
  readonly month: string
  /** Sequence of its last event; a caller who saw another one is stale. */
  readonly version: number
  readonly state: TicketState
  readonly type: TicketType
  readonly channel: Channel
  readonly desk: Desk | null
  readonly urgency: Urgency
  readonly requesterKind: RequesterKind
  readonly anonymous: boolean
  /** What it says. */
  readonly confidential: boolean
  /** Whom it comes from. */
  readonly nameConfidential: boolean
  readonly accusedUnitId: number | null
  readonly title: string
  readonly categoryCode: string
  readonly placeCode: string | null
  readonly areaKind: AreaKind | null
  readonly policyId: number
  readonly catalogueVersion: number | null
  readonly outcome: IntakeOutcome
  readonly registeredAt: Date
  readonly ownerId: number | null
  readonly dispatchedAt: Date | null
  readonly reviewedAt: Date | null
  readonly closedAt: Date | null
  readonly archivedAt: Date | null
  /** What the ball holder owes now; null without a deadline. */
  readonly dueAt: Date | null
  readonly yellowAt: Date | null
  readonly round: number
  readonly redoCount: number
  readonly escalated: boolean
  /** Every needed reply is in: the dispatcher is next. */
  readonly awaitsReview: boolean
  /** 问题工单: three different units have returned it. */
  readonly problem: boolean
  readonly acceptedReturns: number
  /** A consultation is open: its conclusion will be a ruling. */
  readonly consulting: boolean
  /** 裁定: who it was given to may not return it. */
  readonly ruled: boolean
  /** Recognised as complex: the longer limits of its policy apply. */
  readonly complex: boolean
  readonly shelvedAt: Date | null
  /** 'YYYY-MM-DD': when the shelving is looked at again. */
  readonly reviewOn: string | null
  readonly difficult: boolean
  readonly difficultOwner: number | null
  readonly checkOn: string | null
  readonly urgeCount: number
  readonly handedTo: HandedTo | null
  /** 交转: to whom the call was handed over, and what they say became of it. */
  readonly turnedTo: HandedOverTo | null
  readonly turnState: TurnState | null
  readonly reopenedAt: Date | null
  /** Null where no platform wants the answer. */
  readonly upload: UploadState | null
  readonly still: Still | null
  /** 并单: the ticket it was merged into, which may itself be merged. */
  readonly mergedInto: string | null
  /** 拆分: the ticket it is a part of. */
  readonly partOf: string | null
  /** Called back, and as what it closes as soon as every requester merged into it is called back, too. */
  readonly closing: CloseHow | null
  /** 已列入计划: the day the plan is looked at again. */
  readonly plannedOn: string | null
  /** How far it was escalated: to the unit, its leader in charge, the leadership. */
  readonly escalation: number
  /** The district that calls back, and when: possible or promised from then on. Null is the centre, and now. */
  readonly callbackUnitId: number | null
  readonly callFrom: Date | null
  readonly callPromised: boolean
  readonly ratedSince: Date | null
}

export interface AssignmentFacts {
  readonly id: string
  readonly unitId: number
  readonly unitPath: string
  readonly line: Line
  readonly role: AssignmentRole
  readonly state: AssignmentState
  readonly round: number
  readonly dispatchedAt: Date
  readonly dispatchedBy: number
  readonly returnUntil: Date | null
  readonly signedAt: Date | null
  readonly signedBy: number | null
  readonly signedOnTime: boolean | null
  readonly contactedAt: Date | null
  readonly contactedOnTime: boolean | null
  readonly repliedAt: Date | null
  readonly repliedOnTime: boolean | null
  readonly acceptedAt: Date | null
  readonly arrivedAt: Date | null
  /** The assignment it was delegated from; that one answers for it. */
  readonly parentId: string | null
  /** A reply stands that the unit's lead has yet to approve. */
  readonly awaitsApproval: boolean
  readonly dueAt: Date | null
  readonly yellowAt: Date | null
}

export interface ClockFacts {
  readonly assignmentId: string | null
  readonly kind: RunningClock
  readonly round: number
  readonly startedAt: Date
  readonly amount: number
  readonly unit: TimeUnit
  readonly aroundTheClock: boolean
  readonly halfAt: Date
  readonly yellowAt: Date
  readonly dueAt: Date
  readonly provisional: boolean
  /** 0 nothing said yet, 1 half, 2 four fifths, 3 due: each level once. */
  readonly level: number
  readonly stoppedAt: Date | null
  /** Stands still while the ticket is shelved. */
  readonly suspended: boolean
}
/** The return window is a date on the assignment, not a clock: nobody is late by not returning. */
export type RunningClock = Exclude<ClockKind, 'returnWindow'>

export interface CallbackFacts {
  readonly round: number
  readonly attempt: number
  readonly at: Date
  readonly via: CallbackVia
  readonly reached: boolean
  readonly solved: Solved | null
  readonly resultGrade: number | null
  readonly mannerGrade: number | null
  /** Of each unit that worked on it. */
  readonly contacted: readonly { assignmentId: string; contacted: boolean }[]
}

export interface RequestFacts {
  readonly id: string
  readonly assignmentId: string
  readonly unitId: number
  readonly kind: RequestKind
  readonly state: RequestState
  /** Shelving is decided in three steps: the unit's lead, the centre, a leader. */
  readonly step: number
  readonly reason: string
  readonly suggestedUnitId: number | null
  readonly amount: number | null
  readonly reviewOn: string | null
  readonly askedAt: Date
  readonly askedBy: number
}

export interface SuspensionFacts {
  readonly from: Date
  readonly to: Date | null
}

export interface SupervisionFacts {
  /** The town that whistled. */
  readonly fromUnitId: number | null
  readonly id: string
  readonly unitId: number
  readonly mode: SupervisionMode
  readonly answerBy: Date
  readonly answeredAt: Date | null
  readonly closedAt: Date | null
}

export interface AgendaFacts {
  readonly id: string
  readonly consultationId: string
}

/** What people said: sealed in the database, digested in the hash chain, erasable. */
export type Words = Record<string, string>

export const sameClock = (a: ClockFacts, b: ClockFacts) =>
  a.assignmentId === b.assignmentId && a.kind === b.kind && a.round === b.round
