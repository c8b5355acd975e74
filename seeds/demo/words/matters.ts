import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { seedsFolder } from '../../read/files'

/** How people speak of a matter, and how units answer. */
export interface Manner {
  /** It happens at a desk or at work rather than at an address. */
  placeless: boolean
  spots: readonly string[]
  details: readonly string[]
  effects: readonly string[]
  asks: readonly string[]
  questions: readonly string[]
  findings: readonly string[]
  measures: readonly string[]
  basis: readonly string[]
}

/** By the beginning of the category's code; the longest counts, and what it does not say is said as otherwise. */
type Manners = Record<string, Partial<Manner>> & { otherwise: Manner }

const MANNERS = JSON.parse(readFileSync(join(seedsFolder(), 'demo', 'words', 'matters.json'), 'utf8')) as Manners
const made = new Map<string, Manner>()

export function mannerOf(code: string): Manner {
  const known = made.get(code)
  if (known) return known
  const manner = { ...MANNERS.otherwise, ...MANNERS[code.slice(0, 2)], ...MANNERS[code.slice(0, 4)] }
  made.set(code, manner)
  return manner
}
