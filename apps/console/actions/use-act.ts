import { useQueryClient } from '@tanstack/react-query'
import type { ActionOffer, ActionResult } from '#domain/views'
import { call } from '../api/http'
import { useIntention } from '../api/intention'
import { forgetTickets } from '../api/queries'

/** Does what the server offered, on the version this person saw. */
export function useAct(ticketId: string, offer: ActionOffer) {
  const client = useQueryClient()
  const intend = useIntention()
  return async (body: unknown, version: number): Promise<ActionResult> => {
    try {
      return await intend((intention) => call('POST', pathOf(ticketId, offer), { body, version, intention }))
    } finally {
      forgetTickets(client, [ticketId])
    }
  }
}

const pathOf = (ticketId: string, { action, assignmentId }: ActionOffer) =>
  assignmentId ? `/assignments/${assignmentId}/actions/${action}` : `/tickets/${ticketId}/actions/${action}`
