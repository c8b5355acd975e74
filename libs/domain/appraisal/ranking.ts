import { Fraction } from './fraction'
import { METRICS, type MetricName, type Ratio, ratioOf } from './metrics'
import type { RuleSet } from './rule-set'
import { score, validOf } from './score'
import { addTallies, type Tally } from './tally'

export interface Entry {
  unitId: number
  tally: Tally
}

export interface Ranked extends Entry {
  score: Fraction
  /** Shared by those who tie: 1, 2, 2, 4. */
  rank: number
}

export interface Totals {
  tally: Tally
  /** All facts of the group as if of one unit. */
  pooled: Record<MetricName, Fraction | null>
  /** The plain mean of the units that have a sample. */
  mean: Record<MetricName, Fraction | null>
  pooledScore: Fraction | null
  meanScore: Fraction | null
}

export interface Ranking {
  ranked: Ranked[]
  /** 样本不足: listed apart, never last. */
  small: Entry[]
  totals: Totals
}

/** One group, in the order of its list. Those who tie stand in the order of the units, so that every print looks the same. */
export function rank(entries: readonly Entry[], rules: RuleSet): Ranking {
  const scored = entries.map((entry) => ({ ...entry, score: score(entry.tally, rules).score }))
  const large = scored.filter((entry): entry is Entry & { score: Fraction } =>
    Boolean(entry.score && validOf(entry.tally) >= rules.minSample),
  )
  const ordered = large.toSorted((a, b) => standing(a, b, rules) || a.unitId - b.unitId)
  const ranked: Ranked[] = []
  for (const entry of ordered) {
    const above = ranked.at(-1)
    const ties = above && standing(above, entry, rules) === 0
    ranked.push({ ...entry, rank: ties ? above.rank : ranked.length + 1 })
  }
  const small = entries.filter(({ unitId }) => !large.some((entry) => entry.unitId === unitId))
  return { ranked, small, totals: totalsOf(entries, rules) }
}

/** Compared as they are shown: two units with the same printed score tie, whatever lies behind the last digit. */
function standing(a: Omit<Ranked, 'rank'>, b: Omit<Ranked, 'rank'>, rules: RuleSet): number {
  const difference = shown(b, rules).compare(shown(a, rules))
  if (difference || rules.ties === 'shared') return difference
  return validOf(b.tally) - validOf(a.tally)
}

const shown = ({ score }: { score: Fraction }, { scoreDigits }: RuleSet) => Fraction.of(score.toFixed(scoreDigits))

function totalsOf(entries: readonly Entry[], rules: RuleSet): Totals {
  const tally = addTallies(entries.map((entry) => entry.tally))
  const names = Object.keys(METRICS) as MetricName[]
  const each = (of: (name: MetricName) => Fraction | null) =>
    Object.fromEntries(names.map((name) => [name, of(name)])) as Record<MetricName, Fraction | null>
  return {
    tally,
    pooled: each((name) => divided(ratioOf(name, tally, rules))),
    mean: each((name) => meanOf(entries.map((entry) => divided(ratioOf(name, entry.tally, rules))))),
    pooledScore: score(tally, rules).score,
    meanScore: meanOf(entries.map((entry) => score(entry.tally, rules).score)),
  }
}

const divided = ({ numerator, denominator }: Ratio) => (denominator.isZero ? null : numerator.over(denominator))

function meanOf(all: readonly (Fraction | null)[]): Fraction | null {
  const known = all.filter((each) => each !== null)
  return known.length ? Fraction.sum(known).over(Fraction.of(known.length)) : null
}
