import type {
  DeclineReason,
  Desk,
  HandedOverTo,
  IntakeOutcome,
  RequesterKind,
  TicketType,
  Urgency,
} from '#domain/words'
import type { EnterpriseSize, Language } from '#domain/words/desk'
import type { KnowledgeUsed } from '#domain/desk-views'
import type { Proposal } from '#domain/views'

export type Outcome = IntakeOutcome | 'dispatch'

export interface RequesterValues extends EnterpriseValues {
  kind: RequesterKind
  anonymous?: boolean
  name?: string
  phone?: string
  language?: Language
}
interface EnterpriseValues {
  creditCode?: string
  contactPerson?: string
  industry?: string
  size?: EnterpriseSize
  parkId?: number
}

/** By what somebody who called before is found. */
export type Known = { phone: string; creditCode?: undefined } | { creditCode: string; phone?: undefined }

/** The form as it is on the screen; what is sent is made from it. */
export interface IntakeValues {
  /** The call it is said in, and the desk that call was for. */
  callId?: string
  desk?: Desk
  requester: RequesterValues
  confidential?: boolean
  nameConfidential?: boolean
  type?: TicketType
  urgency: Urgency
  categoryCode?: string
  placeCode?: string
  address?: string
  accusedUnitId?: number
  title?: string
  content?: string
  files?: string[]
  outcome: Outcome
  /** What it is answered from. */
  knowledge?: KnowledgeUsed
  answer?: string
  /** Of the channel it was handled in. */
  channelRef?: string
  threeWay?: { unitId?: number; result?: string }[]
  handOver?: { to?: HandedOverTo; told?: string }
  decline?: { reason?: DeclineReason; told?: string }
}

export const blank = (callId: string | null = null, phone = ''): IntakeValues => ({
  ...(callId && { callId }),
  requester: { kind: 'citizen', language: 'chinese', ...(phone && { phone }) },
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
  const { outcome, requester, knowledge, answer, threeWay, handOver, decline, ...rest } = values
  return filled({
    ...rest,
    channel: outcome === 'callbackOnly' ? 'hotline12315' : 'phone',
    desk,
    title: values.title?.trim() || suggestedTitle(values.content),
    // Only content confidential was meant when only that was ticked.
    nameConfidential: rest.confidential ? (rest.nameConfidential ?? false) : rest.nameConfidential,
    requester: requesterBody(requester),
    outcome: outcome === 'dispatch' ? 'register' : outcome,
    channelRef: outcome === 'callbackOnly' ? rest.channelRef : undefined,
    answer: outcome === 'answer' || outcome === 'callbackOnly' ? answer : undefined,
    knowledgeId: outcome === 'answer' ? knowledge?.id : undefined,
    threeWay: outcome === 'threeWay' ? (threeWay ?? [{}]).map(filled) : undefined,
    handOver: outcome === 'handOver' ? filled(handOver ?? {}) : undefined,
    decline: outcome === 'decline' ? filled(decline ?? {}) : undefined,
    dispatch: outcome === 'dispatch' && proposal ? { units: proposal.units.map(unitOf) } : undefined,
  })
}

function requesterBody({ kind, anonymous, name, phone, language, ...enterprise }: RequesterValues) {
  const own = { kind, anonymous, name, phone: phone && cleanPhone(phone), language }
  return filled(kind === 'citizen' ? own : { ...own, ...enterprise })
}

const unitOf = ({ unitId, line, role }: Proposal['units'][number]) => ({ unitId, line, role })

/** What was left empty is not sent. */
function filled(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  )
}
