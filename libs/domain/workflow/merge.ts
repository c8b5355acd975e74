import { Refusal, type RefusalCode } from '../refusals'
import type { MergeInput, ReasonInput } from '../inputs'
import { isRestricted } from '../sight'
import type { Draft } from './change'
import type { Context } from './context'
import type { Relative, Snapshot } from './snapshot'
import { goOn, mayGoOn, standStill } from './standstill'

/** 并单: many requesters, one master. The merged ticket rests; its requester is called back like that of the master. */

export const isOpen = ({ state }: Pick<Relative, 'state'>) => state !== 'closed' && state !== 'archived'

export function mergeObstacle(before: Snapshot): boolean | RefusalCode {
  const obstacle = restObstacle(before)
  return obstacle === false || !isRestricted(before.ticket) ? obstacle : 'mergeRestricted'
}

/** A part stays one; and nothing may be waiting for an answer while the ticket rests. */
export function restObstacle({ ticket, requests, supervisions }: Snapshot): boolean | RefusalCode {
  if (ticket.partOf) return false
  const asked = requests.some(({ state }) => state === 'open') || supervisions.some(({ closedAt }) => !closedAt)
  return !(asked || ticket.shelvedAt || ticket.consulting) || 'mergeBusy'
}

/** The ticket named, and the one that is handled in its place, if it was merged itself. */
export function intoWhich({ intoId }: MergeInput, _before: Snapshot, known: readonly Snapshot[]): string[] {
  const master = known.find(({ ticket }) => ticket.id === intoId)?.kin.master
  return master ? [intoId, master.id] : [intoId]
}

export function merge(draft: Draft, input: MergeInput, { others = [] }: Context) {
  const named = others.find(({ ticket }) => ticket.id === input.intoId)
  const master = named?.kin.master ? others.find(({ ticket }) => ticket.id === named.kin.master!.id) : named
  if (draft.ticket.id === input.intoId || named?.kin.master?.id === draft.ticket.id) throw new Refusal('mergeSelf')
  if (!master) throw new Refusal('notFound')
  checkMaster(draft, master)
  const { intoId } = input
  const stood = standStill(draft, 'merged', intoId)
  draft.say('merge', { intoId, number: named!.ticket.number, ...stood }, { reason: input.reason })
  master.say('absorb', { ticketId: draft.ticket.id, number: draft.ticket.number })
}

function checkMaster({ ticket }: Draft, { ticket: master }: Draft) {
  if (master.state !== 'registered' && master.state !== 'handling') throw new Refusal('mergeClosed')
  if (master.still || master.partOf) throw new Refusal('mergeClosed')
  if (isRestricted(master)) throw new Refusal('mergeRestricted')
  if (master.accusedUnitId !== ticket.accusedUnitId) throw new Refusal('mergeAccused')
}

/** Until the requesters are being called: afterwards there is nothing left to go on with. */
export function unmergeObstacle(before: Snapshot): boolean | RefusalCode {
  if (before.ticket.still !== 'merged') return false
  return mayGoOn(before) || 'unmergeLate'
}

export function unmerge(draft: Draft, input: ReasonInput, context: Context) {
  const { intoId, ...stood } = draft.standstill!
  const master = context.others?.find(({ ticket }) => ticket.id === draft.kin.master?.id)
  goOn(draft, context)
  draft.say('unmerge', { intoId, state: stood.state, standing: stood.standing }, { reason: input.reason })
  master?.say('letGo', { ticketId: draft.ticket.id, number: draft.ticket.number })
}
