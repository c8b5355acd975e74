import { shownNumber } from '../numbers'
import { isRestricted } from '../sight'
import { DECLINE_REASONS, HANDED_OVER_TO, SHELVE_REASONS } from '../words'
import type { Change, EventDraft } from '../workflow/change'
import { clockFor } from '../workflow/clocks'
import type { RegionRules } from '../workflow/region'
import type { MessageChannel, MessageKind } from './kinds'
import { afterQuiet, expiresAt } from './quiet'
import { LINK, type MessageTemplate, type Values } from './template'

/** A message the requester is owed, because of what an action did; written in the same commit. */
export interface MessageDraft {
  /** The event that says it: one message of a kind for each. */
  seq: number
  kind: MessageKind
  channel: MessageChannel
  template: MessageTemplate
  neutral: boolean
  values: Values
  /** Words that stand in a row written earlier. */
  wants: Wants | null
  urgent: boolean
  notBefore: Date
  /** It waits for the morning, and may be summed up with others there. */
  held: boolean
  expiresAt: Date
}
export type Wants = { from: 'request'; requestId: string } | { from: 'answer' }

interface Said {
  kind: MessageKind
  values: Values
  wants?: Wants
}
type Rule = (event: EventDraft, change: Change, region: RegionRules) => Said | null

/** Which event tells the requester what. An event that is not here is none of theirs. */
const RULES: Record<string, Rule> = {
  register: (_, { after: { ticket } }, region) =>
    ticket.outcome === 'register' ? { kind: 'registered', values: { due: day(promised(ticket, region)) } } : null,
  answer: ({ words }) => ({ kind: 'answered', values: { answer: words?.['answer'] ?? null, link: LINK } }),
  threeWay: ({ words }) => ({ kind: 'answered', values: { answer: words?.['answer'] ?? null, link: LINK } }),
  turnOver: ({ data, words }) => ({
    kind: 'handedOver',
    values: { to: word(HANDED_OVER_TO, data['to']), words: words?.['told'] ?? null },
  }),
  turned: ({ data, words }, { after: { ticket } }, region) =>
    data['back']
      ? { kind: 'registered', values: { due: day(promised(ticket, region)) } }
      : { kind: 'progress', values: { unit: word(HANDED_OVER_TO, data['to']), words: words?.['note'] ?? null } },
  decline: ({ data, words }) => ({
    kind: 'declined',
    values: { reason: word(DECLINE_REASONS, data['reason']), words: words?.['told'] ?? null },
  }),
  dispatch: ({ data }, { after }, region) => ({
    kind: 'dispatched',
    values: { units: unitNames(data['units'], region), due: day(after.ticket.dueAt) },
  }),
  stageReport: ({ words, assignmentId }, { after }, region) => {
    const unitId = after.assignments.find(({ id }) => id === assignmentId)?.unitId
    return {
      kind: 'progress',
      values: { unit: region.units.get(unitId ?? 0)?.name ?? null, words: words?.['publicText'] ?? null },
    }
  },
  approve: ({ data }, { after }) => {
    const request = after.requests.find(({ id }) => id === data['requestId'])
    if (request?.kind !== 'extend' || request.state !== 'approved') return null
    const wants = { from: 'request', requestId: request.id } as const
    return { kind: 'extended', values: { due: day(after.ticket.dueAt) }, wants }
  },
  complex: (_, { after }) => ({ kind: 'extended', values: { due: day(after.ticket.dueAt) } }),
  conclude: ({ data }, { after }, region) => ({
    kind: 'dispatched',
    values: { units: unitNames(data['units'], region), due: day(after.ticket.dueAt) },
  }),
  shelved: ({ data }, { after }) => {
    const request = after.requests.find(({ id }) => id === data['requestId'])
    const reviewOn = data['reviewOn'] ? String(data['reviewOn']) : null
    return { kind: 'shelved', values: { reason: word(SHELVE_REASONS, request?.reason), reviewOn } }
  },
  unshelve: (_, { after }) => ({ kind: 'resumed', values: { due: day(after.ticket.dueAt) } }),
  accept: () => ({ kind: 'replied', values: { link: LINK }, wants: { from: 'answer' } }),
  joinCallback: () => ({ kind: 'replied', values: { link: LINK }, wants: { from: 'answer' } }),
  merge: ({ data }) => ({ kind: 'merged', values: { into: shownNumber(String(data['number'])) } }),
  redo: (_, { after }) => ({ kind: 'redone', values: { due: day(after.ticket.dueAt) } }),
  reopen: (_, { after }) => ({ kind: 'redone', values: { due: day(after.ticket.dueAt) } }),
  close: ({ data }) => ({
    kind: 'closed',
    values: { reason: word(CLOSED_BECAUSE, data['how']), link: LINK },
    wants: { from: 'answer' },
  }),
}

