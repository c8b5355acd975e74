import { Refusal } from '../refusals'
import type { RegisterInput } from '../inputs'
import type { Draft } from './change'
import { clockFor } from './clocks'
import type { NewTicket } from './intake'
import { offerRating } from './offer-rating'
import type { CloseHow } from './redo'
import type { RegionRules, RegionSettings } from './region'
import type { TicketFacts } from './snapshot'
import { oweUpload } from './upload'

/** Every way a call can end without being sent to a unit. */

export function checkOutcome(region: RegionRules, input: RegisterInput) {
  const { outcome, answer, threeWay, handOver, decline } = input
  if (outcome === 'callbackOnly') checkCallbackOnly(region, input)
  if (outcome === 'answer' && !answer) throw new Refusal('answerNeeded')
  if (outcome === 'handOver' && !handOver) throw new Refusal('handOverNeeded')
  if (outcome === 'decline' && !decline) throw new Refusal('declineNeeded')
  if (outcome !== 'threeWay') return
  if (!threeWay?.length) throw new Refusal('threeWayNeeded')
  if (threeWay.some(({ unitId }) => !region.units.get(unitId)?.active)) throw new Refusal('unitUnknown')
  if (new Set(threeWay.map(({ unitId }) => unitId)).size < threeWay.length) throw new Refusal('unitTwice')
}

/** Handled elsewhere, e.g. by 12315: it says where, under which number, what was done, and whom to call. */
function checkCallbackOnly({ settings }: RegionRules, { channel, channelRef, answer, requester }: RegisterInput) {
  const channels = settings.callbackOnlyChannels ?? ['hotline12315']
  if (!channels.includes(channel) || !channelRef || !answer || !requester.phone) throw new Refusal('callbackOnlyWrong')
}

/** What the requester was answered on the spot: by the operator, or by the units that were on the line. */
export function answerOf(region: RegionRules, { outcome, answer, threeWay }: RegisterInput): string | null {
  if (outcome === 'answer' || outcome === 'callbackOnly') return answer!
  if (outcome !== 'threeWay') return null
  return threeWay!.map(({ unitId, result }) => `${region.units.get(unitId)!.name}：${result}`).join('\n')
}

export function finishCall(region: RegionRules, draft: Draft, input: RegisterInput, from?: NewTicket['knowledge']) {
  const answer = answerOf(region, input)
  if (input.outcome === 'callbackOnly') {
    draft.say('callbackOnly', {}, { answer: answer! })
    toBeCalled(region, draft)
    return offerRating(region, draft)
  }
  if (answer !== null) return answered(region, draft, input, answer, from)
  if (input.outcome === 'handOver') {
    draft.setTicket({ turnedTo: input.handOver!.to, turnState: 'sent' })
    draft.say('turnOver', { to: input.handOver!.to }, { told: input.handOver!.told })
    return closeAtOnce(region, draft, 'handedOver')
  }
  draft.say('decline', { reason: input.decline!.reason }, { told: input.decline!.told })
  closeAtOnce(region, draft, 'declined')
}

/** Every complaint and report answered on the spot is called back; of the others a sample. */
function answered(
  region: RegionRules,
  draft: Draft,
  { outcome, threeWay }: RegisterInput,
  answer: string,
  from: NewTicket['knowledge'],
) {
  if (outcome === 'answer') draft.say('answer', from ? { knowledgeId: from.id, version: from.version } : {}, { answer })
  else draft.say('threeWay', { units: threeWay!.map(({ unitId }) => unitId) }, { answer })
  if (mustCallBack(region, draft.ticket)) toBeCalled(region, draft)
  else closeAtOnce(region, draft, 'answered')
  offerRating(region, draft)
}

function toBeCalled(region: RegionRules, draft: Draft) {
  draft.setTicket({ state: 'callback', reviewedAt: draft.at })
  const clock = clockFor(region, draft.ticket, 'callback', draft.at)
  if (clock) draft.startClock(clock)
}

function closeAtOnce(region: RegionRules, draft: Draft, how: CloseHow) {
  draft.setTicket({ state: 'closed', closedAt: draft.at })
  draft.say('close', { how })
  afterClosing(region, draft)
}

function mustCallBack(region: RegionRules, ticket: TicketFacts): boolean {
  if (ticket.type === 'complaint' || ticket.type === 'report') return true
  const share = region.settings.answerCallbackShare ?? 0.1
  return (Number(BigInt(ticket.id) % 10_007n) * 7919) % 10_007 < share * 10_007
}

/** What follows every closing, whichever way it came about. */
export function afterClosing(region: RegionRules, draft: Draft) {
  oweUpload(region, draft)
  promiseArchive(region, draft)
}

export function promiseArchive(region: RegionRules, draft: Draft) {
  draft.promise({
    name: 'archive',
    payload: { ticketId: draft.ticket.id },
    runAt: archiveAt(draft.at, region.settings),
  })
}

const DAY_MS = 86_400_000
/** Longer than a ticket may be reopened; the job looks again, since it may have been. */
export const archiveAt = (closedAt: Date, { archiveAfterDays = 30 }: RegionSettings) =>
  new Date(closedAt.getTime() + Math.max(archiveAfterDays, REOPEN_DAYS) * DAY_MS)
/** Through the whole last day on which it may be reopened. */
const REOPEN_DAYS = 8
