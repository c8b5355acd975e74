/** Which minutes of which local day are office time, and why. Pure: the holidays and the hours are handed in. */

/** Dates are local, 'YYYY-MM-DD'. `names` lets an explanation say 国庆节 instead of 法定节假日. */
export interface CalendarData {
  offDays: ReadonlySet<string>
  workDays: ReadonlySet<string>
  publishedYears: ReadonlySet<number>
  names?: ReadonlyMap<string, string>
}

export interface OfficeHours {
  /** Minutes of the local day, in order, e.g. [[510, 720], [870, 1050]]. */
  intervals: readonly (readonly [startMinute: number, endMinute: number])[]
  /** Monday is 1, Sunday is 7. May be empty: then only make-up days are worked. */
  weekdays: readonly number[]
  /** Saturdays are served with the same hours, unless they are a holiday. */
  saturdayService?: boolean
  /** Every minute of every day, holidays included; intervals and weekdays are then ignored. */
  aroundTheClock?: boolean
}

export const PART_WORDS = {
  office: '上班时间',
  makeUp: '调休上班',
  saturday: '周六服务',
  aroundTheClock: '全天值守',
  lunch: '午休',
  shiftBreak: '班间休息',
  closed: '下班时间',
  weekend: '周末',
  restDay: '非工作日',
  holiday: '法定节假日',
} as const
export type PartReason = keyof typeof PART_WORDS

/** A stretch of one local day, in milliseconds of that day. */
export interface DayPart {
  from: number
  to: number
  counted: boolean
  reason: PartReason
  words: string
}

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
const NOON = 12 * HOUR

/** So many days in a row without a minute of office time mean a calendar that never opens. */
const NEVER_OPENS = 3660
/** A year's notice may take days from the end of the year before (29 December 2018 was worked by the notice for 2019). */
const LAST_DAY_SETTLED_ALONE = '-12-24'

type Span = readonly [from: number, to: number]
interface DayPlan {
  open: readonly Span[]
  total: number
  opensAs: PartReason
  shutAs: PartReason
  name?: string
}

const SHUT: readonly Span[] = []
const WHOLE_DAY: readonly Span[] = [[0, DAY]]

export class WorkCalendar {
  /** What one working day is worth, in milliseconds. */
  readonly officeDay: number
  private readonly open: readonly Span[]
  private readonly offset: number
  private readonly plans = new Map<number, DayPlan>()

  /** Asia/Shanghai has no daylight saving, so a fixed offset is the whole time zone. */
  constructor(
    private readonly data: CalendarData,
    readonly hours: OfficeHours,
    offsetMinutes = 480,
  ) {
    const wrong = hoursErrors(hours)
    if (wrong.length > 0) throw new RangeError(wrong.join(';'))
    this.offset = offsetMinutes * MINUTE
    this.open = hours.aroundTheClock ? WHOLE_DAY : hours.intervals.map(([from, to]) => [from * MINUTE, to * MINUTE])
    this.officeDay = lengthOf(this.open)
  }

  isWorkingDay(date: string): boolean {
    return this.plan(dayOf(date)).total > 0
  }

  /** Office time of a local date, in minutes of that day. */
  intervalsOf(date: string): [startMinute: number, endMinute: number][] {
    return this.plan(dayOf(date)).open.map(([from, to]) => [from / MINUTE, to / MINUTE])
  }

  localDate(at: number | Date): string {
    return dateOf(this.dayAt(Number(at)))
  }

  /** Milliseconds of office time between two instants. */
  between(from: number, to: number): number {
    if (to <= from) return 0
    const [first, last] = [this.dayAt(from), this.dayAt(to)]
    let total = 0
    for (let day = first; day <= last; day++) {
      const plan = this.plan(day)
      const begin = this.startOf(day)
      total += from <= begin && to >= begin + DAY ? plan.total : overlap(plan.open, from - begin, to - begin)
    }
    return total
  }

  /** The first instant by which so much office time has run since `from`; so it stays on a closing time, and never waits for the next opening. */
  after(from: number, amount: number): number {
    let left = amount
    if (left <= 0) return from
    let day = this.dayAt(from)
    let since = from - this.startOf(day)
    for (let idle = 0; idle < NEVER_OPENS; day++, since = 0) {
      const plan = this.plan(day)
      const today = since === 0 ? plan.total : overlap(plan.open, since, DAY)
      if (today >= left) return this.startOf(day) + reach(plan.open, since, left)
      left -= today
      idle = plan.total > 0 ? 0 : idle + 1
    }
    throw new RangeError('办公日历连续十年没有上班时间,算不出期限:请检查工作日和上班时段的设置')
  }

