import type { CalendarData, OfficeHours } from '../clock/calendar'
import type { Calendars } from '../clock/calendars'
import type { ClockPolicy } from '../clock/policy'
import type { MessageKind } from '../messages/kinds'
import type { MessageSettings } from '../messages/quiet'
import type { MessageTemplate } from '../messages/template'
import type { FileSettings } from '../files'
import type { AreaKind, Channel, Line, TicketType, UnitKind } from '../words'

/** What the rules need to know of the city; loaded from its data, never written in code. */
export interface RegionRules {
  readonly code: string
  readonly name: string
  readonly dataVersion: string
  readonly settings: RegionSettings
  readonly policyId: number
  readonly policies: ReadonlyMap<number, ClockPolicy>
  readonly catalogueVersion: number
  readonly units: ReadonlyMap<number, RegionUnit>
  readonly categories: ReadonlyMap<string, RegionCategory>
  readonly places: ReadonlyMap<string, RegionPlace>
  /** Key `category|place`, and `category|` for everywhere. */
  readonly catalogue: ReadonlyMap<string, CatalogueEntry>
  /** What requesters are told, in the words in force; a kind without one is not told. */
  readonly templates: ReadonlyMap<MessageKind, MessageTemplate>
  /** Who gets a copy of which matters. */
  readonly copies: readonly CopyRule[]
  /** 职责清单: what may be put to villages and communities; an empty list forbids nothing. */
  readonly duties: readonly DutyLine[]
  readonly groups: readonly RegionGroup[]
  readonly holidays: CalendarData
  /** The office calendar of a policy or of a unit, or the clock that never closes. */
  readonly calendar: Calendars
}

export interface RegionSettings {
  /** Completes a local phone number, e.g. 0477. */
  areaCode?: string
  /** Share of tickets answered on the spot that are called back by sampling; complaints and reports always are. */
  answerCallbackShare?: number
  /** Units, by code, whose callback agents call back what the units below them handled. */
  districtCallback?: string[]
  /** Days in which a rating link may be used; 0 offers none. */
  ratingDays?: number
  /** Working days for a rectification. */
  rectifyWorkingDays?: number
  /** 回访话术: what an agent says, by type of demand; `default` where a type has none. */
  callbackScripts?: Partial<Record<TicketType | 'default', string[]>>
  /** Channels whose tickets are handled elsewhere and come in to be called back. */
  callbackOnlyChannels?: Channel[]
  /** What is outside the duty list: refused, or allowed with a reason. Refused, unless said otherwise. */
  villageDuty?: 'refuse' | 'reason'
  /** A handler's reply waits for the unit's lead. */
  replyApproval?: boolean
  /** A reply needs at least one file that shows what was done. */
  replyEvidence?: boolean
  files?: FileSettings
  /** Days after closing until a ticket goes to the archive. */
  archiveAfterDays?: number
  /** A shelving that is looked at again within so many days needs no leader; none unless said. */
  shelveLeaderAfterDays?: number
  /** Hours after a reply was due at which the unit, the leader in charge and the leadership are told. */
  escalateAfterHours?: readonly [number, number, number]
  /** Channels whose platform wants the answer back, and what the platform is called. */
  replyUpload?: Partial<Record<Channel, string>>
  /** 'HH:MM': from when on a working day units get their daily reminder. */
  reminderAt?: string
  /** When and how often requesters are written to. */
  messages?: MessageSettings
  /** Working days in which a unit looks at what was said against its knowledge. */
  feedbackDays?: number
}

export interface CopyRule {
  code: string
  categoryCode: string
  placeCode: string | null
  unitId: number
  basis: string
}

export interface DutyLine {
  code: string
  categoryCode: string
  duty: string
}

/** 各镇 and the like: chosen together, assigned one by one. */
export interface RegionGroup {
  code: string
  name: string
  unitIds: number[]
}

export interface RegionUnit {
  id: number
  code: string
  name: string
  kind: UnitKind
  parentId: number | null
  path: string
  aliases: string[]
  aroundTheClock: boolean
  /** Its own hours; without them those of the policy. */
  officeHours?: OfficeHours | null
  active: boolean
}

export interface RegionCategory {
  code: string
  name: string
  level: 1 | 2 | 3
  parentCode: string | null
  unitId: number | null
  tags: string[]
  lifeLine: boolean
  enterprise: boolean
  active: boolean
}

export interface RegionPlace {
  code: string
  name: string
  parentCode: string | null
  unitId: number
  areaKind: AreaKind
  active: boolean
}

export interface CatalogueEntry {
  categoryCode: string
  placeCode: string | null
  unitId: number
  lead: Line
  certain: boolean
  basis: string
}

/** 一级 → 二级 → 三级, as names. */
export function categoryPath(region: RegionRules, code: string): string[] {
  const names: string[] = []
  for (let at = region.categories.get(code); at; at = at.parentCode ? region.categories.get(at.parentCode) : undefined)
    names.unshift(at.name)
  return names
}
