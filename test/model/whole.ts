import { OPEN_ASSIGNMENT } from '#domain/words'
import type { Snapshot } from '#domain/workflow/snapshot'

/** Who has to act next: written down again, without the rules' own words for it. */
const HOLDERS: Record<string, (now: Snapshot) => boolean> = {
  dispatcher: ({ ticket }) => ticket.state === 'registered',
  master: ({ ticket }) => ticket.state === 'handling' && ticket.still !== null,
  leader: ({ ticket }) => ticket.state === 'handling' && !ticket.still && ticket.shelvedAt !== null,
  reviewer: ({ ticket }) => ticket.state === 'handling' && !ticket.still && !ticket.shelvedAt && ticket.awaitsReview,
  units: (now) => working(now) && (owing(now) || asked(now)),
  redispatcher: (now) => working(now) && !owing(now) && !asked(now),
  callback: ({ ticket }) => ticket.state === 'callback',
  nobody: ({ ticket }) => ['closed', 'archived'].includes(ticket.state),
}

const working = ({ ticket }: Snapshot) =>
  ticket.state === 'handling' && !ticket.still && !ticket.shelvedAt && !ticket.awaitsReview
const owing = ({ assignments }: Snapshot) =>
  assignments.some(({ role, state, parentId }) => role !== 'copy' && !parentId && ['pending', 'signed'].includes(state))
const asked = ({ requests }: Snapshot) => requests.some(({ state }) => state === 'open')

export const holdersOf = (now: Snapshot) => Object.keys(HOLDERS).filter((name) => HOLDERS[name]!(now))

const CLOCK_OF: Record<string, readonly string[]> = {
  registered: ['dispatch'],
  handling: ['reply', 'redo'],
  callback: ['callback'],
}

/** Everything wrong with a ticket as it stands; empty when it is whole. */
export function wrongWith(now: Snapshot, events: number): string[] {
  const { ticket, assignments, clocks, requests, supervisions, agenda } = now
  // What a bad review obliges to goes on beside the ticket.
  const running = clocks.filter(({ stoppedAt, suspended, kind }) => !stoppedAt && !suspended && kind !== 'rectify')
  const resting = clocks.filter(({ stoppedAt, suspended }) => !stoppedAt && suspended)
  const onTicket = running.filter(({ assignmentId }) => assignmentId === null)
  const open = assignments.filter(({ state }) => OPEN_ASSIGNMENT.includes(state))
  const ended = ['closed', 'archived'].includes(ticket.state)
  const faults: Record<string, boolean> = {
    'not one ball holder': holdersOf(now).length !== 1,
    'as many events as its version says': ticket.version !== events,
    'two clocks of the ticket run': onTicket.length > 1,
    'a clock of another state runs': onTicket.some(({ kind }) => !(CLOCK_OF[ticket.state] ?? []).includes(kind)),
    'a clock stands still without reason': resting.length > 0 && !ticket.shelvedAt && !ticket.still,
    'two leads': held(now).filter(({ role }) => role === 'lead').length > 1,
    'a unit twice': new Set(open.map(({ unitId }) => unitId)).size !== open.length,
    'closed with an open duty': ended && open.length > 0,
    'closed with a clock running': ended && running.length > 0,
    'closed with an open request': ended && asked(now),
    'closed under open supervision': ended && supervisions.some(({ closedAt }) => !closedAt),
    'closed on an agenda': ended && agenda.length > 0,
    'closed without a time, or the other way round': ended !== (ticket.closedAt !== null),
    'waiting for a callback with somebody still at work':
      ticket.state === 'callback' && open.some(({ role, parentId }) => role !== 'copy' && !parentId),
    'a request of a unit that has lost it':
      ticket.state === 'handling' &&
      requests.some(({ state, assignmentId }) => state === 'open' && !held(now).some(({ id }) => id === assignmentId)),
    'the accused stands alone':
      ticket.accusedUnitId !== null && held(now).length === 1 && held(now)[0]!.unitId === ticket.accusedUnitId,
  }
  return Object.keys(faults).filter((name) => faults[name])
}

const held = ({ assignments }: Snapshot) =>
  assignments.filter(({ state }) => state !== 'returned' && state !== 'withdrawn')
