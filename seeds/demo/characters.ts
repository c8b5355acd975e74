import type { RegionRules, RegionUnit } from '#domain/workflow/region'
import { Random } from './random'

/** How a unit works. Everything it does late or badly in the demo comes from here. */
export interface Character {
  /** Median share of a limit it uses up. */
  pace: number
  /** Chance that what it did solved the matter, and that people were content with it. */
  solves: number
  pleases: number
  /** It forgets to call first, now and then. */
  contacts: number
  /** It gives back what it need not have, and asks for more time. */
  returns: number
  extends: number
}

const WEAK: Character = { pace: 0.92, solves: 0.66, pleases: 0.55, contacts: 0.86, returns: 0.14, extends: 0.26 }
const WEAK_EACH = 2

/** Two towns and two departments lag month after month, the way a 蜗牛席 is earned; the others differ a little. */
export function charactersOf(region: RegionRules): (unitId: number) => Character {
  const weak = new Set([...weakest(region, 'town'), ...weakest(region, 'department')])
  const made = new Map<number, Character>()
  for (const unit of region.units.values()) made.set(unit.id, weak.has(unit.id) ? WEAK : ordinary(unit))
  return (unitId) => made.get(unitId) ?? WEAK
}

function ordinary(unit: RegionUnit): Character {
  const random = new Random(...[...unit.code].map((char) => char.charCodeAt(0)))
  const good = random.next()
  return {
    pace: 0.5 - 0.2 * good,
    solves: 0.86 + 0.1 * good,
    pleases: 0.82 + 0.13 * good,
    contacts: 0.965 + 0.03 * good,
    returns: 0.08 - 0.03 * good,
    extends: 0.1 - 0.04 * good,
  }
}

/** Of the departments those the catalogue names most have the tickets to be ranked by; of the towns the last two. */
function weakest(region: RegionRules, kind: 'town' | 'department'): number[] {
  const units = [...region.units.values()].filter((unit) => unit.kind === kind && unit.active && unit.parentId === null)
  if (kind === 'town') return units.slice(-WEAK_EACH).map(({ id }) => id)
  const named = new Map<number, number>()
  for (const { unitId } of region.catalogue.values()) named.set(unitId, (named.get(unitId) ?? 0) + 1)
  return units
    .sort((a, b) => (named.get(b.id) ?? 0) - (named.get(a.id) ?? 0))
    .slice(3, 3 + WEAK_EACH)
    .map(({ id }) => id)
}
