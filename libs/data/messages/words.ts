import type { Change } from '#domain/workflow/change'
import type { Sql } from '../database'
import { openWords } from '../rows'
import type { KeyRing } from '../secrets/key-ring'

/** Words a message repeats that were written by an earlier action; read in the transaction that owes the message. */
export async function fillWords(tx: Sql, keys: KeyRing, change: Change): Promise<void> {
  for (const message of change.messages) {
    const { wants } = message
    if (wants?.from === 'request') message.values['words'] = await explanationOf(tx, keys, wants.requestId)
    if (wants?.from === 'answer') message.values['answer'] = await publicAnswer(tx, keys, change.after.ticket)
  }
}

interface Sealed extends Record<string, unknown> {
  words: Buffer | null
}

async function explanationOf(tx: Sql, keys: KeyRing, requestId: string): Promise<string | null> {
  const [row] = await tx.query<Sealed>('SELECT words_sealed AS words FROM request WHERE id = $1', [requestId])
  return openWords(keys, row?.words ?? null, 'request.words')?.['explanation'] ?? null
}

/** What the lead unit answered for the requester to read last; of what was merged, what its master's did; of what was answered on the spot, that. */
export async function publicAnswer(tx: Sql, keys: KeyRing, { id }: { id: string }): Promise<string | null> {
  const [row] = await tx.query<Sealed & { answer: string | null }>(ANSWER, [id], 'public-answer')
  return openWords(keys, row?.words ?? null, 'reply.words')?.['publicText'] ?? row?.answer ?? null
}

const ANSWER = `SELECT t.answer, r.words_sealed AS words FROM ticket t
  LEFT JOIN LATERAL (SELECT reply.words_sealed FROM assignment a JOIN reply ON reply.assignment_id = a.id
    WHERE a.ticket_id = coalesce(t.merged_into, t.id) AND a.role = 'lead' AND a.state IN ('replied', 'accepted')
      AND reply.state IN ('submitted', 'accepted') ORDER BY reply.id DESC LIMIT 1) r ON true
  WHERE t.id = $1`
