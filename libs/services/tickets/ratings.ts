import { Injectable } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { OpenRatingInput, RateByLinkInput } from '#domain/inputs'
import { shownNumber } from '#domain/numbers'
import { parse } from '#domain/parse'
import { Refusal } from '#domain/refusals'
import { maySee } from '#domain/sight'
import type { RatingLinkView, RatingPage } from '#domain/views'
import { liveRating } from '#domain/workflow/rating'
import { accountable } from '#domain/workflow/redo'
import type { Snapshot } from '#domain/workflow/snapshot'
import { Database } from '#data/database'
import { writeAudit } from '#data/people/audit'
import { ratingLinkOf } from '#data/rating-links'
import { KeyRing } from '#data/secrets/key-ring'
import { readTicket } from '#data/snapshot'
import { Region } from '../region'
import { Act } from './act'

/** 自助评价: whoever holds the link rates one round, once. Whatever is wrong with a link, the answer is the same. */
@Injectable()
export class Ratings {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly act: Act,
    private readonly region: Region,
  ) {}

  async open(body: unknown): Promise<RatingPage> {
    const { snapshot, expiresAt } = await this.found(parse(OpenRatingInput, body).token)
    const { units } = await this.region.current()
    const { ticket } = snapshot
    return {
      number: shownNumber(ticket.number, ticket.redoCount),
      title: ticket.title,
      units: accountable(snapshot).map(({ id, unitId }) => ({
        assignmentId: id,
        unitName: units.get(unitId)?.name ?? '',
      })),
      expiresAt: expiresAt.toISOString(),
    }
  }

  /** Under the ticket's lock: of an agent's callback and this, one is the answer. */
  async rate(body: unknown): Promise<void> {
    const { token, rating } = parse(RateByLinkInput, body)
    const { ticketId, round } = await this.found(token)
    await this.act.asSystem({ ticketId }, { on: 'ticket', action: 'selfRate', input: { ...rating, round } }).catch(told)
  }

  /** For who may call the requester; that it was looked at is kept, because it could be used in their place. */
  async link(actor: Actor, ticketId: string, origin: string, requestId: string): Promise<RatingLinkView> {
    const loaded = await readTicket(this.db, { ticketId })
    if (!loaded || !maySee(actor, loaded.snapshot)) throw new Refusal('notFound')
    const live = liveRating(loaded.snapshot, new Date())
    if (!live) throw new Refusal('ratingLinkDead')
    const detail = { ticketId, round: live.round }
    await writeAudit(this.db, { kind: 'ratingLinkShown', personId: actor.personId, detail, requestId })
    return {
      url: ratingUrl(origin, this.keys.ratingToken(ticketId, live.round)),
      expiresAt: live.expiresAt.toISOString(),
    }
  }

  private async found(
    token: string,
  ): Promise<{ ticketId: string; round: number; snapshot: Snapshot; expiresAt: Date }> {
    const link = await ratingLinkOf(this.db, token)
    const loaded = link && (await readTicket(this.db, { ticketId: link.ticketId }))
    const live = loaded && liveRating(loaded.snapshot, new Date())
    if (!live || live.round !== link!.round) throw new Refusal('ratingLinkDead')
    return { ...link!, snapshot: loaded.snapshot, expiresAt: live.expiresAt }
  }
}

/** The token stands behind the #: browsers keep it to themselves, so that no log on the way has it. */
export const ratingUrl = (origin: string, token: string) => `${origin}/rate.html#${token}`

function told(error: unknown): never {
  throw error instanceof Refusal && ['notNow', 'notFound'].includes(error.code) ? new Refusal('ratingLinkDead') : error
}
