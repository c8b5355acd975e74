import { Refusal } from '../refusals'
import type { RegisterInput, RequesterInput } from '../inputs'
import { ticketNumber } from '../numbers'
import { redactor } from '../privacy/redact'
import type { AreaKind } from '../words'
import { clockFor } from './clocks'
import { Draft } from './change'
import { checkOutcome, finishCall } from './outcomes'
import type { RegionRules } from './region'
import type { Kin, Snapshot, TicketFacts } from './snapshot'

const TITLE_OF_SEALED = { report: '举报件', confidential: '保密件' } as const

/** The identity of a ticket about to exist; handed out by the database, not by the rules. */
export interface NewTicket {
  id: string
  now: Date
  /** 'YYYY-MM-DD' of `now` where the hotline stands. */
  localDay: string
  /** What it is answered from. */
  knowledge?: { id: string; version: number }
}

/** Registers a demand; `ownerId` is who was asked first (首问负责). What ends with the call is closed at once, unless it is to be called back. */
export function register(
  region: RegionRules,
  input: RegisterInput,
  fresh: NewTicket,
  personId: number,
  ownerId = personId,
): Draft {
  const category = region.categories.get(input.categoryCode)
  if (!category?.active || category.level !== 3) throw new Refusal('categoryUnknown')
  const place = input.placeCode ? region.places.get(input.placeCode) : undefined
  if (input.placeCode && !place?.active) throw new Refusal('placeUnknown')
  if (input.requester.parkId && !region.units.has(input.requester.parkId)) throw new Refusal('unitUnknown')
  if (input.accusedUnitId && !region.units.has(input.accusedUnitId)) throw new Refusal('unitUnknown')
  checkOutcome(region, input)
  if (input.outcome === 'register') checkRequester(input)
  const ticket = newTicket(region, input, fresh, ownerId, place?.areaKind ?? null)
  const draft = new Draft(null, blank(ticket), personId, fresh.now)
  draft.say('register', {
    type: ticket.type,
    channel: ticket.channel,
    categoryCode: ticket.categoryCode,
    outcome: ticket.outcome,
  })
  if (input.outcome === 'register') startDispatchClock(region, draft)
  else finishCall(region, draft, input, fresh.knowledge)
  return draft
}

function checkRequester({ requester }: RegisterInput) {
  if (!requester.phone || (!requester.anonymous && !requester.name)) throw new Refusal('requesterNeeded')
}

function newTicket(
  region: RegionRules,
  input: RegisterInput,
  fresh: NewTicket,
  ownerId: number,
  areaKind: AreaKind | null,
): TicketFacts {
  return {
    id: fresh.id,
    number: ticketNumber(fresh.id, fresh.localDay),
    month: `${fresh.localDay.slice(0, 7)}-01`,
    type: input.type,
    channel: input.channel,
    desk: input.desk ?? null,
    urgency: input.urgency,
    requesterKind: input.requester.kind,
    anonymous: input.requester.anonymous ?? false,
    confidential: input.confidential ?? false,
    nameConfidential: input.nameConfidential ?? input.confidential ?? false,
    accusedUnitId: input.accusedUnitId ?? null,
    title: titleOf(region, input),
    categoryCode: input.categoryCode,
    placeCode: input.placeCode ?? null,
    areaKind,
    policyId: region.policyId,
    catalogueVersion: null,
    outcome: input.outcome,
    registeredAt: fresh.now,
    ownerId,
    ...FRESH,
  }
}

/** Titles stand in lists: what is sealed says there only what kind of matter it is, and no title names whose name is confidential. */
function titleOf(region: RegionRules, input: RegisterInput): string {
  const sealed = input.type === 'report' ? 'report' : input.confidential ? 'confidential' : null
  if (sealed) return `${TITLE_OF_SEALED[sealed]}：${region.categories.get(input.categoryCode)!.name}`
  return input.nameConfidential ? withoutRequester(input.requester)(input.title) : input.title
}

/** Texts of a demand without what was said of who makes it. */
export function withoutRequester(who: RequesterInput): (text: string) => string {
  const given = (...values: (string | undefined)[]) => values.filter((value) => value !== undefined)
  return redactor({
    names: given(who.name, who.contactPerson),
    phones: given(who.phone),
    identities: given(who.identity),
    others: given(who.creditCode),
  })
}
/** What nothing has been done about yet. */
export const FRESH = {
  state: 'registered',
  version: 0,
  dispatchedAt: null,
  reviewedAt: null,
  closedAt: null,
  archivedAt: null,
  dueAt: null,
  yellowAt: null,
  round: 1,
  redoCount: 0,
  escalated: false,
  awaitsReview: false,
  problem: false,
  acceptedReturns: 0,
  consulting: false,
  ruled: false,
  complex: false,
  shelvedAt: null,
  reviewOn: null,
  difficult: false,
  difficultOwner: null,
  checkOn: null,
  urgeCount: 0,
  handedTo: null,
  turnedTo: null,
  turnState: null,
  reopenedAt: null,
  upload: null,
  still: null,
  mergedInto: null,
  partOf: null,
  closing: null,
  plannedOn: null,
  escalation: 0,
  callbackUnitId: null,
  callFrom: null,
  callPromised: false,
  ratedSince: null,
} as const

const ALONE: Kin = { master: null, merged: [], parent: null, parts: [], linked: [] }

export const blank = (ticket: TicketFacts): Snapshot => ({
  ticket,
  assignments: [],
  clocks: [],
  callbacks: [],
  requests: [],
  suspensions: [],
  supervisions: [],
  agenda: [],
  standstill: null,
  kin: ALONE,
  consents: [],
  ratings: [],
  disposals: [],
  rectifications: [],
})

function startDispatchClock(region: RegionRules, draft: Draft) {
  const clock = clockFor(region, draft.ticket, 'dispatch', draft.at)
  if (clock) draft.startClock(clock)
}
