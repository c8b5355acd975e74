import { Injectable } from '@nestjs/common'
import { Fraction } from '#domain/appraisal/fraction'
import { METRICS, type MetricName, type Ratio, ratioOf } from '#domain/appraisal/metrics'
import { comparedWith, type Period, periodOf, periodWords, type PeriodKind } from '#domain/appraisal/period'
import { type Entry, rank, type Ranked, type Ranking } from '#domain/appraisal/ranking'
import { type PresetName, PRESETS, type RuleSet } from '#domain/appraisal/rule-set'
import { validOf } from '#domain/appraisal/score'
import { groupedTallies, RANKED_KINDS, type RankedKind } from '#domain/appraisal/groups'
import type { PeriodView, RankedGroupView, RankedView, RankingView, RateView } from '#domain/appraisal/views'
import { type LocalDay, localDayOf } from '#domain/local-day'
import type { RegionRules } from '#domain/workflow/region'
import { UNIT_KINDS } from '#domain/words'
import { Database } from '#data/database'
import { foldFigures, tallies } from '#data/figures'
import { Region } from '../region'

export interface RankingAsked {
  kind: PeriodKind
  day: LocalDay
  preset: PresetName
}

/** Rankings of any period from the live figures: no ticket and no fact is read for them. */
@Injectable()
export class Rankings {
  constructor(
    private readonly db: Database,
    private readonly region: Region,
  ) {}

  async live({ kind, day, preset }: RankingAsked, now = new Date()): Promise<RankingView> {
    const region = await this.region.current()
    const { rules, words: presetWords } = PRESETS[preset]
    const period = periodOf(kind, day, rules.monthStartsOn)
    const earlier = comparedWith(period, localDayOf(now), rules.monthStartsOn)
    const [current, before] = await Promise.all([period, earlier].map((each) => this.tallied(region, each, rules)))
    return {
      period: periodView(period),
      comparedWith: periodView(earlier),
      preset,
      presetWords,
      minSample: rules.minSample,
      metrics: SHOWN.map((metric) => ({ metric, words: METRICS[metric].words, formula: METRICS[metric].formula })),
      groups: RANKED_KINDS.filter((each) => current!.get(each)!.length).map((each) =>
        groupView(each, rank(current!.get(each)!, rules), rank(before!.get(each)!, rules), region, rules),
      ),
      asOf: now.toISOString(),
    }
  }

  /** Folds what acts have added into its days. */
  async fold(): Promise<void> {
    while ((await foldFigures(this.db)) > 0);
  }

  private async tallied(region: RegionRules, { from, to }: Period, rules: RuleSet): Promise<Map<RankedKind, Entry[]>> {
    return groupedTallies(region, await tallies(this.db, { basis: rules.countedBy, from, to }))
  }
}

const SHOWN: readonly MetricName[] = ['responseRate', 'resolutionRate', 'satisfactionRate']

const periodView = (period: Period): PeriodView => ({ ...period, words: periodWords(period) })

function groupView(
  kind: RankedKind,
  { ranked, small, totals }: Ranking,
  before: Ranking,
  region: RegionRules,
  rules: RuleSet,
): RankedGroupView {
  const rowOf = (entry: Entry & Partial<Ranked>): RankedView => {
    const previous = before.ranked.find(({ unitId }) => unitId === entry.unitId)
    return {
      unitId: entry.unitId,
      unitName: region.units.get(entry.unitId)!.name,
      rank: entry.rank ?? null,
      score: scoreWords(entry.score ?? null, rules),
      valid: validOf(entry.tally),
      rates: SHOWN.map((metric) => rateView(metric, ratioOf(metric, entry.tally, rules))),
      previousRank: previous?.rank ?? null,
      previousScore: scoreWords(previous?.score ?? null, rules),
    }
  }
  return {
    kind,
    label: UNIT_KINDS[kind],
    ranked: ranked.map(rowOf),
    small: small.map(rowOf),
    pooled: SHOWN.map((metric) => rateView(metric, ratioOf(metric, totals.tally, rules))),
    pooledScore: scoreWords(totals.pooledScore, rules),
    mean: SHOWN.map((metric) => ({ ...NOTHING, metric, percent: percent(totals.mean[metric]) })),
    meanScore: scoreWords(totals.meanScore, rules),
  }
}

/** A mean has no two sides. */
const NOTHING = { numerator: '', denominator: '' }

const rateView = (metric: MetricName, { numerator, denominator }: Ratio): RateView => ({
  metric,
  numerator: plain(numerator),
  denominator: plain(denominator),
  percent: percent(denominator.isZero ? null : numerator.over(denominator)),
})

const percent = (rate: Fraction | null) => rate && rate.times(Fraction.of(100)).toFixed(2)
const scoreWords = (score: Fraction | null, { scoreDigits }: RuleSet) => score && score.toFixed(scoreDigits)
/** Whole where it is whole: 180 of 200, and 183.6 where part worths come in. */
const plain = (value: Fraction) => value.toFixed(4).replace(/\.?0+$/, '')
