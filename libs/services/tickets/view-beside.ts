import type { Actor } from '#domain/access'
import { limitWords } from '#domain/clock/limit'
import type { ClockView, RequestView, SupervisionView, TicketView } from '#domain/views'
import { CLOCK_KINDS, RETURN_REASONS, SHELVE_REASONS } from '#domain/words'
import { stepsOf } from '#domain/workflow/decide'
import type { RegionRules } from '#domain/workflow/region'
import { mayDecide } from '#domain/workflow/requests'
import type { ClockFacts, RequestFacts, Snapshot, TicketFacts } from '#domain/workflow/snapshot'
import type { TicketDetails } from '#data/ticket-details'

/** What stands beside a ticket's state: its marks, the requests of its units, its supervision. */
export interface Beside {
  region: RegionRules
  snapshot: Snapshot
  details: TicketDetails
  actor: Actor
  unitName: (id: number) => string
  /** Sealed words, as far as this person may read them. */
  said: (sealedHex: string | null, context: string) => string | null
  /** One of them. */
  wordOf: (sealedHex: string | null, context: string, key: string) => string | null
}

export function marksOf(ticket: TicketFacts): Pick<TicketView, (typeof MARKS)[number] | 'shelvedAt'> {
  const marks = Object.fromEntries(MARKS.map((mark) => [mark, ticket[mark]])) as Pick<
    TicketView,
    (typeof MARKS)[number]
  >
  return { ...marks, shelvedAt: ticket.shelvedAt?.toISOString() ?? null }
}
const MARKS = [
  'problem',
  'consulting',
  'complex',
  'ruled',
  'reviewOn',
  'difficult',
  'checkOn',
  'urgeCount',
  'handedTo',
  'turnedTo',
  'turnState',
] as const

export function requestViews({ region, snapshot, details, actor, unitName, said }: Beside): RequestView[] {
  return snapshot.requests.map((request) => {
    const kept = details.requests?.[request.id]
    return {
      id: request.id,
      assignmentId: request.assignmentId,
      unitName: unitName(request.unitId),
      kind: request.kind,
      state: request.state,
      step: request.step,
      steps: stepsOf(request, region),
      reason: reasonWords(request),
      amount: amountWords(request, snapshot),
      reviewOn: request.reviewOn,
      suggestedUnit: request.suggestedUnitId ? unitName(request.suggestedUnitId) : null,
      words: said(kept?.words ?? null, 'request.words'),
      askedBy: kept?.by ?? '',
      askedAt: request.askedAt.toISOString(),
      decidedBy: kept?.decidedBy ?? null,
      decidedAt: kept?.decidedAt ? new Date(kept.decidedAt).toISOString() : null,
      mayDecide: snapshot.ticket.state === 'handling' && mayDecide(request, snapshot, actor),
    }
  })
}

export function supervisionViews({ snapshot, details, unitName, said }: Beside): SupervisionView[] {
  return snapshot.supervisions.map((supervision) => {
    const kept = details.supervisions?.[supervision.id]
    return {
      id: supervision.id,
      unitName: unitName(supervision.unitId),
      fromUnit: supervision.fromUnitId ? unitName(supervision.fromUnitId) : null,
      mode: supervision.mode,
      letterNumber: kept?.letterNumber ?? null,
      words: said(kept?.words ?? null, 'supervision.words'),
      issuedBy: kept?.by ?? '',
      issuedAt: new Date(kept?.issuedAt ?? 0).toISOString(),
      answerBy: supervision.answerBy.toISOString(),
      answeredAt: supervision.answeredAt?.toISOString() ?? null,
      closedAt: supervision.closedAt?.toISOString() ?? null,
      outcome: (kept?.outcome ?? null) as SupervisionView['outcome'],
    }
  })
}

export function clockView(clock: ClockFacts): ClockView {
  return {
    kind: clock.kind,
    label: CLOCK_KINDS[clock.kind],
    assignmentId: clock.assignmentId,
    round: clock.round,
    startedAt: clock.startedAt.toISOString(),
    yellowAt: clock.yellowAt.toISOString(),
    dueAt: clock.dueAt.toISOString(),
    stoppedAt: clock.stoppedAt?.toISOString() ?? null,
    limit: limitWords({ amount: Number(clock.amount), unit: clock.unit }),
    provisional: clock.provisional,
  }
}

export function reasonWords({ kind, reason }: Pick<RequestFacts, 'kind' | 'reason'>): string {
  const words: Record<string, string> = kind === 'return' ? RETURN_REASONS : kind === 'shelve' ? SHELVE_REASONS : {}
  return words[reason] ?? ''
}

function amountWords({ amount }: RequestFacts, { clocks }: Snapshot): string | null {
  const clock = clocks.filter(({ kind }) => kind === 'reply' || kind === 'redo').at(-1)
  return timeWords(amount, clock?.unit ?? null)
}

/** An amount of time in the unit of the clock it is for. */
export const timeWords = (amount: number | string | null, unit: ClockFacts['unit'] | null) =>
  amount !== null && unit ? limitWords({ amount: Number(amount), unit }) : null
