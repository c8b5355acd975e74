import { Refusal } from '../refusals'
import { checkDuty } from '../dispatch/duty'
import type { ConsentInput, DispatchInput, DispatchUnitInput } from '../inputs'
import { holds, isAccused } from '../sight'
import type { Draft } from './change'
import { clockFor, returnUntil } from './clocks'
import type { Context } from './context'
import type { AssignmentFacts, TicketFacts } from './snapshot'

/** What giving a ticket to units needs of its surroundings. */
export type Dispatching = Pick<Context, 'region' | 'newAssignmentId'>

/** 双派单: every assignment at once, or none. Checks the rules of dual dispatch, the lead and avoidance. */
export function dispatch(draft: Draft, input: DispatchInput, context: Dispatching) {
  checkUnits(draft.ticket, input, context)
  draft.stopClock('dispatch', null)
  draft.setTicket({ state: 'handling', dispatchedAt: draft.at, catalogueVersion: context.region.catalogueVersion })
  for (const unit of input.units) assign(draft, unit, context)
  const reply = clockFor(context.region, draft.ticket, 'reply', draft.at)
  if (reply) draft.startClock(reply)
  const units = input.units.map(({ unitId, line, role }) => ({ unitId, line, role }))
  draft.say('dispatch', { units, dueAt: reply?.dueAt.toISOString() ?? null }, words(input))
}

function words({ advice, singleReason, dutyReason }: DispatchInput) {
  const said = { ...(advice && { advice }), ...(singleReason && { singleReason }), ...(dutyReason && { dutyReason }) }
  return Object.keys(said).length ? said : null
}

function checkUnits(ticket: TicketFacts, { units, singleReason, dutyReason }: DispatchInput, context: Dispatching) {
  checkKnown(
    units.map(({ unitId }) => unitId),
    context,
  )
  if (units.filter((unit) => unit.role === 'lead').length !== 1) throw new Refusal('leadNeeded')
  const working = units.filter((unit) => unit.role !== 'copy')
  if (working.length < 2 && !singleReason) throw new Refusal('dualNeeded')
  const lead = units.find((unit) => unit.role === 'lead')!
  checkDuty(
    context.region,
    ticket,
    units.filter(({ role }) => role !== 'copy').map(({ unitId }) => unitId),
    dutyReason,
  )
  if (isAccused(context.region.units.get(lead.unitId)!.path, ticket)) throw new Refusal('avoidance')
}

/** Active units, each named once. */
export function checkKnown(unitIds: number[], { region }: Pick<Context, 'region'>) {
  if (new Set(unitIds).size < unitIds.length) throw new Refusal('unitTwice')
  for (const id of unitIds) if (!region.units.get(id)?.active) throw new Refusal('unitUnknown')
}

/** After a change of units: one lead, and not the unit complained about. */
export function checkLead(draft: Draft) {
  const leads = draft.assignments.filter((each) => each.role === 'lead' && holds(each))
  if (leads.length !== 1) throw new Refusal('leadNeeded')
  if (isAccused(leads[0]!.unitPath, draft.ticket)) throw new Refusal('avoidance')
}

export function assign(
  draft: Draft,
  { unitId, line, role }: DispatchUnitInput,
  { region, newAssignmentId }: Dispatching,
  parentId: string | null = null,
) {
  const unit = region.units.get(unitId)!
  const id = newAssignmentId()
  draft.addAssignment({
    ...UNTOUCHED,
    id,
    unitId,
    unitPath: unit.path,
    line,
    role,
    state: 'pending',
    round: draft.ticket.round,
    dispatchedAt: draft.at,
    dispatchedBy: draft.personId,
    returnUntil: role === 'copy' || parentId ? null : returnUntil(region, draft.ticket, draft.at, unit),
    parentId,
  })
  for (const { consultationId } of draft.agenda) draft.write('invitation', { consultationId, unitId })
  if (role === 'copy') return
  for (const kind of ['sign', 'contact', 'arrive'] as const) {
    if (parentId && kind !== 'sign') continue
    const of = { assignmentId: id, aroundTheClock: unit.aroundTheClock, unitId }
    const clock = clockFor(region, draft.ticket, kind, draft.at, of)
    if (clock) draft.startClock(clock)
  }
}

const UNTOUCHED = {
  signedAt: null,
  signedBy: null,
  signedOnTime: null,
  contactedAt: null,
  contactedOnTime: null,
  repliedAt: null,
  repliedOnTime: null,
  acceptedAt: null,
  arrivedAt: null,
  awaitsApproval: false,
  dueAt: null,
  yellowAt: null,
} as const satisfies Partial<AssignmentFacts>

/** The requester agreed to be contacted by this unit; the unit complained about never gets that. */
export function consent(draft: Draft, input: ConsentInput) {
  const own = draft.assignments.find((each) => each.unitId === input.unitId && holds(each))
  if (!own) throw new Refusal('unitUnknown')
  if (isAccused(own.unitPath, draft.ticket)) throw new Refusal('avoidance')
  draft.addConsent(input.unitId)
  draft.say('consent', { unitId: input.unitId }, { words: input.words })
}
