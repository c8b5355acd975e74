import { type Actor, can, type Permission } from '../access'
import { Refusal } from '../refusals'
import type { RequestKind } from '../words'
import type { Draft } from './change'
import type { RequestFacts, Snapshot, Words } from './snapshot'

/** 申请: asked by a unit, decided by others, of whatever kind. What a decision does is in the file of its kind. */

export interface Asked {
  id: string
  assignmentId: string
  kind: RequestKind
  reason: string
  suggestedUnitId?: number | undefined
  amount?: number | undefined
  reviewOn?: string | undefined
  words: Words
}

export function ask(draft: Draft, { words, ...asked }: Asked) {
  const assignment = draft.assignments.find(({ id }) => id === asked.assignmentId)!
  const request: RequestFacts = {
    ...asked,
    unitId: assignment.unitId,
    state: 'open',
    step: 1,
    suggestedUnitId: asked.suggestedUnitId ?? null,
    amount: asked.amount ?? null,
    reviewOn: asked.reviewOn ?? null,
    askedAt: draft.at,
    askedBy: draft.personId,
  }
  draft.addRequest(request, words)
  const { kind, id: requestId, reason, amount, reviewOn, suggestedUnitId } = request
  draft.say(EVENT[kind], { requestId, reason, amount, reviewOn, suggestedUnitId }, words, asked.assignmentId)
}
const EVENT = { return: 'return', extend: 'extend', shelve: 'shelve' } as const satisfies Record<RequestKind, string>

export const openRequest = (requests: readonly RequestFacts[], assignmentId: string, kind: RequestKind) =>
  requests.find((each) => each.state === 'open' && each.assignmentId === assignmentId && each.kind === kind)

/** Shelving goes from the unit's lead to the centre to a leader; an extension beyond half the limit to the supervisor. */
export function deciderOf(request: RequestFacts, snapshot: Pick<Snapshot, 'clocks'>): Permission {
  if (request.kind === 'shelve')
    return (['assignment.lead', 'ticket.dispatch', 'ticket.instruct'] as const)[request.step - 1]!
  if (request.kind === 'extend' && !withinHalf(request, snapshot)) return 'ticket.supervise'
  return 'ticket.dispatch'
}

function withinHalf(request: RequestFacts, { clocks }: Pick<Snapshot, 'clocks'>): boolean {
  const clock = clocks.filter(({ kind }) => kind === 'reply' || kind === 'redo').at(-1)
  return !clock || request.amount! * 2 <= clock.amount
}

/** Nobody decides what they asked for themselves, and a unit's lead only for the own unit. */
export function mayDecide(
  request: RequestFacts,
  snapshot: Pick<Snapshot, 'clocks' | 'assignments'>,
  actor: Actor,
): boolean {
  const permission = deciderOf(request, snapshot)
  if (request.state !== 'open' || request.askedBy === actor.personId || !can(actor.roles, permission)) return false
  if (permission !== 'assignment.lead') return true
  return snapshot.assignments.some(
    ({ id, unitPath }) => id === request.assignmentId && unitPath.startsWith(actor.unitPath),
  )
}

export function decidable(draft: Draft, requestId: string, actor: Actor): RequestFacts {
  const request = draft.requests.find(({ id }) => id === requestId)
  if (!request) throw new Refusal('notFound')
  if (request.state !== 'open') throw new Refusal('requestDecided')
  if (!mayDecide(request, draft, actor)) throw new Refusal('forbidden')
  return request
}
