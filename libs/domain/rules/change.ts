import { type CalendarData, hoursErrors, type OfficeHours } from '../clock/calendar'
import { calendarsOf } from '../clock/calendars'
import { type HolidayYear, calendarData, validateHolidays } from '../clock/holidays'
import type { ClockPolicy } from '../clock/policy'
import { validatePolicy } from '../clock/validate-policy'
import type { RegionRules } from '../workflow/region'
import type { RuleChangeKind } from './words'

/** What a change proposes, by kind; and what it takes the place of, in the same shape. */
export interface RuleContents {
  policy: ClockPolicy
  calendar: HolidayYear
  hours: { unitId: number; officeHours: OfficeHours | null }
}
export type RuleContent = RuleContents[RuleChangeKind]

/** What is wrong with it, for the person who wrote it. */
const LONGEST = 100_000

export function contentErrors(kind: RuleChangeKind, content: unknown, region: RegionRules): string[] {
  if (JSON.stringify(content).length > LONGEST) return ['内容过长，请精简']
  if (kind === 'policy') return policyErrors(content)
  if (kind === 'calendar') return yearErrors(content)
  return unitHoursErrors(content, region)
}

const MOST_RULES = 200
const MOST = 1000
const SHORTEST_DAY = 60

/** More than being well written: no limit that would take years to count. */
function policyErrors(content: unknown): string[] {
  const errors = validatePolicy(content)
  if (errors.length) return errors
  const { label, rules, officeHours } = content as ClockPolicy
  if (label.length > 60) return ['方案名称请不超过 60 个字']
  if (rules.length > MOST_RULES) return [`规则最多 ${MOST_RULES} 条`]
  const large = rules.filter(({ limits }) => Object.values(limits).some((limit) => limit && limit.amount > MOST))
  return [...large.map(({ label }) => `规则“${label}”：时限的数量不能超过 ${MOST}`), ...openEnough(officeHours)]
}

function openEnough({ aroundTheClock, intervals, weekdays }: OfficeHours): string[] {
  if (aroundTheClock) return []
  const minutes = intervals.reduce((sum, [from, to]) => sum + to - from, 0)
  return [
    ...(weekdays.length ? [] : ['请至少选择一个工作日']),
    ...(minutes >= SHORTEST_DAY ? [] : [`每天的上班时间合计应不少于 ${SHORTEST_DAY} 分钟`]),
  ]
}

const NAMED_DAYS = ['name', 'from', 'to', 'day']
const isRow = (row: unknown): row is Record<string, unknown> =>
  typeof row === 'object' &&
  row !== null &&
  Object.entries(row).every(([key, value]) => NAMED_DAYS.includes(key) && typeof value === 'string')

function yearErrors(content: unknown): string[] {
  const { year, off, work, notices } = content as HolidayYear
  const shaped = Array.isArray(off) && Array.isArray(work) && [...off, ...work].every(isRow)
  if (!shaped || off.length + work.length > 100)
    return ['节假日安排应有放假 off 和调休 work 两个列表，每行写明名称和日期']
  if (!Array.isArray(notices) || !notices.every((notice) => typeof notice === 'string' && notice.length <= 500))
    return ['公布通知的网址 notices 应是文字列表，未公布请留空']
  // Days that are only expected may stand in a year not yet published: it stays provisional.
  const expected = notices.length ? notices : ['expected']
  const errors = validateHolidays({ years: [{ ...(content as HolidayYear), notices: expected }] })
  if (errors.length) return errors
  if (year < 2000 || year > 2099) return [`年份“${year}”应在 2000 到 2099 之间`]
  const named = [...off, ...work].every(({ name }) => typeof name === 'string' && name.length > 0 && name.length <= 40)
  return named ? [] : ['每个假期和调休日都应有不超过 40 个字的名称']
}

function unitHoursErrors(content: unknown, region: RegionRules): string[] {
  const { unitId, officeHours } = (content ?? {}) as Partial<RuleContents['hours']>
  if (typeof unitId !== 'number' || !region.units.get(unitId)?.active) return ['请选择一个在用的单位']
  if (officeHours === null) return []
  const shaped =
    typeof officeHours === 'object' && Array.isArray(officeHours.intervals) && Array.isArray(officeHours.weekdays)
  if (!shaped || !officeHours.intervals.every((pair) => Array.isArray(pair) && pair.length === 2))
    return ['上班时间应写明每天的时段和每周的工作日']
  const errors = hoursErrors(officeHours)
  return errors.length ? errors : openEnough(officeHours)
}

/** The rules with this content in the place of what they hold; a policy under the number given to it. */
export function withContent(
  region: RegionRules,
  kind: RuleChangeKind,
  content: RuleContent,
  policyId = region.policyId,
): RegionRules {
  if (kind === 'policy') {
    const policies = new Map(region.policies).set(policyId, content as ClockPolicy)
    return { ...region, policies, policyId, calendar: calendarsOf(policies, region.holidays, region.units) }
  }
  if (kind === 'calendar') {
    const holidays = withYear(region.holidays, content as HolidayYear)
    return { ...region, holidays, calendar: calendarsOf(region.policies, holidays, region.units) }
  }
  const { unitId, officeHours } = content as RuleContents['hours']
  const units = new Map(region.units).set(unitId, { ...region.units.get(unitId)!, officeHours })
  return { ...region, units, calendar: calendarsOf(region.policies, region.holidays, units) }
}

/** A notice replaces the year it is for, the days it takes from the December before included. */
function withYear(holidays: CalendarData, year: HolidayYear): CalendarData {
  const added = calendarData({ years: [year] })
  const taken = (day: string) => day.startsWith(String(year.year)) || added.offDays.has(day) || added.workDays.has(day)
  const others = (days: ReadonlySet<string>) => [...days].filter((day) => !taken(day))
  const published = [...holidays.publishedYears].filter((each) => each !== year.year)
  return {
    offDays: new Set([...others(holidays.offDays), ...added.offDays]),
    workDays: new Set([...others(holidays.workDays), ...added.workDays]),
    publishedYears: new Set([...published, ...added.publishedYears]),
    names: new Map([...(holidays.names ?? []), ...added.names!]),
  }
}
