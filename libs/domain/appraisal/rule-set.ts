import type { MetricName } from './metrics'

/** Decimals are kept as they were written: `0.10` is no float. */
export type Decimal = string

export interface ScoredItem {
  metric: MetricName
  weight: Decimal
  /** At or below it the item earns nothing. */
  floor?: Decimal
  /** At or above it the item earns its whole weight; between the two in proportion. */
  ceiling?: Decimal
}

/** 考核细则: how a month is scored. Versioned as a whole; a past month keeps the one it was scored by. */
export interface RuleSet {
  items: ScoredItem[]
  /** What a partly solved ticket is worth. */
  partlyWeight: Decimal
  /** What 基本满意 is worth. */
  basicWeight: Decimal
  leadShare: Decimal
  assistShare: Decimal
  scoreDigits: number
  minSample: number
  ties: 'shared' | 'volume'
  /** Which moment puts a ticket into a period. */
  countedBy: 'callback' | 'creation'
  /** First day of the monthly window; 1 is the calendar month. */
  monthStartsOn: number
  /** Share of a group that counts as low in a quarter, and never fewer than one unit. */
  lowShare: Decimal
  /** Groups with fewer ranked units have no 蜗牛席. */
  seatMinUnits: number
}

const COMMON = {
  partlyWeight: '0',
  basicWeight: '0.9',
  leadShare: '1',
  assistShare: '1',
  scoreDigits: 1,
  minSample: 10,
  ties: 'shared',
  countedBy: 'callback',
  monthStartsOn: 1,
  lowShare: '0.2',
  seatMinUnits: 5,
} as const satisfies Omit<RuleSet, 'items'>

const threeRates = (response: Decimal, resolution: Decimal, satisfaction: Decimal): ScoredItem[] => [
  { metric: 'responseRate', weight: response },
  { metric: 'resolutionRate', weight: resolution },
  { metric: 'satisfactionRate', weight: satisfaction },
]

/** Equal thirds are written as weights of one each: what counts is the share of their sum. */
export const PRESETS = {
  A: { words: '解决为先（0.10 / 0.50 / 0.40）', rules: { ...COMMON, items: threeRates('0.10', '0.50', '0.40') } },
  B: { words: '三率并重（0.30 / 0.35 / 0.35）', rules: { ...COMMON, items: threeRates('0.30', '0.35', '0.35') } },
  C: { words: '三率均等（各三分之一）', rules: { ...COMMON, items: threeRates('1', '1', '1') } },
} as const satisfies Record<string, { words: string; rules: RuleSet }>
export type PresetName = keyof typeof PRESETS
