import type { Solved } from '../words'

/**
 * What is counted of a unit in a period: whole numbers that add up, over days, units and periods. Every rate, of any rule
 * set, is made of these, so that live figures, rankings, exports and bulletins cannot differ.
 */
export const ROLES_COUNTED = ['lead', 'assist'] as const
export type CountedRole = (typeof ROLES_COUNTED)[number]

const OF_ROLE = ['valid', 'contacted', 'yes', 'partly', 'no', 'grade5', 'grade4', 'grade3', 'grade2', 'grade1'] as const
type OfRole = (typeof OF_ROLE)[number]

const OF_UNIT = [
  'tickets',
  'mustSign',
  'signedOnTime',
  'mustContact',
  'contactedOnTime',
  'mustReply',
  'repliedOnTime',
  'assignments',
  'returns',
  'dispatched',
  'firstRight',
  'closed',
  'redone',
  'falselyClosed',
  'mustCall',
  'called',
  'badReviews',
  'rectified',
] as const

export type TallyKey = `${CountedRole}.${OfRole}` | (typeof OF_UNIT)[number]
export type Tally = Readonly<Record<TallyKey, number>>

export const TALLY_KEYS: readonly TallyKey[] = [
  ...ROLES_COUNTED.flatMap((role) => OF_ROLE.map((name) => `${role}.${name}` as const)),
  ...OF_UNIT,
]

export const EMPTY_TALLY: Tally = Object.freeze(
  Object.fromEntries(TALLY_KEYS.map((key) => [key, 0])) as Record<TallyKey, number>,
)

export function addTallies(tallies: Iterable<Partial<Tally>>): Tally {
  const total = { ...EMPTY_TALLY } as Record<TallyKey, number>
  for (const tally of tallies) for (const key of TALLY_KEYS) total[key] += tally[key] ?? 0
  return total
}

/** What a judged round adds. */
export function judged(
  role: CountedRole,
  { contacted, solved, grade }: { contacted: boolean; solved: Solved; grade: 1 | 2 | 3 | 4 | 5 },
): Partial<Tally> {
  return {
    [`${role}.valid`]: 1,
    [`${role}.contacted`]: contacted ? 1 : 0,
    [`${role}.${solved}`]: 1,
    [`${role}.grade${grade}`]: 1,
  }
}
