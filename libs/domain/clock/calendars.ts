import { type CalendarData, type OfficeHours, WorkCalendar } from './calendar'
import type { ClockPolicy } from './policy'

/** The calendar of a policy, of a unit with hours of its own, or the one that never closes. */
export type Calendars = (policyId: number, aroundTheClock: boolean, unitId?: number | null) => WorkCalendar

interface UnitHours {
  officeHours?: OfficeHours | null
}

/** Calendars cache their days, so each is made once. */
export function calendarsOf(
  policies: ReadonlyMap<number, ClockPolicy>,
  holidays: CalendarData,
  units: ReadonlyMap<number, UnitHours>,
): Calendars {
  const made = new Map<string, WorkCalendar>()
  return (policyId, aroundTheClock, unitId = null) => {
    const own = unitId === null ? null : (units.get(unitId)?.officeHours ?? null)
    const key = `${policyId}|${aroundTheClock}|${own ? unitId : ''}`
    let calendar = made.get(key)
    if (!calendar) {
      const hours = own ?? policies.get(policyId)!.officeHours
      made.set(key, (calendar = new WorkCalendar(holidays, aroundTheClock ? { ...hours, aroundTheClock } : hours)))
    }
    return calendar
  }
}
