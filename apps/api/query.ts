import { Refusal } from '#domain/refusals'

/** Reads query strings and path parts; what cannot be meant is refused by its name. */

export function limitOf(raw: unknown, most = 100, usual = 50): number {
  if (raw === undefined || raw === '') return usual
  const limit = typeof raw === 'string' && /^\d{1,4}$/.test(raw) ? Number(raw) : NaN
  if (!(limit >= 1 && limit <= most)) throw fault('limit', `每页条数应为 1 到 ${most}`)
  return limit
}

export function oneOf<T extends string>(name: string, raw: unknown, allowed: readonly T[], usual?: T): T {
  if ((raw === undefined || raw === '') && usual) return usual
  const found = allowed.find((each) => each === raw)
  if (!found) throw fault(name, `应为下列之一：${allowed.join('、')}`)
  return found
}

export function someOf<T extends string>(name: string, raw: unknown, allowed: readonly T[]): T[] {
  if (raw === undefined || raw === '') return []
  return textOf(name, raw, 200)!
    .split(',')
    .map((each) => oneOf(name, each, allowed))
}

export function textOf(name: string, raw: unknown, most: number): string | undefined {
  if (raw === undefined || raw === '') return undefined
  if (typeof raw !== 'string' || raw.length > most) throw fault(name, `应为不超过 ${most} 个字的文字`)
  return raw.replaceAll('\0', '')
}

export function wholeOf(name: string, raw: unknown, usual: number): number {
  if (raw === undefined || raw === '') return usual
  if (typeof raw !== 'string' || !/^\d{1,9}$/.test(raw)) throw fault(name, '应为不小于 0 的整数')
  return Number(raw)
}

export function timeOf(name: string, raw: unknown): Date | null {
  if (raw === undefined || raw === '') return null
  const written = typeof raw === 'string' && /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/.test(raw)
  const at = new Date(written ? raw : NaN)
  if (Number.isNaN(at.getTime())) throw fault(name, '应为日期或时间，例如 2026-01-31T08:00:00+08:00')
  return at
}

/** A local calendar day. */
export function dayOf(name: string, raw: unknown): string {
  const written = typeof raw === 'string' && /^20\d\d-\d\d-\d\d$/.test(raw) ? raw : ''
  const at = new Date(`${written}T00:00:00Z`)
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== written)
    throw fault(name, '应为日期，例如 2026-01-31')
  return written
}

/** An id that cannot exist is simply not found. */
export function idOf(raw: string): string {
  if (!/^[1-9]\d{0,17}$/.test(raw)) throw new Refusal('notFound')
  return raw
}

/** The version in `If-Match: "7"`; an action without it would overwrite blindly. */
export function versionOf(raw: string | string[] | undefined): number {
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(typeof raw === 'string' ? raw : '')
  if (!match) throw new Refusal('versionNeeded')
  return Number(match[1])
}

const fault = (field: string, message: string) => new Refusal('invalidInput', { fields: { [field]: [message] } })
