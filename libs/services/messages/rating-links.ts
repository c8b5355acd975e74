import { Inject, Injectable } from '@nestjs/common'
import { liveRating } from '#domain/workflow/rating'
import { Database } from '#data/database'
import { KeyRing } from '#data/secrets/key-ring'
import { readTicket } from '#data/snapshot'
import { CONFIG, type Config } from '#platform/config'
import { ratingUrl } from '../tickets/ratings'

/**
 * Where a message gets its rating link, at the moment it leaves: the link is the requester's alone, so it stands in no row
 * and on no screen. Null without one that can still be used, or while nobody has said under which address people reach
 * us; then the part of the message that speaks of it is left out.
 */
@Injectable()
export class RatingLinks {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async linkFor(ticketId: string): Promise<string | null> {
    const origin = this.config.publicUrl?.origin
    const loaded = origin ? await readTicket(this.db, { ticketId }) : null
    const live = loaded && liveRating(loaded.snapshot, new Date())
    return live ? ratingUrl(origin!, this.keys.ratingToken(ticketId, live.round)) : null
  }
}
