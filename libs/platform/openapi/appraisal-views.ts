import { RANKED_KINDS } from '#domain/appraisal/groups'
import { METRICS } from '#domain/appraisal/metrics'
import { PERIOD_KINDS } from '#domain/appraisal/period'
import { PRESETS } from '#domain/appraisal/rule-set'
import type * as views from '#domain/appraisal/views'
import { ASSIGNMENT_ROLES, LINES, SOLVED } from '#domain/words'
import { id, list, named, object, oneOf, orNull, text, time, whole, yesNo } from './schema'

/** What the API answers about the appraisal, as schemas. */

const PeriodView = named(
  'PeriodView',
  object<views.PeriodView>({ kind: oneOf(PERIOD_KINDS), from: text, to: text, words: text }),
)

const RateView = named(
  'RateView',
  object<views.RateView>({ metric: oneOf(METRICS), numerator: text, denominator: text, percent: orNull(text) }),
)

const RankedView = named(
  'RankedView',
  object<views.RankedView>({
    unitId: whole,
    unitName: text,
    rank: orNull(whole),
    score: orNull(text),
    valid: whole,
    rates: list(RateView),
    previousRank: orNull(whole),
    previousScore: orNull(text),
  }),
)

const kinds = Object.fromEntries(RANKED_KINDS.map((kind) => [kind, kind]))

export const RankingView = named(
  'RankingView',
  object<views.RankingView>({
    period: PeriodView,
    comparedWith: PeriodView,
    preset: oneOf(PRESETS),
    presetWords: text,
    minSample: whole,
    metrics: list(object<views.RankingView['metrics'][number]>({ metric: oneOf(METRICS), words: text, formula: text })),
    groups: list(
      object<views.RankedGroupView>({
        kind: oneOf(kinds),
        label: text,
        ranked: list(RankedView),
        small: list(RankedView),
        pooled: list(RateView),
        pooledScore: orNull(text),
        mean: list(RateView),
        meanScore: orNull(text),
      }),
    ),
    asOf: time,
  }),
)

export const FactPage = named(
  'FactPage',
  object<{ items: views.FactView[]; next: string | null }>({
    items: list(
      object<views.FactView>({
        assignmentId: id,
        ticketId: id,
        number: text,
        title: text,
        unitName: text,
        role: oneOf({ lead: ASSIGNMENT_ROLES.lead, assist: ASSIGNMENT_ROLES.assist }),
        line: oneOf(LINES),
        round: whole,
        judgedAt: time,
        verdict: oneOf({ valid: '有效', unreachable: '联系不上' }),
        contacted: orNull(yesNo),
        solved: orNull(oneOf(SOLVED)),
        grade: orNull(whole),
      }),
    ),
    next: orNull(text),
  }),
)

export const FrozenView = named(
  'FrozenView',
  object<views.FrozenView>({
    kind: oneOf(PERIOD_KINDS),
    from: text,
    to: text,
    words: text,
    preset: oneOf(PRESETS),
    facts: whole,
    proposedBy: text,
    frozenBy: text,
    frozenAt: time,
    hash: text,
  }),
)

export const FrozenList = named(
  'FrozenList',
  object<views.FrozenList>({
    frozen: list(FrozenView),
    proposed: list(
      object<views.FreezeProposalView>({
        kind: oneOf(PERIOD_KINDS),
        from: text,
        words: text,
        preset: oneOf(PRESETS),
        by: text,
        own: yesNo,
        at: time,
      }),
    ),
  }),
)

export const FrozenCheckView = named(
  'FrozenCheckView',
  object<views.FrozenCheckView>({
    whole: yesNo,
    hash: text,
    faults: list(text),
    changed: list(object<{ ticketId: string; number: string }>({ ticketId: id, number: text })),
  }),
)

export const SeatList = named(
  'SeatList',
  object<{ items: views.SeatView[] }>({
    items: list(
      object<views.SeatView>({
        unitId: whole,
        unitName: text,
        group: text,
        since: text,
        until: orNull(text),
        evidence: list(object<views.SeatView['evidence'][number]>({ month: text, rank: whole, of: whole })),
      }),
    ),
  }),
)
