import type { CalendarData } from '#domain/clock/calendar'
import { calendarsOf } from '#domain/clock/calendars'
import type { ClockPolicy } from '#domain/clock/policy'
import type {
  CatalogueEntry,
  CopyRule,
  DutyLine,
  RegionCategory,
  RegionGroup,
  RegionPlace,
  RegionRules,
  RegionSettings,
  RegionUnit,
} from '#domain/workflow/region'
import type { Sql } from './database'
import { templatesInForce } from './messages/templates'

/** Reads the region's whole rule data; a few thousand rows, kept in memory by every process. */
export async function loadRegionRules(db: Sql): Promise<RegionRules> {
  const [region] = await db.query<RegionRow>('SELECT code, name, data_version AS "dataVersion", settings FROM region')
  if (!region) throw new Error('the database holds no region: load one with `npm run seed`')
  const policies = await db.query<PolicyRow>('SELECT id, policy, active FROM clock_policy')
  const active = policies.find((row) => row.active)
  if (!active) throw new Error('no clock policy is active')
  const units = await db.query<RegionUnit>(
    `SELECT id, code, name, kind, parent_id AS "parentId", path, aliases, around_the_clock AS "aroundTheClock", office_hours AS "officeHours", active FROM unit`,
  )
  const categories = await db.query<RegionCategory>(
    `SELECT code, name, level, parent_code AS "parentCode", unit_id AS "unitId", tags, life_line AS "lifeLine", enterprise, active FROM category ORDER BY code`,
  )
  const places = await db.query<RegionPlace>(
    `SELECT code, name, parent_code AS "parentCode", unit_id AS "unitId", area_kind AS "areaKind", active FROM place ORDER BY code`,
  )
  const catalogue = await db.query<CatalogueEntry & { version: number }>(
    `SELECT version, category_code AS "categoryCode", place_code AS "placeCode", unit_id AS "unitId", lead, certain, basis
     FROM catalogue_entry WHERE version = (SELECT max(version) FROM catalogue)`,
  )
  const copies = await db.query<CopyRule & Record<string, unknown>>(
    `SELECT code, category_code AS "categoryCode", place_code AS "placeCode", unit_id AS "unitId", basis
     FROM copy_rule WHERE active ORDER BY code`,
  )
  const duties = await db.query<DutyLine & Record<string, unknown>>(
    `SELECT code, category_code AS "categoryCode", duty FROM duty_item WHERE active ORDER BY code`,
  )
  const groups = await db.query<RegionGroup & Record<string, unknown>>(
    `SELECT g.code, g.name, array_agg(m.unit_id ORDER BY m.unit_id) AS "unitIds"
     FROM unit_group g JOIN unit_group_member m ON m.group_code = g.code GROUP BY g.code, g.name ORDER BY g.name`,
  )
  const byId = new Map(policies.map((row) => [row.id, row.policy]))
  const unitsById = new Map(units.map((unit) => [unit.id, unit]))
  const holidays = await loadCalendar(db)
  return {
    ...region,
    policyId: active.id,
    policies: byId,
    catalogueVersion: catalogue[0]?.version ?? 0,
    units: unitsById,
    categories: new Map(categories.map((category) => [category.code, category])),
    places: new Map(places.map((place) => [place.code, place])),
    catalogue: new Map(catalogue.map((entry) => [`${entry.categoryCode}|${entry.placeCode ?? ''}`, entry])),
    templates: await templatesInForce(db),
    holidays,
    copies,
    duties,
    groups,
    calendar: calendarsOf(byId, holidays, unitsById),
  }
}

interface RegionRow {
  code: string
  name: string
  dataVersion: string
  settings: RegionSettings
}
interface PolicyRow {
  id: number
  policy: ClockPolicy
  active: boolean
}

async function loadCalendar(db: Sql): Promise<CalendarData> {
  const years = await db.query<{ year: number }>('SELECT year FROM calendar_year WHERE published')
  const days = await db.query<{ day: string; name: string; off: boolean }>(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, name, off FROM calendar_day`,
  )
  return {
    offDays: new Set(days.filter(({ off }) => off).map(({ day }) => day)),
    workDays: new Set(days.filter(({ off }) => !off).map(({ day }) => day)),
    publishedYears: new Set(years.map(({ year }) => year)),
    names: new Map(days.map(({ day, name }) => [day, name])),
  }
}
