import { foldDigits } from './fold'

/**
 * One form for every way a number is typed: `+8613812345678`, `+864778123456`, `+4930123456`, or a short number such as `12345`.
 * A local number needs the area code (`0477`); an extension is not part of the form. Null when it is no phone number.
 */
export function normalisePhone(typed: string, areaCode?: string): string | null {
  return normalisePhones(typed, areaCode)[0] ?? null
}

/** All numbers of a field in which several were typed (`13812345678/0477-8123456`). */
export function normalisePhones(typed: string, areaCode?: string): string[] {
  const folded = foldDigits(typed)
  const pieces = folded.split(/[/、,;，；或]/).filter((piece) => piece.trim() !== '')
  const each = pieces.map((piece) => read(piece, areaCode))
  if (pieces.length > 1 && each.every((one) => one !== null)) return each
  const whole = read(folded, areaCode)
  return whole === null ? each.filter((one) => one !== null) : [whole]
}

/** The last four digits, as a caller says them; null when the text holds fewer. Takes a bare tail, too. */
export function phoneTailDigits(phone: string): string | null {
  const digits = (normalisePhone(phone) ?? foldDigits(phone)).replace(/\D/g, '')
  return digits.length < 4 ? null : digits.slice(-4)
}

/** The digits dialled inside the country: `13812345678`, `04778123456`; a foreign or short number stays. */
export function nationalPhone(normal: string): string {
  if (!normal.startsWith('+86')) return normal
  const rest = normal.slice(3)
  return MOBILE.test(rest) || SERVICE.test(rest) ? rest : `0${rest}`
}

/** `138****5678`, `0477-***3456`; numbers of services are public and stay. */
export function maskPhone(phone: string): string {
  const normal = normalisePhone(phone)
  if (normal === null) return maskUnknown(phone)
  const national = nationalPhone(normal)
  if (SHORT.test(national) || SERVICE.test(national)) return national
  if (MOBILE.test(national)) return `${national.slice(0, 3)}****${national.slice(-4)}`
  if (normal.startsWith('+86')) return maskLandline(national)
  return `${normal.slice(0, 3)}****${normal.slice(-2)}`
}

const MOBILE = /^1[3-9]\d{9}$/
const SERVICE = /^[48]00\d{7}$/
const SHORT = /^(1[012]\d|1\d{4}|9\d{4,7}|1[02]\d{2,6})$/
const AREA = /^0(10|2\d|[3-9]\d{2})/

function read(piece: string, areaCode: string | undefined): string | null {
  const base = piece.replace(/(转|分机|ext\.?|x|#).*$/i, '').replace(/^\s*(电话|手机|tel|mobile)[::]?/i, '')
  const plain = base.replace(/[\s\-‐-―−﹣_.·•()[\]/\u200b-\u200f\u2060\ufeff]/g, '')
  if (!/^\+?\d+$/.test(plain)) return null
  const dialled = plain.replace(/^00/, '+')
  if (/^\+(?!86)/.test(dialled)) return /^\+[1-9]\d{6,14}$/.test(dialled) ? dialled : null
  const digits = dialled.startsWith('+86') ? dialled.slice(3) : dialled.replace(/^86(?=1[3-9]\d{9}$)/, '')
  return readNational(digits, dialled.startsWith('+86'), areaCode)
}

function readNational(digits: string, international: boolean, areaCode: string | undefined): string | null {
  const mobile = digits.replace(/^0(?=1[3-9])/, '')
  if (MOBILE.test(mobile) || SERVICE.test(digits)) return `+86${mobile}`
  const landline = international && !digits.startsWith('0') ? `0${digits}` : digits
  const area = AREA.exec(landline)?.[0]
  if (area && isSubscriber(landline.slice(area.length))) return `+86${landline.slice(1)}`
  if (SHORT.test(digits)) return digits
  if (areaCode && /^[2-8]\d{6,7}$/.test(digits)) return `+86${areaCode.replace(/^0/, '')}${digits}`
  return null
}

function isSubscriber(digits: string): boolean {
  return /^[2-8]\d{6,7}$/.test(digits) || SHORT.test(digits)
}

function maskLandline(national: string): string {
  const area = AREA.exec(national)![0]
  const subscriber = national.slice(area.length)
  return `${area}-${'*'.repeat(Math.max(subscriber.length - 4, 0))}${subscriber.slice(-4)}`
}

function maskUnknown(phone: string): string {
  const characters = [...phone.trim()]
  return characters.length < 7 ? '*'.repeat(characters.length) : `****${characters.slice(-2).join('')}`
}
