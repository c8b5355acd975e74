import { Refusal, type RefusalCode } from '../refusals'
import type { PartInput, ReasonInput, SplitInput } from '../inputs'
import { localDayOf } from '../local-day'
import { partNumber } from '../numbers'
import { Draft } from './change'
import { clockFor } from './clocks'
import type { Context } from './context'
import { promiseArchive } from './outcomes'
import { anyReplied } from './handle'
import { blank, FRESH } from './intake'
import { isOpen, restObstacle } from './merge'
import type { Snapshot } from './snapshot'
import { goOn, standStill } from './standstill'

/** 拆分: several matters in one call, each with units, clocks and a number of its own; the requester sees one. */

const MOST = 26

export function splitObstacle(before: Snapshot): boolean | RefusalCode {
  const obstacle = restObstacle(before)
  if (obstacle !== true) return obstacle
  if (before.kin.merged.some(isOpen)) return 'mergedOpen'
  return !anyReplied(before) || 'splitLate'
}

export function split(draft: Draft, { parts, reason }: SplitInput, context: Context) {
  const first = draft.kin.parts.length
  if (first + parts.length > MOST) throw new Refusal('splitTooMany')
  const stood = standStill(draft, 'split', null)
  const born = parts.map((part, at) => partOf(draft, part, first + at, context))
  context.born?.push(...born)
  const said = born.map(({ ticket: { id, number } }) => ({ id, number }))
  draft.say('split', { parts: said, ...stood }, { reason })
}

/** Asked for by the same requester at the same time; on its own from here. */
function partOf({ ticket, at, personId }: Draft, part: PartInput, index: number, context: Context): Draft {
  const { region, newTicketId } = context
  const category = region.categories.get(part.categoryCode)
  if (!category?.active || category.level !== 3) throw new Refusal('categoryUnknown')
  const place = part.placeCode ? region.places.get(part.placeCode) : null
  if (part.placeCode && !place?.active) throw new Refusal('placeUnknown')
  const sealedTitle = ticket.type === 'report' || ticket.confidential || ticket.nameConfidential
  const born = {
    ...ticket,
    ...FRESH,
    id: newTicketId!(),
    number: partNumber(ticket.number, index),
    month: `${localDayOf(at).slice(0, 7)}-01`,
    title: sealedTitle ? ticket.title : part.title,
    categoryCode: part.categoryCode,
    placeCode: place?.code ?? ticket.placeCode,
    areaKind: place?.areaKind ?? ticket.areaKind,
    policyId: region.policyId,
    registeredAt: at,
    // Answered on the spot or not: a part goes its own way, to units.
    outcome: 'register',
    partOf: ticket.id,
  } as const
  const draft = new Draft(null, blank(born), personId, at)
  const { type, channel, outcome, categoryCode, number } = born
  draft.say('splitOff', { parentId: ticket.id, number, type, channel, outcome, categoryCode })
  const clock = clockFor(region, draft.ticket, 'dispatch', at)
  if (clock) draft.startClock(clock)
  return draft
}

export const unsplitObstacle = ({ ticket, kin }: Snapshot): boolean | RefusalCode =>
  ticket.still === 'split' && (kin.parts.filter(isOpen).every(({ state }) => state === 'registered') || 'unsplitLate')

/** Nothing was done on any part yet: it is one ticket again. */
export function unsplit(draft: Draft, input: ReasonInput, context: Context) {
  const parts = context.others ?? []
  if (parts.some(({ ticket, assignments }) => ticket.state !== 'registered' || assignments.length > 0))
    throw new Refusal('unsplitLate')
  const { state, standing } = draft.standstill!
  for (const part of parts) {
    for (const clock of part.clocks) if (!clock.stoppedAt) part.replaceClock({ ...clock, stoppedAt: part.at })
    part.setTicket({ state: 'closed', closedAt: part.at })
    part.say('close', { how: 'unsplit' }, { reason: input.reason })
    promiseArchive(context.region, part)
  }
  goOn(draft, context)
  draft.say('unsplit', { state, standing }, { reason: input.reason })
}
