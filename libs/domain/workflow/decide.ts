import type { ApproveInput, RejectInput } from '../inputs'
import { applyComplex } from './complex'
import type { Draft } from './change'
import type { Context } from './context'
import { applyExtension } from './extend'
import { decidable } from './requests'
import { applyReturn } from './return'
import { applyShelving } from './shelve'
import { addDays, localDayOf } from '../local-day'
import type { RegionRules } from './region'
import type { RequestFacts } from './snapshot'

/** How many decisions each kind takes. */
const STEPS = { return: 1, extend: 1, shelve: 3, complex: 1 } as const
const APPLY = { return: applyReturn, extend: applyExtension, shelve: applyShelving, complex: applyComplex }

/** The level rule of the region: a short shelving ends at the centre. */
export function stepsOf(
  { kind, reviewOn, askedAt }: Pick<RequestFacts, 'kind' | 'reviewOn' | 'askedAt'>,
  { settings }: Pick<RegionRules, 'settings'>,
): number {
  const short = kind === 'shelve' && reviewOn! <= addDays(localDayOf(askedAt), settings.shelveLeaderAfterDays ?? 0)
  return short ? STEPS.shelve - 1 : STEPS[kind]
}

/** One step further, or done: then what was asked for happens. */
export function approve(draft: Draft, input: ApproveInput, context: Context) {
  const request = decidable(draft, input.requestId, context.actor)
  const last = request.step >= stepsOf(request, context.region)
  draft.decide(request, last ? { state: 'approved', step: request.step } : { state: 'open', step: request.step + 1 })
  say(draft, 'approve', request, input.note, last)
  if (last) APPLY[request.kind](draft, request, context)
}

export function reject(draft: Draft, input: RejectInput, context: Context) {
  const request = decidable(draft, input.requestId, context.actor)
  draft.decide(request, { state: 'rejected', step: request.step })
  say(draft, 'reject', request, input.reason)
}

function say(draft: Draft, kind: 'approve' | 'reject', request: RequestFacts, reason?: string, last = true) {
  const { id: requestId, kind: of, step, amount, reviewOn } = request
  draft.say(kind, { requestId, of, step, amount, reviewOn, last }, reason ? { reason } : null, request.assignmentId)
}
