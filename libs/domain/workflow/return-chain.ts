import type { RequestKind, RequestState } from '../words'

/** 退单链: who gave the ticket back, what came of it, and who had it next. Over facts or views alike: times only compare. */

interface Asked {
  id: string
  kind: RequestKind
  state: RequestState
  askedAt: string
  decidedAt: string | null
}
interface Duty {
  dispatchedAt: string
  parentId: string | null
  role: string
}

export interface ReturnLink<R, D> {
  request: R
  /** Whom it went to after this return and before the next one. */
  next: D[]
}

export function returnChain<R extends Asked, D extends Duty>(
  requests: readonly R[],
  assignments: readonly D[],
): ReturnLink<R, D>[] {
  const returns = requests.filter(({ kind }) => kind === 'return').sort(byTime(({ askedAt }) => askedAt))
  const accepted = returns.filter(({ state }) => state === 'approved').sort(byTime(({ decidedAt }) => decidedAt ?? ''))
  return returns.map((request) => {
    const until = accepted[accepted.indexOf(request) + 1]?.decidedAt ?? null
    const next = assignments.filter(
      ({ dispatchedAt, parentId, role }) =>
        request.state === 'approved' &&
        parentId === null &&
        role !== 'copy' &&
        dispatchedAt > request.decidedAt! &&
        (until === null || dispatchedAt <= until),
    )
    return { request, next }
  })
}

const byTime =
  <T>(at: (each: T) => string) =>
  (a: T, b: T) =>
    at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0

/**
 * 首次派单准确: given to units and never given back for good. Null for what was never dispatched: it counts in neither. The
 * two facts stand on the ticket's row, so the appraisal reads them as columns.
 */
export function dispatchedRight(ticket: { dispatchedAt: unknown; acceptedReturns: number }): boolean | null {
  return ticket.dispatchedAt === null ? null : ticket.acceptedReturns === 0
}
