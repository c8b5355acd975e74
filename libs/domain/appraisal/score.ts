import { Fraction } from './fraction'
import { isBad, rateOf } from './metrics'
import type { RuleSet, ScoredItem } from './rule-set'
import type { Tally } from './tally'

const ONE = Fraction.of(1)
const HUNDRED = Fraction.of(100)

/** What an item earned, of what it could have. */
export interface ItemScore {
  item: ScoredItem
  rate: Fraction | null
  /** Points of a hundred; null when there was nothing to measure. */
  points: Fraction | null
  outOf: Fraction
}

export interface Scored {
  items: ItemScore[]
  /** Null without a single valid callback: listed apart, never 0, never 100, never last. */
  score: Fraction | null
}

/**
 * The points of a unit. Weights count by their share of the sum, and what could not be measured leaves its share to the
 * rest: a unit to which nothing was due neither wins nor loses by it.
 */
export function score(tally: Tally, rules: RuleSet): Scored {
  const measured = rules.items.map((item) => ({ item, rate: rateOf(item.metric, tally, rules) }))
  const inPlay = Fraction.sum(measured.filter(({ rate }) => rate).map(({ item }) => Fraction.of(item.weight)))
  const whole = Fraction.sum(rules.items.map(({ weight }) => Fraction.of(weight)))
  const items = measured.map(({ item, rate }): ItemScore => {
    const weight = Fraction.of(item.weight)
    if (!rate || inPlay.isZero) return { item, rate, points: null, outOf: HUNDRED.times(weight).over(whole) }
    const outOf = HUNDRED.times(weight).over(inPlay)
    return { item, rate, points: outOf.times(earned(item, rate)), outOf }
  })
  const points = items.flatMap((each) => each.points ?? [])
  return { items, score: hasSample(tally) && points.length ? Fraction.sum(points) : null }
}

export const validOf = (tally: Tally) => tally['lead.valid'] + tally['assist.valid']
const hasSample = (tally: Tally) => validOf(tally) > 0

/** Between floor and ceiling in proportion; of what had better be rare, the rest of the whole counts. */
function earned({ metric, floor = '0', ceiling = '1' }: ScoredItem, rate: Fraction): Fraction {
  const good = isBad(metric) ? ONE.minus(rate) : rate
  const [from, to] = [Fraction.of(floor), Fraction.of(ceiling)]
  if (good.compare(to) >= 0) return ONE
  if (good.compare(from) <= 0) return Fraction.ZERO
  return good.minus(from).over(to.minus(from))
}
