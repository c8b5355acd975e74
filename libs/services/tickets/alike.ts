import { Injectable } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { shownNumber } from '#domain/numbers'
import { Refusal } from '#domain/refusals'
import { maySee } from '#domain/sight'
import type { AlikeTicket } from '#domain/views'
import { Database } from '#data/database'
import { alikeTickets } from '#data/kin'
import { readTicket } from '#data/snapshot'

/** 并单 is proposed, never done by itself: the same matter at the same place at about the same time, in similar words. */
@Injectable()
export class Alike {
  constructor(private readonly db: Database) {}

  async to(actor: Actor, ticketId: string): Promise<AlikeTicket[]> {
    const loaded = await readTicket(this.db, { ticketId })
    if (!loaded || !maySee(actor, loaded.snapshot)) throw new Refusal('notFound')
    const rows = await alikeTickets(this.db, ticketId)
    return rows.map(({ number, redoCount, content, registeredAt, ...row }) => ({
      ...row,
      shownNumber: shownNumber(number, redoCount),
      content: content ?? '',
      registeredAt: registeredAt.toISOString(),
    }))
  }
}