/** Said of how it ended; an ordinary end needs no reason. */
const CLOSED_BECAUSE = {
  unreachable: '我们三次回访未能与您取得联系',
  judged: '经研判予以办结',
  extended: '因条件所限延期落实，我们会继续跟踪',
  transferred: '已移交有关部门按规定处理',
  retracted: '按您的意愿撤回诉求',
} as const

/** What is over with the call is told once: the answer says that it is closed. */
const LESS_THAN: Partial<Record<MessageKind, readonly MessageKind[]>> = {
  dispatched: ['registered'],
  closed: ['answered', 'handedOver', 'declined'],
}

export function messagesOf(change: Change, region: RegionRules): MessageDraft[] {
  const said = change.events.flatMap((event) => {
    const found = RULES[event.kind]?.(event, change, region)
    return found ? [{ ...found, seq: event.seq, at: event.at }] : []
  })
  const kinds = said.map(({ kind }) => kind)
  return said
    .filter(({ kind }) => !LESS_THAN[kind]?.some((better) => kinds.includes(better)))
    .flatMap((each) => {
      const template = region.templates.get(each.kind)
      return template ? [draftOf(each, template, change, region)] : []
    })
}

function draftOf(
  { kind, values, wants, seq, at }: Said & Pick<EventDraft, 'seq' | 'at'>,
  template: MessageTemplate,
  { after: { ticket } }: Change,
  region: RegionRules,
): MessageDraft {
  const settings = region.settings.messages
  const urgent = ticket.urgency === 'urgent' || (settings?.quietExempt?.includes(kind) ?? false)
  const notBefore = urgent ? at : afterQuiet(at, settings)
  const neutral = isRestricted(ticket)
  return {
    seq,
    kind,
    channel: ticket.channel === 'wechat' ? 'wechat' : 'sms',
    template,
    neutral,
    values: { region: region.name, number: shownNumber(ticket.number, ticket.redoCount), ...values },
    wants: neutral ? null : (wants ?? null),
    urgent,
    notBefore,
    held: notBefore > at,
    expiresAt: expiresAt(notBefore, settings),
  }
}

/** The reply is due so long after the dispatch is; both as promised at registration. */
function promised(ticket: Change['after']['ticket'], region: RegionRules): Date | null {
  if (ticket.state !== 'registered') return ticket.dueAt
  const dispatched = clockFor(region, ticket, 'dispatch', ticket.registeredAt)?.dueAt ?? ticket.registeredAt
  return clockFor(region, ticket, 'reply', dispatched)?.dueAt ?? null
}

const DAY = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const day = (at: Date | null) => at && DAY.format(at)
const word = (words: object, key: unknown) => (words as Record<string, string>)[String(key)] ?? null
const unitNames = (units: unknown, region: RegionRules) =>
  (units as { unitId: number; role: string }[])
    .filter(({ role }) => role !== 'copy')
    .map(({ unitId }) => region.units.get(unitId)?.name ?? '')
    .join('、')
