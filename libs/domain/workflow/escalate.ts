import type { Attempt } from './action-row'
import type { Draft } from './change'
import { owedOn } from './clocks'
import type { Context } from './context'
import type { RegionRules } from './region'
import type { Snapshot } from './snapshot'

/** The ladder an overdue ticket climbs by itself: the unit, the leader in charge, the leadership. Each rung once a round. */

const HOUR_MS = 3_600_000
/** Hours after the reply was due, where the region says nothing else. */
const AFTER_HOURS = [0, 24, 72] as const
export const RUNGS = ['承办单位', '分管领导', '主要领导'] as const

/** When the next rung is due; null where there is none, or nothing is owed. */
function nextRung(on: Pick<Snapshot, 'ticket' | 'clocks'>, { settings }: Pick<RegionRules, 'settings'>): Date | null {
  const owed = owedOn(on)
  const hours = (settings.escalateAfterHours ?? AFTER_HOURS)[on.ticket.escalation]
  return owed && hours !== undefined ? new Date(owed.dueAt.getTime() + hours * HOUR_MS) : null
}

export function mayEscalate(before: Snapshot, { now, region }: Attempt): boolean {
  const at = nextRung(before, region)
  return at !== null && at <= now && !before.ticket.shelvedAt
}

export function escalate(draft: Draft, { region }: Context) {
  const level = draft.ticket.escalation + 1
  const lead = draft.assignments.find(
    ({ role, state }) => role === 'lead' && ['pending', 'signed', 'replied'].includes(state),
  )
  draft.setTicket({ escalation: level, escalated: draft.ticket.escalated || level > 1 })
  draft.say('escalate', { level })
  const notice = { kind: 'escalation', unitId: null, role: null, data: { level } } as const
  if (level === 1 && lead) draft.write('notice', { ...notice, unitId: lead.unitId })
  else
    for (const role of level === 3 ? (['leader', 'oversight'] as const) : (['leader'] as const))
      draft.write('notice', { ...notice, role })
  const next = nextRung(draft, region)
  if (next) draft.promise({ name: 'escalate', payload: { ticketId: draft.ticket.id }, runAt: next })
}
