import type { RequesterInput } from '#domain/inputs'
import { Random } from './random'
import { companyName, creditCodeOf, personName, phoneOf } from './words/names'

/** Some people call often: a twentieth of the callers make three tenths of the calls. */
export const REGULAR_SHARE = 0.3
const REGULARS_PER_TICKET = 1 / 20
const PER_SERIES = 20_000_000
const ENTERPRISE_AMONG_REGULARS = 0.12

export const regularsOf = (size: number) => Math.max(1, Math.ceil(size * REGULARS_PER_TICKET))

export interface CallerKind {
  kind: RequesterInput['kind']
  anonymous: boolean
}

/** Who calls again and again. The first ones call most. */
export function regular(seed: number, series: number, serial: number): RequesterInput {
  const kind = regularKind(seed, series, serial)
  const random = new Random(seed, series, serial, 102)
  return named(random, { kind, anonymous: false }, series * PER_SERIES + 10_000_000 + serial)
}

export function regularKind(seed: number, series: number, serial: number): RequesterInput['kind'] {
  return new Random(seed, series, serial, 101).chance(ENTERPRISE_AMONG_REGULARS) ? 'enterprise' : 'citizen'
}

export function regularSerial(random: Random, regulars: number): number {
  return Math.floor(regulars * random.next() ** 1.8)
}

/** Somebody who calls this once. */
export function oneOff(random: Random, of: CallerKind, series: number, index: number): RequesterInput {
  return named(random, of, series * PER_SERIES + index)
}

function named(random: Random, { kind, anonymous }: CallerKind, serial: number): RequesterInput {
  const phone = phoneOf(serial)
  if (kind === 'citizen') return { kind, anonymous, phone, ...(anonymous ? {} : { name: personName(random) }) }
  const name = companyName(random)
  return { kind, anonymous: false, phone, name, ...(kind === 'enterprise' ? { creditCode: creditCodeOf(serial) } : {}) }
}
