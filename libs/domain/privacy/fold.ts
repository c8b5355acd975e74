/** Reading what people write: one folding of widths and digits for phones, numbers and redaction. */

/** Full width to half width, digits of any script to ASCII. Keeps everything else. */
export function foldDigits(text: string): string {
  return text.normalize('NFKC').replace(/\p{Nd}/gu, digitOf)
}

/** A text with only what was asked for, and for each of its characters the place it came from. */
export interface Folded {
  text: string
  /** For every UTF-16 unit of `text`: start and end of its source in the original. */
  from: number[]
  to: number[]
}

/** Folds character by character so that places in the original are known; `keep` returns '' for what is left out. */
export function fold(original: string, keep: (character: string) => string): Folded {
  const folded: Folded = { text: '', from: [], to: [] }
  let at = 0
  for (const character of original) {
    if (isPlain(character)) append(folded, keep(character), at, at + 1)
    else for (const part of foldDigits(character).toLowerCase()) append(folded, keep(part), at, at + character.length)
    at += character.length
  }
  return folded
}

/** Letters and digits that need no folding: nearly all of a Chinese text, at a tenth of the price. */
function isPlain(character: string): boolean {
  const code = character.charCodeAt(0)
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x20 && code <= 0x40) || (code >= 0x5b && code <= 0x7e)
}

function append(folded: Folded, kept: string, from: number, to: number): void {
  folded.text += kept
  for (let unit = 0; unit < kept.length; unit += 1) {
    folded.from.push(from)
    folded.to.push(to)
  }
}

export function isLetter(sign: string): boolean {
  const code = sign.charCodeAt(0)
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x30 && code <= 0x39) || /[\p{L}\p{N}]/u.test(sign)
}

/** Letters and digits alone, folded. */
export function lettersOf(text: string): string {
  return fold(text, onlyLetters).text
}

export function onlyLetters(sign: string): string {
  return isLetter(sign) ? sign : ''
}

/** In every script the ten digits start at a code ending in 0 or in 6 (hexadecimal). */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0)!
  const low = code & 0xf
  return String(low >= 6 && !/\p{Nd}/u.test(String.fromCodePoint(code - low)) ? low - 6 : low)
}
