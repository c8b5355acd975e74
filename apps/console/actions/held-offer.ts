import { useState } from 'react'
import type { ActionOffer, TicketView } from '#domain/views'

/**
 * The offer a desk's form is for. Once something was typed the form stays, even when a colleague was faster
 * and the server no longer offers the action: what was typed is not thrown away, the form says what happened.
 */
export function useHeldOffer(ticket: TicketView, actions: readonly string[]) {
  const [held, setHeld] = useState<{ ticketId: string; offer: ActionOffer }>()
  const now = ticket.actions.find(({ action }) => actions.includes(action))
  const kept = held?.ticketId === ticket.id ? held.offer : undefined
  return {
    offer: kept ?? now,
    gone: kept !== undefined && !ticket.actions.some(({ action }) => action === kept.action),
    hold: () => now && !kept && setHeld({ ticketId: ticket.id, offer: now }),
    drop: () => setHeld(undefined),
  }
}
