import type { Desk, RequesterKind, TicketState } from '../words'
import type { CallRates, Counts } from './figures'
import type { AwayReason, CallState, CallTicketHow, MissedCallState, OperatorState } from './words'

/** What the API answers about calls and desks. */

/** To the telephone system, for each event. */
export interface CallHeard {
  callId: string
  state: CallState
  /** The event was there already. */
  repeated: boolean
}

/** To the telephone system that asks whom to connect. */
export interface CallSeen {
  state: CallState
  /** Login of who answered. */
  operator: string | null
  desk: Desk
}

export interface CallTicketView {
  ticketId: string
  number: string
  title: string
  state: TicketState
  how: CallTicketHow
}

export interface CallRow {
  id: string
  state: CallState
  desk: Desk
  /** Masked; null when withheld. */
  number: string | null
  offeredAt: string
  answeredAt: string | null
  endedAt: string | null
  operator: string | null
  /** 首问责任人. */
  owner: string | null
  tickets: CallTicketView[]
}

export interface RingingCall {
  id: string
  desk: Desk
  number: string | null
  /** Who this number was when it called before. */
  name: string | null
  kind: RequesterKind | null
  owner: string | null
  offeredAt: string
  /** From when on it rings here, too; first it rings at one. */
  ringsFrom: string
  mine: boolean
}

/** Everything a telephone desk shows at a glance. */
export interface DeskView {
  state: OperatorState
  reason: AwayReason | null
  since: string | null
  /** The call talked in, or to be written down after. */
  callId: string | null
  /** Desks whose calls may ring here. */
  desks: Desk[]
  ringing: RingingCall[]
  missed: Partial<Record<Desk, number>>
  today: Counts & CallRates
  ready: number
}

/** One's own call, with the number in full. */
export interface CallView extends CallRow {
  phone: string | null
  conferencedAt: string | null
  parties: string[]
  recording: string | null
}

export interface MissedCallView {
  id: string
  desk: Desk
  number: string
  /** In full, for who took it; null for everybody else. */
  phone: string | null
  missed: number
  state: MissedCallState
  tries: number
  takenBy: string | null
  mine: boolean
  madeAt: string
  dueAt: string
}

export interface FigureLine extends Counts, CallRates {
  desk: Desk
  personId: number
  name: string | null
}

export interface CallFigures {
  from: string
  to: string
  total: Counts & CallRates
  /** One line per desk. */
  desks: FigureLine[]
  /** One line per operator and desk. */
  people: FigureLine[]
}

export interface DeskRow {
  code: Desk
  name: string
  dialKey: string | null
  overflow: Desk | null
  openFrom: number
  openTo: number
  ringSeconds: number
  members: { personId: number; name: string; state: OperatorState | null; onDuty: boolean }[]
  waiting: number
}

export interface OperatorRow {
  personId: number
  name: string
  login: string
  unitName: string
}

export interface ShiftView {
  personId: number
  name: string
  weekday: number | null
  day: string | null
  from: number
  to: number
}

export interface GapView {
  day: string
  from: number
  to: number
}

export interface DeskPlan {
  desk: Desk
  shifts: ShiftView[]
  /** Hours of the desk's own that nobody covers, in the fortnight from `from`. */
  gaps: GapView[]
}

/** Hours in which no desk has anybody. */
export interface Coverage {
  from: string
  to: string
  gaps: GapView[]
}
