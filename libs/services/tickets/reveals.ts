import { Injectable } from '@nestjs/common'
import { type Actor, can } from '#domain/access'
import { RevealInput } from '#domain/inputs'
import { parse } from '#domain/parse'
import { redactor } from '#domain/privacy/redact'
import { Refusal } from '#domain/refusals'
import { maySee, sightOf } from '#domain/sight'
import type { RevealView } from '#domain/views'
import { Database } from '#data/database'
import { writeAudit } from '#data/people/audit'
import { recordReveal, revealsOf } from '#data/reveals'
import { KeyRing } from '#data/secrets/key-ring'
import { readWithDetails } from '#data/ticket-details'
import { known } from './known'

/** Looking at who a requester is, and looking at who looked. */
@Injectable()
export class Reveals {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
  ) {}

  /** One value in clear, for minutes. The row with the reason is there before the value leaves, whatever becomes of the answer. */
  async reveal(
    actor: Actor,
    ticketId: string,
    body: unknown,
    requestId: string,
  ): Promise<{ value: string; until: string }> {
    const { field, reason } = parse(RevealInput, body)
    const found = await readWithDetails(this.db, ticketId)
    if (!found || !maySee(actor, found.loaded.snapshot)) throw new Refusal('notFound')
    const { loaded, details } = found
    if (sightOf(actor, loaded.snapshot).requester === 'hidden') throw new Refusal('relayNeeded')
    const sealed = details.requester?.[field]
    if (!sealed) throw new Refusal('notFound')
    const { personId } = actor
    const until = await this.db.transaction(async (tx) => {
      const { number } = loaded.snapshot.ticket
      await writeAudit(tx, { kind: 'revealed', personId, detail: { ticketId, number, field }, requestId })
      return recordReveal(tx, { ticketId, personId, field, reason })
    })
    return { value: this.keys.open(Buffer.from(sealed, 'hex'), `requester.${field}`), until: until.toISOString() }
  }

  /** Whoever checks this need not know the requester: reasons people typed are shown without. */
  async of(actor: Actor, ticketId: string): Promise<RevealView[]> {
    const found = await readWithDetails(this.db, ticketId)
    if (!found || !(can(actor.roles, 'audit.read') || maySee(actor, found.loaded.snapshot)))
      throw new Refusal('notFound')
    const read = redactor(known(this.keys, found.details.requester))
    const rows = await revealsOf(this.db, ticketId)
    return rows.map(({ at, until, reason, ...row }) => ({
      ...row,
      at: at.toISOString(),
      until: until.toISOString(),
      reason: read(reason),
    }))
  }
}
