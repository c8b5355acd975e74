import type { Row } from './bench'
import type { Rate } from './child'

export type Contestant = (seconds: number) => Promise<Rate>

const ROUNDS = 3

/**
 * Measures turn by turn, so that what else the machine does weighs on all alike, and takes each one's median.
 * The first, short turn is not counted: it fills caches and lets the compiler see the code.
 */
export async function turnByTurn<Name extends string>(
  contestants: Record<Name, Contestant>,
  seconds: number,
): Promise<Record<Name, Rate>> {
  const names = Object.keys(contestants) as Name[]
  const rates = new Map<Name, Rate[]>(names.map((name) => [name, []]))
  for (const name of names) await contestants[name](Math.min(1, seconds / 2))
  for (let round = 0; round < ROUNDS; round++)
    for (const name of names) rates.get(name)!.push(await contestants[name](seconds / ROUNDS))
  return Object.fromEntries(names.map((name) => [name, median(rates.get(name)!)])) as Record<Name, Rate>
}

function median(rates: Rate[]): Rate {
  return [...rates].sort((a, b) => a.perSecond - b.perSecond)[Math.floor(rates.length / 2)]!
}

export function row(name: string, ours: Rate, raw: Rate, baseline: string): Row {
  return {
    name,
    ours: Math.round(ours.perSecond),
    raw: Math.round(raw.perSecond),
    ratio: Math.round((ours.perSecond / raw.perSecond) * 100) / 100,
    unit: '/s',
    baseline,
    p50: Math.round(ours.p50 * 10) / 10,
    p99: Math.round(ours.p99 * 10) / 10,
  }
}
