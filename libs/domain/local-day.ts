/** Days as the city lives them: 'YYYY-MM-DD' in Beijing time, which has had no summer time since 1991. */
export type LocalDay = string

export const LOCAL_OFFSET_MS = 8 * 3_600_000
export const DAY_MS = 24 * 3_600_000

export const localDayOf = (at: Date): LocalDay => asDay(at.getTime() + LOCAL_OFFSET_MS)

/** The first moment of a local day. */
export const startOfDay = (day: LocalDay) => new Date(numberOf(day) - LOCAL_OFFSET_MS)

export const addDays = (day: LocalDay, days: number): LocalDay => asDay(numberOf(day) + days * DAY_MS)

/** The same day so many months on; the 31st of a shorter month is its last day. */
export function addMonths(day: LocalDay, months: number): LocalDay {
  const [year, month, date] = partsOf(day)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return asDay(first.getTime() + (Math.min(date, last) - 1) * DAY_MS)
}

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: LocalDay) => ((new Date(numberOf(day)).getUTCDay() + 6) % 7) + 1

export function partsOf(day: LocalDay): [year: number, month: number, date: number] {
  const [year, month, date] = day.split('-').map(Number)
  return [year!, month!, date!]
}

export const isLocalDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && asDay(Date.parse(text)) === text

const numberOf = (day: LocalDay) => Date.parse(`${day}T00:00:00Z`)

function asDay(time: number): LocalDay {
  return Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 10)
}
