import { redactor } from '#domain/privacy/redact'
import type { Database, Tx } from '#data/database'
import {
  type ErasableTicket,
  eraseCalls,
  eraseRequester,
  eraseTicket,
  eraseWords,
  lockRequester,
  lockTickets,
  repliesOf,
  revealReasons,
  writeReply,
  writeRevealReason,
} from '#data/erase'
import { eraseFiles } from '#data/files'
import { enqueue } from '#data/jobs'
import { writeAudit } from '#data/people/audit'
import { openWords, sealWords } from '#data/rows'
import type { KeyRing } from '#data/secrets/key-ring'
import { searchTokens } from '#insight/search-tokens'
import { known } from './known'

/**
 * Erases a requester on request: who it was, what was said, where; in every ticket, restricted ones included. Facts stay —
 * type, category, place, times, results —, so no figure moves, and the event chain stays whole over the digests.
 * Nothing brings it back but a backup; those expire by their own rule.
 */
export class Erasure {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
  ) {}

  /** The numbers of the tickets it came from; null when there is nobody (any more). */
  erase(requesterId: string, reason: string): Promise<string[] | null> {
    return this.db.transaction(async (tx) => {
      const who = await lockRequester(tx, requesterId)
      if (!who || who.erased) return null
      const tickets = await lockTickets(tx, requesterId)
      const without = redactor(known(this.keys, who))
      for (const ticket of tickets) await this.eraseTicket(tx, ticket, without)
      await this.eraseAround(
        tx,
        tickets.map(({ id }) => id),
        without,
      )
      await eraseCalls(tx, requesterId)
      await eraseRequester(tx, requesterId)
      const numbers = tickets.map(({ number }) => number)
      const detail = { requesterId, tickets: numbers.join('、'), reason: without(reason), place: 'server' }
      await writeAudit(tx, { kind: 'requesterErased', personId: null, detail, requestId: null })
      return numbers
    })
  }

  /** An empty demand is an erased one: to the verifier, too. The digest of what was asked stays in the first event. */
  private eraseTicket(tx: Tx, ticket: ErasableTicket, without: (text: string) => string): Promise<void> {
    const title = without(ticket.title)
    return eraseTicket(tx, {
      id: ticket.id,
      title,
      content: ticket.restricted ? null : '',
      contentSealed: ticket.restricted ? Buffer.alloc(0) : null,
      answer: ticket.answer && without(ticket.answer) !== ticket.answer ? '' : ticket.answer,
      tags: ticket.tags.filter((tag) => without(tag) === tag),
      searchWords: ticket.restricted ? [] : searchTokens(title, ticket.number),
    })
  }

  private async eraseAround(tx: Tx, ticketIds: string[], without: (text: string) => string) {
    await eraseWords(tx, ticketIds)
    // Nobody can take somebody out of a picture: what is attached goes altogether, its bytes when the sweep comes by.
    if (await eraseFiles(tx, ticketIds)) await enqueue(tx, 'sweepFiles', {}, { key: 'sweepFiles' })
    for (const { id, text } of await repliesOf(tx, ticketIds)) {
      const words = openWords(this.keys, Buffer.from(text, 'hex'), 'reply.words')!
      const cleaned = Object.fromEntries(Object.entries(words).map(([key, said]) => [key, without(said)]))
      await writeReply(tx, id, sealWords(this.keys, cleaned, 'reply.words')!)
    }
    for (const { id, text } of await revealReasons(tx, ticketIds)) await writeRevealReason(tx, id, without(text))
  }
}
