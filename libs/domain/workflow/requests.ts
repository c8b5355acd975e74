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
  /** Which decision is next; the first, unless the one who asks has already taken it. */
  step?: number
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
    step: asked.step ?? 1,
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
const EVENT = { return: 'return', extend: 'extend', shelve: 'shelve', complex: 'askComplex' } as const satisfies Record<
  RequestKind,
  string
>

export const openRequest = (requests: readonly RequestFacts[], assignmentId: string, kind: RequestKind) =>
  requests.find((each) => each.state === 'open' && each.assignmentId === assignmentId && each.kind === kind)

interface Stage {
  kind: RequestKind
  step: number
  /** Of an extension, by its length; null where that does not matter. */
  beyondHalf: boolean | null
  by: Permission
}

/** Everything a request can wait for, and who decides it there. Decisions and the lists of what is to be decided read these rows. */
const STAGES: readonly Stage[] = [
  { kind: 'return', step: 1, beyondHalf: null, by: 'ticket.dispatch' },
  { kind: 'extend', step: 1, beyondHalf: false, by: 'ticket.dispatch' },
  { kind: 'extend', step: 1, beyondHalf: true, by: 'ticket.supervise' },
  { kind: 'complex', step: 1, beyondHalf: null, by: 'ticket.supervise' },
  { kind: 'shelve', step: 1, beyondHalf: null, by: 'assignment.lead' },
  { kind: 'shelve', step: 2, beyondHalf: null, by: 'ticket.dispatch' },
  { kind: 'shelve', step: 3, beyondHalf: null, by: 'ticket.instruct' },
]

/** A unit's lead decides for the own unit and those below it only. */
const ownOnly = (by: Permission) => by === 'assignment.lead'

/** The stages at which this person may decide. */
export const stagesOf = ({ roles }: Pick<Actor, 'roles'>) =>
  STAGES.filter(({ by }) => can(roles, 'request.decide') && can(roles, by)).map((stage) => ({
    ...stage,
    ownOnly: ownOnly(stage.by),
  }))

function deciderOf(request: RequestFacts, snapshot: Pick<Snapshot, 'clocks'>): Permission {
  const beyond = !withinHalf(request, snapshot)
  return STAGES.find(
    ({ kind, step, beyondHalf }) =>
      kind === request.kind && step === request.step && (beyondHalf === null || beyondHalf === beyond),
  )!.by
}

function withinHalf(request: RequestFacts, { clocks }: Pick<Snapshot, 'clocks'>): boolean {
  const clock = clocks.filter(({ kind }) => kind === 'reply' || kind === 'redo').at(-1)
  return !clock || !request.amount || request.amount * 2 <= clock.amount
}

/** Nobody decides what they asked for themselves, and a unit's lead only for the own unit. */
export function mayDecide(
  request: RequestFacts,
  snapshot: Pick<Snapshot, 'clocks' | 'assignments'>,
  actor: Actor,
): boolean {
  const permission = deciderOf(request, snapshot)
  if (request.state !== 'open' || request.askedBy === actor.personId) return false
  if (!can(actor.roles, 'request.decide') || !can(actor.roles, permission)) return false
  if (!ownOnly(permission)) return true
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
