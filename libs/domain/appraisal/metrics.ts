import { Fraction } from './fraction'
import type { RuleSet } from './rule-set'
import { ROLES_COUNTED, type CountedRole, type Tally } from './tally'

/** A rate before it is divided: both sides are shown, because the rate alone says little. */
export interface Ratio {
  numerator: Fraction
  denominator: Fraction
}

type Shares = Pick<RuleSet, 'leadShare' | 'assistShare' | 'partlyWeight' | 'basicWeight'>

interface Metric {
  words: string
  /** The formula in words, as it is printed beside the number. */
  formula: string
  ratio(tally: Tally, rules: Shares): Ratio
  /** Fewer is better: it scores by what is missing to the whole. */
  bad?: true
}

const shareOf = (role: CountedRole, rules: Shares) => Fraction.of(role === 'lead' ? rules.leadShare : rules.assistShare)

/** A count of judged rounds, each with the share of its role. */
function weighed(tally: Tally, rules: Shares, count: (of: (name: string) => number) => Fraction): Fraction {
  return Fraction.sum(
    ROLES_COUNTED.map((role) => shareOf(role, rules).times(count((name) => tally[`${role}.${name}` as keyof Tally]))),
  )
}

const valid = (tally: Tally, rules: Shares) => weighed(tally, rules, (of) => Fraction.of(of('valid')))

const plain = (numerator: keyof Tally, denominator: keyof Tally) => (tally: Tally) => ({
  numerator: Fraction.of(tally[numerator]),
  denominator: Fraction.of(tally[denominator]),
})

/** One definition for each number; screens, exports, bulletins and the API read it here. */
export const METRICS = {
  responseRate: {
    words: '响应率',
    formula: '已联系 ÷ 有效回访',
    ratio: (tally, rules) => ({
      numerator: weighed(tally, rules, (of) => Fraction.of(of('contacted'))),
      denominator: valid(tally, rules),
    }),
  },
  resolutionRate: {
    words: '解决率',
    formula: '（已解决 + 部分解决 × 折算）÷ 有效回访',
    ratio: (tally, rules) => ({
      numerator: weighed(tally, rules, (of) =>
        Fraction.of(of('yes')).plus(Fraction.of(of('partly')).times(Fraction.of(rules.partlyWeight))),
      ),
      denominator: valid(tally, rules),
    }),
  },
  satisfactionRate: {
    words: '满意率',
    formula: '（非常满意 + 满意 + 基本满意 × 折算）÷ 有效回访',
    ratio: (tally, rules) => ({
      numerator: weighed(tally, rules, (of) =>
        Fraction.of(of('grade5') + of('grade4')).plus(Fraction.of(of('grade3')).times(Fraction.of(rules.basicWeight))),
      ),
      denominator: valid(tally, rules),
    }),
  },
  signOnTime: { words: '按时签收率', formula: '限时内签收 ÷ 应签收', ratio: plain('signedOnTime', 'mustSign') },
  contactOnTime: {
    words: '按时联系率',
    formula: '限时内首次联系 ÷ 应联系',
    ratio: plain('contactedOnTime', 'mustContact'),
  },
  replyOnTime: {
    words: '按时答复率',
    formula: '限时内答复（含延期）÷ 到期应答复',
    ratio: plain('repliedOnTime', 'mustReply'),
  },
  returnRate: { words: '退单率', formula: '申请退单 ÷ 承办任务', ratio: plain('returns', 'assignments'), bad: true },
  firstDispatchAccuracy: {
    words: '首派准确率',
    formula: '未被退回的工单 ÷ 派出的工单',
    ratio: plain('firstRight', 'dispatched'),
  },
  redoRate: { words: '重办率', formula: '重办过的工单 ÷ 办结工单', ratio: plain('redone', 'closed'), bad: true },
  falseClosureRate: {
    words: '假闭环率',
    formula: '假闭环 ÷ 办结工单',
    ratio: plain('falselyClosed', 'closed'),
    bad: true,
  },
  callbackCoverage: {
    words: '回访覆盖率',
    formula: '已回访（接通或满三次）÷ 应回访',
    ratio: plain('called', 'mustCall'),
  },
  rectification: {
    words: '实名差评整改率',
    formula: '按期整改 ÷ 实名差评',
    ratio: plain('rectified', 'badReviews'),
  },
} as const satisfies Record<string, Metric>
export type MetricName = keyof typeof METRICS

export function ratioOf(name: MetricName, tally: Tally, rules: Shares): Ratio {
  return METRICS[name].ratio(tally, rules)
}

/** Null without a sample: neither 0 nor 100. */
export function rateOf(name: MetricName, tally: Tally, rules: Shares): Fraction | null {
  const { numerator, denominator } = ratioOf(name, tally, rules)
  return denominator.isZero ? null : numerator.over(denominator)
}

export const isBad = (name: MetricName) => 'bad' in METRICS[name]
