import { Fraction } from './fraction'
import { METRICS } from './metrics'
import type { RuleSet } from './rule-set'

/** What is wrong with a rule set, each in a sentence; empty when it may be used. */
export function faultsOf(rules: RuleSet): string[] {
  const faults: string[] = []
  const say = (wrong: boolean, sentence: string) => wrong && faults.push(sentence)
  const share = (value: string) => isDecimal(value) && Fraction.of(value).compare(Fraction.of(1)) <= 0
  say(!rules.items.length, '请至少设置一项指标')
  for (const { metric, weight, floor = '0', ceiling = '1' } of rules.items) {
    const name = METRICS[metric]?.words
    if (!name) {
      say(true, `没有名为“${metric}”的指标，请从列表中选择`)
      continue
    }
    say(!isDecimal(weight) || Fraction.of(weight).isZero, `“${name}”的权重应为大于 0 的小数，例如 0.35`)
    say(!share(floor) || !share(ceiling), `“${name}”的下限和上限应在 0 到 1 之间`)
    say(
      share(floor) && share(ceiling) && Fraction.of(floor).compare(Fraction.of(ceiling)) >= 0,
      `“${name}”的下限应低于上限`,
    )
  }
  const names = rules.items.map(({ metric }) => metric)
  say(new Set(names).size < names.length, '同一指标只能设置一次')
  say(!share(rules.partlyWeight), '“部分解决”的折算应在 0 到 1 之间')
  say(!share(rules.basicWeight), '“基本满意”的折算应在 0 到 1 之间')
  say(!share(rules.leadShare) || !share(rules.assistShare), '主办、协办的份额应在 0 到 1 之间')
  say(isDecimal(rules.leadShare) && Fraction.of(rules.leadShare).isZero, '主办的份额应大于 0')
  say(!share(rules.lowShare), '“排名靠后”的比例应在 0 到 1 之间')
  say(!within(rules.scoreDigits, 0, 4), '得分保留的小数位应为 0 到 4')
  say(!within(rules.minSample, 1, 10_000), '最小样本应为 1 到 10000 之间的整数')
  say(!within(rules.monthStartsOn, 1, 28), '考核月的起始日应为 1 到 28')
  say(!within(rules.seatMinUnits, 3, 1_000), '设蜗牛席的最少单位数应不小于 3')
  return faults
}

const isDecimal = (text: string) => /^\d{1,4}(\.\d{1,6})?$/.test(text)
const within = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most
