import { type Folded, fold, lettersOf, onlyLetters } from './fold'
import { nameWordings } from './name-wordings'
import { CARD_AND_PHONE_PATTERNS, phoneForms } from './number-wordings'

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
  return redactor(known)(text)
}

/** For many texts about the same people: the known values are prepared once. */
export function redactor(known: KnownValues): (text: string) => string {
  const words = (known.names ?? []).map(nameWordings)
  const prepared: Prepared = {
    numbers: [...(known.phones ?? []).flatMap(phoneForms), ...(known.identities ?? []).map(lettersOf)].filter(isLong),
    tails: (known.phones ?? []).flatMap(tailPattern),
    words: [...words.flatMap((word) => word.whole), ...(known.others ?? [])].map(lettersOf).filter(Boolean),
    titles: words.flatMap((word) => word.patterns),
  }
  return (text) => without(text, merged([...knownSpans(text, prepared), ...patternSpans(text)]))
}

interface Prepared {
  numbers: string[]
  tails: RegExp[]
  words: string[]
  titles: RegExp[]
}

type Span = [from: number, to: number]

/** Known values are found however far apart their characters are written, as long as only signs and spaces lie between. */
function knownSpans(text: string, { numbers, tails, words, titles }: Prepared): Span[] {
  const spans: Span[] = []
  if (numbers.length + tails.length + words.length > 0) {
    const letters = fold(text, onlyLetters)
    spans.push(...find(letters, words))
    for (const view of SPOKEN.test(text) ? [letters, fold(text, spokenLetter)] : [letters]) {
      spans.push(...find(view, numbers), ...tails.flatMap((tail) => matches(view, tail)))
    }
  }
  if (titles.length > 0) spans.push(...titleSpans(text, titles))
  return spans
}

/** 张 先生, 张.某某: titles and dots matter here, so only what separates nothing is left out. */
function titleSpans(text: string, titles: readonly RegExp[]): Span[] {
  const view = fold(text, (sign) => (/[\s\p{Cf}\p{M}·•.\-_]/u.test(sign) ? '' : sign))
  return titles.flatMap((title) => matches(view, title))
}

/** Numbers nobody named but everybody recognises. */
function patternSpans(text: string): Span[] {
  const views = [fold(text, visible)]
  if (SPOKEN.test(text)) views.push(fold(text, (sign) => NUMERALS[sign] ?? visible(sign)))
  return views.flatMap((view) => CARD_AND_PHONE_PATTERNS.flatMap((pattern) => matches(view, pattern)))
}

/** Chinese numerals as numbers are dictated; 幺 and 两 included, 十 and 百 not. */
const NUMERALS: Record<string, string> = Object.fromEntries(
  ['〇零○', '一壹幺', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((signs, digit) =>
    [...signs].map((sign) => [sign, String(digit)]),
  ),
)
const SPOKEN = new RegExp(
  `[${Object.keys(NUMERALS).join('')}]|[^\\u0000-\\u02ff\\u2000-\\u206f\\u3000-\\u303f\\u4e00-\\u9fff\\uff00-\\uff5e]`,
)

function spokenLetter(sign: string): string {
  return NUMERALS[sign] ?? onlyLetters(sign)
}

/** Signs without width never separate anything. */
function visible(sign: string): string {
  return sign >= '\u0300' && /[\p{Cf}\p{M}]/u.test(sign) ? '' : sign
}

/** `尾号 5678`, `后四位是5678`: a tail alone points at one of a unit's few callers. */
function tailPattern(phone: string): RegExp[] {
  const tail = lettersOf(phone).slice(-4)
  return /^\d{4}$/.test(tail) ? [new RegExp(`(?:尾号|尾数|末尾|[后末最][4四]位)[^\\d]{0,4}${tail}(?!\\d)`, 'gu')] : []
}

/** Shorter numbers (110, a house number typed into the wrong field) are in half of all texts and point at nobody. */
function isLong(number: string): boolean {
  return number.length >= 7
}

function find(view: Folded, needles: readonly string[]): Span[] {
  const spans: Span[] = []
  for (const needle of needles) {
    for (let at = view.text.indexOf(needle); at >= 0; at = view.text.indexOf(needle, at + 1)) {
      spans.push(spanOf(view, at, needle.length))
    }
  }
  return spans
}

function matches(view: Folded, pattern: RegExp): Span[] {
  return [...view.text.matchAll(pattern)].map((match) => spanOf(view, match.index, match[0].length))
}

function spanOf(view: Folded, at: number, length: number): Span {
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
