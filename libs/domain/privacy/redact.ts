import { fold, type Folded } from './fold'
import { nameWordings } from './name-wordings'
import { nationalPhone, normalisePhones } from './phone'

/** What stands where something was taken out. */
export const REDACTED = '〔已隐去〕'

/** Everything known to point at a person. `others` takes any further words: an address, a number plate, an e-mail. */
export interface KnownValues {
  phones?: readonly string[]
  names?: readonly string[]
  identities?: readonly string[]
  others?: readonly string[]
}

/**
 * Takes out of a text every known value in any writing — full width, spaces, dashes or line breaks inside, Chinese numerals,
 * 张先生 and 张某 for 张三 — and whatever looks like a phone, identity or card number or an e-mail.
 * Rather too much than too little: a unit may miss a word, it must not learn who reported.
 */
export function redact(text: string, known: KnownValues = {}): string {
  if (text === '') return text
  const spans = [
    ...digitSpans(text, known),
    ...wordSpans(text, known),
    ...namePatternSpans(text, known),
    ...patternSpans(text),
  ]
  return spans.length === 0 ? text : without(text, merged(spans))
}

type Span = [from: number, to: number]

/** Chinese numerals as spoken in numbers; 两 and 幺 included, 十 and 百 not. */
const NUMERALS: Record<string, string> = Object.fromEntries(
  ['〇零○', '一壹幺', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((signs, digit) =>
    [...signs].map((sign) => [sign, String(digit)]),
  ),
)

/** Known numbers, found however far apart their digits are written, as long as nothing but signs and spaces lies between. */
function digitSpans(text: string, known: KnownValues): Span[] {
  const needles = [...(known.phones ?? []).flatMap(phoneForms), ...(known.identities ?? []).map(lettersOf)].filter(
    isLong,
  )
  const tails = (known.phones ?? []).map((phone) => lettersOf(phone).slice(-4)).filter((tail) => tail.length === 4)
  if (needles.length === 0 && tails.length === 0) return []
  const digits = fold(text, (sign) => (isLetter(sign) ? sign : ''))
  const spoken = fold(text, (sign) => NUMERALS[sign] ?? (isLetter(sign) ? sign : ''))
  return [digits, spoken].flatMap((view) => [...find(view, needles), ...tails.flatMap((tail) => tailSpans(view, tail))])
}

/** `尾号 5678`, `后四位是5678`: a tail alone points at one of a unit's few callers. */
function tailSpans(view: Folded, tail: string): Span[] {
  return matches(view, new RegExp(`(?:尾号|尾数|末尾|[后末最][4四]位)[^\\d]{0,4}${tail}(?!\\d)`, 'gu'))
}

/** Names and other words, found with any signs and spaces between their characters. */
function wordSpans(text: string, known: KnownValues): Span[] {
  const words = [...(known.names ?? []).flatMap((name) => nameWordings(name).whole), ...(known.others ?? [])].map(
    lettersOf,
  )
  const needles = words.filter((word) => word.length > 0)
  return needles.length === 0
    ? []
    : find(
        fold(text, (sign) => (isLetter(sign) ? sign : '')),
        needles,
      )
}

/** 张先生, 张某某, 老张, 姓张: the surname with what goes with it. */
function namePatternSpans(text: string, known: KnownValues): Span[] {
  const patterns = (known.names ?? []).flatMap((name) => nameWordings(name).patterns)
  if (patterns.length === 0) return []
  const view = fold(text, (sign) => (/[\s\p{Cf}\p{M}·•.\-_]/u.test(sign) ? '' : sign))
  return patterns.flatMap((pattern) => matches(view, pattern))
}

const GAP = '[\\s\\-‐-―−_.·/()\\[\\]]{0,2}'
const digitsApart = (count: number, last = '\\d') => `(?:\\d${GAP}){${count - 1}}${last}`

/** Numbers nobody named but everybody recognises. */
const PATTERNS = [
  `(?<!\\d)(?:(?:\\+|00)?86${GAP})?0?1${GAP}[3-9]${GAP}${digitsApart(9)}(?!\\d)`,
  `(?<!\\d)(?:(?:\\+|00)?86${GAP})?\\(?0(?:10|2\\d|[3-9]\\d\\d)${GAP}[2-8]${GAP}${digitsApart(6)}\\d?(?!\\d)`,
  `(?<!\\d)[1-9]${GAP}${digitsApart(17, '[\\dx]')}(?![\\dx])`,
  `(?<!\\d)[1-9]\\d{5}\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}(?!\\d)`,
  `(?<!\\d)[3-6]${GAP}${digitsApart(15)}(?:${GAP}\\d){0,3}(?!\\d)`,
  `[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+`,
].map((pattern) => new RegExp(pattern, 'gu'))

function patternSpans(text: string): Span[] {
  const views = [fold(text, visible)]
  if (/[〇零○一二三四五六七八九幺]{3}/u.test(text)) views.push(fold(text, (sign) => NUMERALS[sign] ?? visible(sign)))
  return views.flatMap((view) => PATTERNS.flatMap((pattern) => matches(view, pattern)))
}

/** Signs without width never separate anything. */
function visible(sign: string): string {
  return /[\p{Cf}\p{M}]/u.test(sign) ? '' : sign
}

/** National number with and without the area code or country: whichever was written, a part of it is one of these. */
function phoneForms(phone: string): string[] {
  return [
    lettersOf(phone),
    ...normalisePhones(phone).flatMap((normal) => [normal.replace(/\D/g, ''), ...subscriberForms(normal)]),
  ]
}

function subscriberForms(normal: string): string[] {
  const national = nationalPhone(normal)
  const landline = normal.startsWith('+86') ? /^0(?:10|2\d|[3-9]\d\d)(\d{7,8})$/.exec(national) : null
  return landline ? [national.slice(1), landline[1]!] : [national.replace(/\D/g, '')]
}

/** Shorter numbers (110, a house number typed into the wrong field) are in half of all texts and point at nobody. */
function isLong(number: string): boolean {
  return number.length >= 7
}

function isLetter(sign: string): boolean {
  return /[\p{L}\p{N}]/u.test(sign)
}

function lettersOf(value: string): string {
  return fold(value, (sign) => (isLetter(sign) ? sign : '')).text
}

function find(view: Folded, needles: readonly string[]): Span[] {
  const spans: Span[] = []
  for (const needle of new Set(needles)) {
    for (let at = view.text.indexOf(needle); at >= 0; at = view.text.indexOf(needle, at + 1))
      spans.push(span(view, at, needle.length))
  }
  return spans
}

function matches(view: Folded, pattern: RegExp): Span[] {
  return [...view.text.matchAll(pattern)].map((match) => span(view, match.index, match[0].length))
}

function span(view: Folded, at: number, length: number): Span {
  return [view.from[at]!, view.to[at + length - 1]!]
}

function merged(spans: Span[]): Span[] {
  const whole: Span[] = []
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
    const last = whole.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else whole.push([from, to])
  }
  return whole
}

function without(text: string, spans: Span[]): string {
  let kept = ''
  let at = 0
  for (const [from, to] of spans) {
    kept += text.slice(at, from) + REDACTED
    at = to
  }
  return kept + text.slice(at)
}
