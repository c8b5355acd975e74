import { lettersOf } from './fold'
import { nationalPhone, normalisePhones } from './phone'

/**
 * As digits: as typed, with the country, as dialled, without the long-distance zero, a landline without its area,
 * and what is left of 138****5678 when the stars are not counted.
 */
export function phoneForms(phone: string): string[] {
  const forms = normalisePhones(phone).flatMap((normal) => [normal.replace(/\D/g, ''), ...dialledForms(normal)])
  return [...new Set([lettersOf(phone), ...forms])]
}

const GAP = '[\\s\\-‐-―−_.·/()\\[\\]]{0,2}'
const apart = (count: number, last = '\\d'): string => `(?:\\d${GAP}){${count - 1}}${last}`

/** Mobile, landline, identity number new and old, bank card, e-mail: whole numbers only, never a part of a longer one. */
export const CARD_AND_PHONE_PATTERNS = [
  `(?<!\\d)(?:(?:\\+|00)?86${GAP})?0?1${GAP}[3-9]${GAP}${apart(9)}(?!\\d)`,
  `(?<!\\d)(?:(?:\\+|00)?86${GAP})?\\(?0(?:10|2\\d|[3-9]\\d\\d)${GAP}[2-8]${GAP}${apart(6)}\\d?(?!\\d)`,
  `(?<!\\d)[1-9]${GAP}${apart(17, '[\\dx]')}(?![\\dx])`,
  `(?<!\\d)[1-9]\\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}(?!\\d)`,
  `(?<!\\d)[3-6]${GAP}${apart(15)}(?:${GAP}\\d){0,3}(?!\\d)`,
  `[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,5}`,
].map((pattern) => new RegExp(pattern, 'gu'))

function dialledForms(normal: string): string[] {
  const national = nationalPhone(normal)
  const landline = normal.startsWith('+86') ? /^0(?:10|2\d|[3-9]\d\d)(\d{7,8})$/.exec(national) : null
  if (landline) return [national.slice(1), landline[1]!]
  return national.length === 11 ? [national, national.slice(0, 3) + national.slice(-4)] : [national.replace(/\D/g, '')]
}
