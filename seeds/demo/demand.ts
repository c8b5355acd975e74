import type { RegisterInput } from '#domain/inputs'
import type { RegionCategory, RegionPlace } from '#domain/workflow/region'
import type { Channel, Desk, RequesterKind, TicketType, Urgency } from '#domain/words'
import type { City } from './city'
import { Weighted, type Random } from './random'
import { addressIn } from './words/places'
import { answerWords, demandWords } from './words/say'

const LOCAL = 8 * 3_600_000

const TYPES = new Weighted<TicketType>([
  ['inquiry', 40], ['help', 32], ['complaint', 20], ['suggestion', 4], ['report', 2.4], ['praise', 1.6],
]) // prettier-ignore
const CHANNELS = new Weighted<Channel>([
  ['phone', 74], ['wechat', 8], ['app', 6], ['web', 4], ['superior', 2], ['hotline12315', 1.5], ['police110', 1], ['walkIn', 1],
  ['letter', 0.5], ['experienceOfficer', 0.5], ['other', 0.5],
]) // prettier-ignore
const ENTERPRISE_CHANNELS = new Weighted<Channel>([
  ['phone', 62], ['hotline96888', 12], ['mengqitong', 12], ['arrears', 3], ['app', 6], ['wechat', 5],
]) // prettier-ignore

/** How often a demand is answered on the spot. */
const ANSWERED: Record<TicketType, number> = {
  inquiry: 0.8, help: 0.12, complaint: 0.03, suggestion: 0.2, report: 0.01, praise: 0.3,
} // prettier-ignore

/** What is asked of the hotline, before it is said who asks. */
export type Demand = Omit<RegisterInput, 'requester'> & { requesterKind: RequesterKind; anonymous: boolean }

export function demandOf(city: City, random: Random, at: number): Demand {
  const local = new Date(at + LOCAL)
  const category = city.category(random, local.getUTCMonth())
  const type = typeOf(random, category)
  const requesterKind = requesterOf(random, category)
  const place = random.chance(0.95) ? city.place(random) : undefined
  const address = place ? addressIn(random, place.name, landOf(city, place)) : ''
  const unitId = city.region.catalogue.get(`${category.code}|`)?.unitId ?? category.unitId
  const unit = city.region.units.get(unitId ?? 0)?.name ?? '有关单位'
  const words = demandWords(random, type, category, address, unit)
  const channel = (requesterKind === 'enterprise' ? ENTERPRISE_CHANNELS : CHANNELS).pick(random)
  const answered = random.chance(ANSWERED[type])
  return {
    type,
    channel,
    desk: deskOf(random, channel, requesterKind, local.getUTCHours()),
    urgency: urgencyOf(random, type, category),
    requesterKind,
    anonymous: requesterKind === 'citizen' && random.chance(type === 'report' ? 0.3 : 0.03),
    confidential: type === 'report' ? random.chance(0.5) : type === 'complaint' && random.chance(0.03),
    ...(type !== 'report' && random.chance(0.02) ? { nameConfidential: true } : {}),
    ...accused(city, random, type, category, unitId),
    categoryCode: category.code,
    ...(place ? { placeCode: place.code, address } : {}),
    ...words,
    tags: category.tags,
    outcome: answered ? 'answer' : 'register',
    ...(answered ? { answer: answerWords(random, category) } : {}),
  }
}

function landOf(city: City, { unitId, areaKind }: RegionPlace): 'town' | 'country' | 'park' {
  if (city.region.units.get(unitId)?.kind === 'park') return 'park'
  return areaKind === 'urban' ? 'town' : 'country'
}

/** A burst pipe is seldom a question, a supervised wrong seldom a wish. */
function typeOf(random: Random, category: RegionCategory): TicketType {
  const type = TYPES.pick(random)
  if (category.lifeLine && type === 'inquiry') return random.chance(0.6) ? 'help' : type
  if (type === 'help' && category.code.startsWith('14')) return random.chance(0.5) ? 'complaint' : type
  return type
}

function requesterOf(random: Random, category: RegionCategory): RequesterKind {
  if (random.chance(category.enterprise ? 0.88 : 0.045)) return 'enterprise'
  return random.chance(0.006) ? 'organization' : 'citizen'
}

function deskOf(random: Random, channel: Channel, kind: RequesterKind, hour: number): Desk {
  if (channel === 'phone' && (hour < 8 || hour >= 20)) return 'night'
  if (kind === 'enterprise') return random.chance(0.7) ? 'enterprise' : 'businessEnvironment'
  return random.chance(0.1) ? 'elderly' : 'general'
}

function urgencyOf(random: Random, type: TicketType, category: RegionCategory): Urgency {
  const share = type === 'inquiry' || type === 'praise' ? 0 : category.lifeLine ? 0.09 : 0.012
  return random.chance(share) ? 'urgent' : 'normal'
}

/** Complaints about conduct name a unit; so do some reports. */
function accused(city: City, random: Random, type: TicketType, category: RegionCategory, unitId: number | null) {
  const aboutConduct = /^14(04|05)/.test(category.code)
  if (type !== 'complaint' && type !== 'report') return {}
  if (!random.chance(aboutConduct ? 0.7 : type === 'report' ? 0.15 : 0.01)) return {}
  const others = [...city.region.units.values()].filter(
    ({ id, kind, active }) => active && (kind === 'department' || kind === 'town') && id !== unitId,
  )
  return { accusedUnitId: !aboutConduct && unitId && random.chance(0.4) ? unitId : random.pick(others).id }
}
