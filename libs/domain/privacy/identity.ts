import { foldDigits } from './fold'

/** A resident identity number: known province, real birthday, right check digit (GB 11643); the old 15 digits, too. */
export function isIdentityNumber(typed: string): boolean {
  const number = plainIdentity(typed)
  if (/^\d{15}$/.test(number)) return isPlace(number) && isDay(`19${number.slice(6, 12)}`)
  return /^\d{17}[\dX]$/.test(number) && isPlace(number) && isDay(number.slice(6, 14)) && checkOf(number) === number[17]
}

/** Without spaces and dashes, half width, capital X. */
export function plainIdentity(typed: string): string {
  return foldDigits(typed)
    .replace(/[\s\-‐-―−_.·\u200b-\u200f\u2060\ufeff]/g, '')
    .toUpperCase()
}

/** Three characters at the front, two at the end, nothing of the birthday. */
export function maskIdentity(number: string): string {
  const plain = plainIdentity(number)
  if (plain.length < 8) return '*'.repeat(plain.length)
  return plain.slice(0, 3) + '*'.repeat(plain.length - 5) + plain.slice(-2)
}

const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91'.split(
    ' ',
  ),
)
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

function isPlace(number: string): boolean {
  return PROVINCES.has(number.slice(0, 2))
}

/** A birthday of nobody alive or not yet born is a typing mistake, but the latter needs a clock: years up to 2099 pass. */
function isDay(yyyymmdd: string): boolean {
  const [year, month, day] = [yyyymmdd.slice(0, 4), yyyymmdd.slice(4, 6), yyyymmdd.slice(6, 8)].map(Number) as [
    number,
    number,
    number,
  ]
  if (year < 1850 || year > 2099) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function checkOf(number: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0)
  return '10X98765432'[sum % 11]!
}
