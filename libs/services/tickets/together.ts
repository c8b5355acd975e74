import { Refusal } from '#domain/refusals'
import { type Step, othersOf } from '#domain/workflow/step'
import type { Tx } from '#data/database'
import { type Loaded, lockTicket, type TicketKey } from '#data/snapshot'

/** Other tickets have to be locked, too, and must be locked first: done again from the start, with all of them known. */
export class MoreNeeded extends Error {
  constructor(readonly ids: readonly string[]) {
    super('more tickets change together than were known')
  }
}

const TRIES = 5

/** Does it again with more tickets, as often as it takes to know them all. */
export async function together<T>(work: (ids: readonly string[]) => Promise<T>): Promise<T> {
  let ids: readonly string[] = []
  for (let tries = 1; ; tries++) {
    try {
      return await work(ids)
    } catch (error) {
      if (!(error instanceof MoreNeeded)) throw error
      if (tries === TRIES) throw new Refusal('busy')
      ids = error.ids
    }
  }
}

/**
 * Locks a ticket and those that change with it, the lowest id first: whoever else locks several does it in that order, and
 * nobody waits in a circle. Which they are is only known when the ticket is read, so an action that changes one alone,
 * nearly every one, costs nothing more.
 */
export async function lockTogether(
  tx: Tx,
  key: TicketKey,
  wanted: Step,
  of: { personId: number; idempotencyKey: string | null },
  ids: readonly string[],
): Promise<{ loaded: Loaded; others: Loaded[] } | null> {
  const own = 'ticketId' in key ? key.ticketId : null
  const found = new Map<string, Loaded>()
  for (const id of inOrder(own === null ? ids : [...new Set([...ids, own])])) {
    const loaded = await lockTicket(
      tx,
      id === own ? key : { ticketId: id },
      of.personId,
      id === own ? of.idempotencyKey : null,
    )
    if (loaded) found.set(id, loaded)
  }
  const loaded = own === null ? await lockTicket(tx, key, of.personId, of.idempotencyKey) : found.get(own)
  if (!loaded) return null
  const others = [...found.values()].filter((each) => each !== loaded)
  const known = others.map(({ snapshot }) => snapshot)
  const needed = othersOf(wanted, loaded.snapshot, known)
  if (needed.some((id) => !ids.includes(id))) throw new MoreNeeded([...new Set([...ids, ...needed])])
  return { loaded, others: others.filter(({ snapshot }) => needed.includes(snapshot.ticket.id)) }
}

const inOrder = (ids: readonly string[]) => [...ids].sort((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1))
