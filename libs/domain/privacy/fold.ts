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
    for (const part of foldDigits(character).toLowerCase()) append(folded, keep(part), at, at + character.length)
    at += character.length
  }
  return folded
}

function append(folded: Folded, kept: string, from: number, to: number): void {
  folded.text += kept
  for (let unit = 0; unit < kept.length; unit += 1) {
    folded.from.push(from)
    folded.to.push(to)
  }
}

/** In every script the ten digits start at a code ending in 0 or in 6 (hexadecimal). */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0)!
  const low = code & 0xf
  return String(low >= 6 && !/\p{Nd}/u.test(String.fromCodePoint(code - low)) ? low - 6 : low)
}
