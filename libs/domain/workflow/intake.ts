import { Refusal } from '../refusals'
import type { RegisterInput } from '../inputs'
import { ticketNumber } from '../numbers'
import type { AreaKind } from '../words'
import { clockFor } from './clocks'
import { Draft } from './change'
import { checkOutcome, finishCall } from './outcomes'
import type { RegionRules } from './region'
import type { Snapshot, TicketFacts } from './snapshot'

const TITLE_OF_SEALED = { report: '举报件', confidential: '保密件' } as const

/** The identity of a ticket about to exist; handed out by the database, not by the rules. */
export interface NewTicket {
  id: string
  now: Date
  /** 'YYYY-MM-DD' of `now` where the hotline stands. */
  localDay: string
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
  else finishCall(region, draft, input)
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
  const sealed = input.type === 'report' ? 'report' : input.confidential ? 'confidential' : null
  return {
    id: fresh.id,
    number: ticketNumber(fresh.id, fresh.localDay),
    month: `${fresh.localDay.slice(0, 7)}-01`,
    version: 0,
    state: 'registered',
    type: input.type,
    channel: input.channel,
    desk: input.desk ?? null,
    urgency: input.urgency,
    requesterKind: input.requester.kind,
    anonymous: input.requester.anonymous ?? false,
    confidential: input.confidential ?? false,
    accusedUnitId: input.accusedUnitId ?? null,
    // Titles stand in lists, so the title of what is sealed says only what kind of matter it is.
    title: sealed ? `${TITLE_OF_SEALED[sealed]}：${region.categories.get(input.categoryCode)!.name}` : input.title,
    categoryCode: input.categoryCode,
    placeCode: input.placeCode ?? null,
    areaKind,
    policyId: region.policyId,
    catalogueVersion: null,
    outcome: input.outcome,
    registeredAt: fresh.now,
    ownerId,
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
    shelvedAt: null,
    reviewOn: null,
    difficult: false,
    difficultOwner: null,
    checkOn: null,
    urgeCount: 0,
    handedTo: null,
    reopenedAt: null,
  }
}

const blank = (ticket: TicketFacts): Snapshot => ({
  ticket,
  assignments: [],
  clocks: [],
  callbacks: [],
  requests: [],
  suspensions: [],
  supervisions: [],
  consents: [],
})

function startDispatchClock(region: RegionRules, draft: Draft) {
  const clock = clockFor(region, draft.ticket, 'dispatch', draft.at)
  if (clock) draft.startClock(clock)
}
