import type { AreaKind, Desk, Line, UnitKind } from '#domain/words'
import type { Role } from '#domain/access'
import type { ClockPolicy } from '#domain/clock/policy'
import type { HolidayFile } from '#domain/clock/holidays'

/** A region as its files describe it, read and checked; nothing here knows the database. */
export interface RegionData {
  about: RegionAbout
  units: UnitRow[]
  groups: GroupRow[]
  places: PlaceRow[]
  tags: TagRow[]
  categories: CategoryRow[]
  catalogue: CatalogueRow[]
  copies: CopyRow[]
  duties: DutyRow[]
  people: PersonRow[]
  desks: DeskRow[]
  shifts: ShiftRow[]
  policies: ClockPolicy[]
  messages: MessageRow[]
  holidays: HolidayFile
}

export interface RegionAbout {
  code: string
  name: string
  dataVersion: string
  /** Code of the clock preset in force until an administrator chooses another. */
  clockPolicy: string
  catalogueNote: string
  settings: Record<string, unknown>
}

/** What requesters are told on one occasion; `neutral` where the matter is nobody's to read over a shoulder. */
export interface MessageRow {
  kind: string
  text: string
  neutral: string
}

export interface UnitRow {
  code: string
  name: string
  aliases: string[]
  kind: UnitKind
  parent: string | null
  responsible: string
  area: AreaKind | null
  population: number | null
  aroundTheClock: boolean
  source: string
}

export interface GroupRow {
  code: string
  name: string
  members: string[]
}

export interface PlaceRow {
  code: string
  name: string
  parent: string | null
  unit: string
  area: AreaKind
  aliases: string[]
  source: string
}

/** 归口标签: a line of competence, the unit that holds it, and its duty in words. */
export interface TagRow {
  code: string
  name: string
  unit: string
  duty: string
}

export interface CategoryRow {
  code: string
  level: 1 | 2 | 3
  parent: string | null
  name: string
  /** Competent department. */
  unit: string | null
  tags: string[]
  lifeLine: boolean
  enterprise: boolean
}

/** One line of the dispatch catalogue: what goes where, who leads, and by which duty. */
export interface CatalogueRow {
  category: string
  place: string | null
  unit: string
  lead: Extract<Line, 'industry' | 'territory'>
  certain: boolean
  basis: string
}

/** 抄送: which unit is to know of which matters. */
export interface CopyRow {
  code: string
  category: string
  place: string | null
  unit: string
  basis: string
}

/** 职责清单: what may be put to villages and communities. */
export interface DutyRow {
  code: string
  category: string
  duty: string
}

export interface PersonRow {
  login: string
  name: string
  unit: string
  roles: Role[]
  desk: Desk | null
}

export interface DeskRow {
  code: Desk
  name: string
  /** What a caller presses to be put through to it. */
  dialKey: string | null
  /** Minutes from midnight; beyond 1440 is the next day. */
  openFrom: number
  openTo: number
  overflow: Desk | null
  ringSeconds: number
}

export interface ShiftRow {
  desk: Desk
  login: string
  weekday: number
  from: number
  to: number
}
