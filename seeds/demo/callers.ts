import type { RequesterInput } from '#domain/inputs'
import type { EnterpriseSize, Language } from '#domain/words/desk'
import { Random, Weighted } from './random'
import { companyName, creditCodeOf, INDUSTRIES, personName, phoneOf } from './words/names'

/** Some people call often: a twentieth of the callers make three tenths of the calls. */
export const REGULAR_SHARE = 0.3
const REGULARS_PER_TICKET = 1 / 20
const ENTERPRISE_AMONG_REGULARS = 0.12

export const regularsOf = (size: number) => Math.max(1, Math.ceil(size * REGULARS_PER_TICKET))

const LANGUAGES = new Weighted<Language>([
  ['chinese', 96], ['mongolian', 3.6], ['other', 0.4],
]) // prettier-ignore
const SIZES = new Weighted<EnterpriseSize>([
  ['micro', 55], ['small', 32], ['medium', 10], ['large', 3],
]) // prettier-ignore

export interface CallerKind {
  kind: RequesterInput['kind']
  anonymous: boolean
}

/** Who calls again and again, stored under that id. The first ones call most. */
export function regular(seed: number, series: number, serial: number, id: number): RequesterInput {
  const kind = regularKind(seed, series, serial)
  return caller(new Random(seed, series, serial, 102), { kind, anonymous: false }, id)
}

export function regularKind(seed: number, series: number, serial: number): RequesterInput['kind'] {
  return new Random(seed, series, serial, 101).chance(ENTERPRISE_AMONG_REGULARS) ? 'enterprise' : 'citizen'
}

export function regularSerial(random: Random, regulars: number): number {
  return Math.floor(regulars * random.next() ** 1.8)
}

/** Somebody of that kind. The id makes number and credit code one's own, whatever was loaded before. */
export function caller(random: Random, { kind, anonymous }: CallerKind, id: number): RequesterInput {
  const phone = phoneOf(id)
  const language = LANGUAGES.pick(random)
  if (kind === 'citizen')
    return { kind, anonymous, phone, language, ...(anonymous ? {} : { name: personName(random) }) }
  const name = companyName(random)
  if (kind === 'organization') return { kind, anonymous: false, phone, language, name }
  const enterprise = { creditCode: creditCodeOf(id), contactPerson: personName(random) }
  const filed = { industry: random.pick(INDUSTRIES), size: SIZES.pick(random) }
  return { kind, anonymous: false, phone, language, name, ...enterprise, ...filed }
}
