import { Refusal, type RefusalCode } from '../refusals'
import type { AddUnitInput, DispatchUnitInput, ReasonInput, RedispatchInput, RuleInput } from '../inputs'
import { checkDuty } from '../dispatch/duty'
import { holds, isAccused } from '../sight'
import { OPEN_ASSIGNMENT } from '../words'
import type { Attempt } from './action-row'
import type { Draft } from './change'
import type { Context } from './context'
import { assign, checkKnown, checkLead } from './dispatch'
import { replyClock, stillOwing } from './handle'
import { release } from './return'
import type { AssignmentFacts, Snapshot } from './snapshot'

const UNDO_MS = 10 * 60_000

/** Within minutes, and before anybody has signed: as if it had not been dispatched, except that the timeline says so. */
export function undoObstacle({ ticket, assignments }: Snapshot, { now }: Attempt): boolean | RefusalCode {
  if (ticket.round > 1 || assignments.some(({ state }) => state === 'signed' || state === 'replied')) return false
  return now.getTime() - ticket.dispatchedAt!.getTime() <= UNDO_MS || 'undoLate'
}

export function undoDispatch(draft: Draft, input: ReasonInput) {
  for (const { id } of draft.assignments.filter(holds)) release(draft, id, 'withdrawn')
  draft.stopClock('reply', null)
  draft.resumeClock('dispatch', null)
  draft.setTicket({ state: 'registered', dispatchedAt: null })
  draft.say('undoDispatch', {}, { reason: input.reason })
}

/** 加派: one more unit, to assist or for information. */
export function addUnit(draft: Draft, input: AddUnitInput, context: Context) {
  const unit = { unitId: input.unitId, line: input.line, role: input.role }
  if (input.role === 'lead') throw new Refusal('leadNeeded')
  checkFree(draft, [input.unitId], context)
  if (input.role !== 'copy') checkDuty(context.region, draft.ticket, [input.unitId], input.dutyReason)
  assign(draft, unit, context)
  checkNotAlone(draft)
  const said = {
    ...(input.advice && { advice: input.advice }),
    ...(input.dutyReason && { dutyReason: input.dutyReason }),
  }
  draft.say('addUnit', { units: [unit] }, Object.keys(said).length ? said : null)
}

/** 改派: takes the place of what was returned or withdrawn; the siblings work on. */
export function redispatch(draft: Draft, input: RedispatchInput, context: Context) {
  checkFree(
    draft,
    input.units.map(({ unitId }) => unitId),
    context,
  )
  checkDuty(context.region, draft.ticket, working(input.units), input.dutyReason)
  for (const unit of input.units) assign(draft, unit, context)
  checkLead(draft)
  const said = { reason: input.reason, ...(input.dutyReason && { dutyReason: input.dutyReason }) }
  draft.say('redispatch', { units: input.units.map((unit) => ({ ...unit })) }, said)
}

/** Before a reply. Without a lead the ticket waits for a redispatch. */
export function withdraw(draft: Draft, assignment: AssignmentFacts, input: ReasonInput) {
  release(draft, assignment.id, 'withdrawn')
  draft.say('withdraw', { unitId: assignment.unitId }, { reason: input.reason }, assignment.id)
}

/** 裁定: who it is given to may not return it. */
export function rule(draft: Draft, input: RuleInput, context: Context) {
  bind(draft, input.units, context, input.basis)
  draft.say('rule', { units: input.units.map((unit) => ({ ...unit })) }, { basis: input.basis })
}

/** Whoever is named has it now and may not return it; whoever else had it to work on does no more. */
export function bind(draft: Draft, units: DispatchUnitInput[], context: Context, basis: string) {
  checkKnown(
    units.map(({ unitId }) => unitId),
    context,
  )
  checkDuty(context.region, draft.ticket, working(units), basis)
  const named = new Set(units.map(({ unitId }) => unitId))
  // Who only had it for information starts afresh: nothing runs on a copy.
  for (const { id, unitId, role } of held(draft.assignments))
    if (!named.has(unitId) || role === 'copy') release(draft, id, 'withdrawn')
  draft.setTicket({ ruled: true, consulting: false })
  for (const unit of units) {
    const standing = held(draft.assignments).find(({ unitId }) => unitId === unit.unitId)
    if (standing) draft.setAssignment(standing.id, { role: unit.role, line: unit.line })
    else assign(draft, unit, context)
  }
  checkLead(draft)
  // All had replied: the clock had stopped, and somebody new owes a reply.
  if (stillOwing(draft)) draft.resumeClock(replyClock(draft), null)
}

const working = (units: DispatchUnitInput[]) => units.filter(({ role }) => role !== 'copy').map(({ unitId }) => unitId)

/** 回避: whoever else could have worked on it is gone. */
function checkNotAlone(draft: Draft) {
  const standing = draft.assignments.filter((each) => holds(each) && each.role !== 'copy')
  if (standing.length && standing.every(({ unitPath }) => isAccused(unitPath, draft.ticket)))
    throw new Refusal('avoidance')
}

const held = (assignments: readonly AssignmentFacts[]) =>
  assignments.filter(({ state, parentId }) => parentId === null && OPEN_ASSIGNMENT.includes(state))

function checkFree(draft: Draft, unitIds: number[], context: Context) {
  checkKnown(unitIds, context)
  const taken = draft.assignments.filter(({ state }) => OPEN_ASSIGNMENT.includes(state)).map(({ unitId }) => unitId)
  if (unitIds.some((id) => taken.includes(id))) throw new Refusal('unitTwice')
}
