import type { ActionOffer, TicketView } from '#domain/views'
import { ASSIGNMENT_ACTIONS, TICKET_ACTIONS } from '#domain/workflow/actions'
import { schemaOf } from '#platform/openapi/inputs'
import { fill } from './fill'

/** What takes the ticket from a unit, or stops it: walked elsewhere, here everybody is to see as much as can be seen. */
export const PARTING = [
  'undoDispatch',
  'withdraw',
  'retract',
  'rule',
  'redispatch',
  'return',
  'shelve',
  'handOver',
  'reject',
  'delegate',
]

/** An input for an offered action with `text` in every field that takes words. */
export function inputFor(
  { action, assignmentId }: ActionOffer,
  seen: TicketView,
  units: Record<'assist' | 'consented', number>,
  text: () => string,
): unknown {
  const { assignments, requests, supervisions } = seen
  const own = assignments.find(({ id }) => id === assignmentId) ?? assignments[0]
  const working = assignments.filter(({ role, state }) => role !== 'copy' && state === 'accepted')
  const contacted = working.map(({ id }) => ({ assignmentId: id, contacted: true }))
  const row = { ...TICKET_ACTIONS, ...ASSIGNMENT_ACTIONS }[action as 'sign']
  const filled = fill(schemaOf(row.needs), { text, assignmentId: own?.id ?? '1', unitId: units.assist }) as object
  if (action === 'approve') return { ...filled, requestId: requests.find(({ mayDecide }) => mayDecide)?.id }
  if (action.endsWith('Supervision'))
    return { ...filled, supervisionId: supervisions.find(({ closedAt }) => !closedAt)?.id }
  if (action === 'consent') return { ...filled, unitId: units.consented }
  if (action === 'callback') return { ...filled, solved: 'no', exit: 'redo', contacted }
  return filled
}
