/** What is wrong with a clock policy someone wrote, row by row and in their words; nothing wrong is an empty list. */
import {
  AREA_KINDS,
  CLOCK_KINDS,
  keysOf,
  REQUESTER_KINDS,
  TICKET_TYPES,
  URGENCIES,
  type ClockKind,
  type Labels,
} from '../words'
import { hoursErrors, type OfficeHours } from './calendar'
import { TIME_UNITS } from './limit'
import { limitsFor, type ClockPolicy } from './policy'

type Json = Record<string, unknown>

const LISTS = { type: TICKET_TYPES, urgency: URGENCIES, requester: REQUESTER_KINDS, area: AREA_KINDS } as const
const LIST_WORDS = { type: '诉求类型', urgency: '紧急程度', requester: '诉求人', area: '区域' } as const
const FLAGS = ['lifeLine', 'complex']

export function validatePolicy(json: unknown): string[] {
  if (!isObject(json)) return ['时限方案应是一个对象']
  const errors: string[] = []
  if (!isText(json.code)) errors.push('缺少方案代码 code')
  if (!isText(json.label)) errors.push('缺少方案名称 label')
  if (!Number.isInteger(json.version) || (json.version as number) < 1) errors.push('版本号 version 应为从1开始的整数')
  errors.push(...officeErrors(json.officeHours))
  if (!Array.isArray(json.rules) || json.rules.length === 0) return [...errors, '规则列表 rules 不能为空']
  json.rules.forEach((rule, index) => errors.push(...ruleErrors(rule, `第${index + 1}条规则`)))
  if (errors.length > 0) return errors
  return [...shadowedRules(json as unknown as ClockPolicy), ...forgotten(json as unknown as ClockPolicy)]
}

function officeErrors(hours: unknown): string[] {
  if (!isObject(hours)) return ['缺少上班时段 officeHours']
  const pairs =
    Array.isArray(hours.intervals) && hours.intervals.every((pair) => Array.isArray(pair) && pair.length === 2)
  if (!pairs) return ['上班时段 intervals 应是[开始分钟, 结束分钟]的列表']
  if (!Array.isArray(hours.weekdays)) return ['工作日 weekdays 应是1到7的列表']
  return hoursErrors(hours as unknown as OfficeHours)
}

function ruleErrors(rule: unknown, row: string): string[] {
  if (!isObject(rule)) return [`${row}:应是一个对象`]
  const named = isText(rule.label) ? `${row}(${rule.label})` : row
  const errors = isText(rule.label) ? [] : [`${row}:缺少名称 label`]
  if (!isObject(rule.when)) errors.push(`${named}:缺少适用条件 when(适用全部请写 {})`)
  else errors.push(...conditionErrors(rule.when, named))
  if (!isObject(rule.limits) || Object.keys(rule.limits).length === 0) errors.push(`${named}:没有写任何时限 limits`)
  else errors.push(...Object.entries(rule.limits).flatMap(([kind, limit]) => limitErrors(kind, limit, named)))
  if (rule.hours !== undefined && rule.hours !== 'office' && rule.hours !== 'aroundTheClock')
    errors.push(`${named}:hours 只能是 office(上班时间)或 aroundTheClock(全天)`)
  return errors
}

function conditionErrors(when: Json, row: string): string[] {
  return Object.entries(when).flatMap(([name, value]) => {
    if (FLAGS.includes(name)) return typeof value === 'boolean' ? [] : [`${row}:条件 ${name} 应为 true 或 false`]
    if (name !== 'category' && !(name in LISTS)) return [`${row}:不认识的条件“${name}”`]
    if (!Array.isArray(value) || value.length === 0) return [`${row}:条件 ${name} 应是非空列表`]
    if (name === 'category') return value.every(isText) ? [] : [`${row}:类别代码应是非空文字`]
    const list = name as keyof typeof LISTS
    const known: Labels<string> = LISTS[list]
    return value
      .filter((one) => !Object.hasOwn(known, String(one)))
      .map((one) => `${row}:${LIST_WORDS[list]}没有“${one}”,可选:${Object.keys(known).join('、')}`)
  })
}

function limitErrors(kind: string, limit: unknown, row: string): string[] {
  if (!Object.hasOwn(CLOCK_KINDS, kind))
    return [`${row}:不认识的时限“${kind}”,可选:${Object.keys(CLOCK_KINDS).join('、')}`]
  const name = CLOCK_KINDS[kind as ClockKind]
  if (limit === null) return []
  if (!isObject(limit)) return [`${row}:${name}时限应写作 { amount, unit },不设时限请写 null`]
  const errors: string[] = []
  if (typeof limit.amount !== 'number' || !Number.isFinite(limit.amount) || limit.amount <= 0)
    errors.push(`${row}:${name}时限的数量“${limit.amount}”应为大于0的数`)
  if (!isText(limit.unit) || !Object.hasOwn(TIME_UNITS, limit.unit))
    errors.push(`${row}:${name}时限的单位“${limit.unit}”无效,可选:${Object.keys(TIME_UNITS).join('、')}`)
  return errors
}

/** A rule with the same conditions as an earlier one can never decide a kind the earlier one names. */
function shadowedRules(policy: ClockPolicy): string[] {
  const first = new Map<string, number>()
  return policy.rules.flatMap((rule, index) => {
    const when = JSON.stringify(Object.entries(rule.when).sort(([a], [b]) => a.localeCompare(b)))
    return keysOf(rule.limits).flatMap((kind) => {
      const earlier = first.get(when + kind)
      if (earlier === undefined) first.set(when + kind, index)
      return earlier === undefined
        ? []
        : [`第${index + 1}条规则(${rule.label}):${CLOCK_KINDS[kind]}时限与第${earlier + 1}条规则条件相同,永远不会生效`]
    })
  })
}

/** "No deadline" is written down as null; a limit that nobody wrote is a mistake. On-site arrival is the exception: it is tracked only where named. */
function forgotten(policy: ClockPolicy): string[] {
  const kinds = keysOf(CLOCK_KINDS).filter((kind) => kind !== 'arrive' && kind !== 'rectify')
  return keysOf(TICKET_TYPES).flatMap((type) =>
    keysOf(URGENCIES).flatMap((urgency) => {
      const { ruleLabels } = limitsFor(policy, { type, urgency })
      return kinds
        .filter((kind) => ruleLabels[kind] === null)
        .map(
          (kind) => `${URGENCIES[urgency]}${TICKET_TYPES[type]}没有规则写明${CLOCK_KINDS[kind]}时限,不设时限请写 null`,
        )
    }),
  )
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
