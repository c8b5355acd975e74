import { type Entry, rank, type Ranking } from './ranking'
import type { RankedKind } from './groups'
import type { RuleSet } from './rule-set'
import { TALLY_KEYS, type Tally } from './tally'

export const FROZEN_KINDS = ['month', 'quarter', 'year'] as const
export type FrozenKind = (typeof FROZEN_KINDS)[number]

/** Where a unit's ticket stood at the cut-off: in exactly one of these. */
export type Standing = 'counted' | 'excluded' | 'invalid' | 'open'

/** A rank as it is kept: with the counts it was made of, so that it can be made once more. */
export interface RankKept {
  unitId: number
  groupKind: string
  rank: number | null
  score: string | null
  tally: Partial<Tally>
}

export function ranksOf(groups: ReadonlyMap<RankedKind, readonly Entry[]>, rules: RuleSet): RankKept[] {
  return [...groups].flatMap(([kind, entries]) => kept(kind, rank(entries, rules), rules))
}

function kept(groupKind: string, { ranked, small }: Ranking, { scoreDigits }: RuleSet): RankKept[] {
  return [
    ...ranked.map(({ unitId, tally, rank: place, score }) => ({
      unitId,
      groupKind,
      rank: place,
      score: score.toFixed(scoreDigits),
      tally: nonZero(tally),
    })),
    ...small.map(({ unitId, tally }) => ({ unitId, groupKind, rank: null, score: null, tally: nonZero(tally) })),
  ]
}

const nonZero = (tally: Tally): Partial<Tally> =>
  Object.fromEntries(TALLY_KEYS.filter((key) => tally[key]).map((key) => [key, tally[key]]))

/** What the hash of a period covers, in one order, whoever computes it. */
export function canonical(rules: RuleSet, factsHash: string, ranks: readonly RankKept[]): string {
  const lines = ranks
    .toSorted((a, b) => a.unitId - b.unitId)
    .map(({ unitId, groupKind, rank: place, score, tally }) => {
      const counts = TALLY_KEYS.filter((key) => tally[key]).map((key) => `${key}=${tally[key]}`)
      return [unitId, groupKind, place ?? '-', score ?? '-', ...counts].join('|')
    })
  return [stable(rules), factsHash, ...lines].join('\n')
}

/** The same text whatever order the keys came back from the database in. */
function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`
  if (!value || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${stable(each)}`).join(',')}}`
}
