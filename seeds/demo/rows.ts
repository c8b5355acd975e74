import { hidesWords, isRestricted } from '#domain/sight'
import type { RegisterInput } from '#domain/inputs'
import type { Change, JobDraft } from '#domain/workflow/change'
import type { ClockFacts } from '#domain/workflow/snapshot'
import { requesterRow } from '#data/requester-rows'
import { assignmentRow, clockRow, eventRows, hex, ticketRow } from '#data/rows'
import type { KeyRing } from '#data/secrets/key-ring'
import { closedTokens, searchTokens } from '#insight/search-tokens'
import { CallRows } from './call-rows'
import { AppraisalRows } from './appraisal-rows'
import { FactRows } from './fact-rows'
import { Table } from './table'
import { ToldRows } from './told-rows'

const IN_ORDER = [
  'requester',
  'ticket',
  'call',
  'call_event',
  'call_ticket',
  'missed_call',
  'assignment',
  'consent',
  'request',
  'suspension',
  'supervision',
  'consultation_item',
  'standstill',
  'ticket_link',
  'clock',
  'event',
  'reply',
  'callback',
  'callback_contact',
  'appraisal_fact',
  'figure_delta',
  'rating_link',
  'disposal',
  'rectification',
  'rectification_step',
  'delivery',
  'reply_upload',
] as const

export type TableName = (typeof IN_ORDER)[number]

interface TicketLife {
  input: RegisterInput
  changes: readonly Change[]
  requesterId: number
  now: Date
}

/** Everything a batch writes: whole lives as the rows their actions would have left one after the other. */
export class Rows {
  /** In the order foreign keys want. */
  readonly tables = IN_ORDER.map((name) => new Table(name))
  readonly jobs: JobDraft[] = []
  private readonly facts: FactRows
  private readonly appraisal: AppraisalRows
  readonly calls: CallRows
  private readonly told: ToldRows

  constructor(
    private readonly keys: KeyRing,
    { firstCallback = 0, firstCall = 0, now = 0 } = {},
  ) {
    this.calls = new CallRows(keys, (name) => this.table(name), firstCall, now)
    this.facts = new FactRows(keys, (name) => this.table(name), firstCallback)
    this.told = new ToldRows(keys, (name) => this.table(name))
    this.appraisal = new AppraisalRows((name) => this.table(name))
  }

  addRequester(id: number, input: RegisterInput['requester'], at: Date) {
    const row = requesterRow(this.keys, input)
    if (!row) return
    this.table('requester').add({
      id,
      kind: input.kind,
      name_sealed: hex(row.nameSealed),
      name_token: hex(row.nameToken),
      name_tokens: row.nameTokens,
      phone_sealed: hex(row.phoneSealed),
      phone_token: hex(row.phoneToken),
      phone_tail: hex(row.phoneTail),
      credit_code: row.creditCode,
      language: row.language ?? 'chinese',
      contact_sealed: hex(row.contactSealed),
      industry: row.industry,
      size: row.size,
      park_id: row.parkId,
      created_at: at,
    })
  }

  addTicket(life: TicketLife) {
    let lastHash: Buffer | null = null
    for (const change of life.changes) {
      const events = eventRows(this.keys, change, lastHash)
      lastHash = events.lastHash
      for (const row of events.rows) this.table('event').add(row as object)
    }
    this.addState(life, lastHash!)
    this.facts.add(life.changes)
    this.appraisal.add(life.changes)
    this.told.add(life.changes, life.now)
    // What came of an upload changes nothing about what the closing promised.
    const last = life.changes.findLast(({ after, jobs }) => jobs.length > 0 || after.ticket.state !== 'closed')
    this.jobs.push(...(last?.jobs ?? []).filter(({ runAt }) => runAt && runAt > life.now))
  }

  /** What is summed over the batch. */
  finish() {
    this.appraisal.finish()
  }

  private addState({ input, changes, requesterId, now }: TicketLife, lastHash: Buffer) {
    const { ticket, assignments, clocks } = changes.at(-1)!.after
    const touched = lastTouched(changes)
    this.table('ticket').add({
      ...this.intakeRow(input, changes[0]!),
      requester_id: requesterId,
      ...ticketRow(ticket, lastHash),
    })
    for (const each of assignments) this.table('assignment').add(assignmentRow(each, ticket, touched.get(each.id)!))
    for (const each of clocks.filter(ran))
      this.table('clock').add(clockRow(withLevel(each, (each.suspended && ticket.shelvedAt) || now), ticket.id))
  }

  /** What of a ticket stays as it was registered. */
  private intakeRow(input: RegisterInput, { after: { ticket }, events }: Change) {
    const sealed = isRestricted(ticket)
    const address = input.address ?? ''
    const texts = [input.title, input.content, address]
    const hidden = sealed ? JSON.stringify({ title: input.title, content: input.content, address }) : null
    const plain = hidesWords(ticket) ? [] : searchTokens(...texts, ticket.number)
    const words = sealed ? [...plain, ...this.keys.textTokens(closedTokens(...texts))] : plain
    return {
      id: ticket.id,
      number: ticket.number,
      month: ticket.month,
      type: ticket.type,
      channel: ticket.channel,
      desk: ticket.desk,
      urgency: ticket.urgency,
      requester_kind: ticket.requesterKind,
      anonymous: ticket.anonymous,
      confidential: ticket.confidential,
      name_confidential: ticket.nameConfidential,
      turned_to: ticket.turnedTo,
      accused_unit_id: ticket.accusedUnitId,
      title: ticket.title,
      content: sealed ? null : input.content,
      content_sealed: hex(hidden ? this.keys.seal(hidden, 'ticket.content') : null),
      category_code: ticket.categoryCode,
      tags: input.tags ?? [],
      place_code: ticket.placeCode,
      address: sealed ? '' : address,
      area_kind: ticket.areaKind,
      policy_id: ticket.policyId,
      outcome: ticket.outcome,
      answer: input.outcome === 'answer' ? (sealed ? '（已答复，内容保密）' : input.answer) : null,
      registered_at: ticket.registeredAt,
      registered_by: events[0]!.personId,
      owner_id: ticket.ownerId,
      search: words.join(' '),
    }
  }

  private table(name: TableName): Table {
    return this.tables[IN_ORDER.indexOf(name)]!
  }
}

/** When each assignment last changed. */
function lastTouched(changes: readonly Change[]): Map<string, Date> {
  const touched = new Map<string, Date>()
  for (const { before, after, events } of changes)
    for (const each of after.assignments) if (!before?.assignments.includes(each)) touched.set(each.id, events[0]!.at)
  return touched
}

/** A dispatch clock that register-and-dispatch stopped as it started was never there. */
const ran = (clock: ClockFacts) => clock.stoppedAt?.getTime() !== clock.startedAt.getTime()

/** The reminders that were given while it ran: the worker goes on from there; none is given while it stands still. */
function withLevel(clock: ClockFacts, now: Date): ClockFacts {
  const until = clock.stoppedAt ?? now
  return { ...clock, level: [clock.halfAt, clock.yellowAt, clock.dueAt].filter((at) => at <= until).length }
}
