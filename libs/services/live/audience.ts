import { type Actor, can } from '#domain/access'

/** Who hears of what over the sockets. Everybody hears events in one room at most; no branch matching means in none. */

const CENTER = 'center'
const unitRoom = (unitId: number | string) => `unit:${unitId}`
const unitNotices = (unitId: number) => `notices:unit:${unitId}`
const roleNotices = (role: string) => `notices:role:${role}`

/** Where everybody who answers calls, or looks after the desks, hears that something happened to one. */
export const CALLS = 'calls'
export const callRoomsOf = (actor: Actor) =>
  can(actor.roles, 'call.answer') || can(actor.roles, 'call.figures') ? [CALLS] : []

/** Where a person hears of events: the centre's room for those who may see every ticket, else the own unit's. */
export function eventRoomOf(actor: Actor): string | null {
  if (can(actor.roles, 'ticket.see-all')) return CENTER
  return can(actor.roles, 'ticket.see-unit') ? unitRoom(actor.unitId) : null
}

export function noticeRoomsOf(actor: Actor): string[] {
  const own = can(actor.roles, 'ticket.see-unit') ? [unitNotices(actor.unitId)] : []
  return [...own, ...actor.roles.map(roleNotices)]
}

/** An event reaches the centre, and of each unit concerned its people and those of the units above it. */
export function roomsForEvent(event: { paths: readonly string[] }): string[] {
  const units = event.paths.flatMap((path) => path.split('.').filter(Boolean))
  return [CENTER, ...new Set(units.map(unitRoom))]
}

/** A notice reaches the people it is addressed to and nobody above them. */
export function roomForNotice({ unitId, role }: { unitId: number | null; role: string | null }): string | null {
  if (unitId !== null) return unitNotices(unitId)
  return role === null ? null : roleNotices(role)
}
