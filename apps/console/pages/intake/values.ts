import type {
  DeclineReason,
  Desk,
  HandedOverTo,
  IntakeOutcome,
  RequesterKind,
  TicketType,
  Urgency,
} from '#domain/words'
import type { Proposal } from '#domain/views'

export type Outcome = IntakeOutcome | 'dispatch'

/** The form as it is on the screen; what is sent is made from it. */
export interface IntakeValues {
  requester: { kind: RequesterKind; anonymous?: boolean; name?: string; phone?: string; creditCode?: string }
  confidential?: boolean
  type?: TicketType
  urgency: Urgency
  categoryCode?: string
  placeCode?: string
  address?: string
  accusedUnitId?: number
  title?: string
  content?: string
  outcome: Outcome
  answer?: string
  threeWay?: { unitId?: number; result?: string }[]
  handOver?: { to?: HandedOverTo; told?: string }
  decline?: { reason?: DeclineReason; told?: string }
}

export const blank = (): IntakeValues => ({
  requester: { kind: 'citizen' },
  urgency: 'normal',
  type: 'help',
  outcome: 'register',
  threeWay: [{}],
})

/** Full-width digits, spaces and dashes off; a leading +86 too. */
export function cleanPhone(typed: string): string {
  const digits = typed.normalize('NFKC').replace(/[^\d+]/g, '')
  return digits.replace(/^(\+86|0086)(?=1\d{10}$)/, '')
}

const LONGEST_TITLE = 30

/** The first words of the demand, up to where a sentence ends. */
export function suggestedTitle(content = ''): string {
  const first = content.trim().split(/[。！？!?；;\n]/)[0] ?? ''
  if (first.length <= LONGEST_TITLE) return first
  const comma = first.lastIndexOf('，', LONGEST_TITLE)
  return first.slice(0, comma > 8 ? comma : LONGEST_TITLE)
}

export function intakeBody(values: IntakeValues, desk: Desk | null, proposal?: Proposal) {
  const { outcome, requester, answer, threeWay, handOver, decline, ...rest } = values
  const phone = requester.phone && cleanPhone(requester.phone)
  return filled({
    ...rest,
    channel: 'phone',
    desk,
    title: values.title?.trim() || suggestedTitle(values.content),
    requester: filled({
      ...requester,
      phone,
      creditCode: requester.kind === 'citizen' ? undefined : requester.creditCode,
    }),
    outcome: outcome === 'dispatch' ? 'register' : outcome,
    answer: outcome === 'answer' ? answer : undefined,
    threeWay: outcome === 'threeWay' ? (threeWay ?? [{}]).map(filled) : undefined,
    handOver: outcome === 'handOver' ? filled(handOver ?? {}) : undefined,
    decline: outcome === 'decline' ? filled(decline ?? {}) : undefined,
    dispatch: outcome === 'dispatch' && proposal ? { units: proposal.units.map(unitOf) } : undefined,
  })
}

const unitOf = ({ unitId, line, role }: Proposal['units'][number]) => ({ unitId, line, role })

/** What was left empty is not sent. */
function filled(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  )
}
