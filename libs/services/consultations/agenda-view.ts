import type { Actor } from '#domain/access'
import { Refusal } from '#domain/refusals'
import type { AgendaItemView } from '#domain/views'
import type { AgendaRow } from '#data/consultations/agenda'
import type { Tickets } from '../tickets/tickets'

/** One ticket on the agenda as its own page shows it to this person; null where there is no such page for them. */
export async function agendaView(tickets: Tickets, actor: Actor, row: AgendaRow): Promise<AgendaItemView | null> {
  const ticket = await tickets.ticket(actor, row.ticketId).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'notFound') return null
    throw error
  })
  const meeting = ticket?.meetings.find(({ itemId }) => itemId === row.id)
  if (!ticket || !meeting) return null
  const { id, shownNumber, version, state, type, urgency, title, dueAt, yellowAt } = ticket
  return {
    itemId: meeting.itemId,
    version: meeting.version,
    state: meeting.state,
    endedAt: meeting.endedAt,
    conclusion: meeting.conclusion,
    ticket: { id, shownNumber, version, state, type, urgency, title, dueAt, yellowAt },
    returns: ticket.requests.filter((each) => each.kind === 'return' && each.state === 'approved').length,
    assignments: ticket.assignments.map(({ unitId, unitName, line, role, state: duty }) => ({
      unitId,
      unitName,
      line,
      role,
      state: duty,
    })),
  }
}
