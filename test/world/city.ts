import type { Actor, Role } from '#domain/access'
import { WorkCalendar } from '#domain/clock/calendar'
import type { ClockPolicy } from '#domain/clock/policy'
import type { RegisterInput } from '#domain/inputs'
import type { UnitKind } from '#domain/words'
import type { Change } from '#domain/workflow/change'
import { register } from '#domain/workflow/intake'
import type { RegionCategory, RegionRules, RegionUnit } from '#domain/workflow/region'
import { settle } from '#domain/workflow/step'

/** A small city for the rules alone: no database, round numbers, office from nine to five on every weekday. */

const unit = (id: number, name: string, kind: UnitKind, path: string): RegionUnit => ({
  id,
  code: `U${id}`,
  name,
  kind,
  parentId: null,
  path,
  aliases: [],
  aroundTheClock: false,
  active: true,
})

export const UNITS = {
  center: unit(1, '热线中心', 'center', '1.'),
  town: unit(2, '阿镇', 'town', '2.'),
  village: unit(3, '一社区', 'village', '2.3.'),
  bureau: unit(4, '住建局', 'department', '4.'),
  water: unit(5, '水务局', 'department', '5.'),
  roads: unit(6, '交通局', 'department', '6.'),
} as const

const CATEGORY: RegionCategory = {
  code: '010101',
  name: '路灯',
  level: 3,
  parentCode: null,
  unitId: UNITS.bureau.id,
  tags: [],
  lifeLine: false,
  enterprise: false,
  active: true,
}

const hours = (amount: number) => ({ amount, unit: 'hour' as const })
const POLICY: ClockPolicy = {
  code: 'test',
  version: 1,
  label: '测试',
  officeHours: { intervals: [[540, 1020]], weekdays: [1, 2, 3, 4, 5] },
  rules: [
    {
      label: '通用',
      when: {},
      limits: {
        dispatch: hours(1),
        sign: hours(2),
        returnWindow: hours(2),
        contact: hours(24),
        reply: hours(72),
        redo: hours(48),
        callback: hours(24),
      },
    },
    { label: '复杂投诉', when: { type: ['complaint', 'report'], complex: true }, limits: { reply: hours(150) } },
    { label: '表扬', when: { type: ['praise'] }, limits: { contact: null, reply: null, redo: null, callback: null } },
  ],
}

const HOLIDAYS = {
  offDays: new Set<string>(),
  workDays: new Set<string>(),
  publishedYears: new Set([2026]),
}
const CALENDAR = new WorkCalendar(HOLIDAYS, POLICY.officeHours)

export const CITY: RegionRules = {
  code: 'test',
  name: '测试市',
  dataVersion: '1',
  settings: {},
  policyId: 1,
  policies: new Map([[1, POLICY]]),
  catalogueVersion: 1,
  units: new Map(Object.values(UNITS).map((each) => [each.id, each])),
  categories: new Map([[CATEGORY.code, CATEGORY]]),
  places: new Map(),
  catalogue: new Map(),
  templates: new Map(),
  holidays: HOLIDAYS,
  copies: [],
  duties: [],
  groups: [],
  calendar: () => CALENDAR,
}

export const someone = (role: Role | readonly Role[], of: RegionUnit = UNITS.center, personId = 7): Actor => ({
  personId,
  name: '某人',
  unitId: of.id,
  unitPath: of.path,
  roles: ([] as Role[]).concat(role),
})

export const MORNING = new Date('2026-07-20T09:00:00+08:00')
export const hoursLater = (amount: number, from = MORNING) => new Date(from.getTime() + amount * 3_600_000)

const DEMAND: RegisterInput = {
  type: 'help',
  channel: 'phone',
  urgency: 'normal',
  requester: { kind: 'citizen', name: '苏日娜', phone: '13900001234' },
  categoryCode: CATEGORY.code,
  title: '路灯不亮',
  content: '小区南门路灯坏了一周。',
  outcome: 'register',
}

/** A ticket just taken in at nine in the morning. */
export function takenIn(over: Partial<RegisterInput> = {}, id = '64'): Change {
  return settle(register(CITY, { ...DEMAND, ...over }, { id, now: MORNING, localDay: '2026-07-20' }, 7))
}

export function counter(from = 100): () => string {
  let next = from
  return () => String(next++)
}
