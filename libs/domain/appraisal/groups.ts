import type { RegionRules } from '../workflow/region'
import type { Entry } from './ranking'
import { addTallies, type Tally } from './tally'

/** Kinds of units that are ranked, each among its own. */
export const RANKED_KINDS = ['town', 'department', 'utility', 'park'] as const
export type RankedKind = (typeof RANKED_KINDS)[number]

const isRanked = (kind: string): kind is RankedKind => RANKED_KINDS.some((each) => each === kind)

/**
 * Who answers in the ranking for what a unit did: the highest unit above it, or itself, that is ranked at all. A bureau
 * answers for its offices, a town for its villages.
 */
export function accountableUnit({ units }: Pick<RegionRules, 'units'>, unitId: number): number | null {
  const path = units.get(unitId)?.path.split('.').filter(Boolean).map(Number) ?? []
  return path.find((each) => isRanked(units.get(each)?.kind ?? '')) ?? null
}

/** The ranked units of each kind that are still at work, in the order of the list of units. */
export function groupsOf(region: Pick<RegionRules, 'units'>): Record<RankedKind, number[]> {
  const of = (kind: RankedKind) =>
    [...region.units.values()]
      .filter((unit) => unit.active && unit.kind === kind && accountableUnit(region, unit.id) === unit.id)
      .map(({ id }) => id)
  return Object.fromEntries(RANKED_KINDS.map((kind) => [kind, of(kind)])) as Record<RankedKind, number[]>
}

/** What each ranked unit answers for, its descendants' work included. */
export function groupedTallies(
  region: Pick<RegionRules, 'units'>,
  found: ReadonlyMap<number, Tally>,
): Map<RankedKind, Entry[]> {
  const byUnit = new Map<number, Tally[]>()
  for (const [unitId, tally] of found) {
    const accountable = accountableUnit(region, unitId)
    if (accountable) byUnit.set(accountable, [...(byUnit.get(accountable) ?? []), tally])
  }
  const groups = groupsOf(region)
  const entry = (unitId: number) => ({ unitId, tally: addTallies(byUnit.get(unitId) ?? []) })
  return new Map(RANKED_KINDS.map((kind) => [kind, groups[kind].map(entry)]))
}
