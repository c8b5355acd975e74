import type { KeyRing } from './key-ring'
import { rotate, type Query, type Rotation, type SealedColumn } from './rotate'

/** Every sealed column there is; a test compares the list with the schema. The context is what the writers seal with. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  sealed('requester', 'name_sealed', 'requester.name'),
  sealed('requester', 'phone_sealed', 'requester.phone'),
  sealed('requester', 'identity_sealed', 'requester.identity'),
  sealed('requester', 'contact_sealed', 'requester.contact'),
  sealed('ticket', 'content_sealed', 'ticket.content'),
  sealed('reply', 'words_sealed', 'reply.words'),
  sealed('callback', 'words_sealed', 'callback.words'),
  sealed('request', 'words_sealed', 'request.words'),
  sealed('supervision', 'words_sealed', 'supervision.words'),
  sealed('consultation_item', 'words_sealed', 'agendaStep.words'),
  sealed('reply_upload', 'words_sealed', 'replyUpload.words', { ticket_id: 'bigint', seq: 'int' }),
  sealed('delivery', 'words_sealed', 'delivery.words'),
  sealed('file', 'name_sealed', 'file.name'),
  sealed('disposal', 'words_sealed', 'disposal.words', { ticket_id: 'bigint', round: 'smallint' }),
  sealed('rectification_step', 'words_sealed', 'rectificationStep.words'),
  sealed('event', 'words_sealed', 'event.words', { month: 'date', ticket_id: 'bigint', seq: 'int' }),
  sealed('call', 'number_sealed', 'call.number'),
  sealed('missed_call', 'number_sealed', 'call.number'),
  sealed('knowledge_feedback', 'said_sealed', 'feedback.said'),
  sealed('knowledge_feedback', 'answer_sealed', 'feedback.answer'),
  sealed('duty_shift', 'phone_sealed', 'duty.phone'),
  sealed('requester_mark_step', 'words_sealed', 'mark.words'),
  sealed('draft', 'sealed', 'draft.sealed', { person_id: 'int', key: 'text' }),
]

/** Rotates the whole database, column by column. When nothing failed, the older keys may be taken out of JIBAN_KEYS. */
export async function rotateAll(
  query: Query,
  ring: KeyRing,
  pause?: (done: Rotation, column: SealedColumn) => Promise<void>,
): Promise<{ column: SealedColumn; done: Rotation }[]> {
  const all = []
  for (const column of SEALED_COLUMNS) {
    const done = await rotate(query, ring, column, pause && { pause: (so) => pause(so, column) })
    all.push({ column, done })
  }
  return all
}

function sealed(
  table: string,
  column: string,
  context: string,
  key: SealedColumn['key'] = { id: 'bigint' },
): SealedColumn {
  return { table, column, context, key }
}
