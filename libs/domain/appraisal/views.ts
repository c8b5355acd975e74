import type { Line, Solved } from '../words'
import type { MetricName } from './metrics'
import type { PeriodKind } from './period'
import type { PresetName } from './rule-set'
import type { CountedRole } from './tally'

export interface PeriodView {
  kind: PeriodKind
  from: string
  to: string
  words: string
}

/** A rate with both its sides: 99.00 of 200 is another thing than 99.00 of 3. Null without a sample. */
export interface RateView {
  metric: MetricName
  numerator: string
  denominator: string
  percent: string | null
}

export interface RankedView {
  unitId: number
  unitName: string
  /** Null for those listed apart. */
  rank: number | null
  score: string | null
  valid: number
  rates: RateView[]
  previousRank: number | null
  previousScore: string | null
}

export interface RankedGroupView {
  kind: string
  label: string
  ranked: RankedView[]
  /** 样本不足. */
  small: RankedView[]
  /** All facts as if of one unit, and the plain mean of the units. */
  pooled: RateView[]
  pooledScore: string | null
  mean: RateView[]
  meanScore: string | null
}

export interface RankingView {
  period: PeriodView
  comparedWith: PeriodView
  preset: PresetName
  presetWords: string
  minSample: number
  metrics: { metric: MetricName; words: string; formula: string }[]
  groups: RankedGroupView[]
  asOf: string
}

/** One of the facts behind a number. */
export interface FactView {
  assignmentId: string
  ticketId: string
  number: string
  title: string
  unitName: string
  role: CountedRole
  line: Line
  round: number
  judgedAt: string
  verdict: 'valid' | 'unreachable'
  contacted: boolean | null
  solved: Solved | null
  grade: number | null
}

/** A frozen period, as it is listed. */
export interface FrozenView {
  kind: PeriodKind
  from: string
  to: string
  words: string
  preset: PresetName
  facts: number
  proposedBy: string
  frozenBy: string
  frozenAt: string
  hash: string
}

/** A period that waits for the second person. */
export interface FreezeProposalView {
  kind: PeriodKind
  from: string
  words: string
  preset: PresetName
  by: string
  /** Whoever proposed it does not sign it. */
  own: boolean
  at: string
}

export interface FrozenList {
  frozen: FrozenView[]
  proposed: FreezeProposalView[]
}

/** What the verifier says of a frozen period. */
export interface FrozenCheckView {
  whole: boolean
  hash: string
  /** Each thing that does not agree, in a sentence. */
  faults: string[]
  /** Tickets whose facts are not what they were. */
  changed: { ticketId: string; number: string }[]
}

export interface SeatView {
  unitId: number
  unitName: string
  group: string
  since: string
  until: string | null
  evidence: { month: string; rank: number; of: number }[]
}
