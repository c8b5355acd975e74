import { checkDuty } from '../dispatch/duty'
import { Refusal } from '../refusals'
import { isAccused } from '../sight'
import type { DelegateInput } from '../inputs'
import type { Attempt } from './action-row'
import type { Draft } from './change'
import type { Context } from './context'
import { assign } from './dispatch'
import type { AssignmentFacts } from './snapshot'

/** Whether anybody works below this unit. */
export const hasBelow = ({ region }: Attempt, { unitPath, unitId }: AssignmentFacts) =>
  [...region.units.values()].some(({ id, path, active }) => active && id !== unitId && path.startsWith(unitPath))

/** 转办下级: to a descendant, due no later than its own; the unit itself stays accountable. */
export function delegate(draft: Draft, assignment: AssignmentFacts, input: DelegateInput, context: Context) {
  const unit = context.region.units.get(input.unitId)
  const below = unit?.active && unit.path.startsWith(assignment.unitPath) && unit.id !== assignment.unitId
  if (!below) throw new Refusal('notBelow')
  if (
    draft.assignments.some(({ unitId, state }) => unitId === input.unitId && !['returned', 'withdrawn'].includes(state))
  )
    throw new Refusal('unitTwice')
  if (isAccused(unit.path, draft.ticket)) throw new Refusal('avoidance')
  checkDuty(context.region, draft.ticket, [unit.id], input.dutyReason)
  const { line } = assignment
  assign(draft, { unitId: input.unitId, line, role: 'assist' }, context, assignment.id)
  draft.say(
    'delegate',
    { unitId: input.unitId },
    { advice: input.advice, ...(input.dutyReason && { dutyReason: input.dutyReason }) },
    assignment.id,
  )
}