  /** The local day cut into counted and skipped parts, each with its reason, from midnight to midnight. */
  parts(day: number): DayPart[] {
    const { open, opensAs, shutAs, name } = this.plan(day)
    const shut = (from: number, to: number, reason: PartReason) => ({
      from,
      to,
      counted: false,
      reason,
      words: (reason === 'holiday' ? name : undefined) ?? PART_WORDS[reason],
    })
    if (open.length === 0) return [shut(0, DAY, shutAs)]
    const parts: DayPart[] = []
    let at = 0
    for (const [from, to] of open) {
      if (from > at)
        parts.push(shut(at, from, at === 0 ? 'closed' : at <= NOON && from > NOON ? 'lunch' : 'shiftBreak'))
      parts.push({ from, to, counted: true, reason: opensAs, words: PART_WORDS[opensAs] })
      at = to
    }
    if (at < DAY) parts.push(shut(at, DAY, 'closed'))
    return parts
  }

  /** False when a day of the range may still be moved by a notice that is not out yet. */
  settled(from: number, to: number): boolean {
    if (this.hours.aroundTheClock) return true
    const [first, last] = [this.localDate(from), this.localDate(to)]
    for (let year = yearOf(first); year <= yearOf(last); year++) {
      if (!this.data.publishedYears.has(year)) return false
    }
    return last <= yearOf(last) + LAST_DAY_SETTLED_ALONE || this.data.publishedYears.has(yearOf(last) + 1)
  }

  dayAt(at: number): number {
    return Math.floor((at + this.offset) / DAY)
  }

  startOf(day: number): number {
    return day * DAY - this.offset
  }

  private plan(day: number): DayPlan {
    let plan = this.plans.get(day)
    if (!plan) this.plans.set(day, (plan = this.drawUp(day)))
    return plan
  }

  private drawUp(day: number): DayPlan {
    const date = dateOf(day)
    const weekday = ((((day + 3) % 7) + 7) % 7) + 1
    const shutAs = this.data.offDays.has(date) ? 'holiday' : weekday > 5 ? 'weekend' : 'restDay'
    const opensAs = this.opensAs(date, weekday)
    const open = opensAs ? this.open : SHUT
    const name = this.data.names?.get(date)
    return { open, total: opensAs ? this.officeDay : 0, opensAs: opensAs ?? 'office', shutAs, name }
  }

  /** A holiday closes even a listed weekday; a make-up day opens even an unlisted one. */
  private opensAs(date: string, weekday: number): PartReason | null {
    if (this.hours.aroundTheClock) return 'aroundTheClock'
    if (this.data.offDays.has(date)) return null
    if (this.hours.weekdays.includes(weekday)) return this.data.workDays.has(date) && weekday > 5 ? 'makeUp' : 'office'
    if (this.data.workDays.has(date)) return 'makeUp'
    return this.hours.saturdayService && weekday === 6 ? 'saturday' : null
  }
}

/** What is wrong with office hours, in words for the person who typed them. */
export function hoursErrors(hours: OfficeHours): string[] {
  if (hours.aroundTheClock) return []
  const errors: string[] = []
  if (hours.intervals.length === 0) errors.push('上班时段不能为空')
  let end = 0
  hours.intervals.forEach(([from, to], index) => {
    const row = `第${index + 1}个上班时段`
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to > 1440)
      errors.push(`${row}应为当天0到1440之间的整分钟`)
    else if (from >= to) errors.push(`${row}的结束应晚于开始`)
    else if (from < end) errors.push(`${row}与前一时段重叠或顺序颠倒`)
    end = Math.max(end, to)
  })
  for (const weekday of hours.weekdays) {
    if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7)
      errors.push(`星期“${weekday}”无效,应为1(周一)到7(周日)`)
  }
  return errors
}

function overlap(spans: readonly Span[], from: number, to: number): number {
  let total = 0
  for (const [start, end] of spans) total += Math.max(0, Math.min(end, to) - Math.max(start, from))
  return total
}

/** Where in the day the amount is used up; the caller has checked that it is. */
function reach(spans: readonly Span[], since: number, amount: number): number {
  let left = amount
  for (const [start, end] of spans) {
    const room = Math.max(0, end - Math.max(start, since))
    if (room >= left) return Math.max(start, since) + left
    left -= room
  }
  return DAY
}

const lengthOf = (spans: readonly Span[]) => spans.reduce((total, [from, to]) => total + to - from, 0)
const dayOf = (date: string) => Date.parse(date) / DAY
const dateOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10)
const yearOf = (date: string) => Number(date.slice(0, 4))
