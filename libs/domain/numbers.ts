/** Ticket numbers: what a caller can write down from the phone, and back. */

/** YYMMDD of the local registration day + six digits; gaps are fine, repeats are not (a million a day at most). */
export function ticketNumber(id: bigint | number | string, localDay: string): string {
  const serial = (BigInt(id) % 1_000_000n).toString().padStart(6, '0')
  return localDay.slice(2, 4) + localDay.slice(5, 7) + localDay.slice(8, 10) + serial
}

/** A part has the number of its whole with a letter after it: `260720012345A`, the next one B. */
export const partNumber = (number: string, index: number) => number + String.fromCharCode(65 + index)

/** As shown and spoken: `260720-012345`, and `260720-012345-01` after the first redo. */
export function shownNumber(number: string, redoCount = 0): string {
  const base = `${number.slice(0, 6)}-${number.slice(6)}`
  return redoCount > 0 ? `${base}-${String(redoCount).padStart(2, '0')}` : base
}

/** Accepts the number however it was typed: full width, spaces, dashes, redo suffix. */
export function parseNumber(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s-]/g, '')
  const match = /^(\d{12}[A-Z]?)(\d{2})?$/.exec(digits.toUpperCase())
  return match ? match[1]! : null
}
