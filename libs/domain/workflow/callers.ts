import { type Actor, can } from '../access'
import type { RefusalCode } from '../refusals'
import { holds, isAccused, isRestricted } from '../sight'
import type { RegionRules } from './region'
import type { AssignmentFacts, Snapshot, TicketFacts } from './snapshot'

/** Who calls a requester back: the centre, or the district whose units did the work; never who worked on it. */

/** The district that calls back, where the region gives it to one; null is the centre. */
export function callbackUnitOf(
  region: RegionRules,
  { ticket, assignments }: { ticket: TicketFacts; assignments: readonly AssignmentFacts[] },
): number | null {
  const codes = region.settings.districtCallback ?? []
  const worked = assignments.filter((each) => each.role !== 'copy' && holds(each))
  const lead = worked.find(({ role }) => role === 'lead')
  if (!codes.length || !lead || isRestricted(ticket)) return null
  for (const id of lead.unitPath.split('.').filter(Boolean).map(Number).reverse()) {
    const unit = region.units.get(id)
    if (!unit || !codes.includes(unit.code)) continue
    const accused = ticket.accusedUnitId === null ? undefined : region.units.get(ticket.accusedUnitId)
    const partial = worked.some(({ unitId }) => unitId === id) || Boolean(accused?.path.startsWith(unit.path))
    return partial ? null : id
  }
  return null
}

/** What keeps this person from calling back, or from checking what came of it. */
export function callerObstacle(before: Snapshot, actor: Actor, region: RegionRules): true | RefusalCode {
  const { ticket, assignments } = before
  const worked = assignments.some((each) => each.role !== 'copy' && holds(each) && each.unitId === actor.unitId)
  const outside = region.units.get(actor.unitId)?.kind !== 'center'
  if (outside && (worked || isAccused(actor.unitPath, ticket))) return 'ownCallback'
  if (can(actor.roles, 'ticket.see-all')) return true
  const given = ticket.callbackUnitId === null ? undefined : region.units.get(ticket.callbackUnitId)
  return given?.path.startsWith(actor.unitPath) ? true : 'callbackElsewhere'
}
