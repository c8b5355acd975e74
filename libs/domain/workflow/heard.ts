import type { Draft } from './change'
import type { Facts } from './facts'
import type { RatingFacts, RectificationFacts } from './snapshot'

/** What is kept of the time after the work: links, exits, rectifications. Each is a row, and part of the ticket at once. */

export function keepRating(draft: Draft, rating: Omit<RatingFacts, 'usedAt'>) {
  draft.write('ratingLink', rating)
  const others = draft.heard.ratings.filter(({ round }) => round !== rating.round)
  draft.keep({ ratings: [...others, { ...rating, usedAt: null }] })
}

export function useRating(draft: Draft, round: number) {
  draft.write('ratingUsed', { round })
  draft.keep({
    ratings: draft.heard.ratings.map((each) => (each.round === round ? { ...each, usedAt: draft.at } : each)),
  })
}

export function keepDisposal(draft: Draft, row: Facts['disposal']) {
  draft.write('disposal', row)
  const { round, exit, checkOn } = row
  draft.keep({ disposals: [...draft.heard.disposals, { round, exit, checkOn, checkedAt: null }] })
}

export function endDisposal(draft: Draft, round: number) {
  draft.write('followUp', { round })
  const ended = draft.heard.disposals.map((each) => (each.round === round ? { ...each, checkedAt: draft.at } : each))
  draft.keep({ disposals: ended })
}

export function keepRectification(draft: Draft, row: Facts['rectification']) {
  draft.write('rectification', row)
  const added = { ...row, submittedAt: null, submittedBy: null, checkedAt: null }
  draft.keep({ rectifications: [...draft.heard.rectifications, added] })
}

export function stepRectification(draft: Draft, row: Facts['rectificationStep'], to: Partial<RectificationFacts>) {
  draft.write('rectificationStep', row)
  const moved = draft.heard.rectifications.map((each) => (each.id === row.rectificationId ? { ...each, ...to } : each))
  draft.keep({ rectifications: moved })
}
