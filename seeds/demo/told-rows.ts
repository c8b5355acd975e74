import type { MessageDraft } from '#domain/messages/requester'
import type { Change } from '#domain/workflow/change'
import { deliveryRow } from '#data/messages/owed'
import { hex, sealWords } from '#data/rows'
import type { KeyRing } from '#data/secrets/key-ring'
import type { TableName } from './rows'
import type { Table } from './table'

const DAY = 86_400_000
/** Older messages are left out: nobody looks at them, and a big city has many. */
const KEPT_DAYS = 45
const MINUTE = 60_000
const ENDS: Record<string, string> = { uploaded: 'uploaded', uploadRefused: 'refused', uploadFailed: 'failed' }

/** What requesters were told and what went back to the platforms, as it had arrived by now. */
export class ToldRows {
  constructor(
    private readonly keys: KeyRing,
    private readonly table: (name: TableName) => Table,
  ) {}

  add(changes: readonly Change[], now: Date) {
    let answer: string | null = null
    for (const change of changes) {
      answer = answerIn(change) ?? answer
      for (const message of change.messages) this.addMessage(change, message, answer, now)
    }
    this.addUploads(changes, answer ?? '')
  }

  private addMessage({ after, events }: Change, message: MessageDraft, answer: string | null, now: Date) {
    const { at } = events[0]!
    if (now.getTime() - at.getTime() > KEPT_DAYS * DAY) return
    if (message.wants?.from === 'answer') message.values['answer'] = answer
    const sentAt = new Date(message.notBefore.getTime() + MINUTE / 2)
    const waits = sentAt > now
    const lost = Number(BigInt(after.ticket.id) % 61n) === message.seq
    this.table('delivery').add({
      ...deliveryRow(this.keys, message, after.ticket.id, at),
      channel: 'sms',
      state: waits ? 'queued' : lost ? 'failed' : 'delivered',
      fault: waits ? 'noChannel' : lost ? 'undelivered' : null,
      attempts: waits ? 0 : 1,
      sent_at: waits ? null : sentAt,
      settled_at: waits ? null : new Date(sentAt.getTime() + MINUTE),
    })
  }

  private addUploads(changes: readonly Change[], answer: string) {
    const events = changes.flatMap((each) => each.events)
    const platform = String(events.find(({ kind }) => kind === 'upload')?.data['platform'] ?? '')
    const { id } = changes.at(-1)!.after.ticket
    events.forEach((event, index) => {
      if (event.kind !== 'upload' && event.kind !== 'correctUpload') return
      const end = events.slice(index + 1).find(({ kind }) => ENDS[kind])
      const words = { text: event.words?.['publicText'] ?? answer, ...(end?.words ?? {}) }
      this.table('reply_upload').add({
        ticket_id: id,
        seq: event.seq,
        platform,
        state: end ? ENDS[end.kind] : 'uploading',
        fault: end ? null : 'noChannel',
        words_sealed: hex(sealWords(this.keys, words, 'replyUpload.words')),
        attempts: 1,
        created_at: event.at,
        taken_at: end?.at ?? null,
        settled_at: end?.at ?? null,
      })
    })
  }
}

/** What the requester may read of what was answered here. */
function answerIn({ facts, events, before }: Change): string | null {
  for (const { kind, words } of events) if (kind === 'answer') return words?.['answer'] ?? null
  for (const fact of facts) {
    if (fact.kind !== 'reply') continue
    const { assignmentId, words } = fact.row
    const led = before?.assignments.some(({ id, role }) => id === assignmentId && role === 'lead')
    if (led) return words['publicText'] ?? null
  }
  return null
}
