import type { RefusalCode } from '../refusals'
import type { ReturnInput } from '../inputs'
import type { Attempt } from './action-row'
import type { Draft } from './change'
import type { Context } from './context'
import { ask } from './requests'
import type { AssignmentFacts, RequestFacts, Snapshot } from './snapshot'

const CONSULT_AT = 2
const PROBLEM_AT_UNITS = 3

/** 派单异议: within the window, once per unit and ticket, never after a ruling. */
export function returnObstacle(
  { ticket, requests }: Snapshot,
  { role, parentId, unitId, returnUntil }: AssignmentFacts,
  { now }: Attempt,
): boolean | RefusalCode {
  if (role === 'copy' || parentId) return false
  if (ticket.ruled) return 'returnAfterRuling'
  if (requests.some((each) => each.kind === 'return' && each.unitId === unitId)) return 'returnUsedUp'
  return !returnUntil || now <= returnUntil || 'returnWindowOver'
}

export function requestReturn(draft: Draft, assignment: AssignmentFacts, input: ReturnInput, context: Context) {
  const { explanation, basis } = input
  ask(draft, {
    id: context.newFactId(),
    assignmentId: assignment.id,
    kind: 'return',
    reason: input.reason,
    suggestedUnitId: input.suggestedUnitId,
    words: { explanation, basis },
  })
}

/** The unit is out; the sibling works on. The second accepted return calls for a consultation, the third unit makes a problem. */
export function applyReturn(draft: Draft, request: RequestFacts) {
  release(draft, request.assignmentId, 'returned')
  const acceptedReturns = draft.ticket.acceptedReturns + 1
  draft.setTicket({ acceptedReturns })
  if (acceptedReturns >= CONSULT_AT && !draft.ticket.consulting) {
    draft.setTicket({ consulting: true })
    draft.say('consult', { acceptedReturns })
  }
  const units = new Set(
    draft.requests.filter(({ kind, state }) => kind === 'return' && state === 'approved').map(({ unitId }) => unitId),
  )
  if (units.size >= PROBLEM_AT_UNITS && !draft.ticket.problem) {
    draft.setTicket({ problem: true, escalated: true })
    draft.say('problem', { units: units.size })
  }
}

/** An assignment ends without having been done: its clocks stop, and what was delegated from it ends too. */
export function release(draft: Draft, id: string, state: 'returned' | 'withdrawn') {
  draft.setAssignment(id, { state, awaitsApproval: false })
  for (const kind of ['sign', 'contact', 'arrive'] as const) draft.stopClock(kind, id)
  for (const request of draft.requests)
    if (request.assignmentId === id && request.state === 'open')
      draft.decide(request, { state: 'rejected', step: request.step })
  for (const child of draft.assignments)
    if (child.parentId === id && OPEN.includes(child.state)) release(draft, child.id, 'withdrawn')
}
const OPEN: readonly AssignmentFacts['state'][] = ['pending', 'signed', 'replied']
