import type { RegionCategory } from '#domain/workflow/region'
import { Weighted } from './random'

/** How often people call about a branch, by the beginning of its code; the longest beginning counts. */
const OFTEN: Record<string, number> = {
  '01': 1.4, '0106': 3, '0101': 2, '0104': 0.4, '0107': 0.5, '0102': 0.6,
  '02': 1.5, '0202': 2, '0203': 2, '0208': 1.8, '0206': 0.8,
  '03': 1.3, '0301': 2.4, '0302': 2.2, '0303': 0.5, '0305': 1.5, '0310': 0.8,
  '04': 0.6, '0401': 1.8, '0405': 0.2, '0406': 0.2,
  '05': 0.9, '0506': 2, '0507': 0.4, '0508': 1.2,
  '06': 0.7, '0607': 0.1, '0603': 1.2,
  '07': 0.9, '0703': 2.2, '0701': 1.5, '0707': 0.3,
  '08': 0.9, '0801': 2.6, '0806': 2.2, '0808': 0.5,
  '09': 0.7, '0906': 1.6, '0901': 1.2,
  '10': 0.7, '1001': 1.2, '1002': 1.3,
  '11': 0.7, '1106': 1.6, '1101': 1.1,
  '12': 0.6, '1201': 1.2, '1202': 1.1,
  '13': 0.6, '1301': 1, '1302': 1.2,
  '14': 0.35, '1405': 0.6,
  '15': 0.7, '1501': 1.4, '1503': 1, '1506': 0.2,
  '16': 0.45, '1602': 0.9, '1601': 0.8,
  '17': 0.5, '1704': 1.6, '1706': 0.1,
} // prettier-ignore

/** January first; what is not named comes all year alike. */
const BY_MONTH: Record<string, readonly number[]> = {
  '0106': [3, 2.4, 1.4, 0.9, 0.1, 0.05, 0.05, 0.05, 0.3, 2.2, 3.2, 3.1],
  '0102': [1.6, 1.3, 1, 0.8, 0.8, 1, 1, 1, 0.8, 0.8, 1.2, 1.6],
  '020205': [3, 2.4, 0.8, 0, 0, 0, 0, 0, 0, 0.2, 2, 3],
  '0204': [0.3, 0.3, 0.5, 0.8, 1, 1.8, 3, 3, 1.4, 0.6, 0.4, 0.3],
  '0201': [0.4, 0.4, 0.8, 1.1, 1.6, 2, 2, 1.9, 1.3, 0.8, 0.5, 0.4],
  '0401': [0.1, 0.1, 0.6, 1.3, 1.6, 1.8, 1.8, 1.6, 1.4, 1, 0.4, 0.1],
  '0504': [1, 1, 0.9, 0.9, 1, 1.2, 1.3, 1.3, 1, 0.9, 1, 1],
  '0801': [3, 1.8, 0.8, 0.8, 0.9, 1, 1, 1, 1, 1, 1.4, 2.6],
  '1001': [0.4, 0.4, 0.8, 1, 1.6, 2.6, 3, 3, 1.2, 0.4, 0.4, 0.4],
  '1202': [0.6, 0.6, 1, 1.4, 1.4, 1, 0.8, 0.8, 1, 1.2, 1.2, 1],
  '1205': [0.6, 0.8, 1.8, 2, 1.4, 1, 0.8, 0.8, 1, 1.2, 0.8, 0.6],
  '1206': [0.2, 0.3, 0.8, 1.4, 1.8, 2, 1.8, 1.4, 0.8, 0.6, 0.3, 0.2],
  '1702': [0.4, 0.6, 0.6, 0.9, 1.3, 1.6, 2.4, 2.4, 1.2, 1.6, 0.4, 0.4],
}

/** Third-level categories by how often they come in each month of the year. */
export function categoriesByMonth(categories: Iterable<RegionCategory>): Weighted<RegionCategory>[] {
  const leaves = [...categories].filter(({ level, active }) => level === 3 && active)
  return Array.from(
    { length: 12 },
    (_, month) =>
      new Weighted(
        leaves.map((leaf) => {
          const season = byLongest(BY_MONTH, leaf.code)?.[month] ?? 1
          return [leaf, (byLongest(OFTEN, leaf.code) ?? 1) * season * unevenness(leaf.code)] as const
        }),
      ),
  )
}

function byLongest<T>(table: Record<string, T>, code: string): T | undefined {
  return table[code] ?? table[code.slice(0, 4)] ?? table[code.slice(0, 2)]
}

/** Within a branch the first matters come most. */
function unevenness(code: string): number {
  return 1 / (0.7 + 0.3 * Number(code.slice(4)))
}
