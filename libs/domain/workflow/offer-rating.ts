import type { Draft } from './change'
import { keepRating } from './heard'
import type { RegionRules } from './region'

const DAY_MS = 86_400_000

/** One link for a round. The token is made where it is sent or shown, never here. */
export function offerRating(region: RegionRules, draft: Draft) {
  const days = region.settings.ratingDays ?? 7
  if (days === 0) return
  const { round } = draft.ticket
  const expiresAt = new Date(draft.at.getTime() + days * DAY_MS)
  keepRating(draft, { round, expiresAt })
  draft.say('offerRating', { round, expiresAt: expiresAt.toISOString() })
}
