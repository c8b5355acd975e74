import type { AgendaState } from '#domain/words'
import type { DutyGiven } from '#domain/workflow/facts'
import type { Sql } from '../database'

export interface AgendaRow {
  id: string
  ticketId: string
  state: AgendaState
  version: number
  units: DutyGiven[] | null
  replyDays: number | null
  seenVersion: number | null
  wordsSealed: Buffer | null
}

/** In the order in which they were put there. */
export function agendaOf(db: Sql, consultationId: string): Promise<AgendaRow[]> {
  return db.query<AgendaRow & Record<string, unknown>>(
    `SELECT id::text, ticket_id::text AS "ticketId", state, version, units, reply_days AS "replyDays", seen_version AS "seenVersion",
       words_sealed AS "wordsSealed"
     FROM consultation_item WHERE consultation_id = $1::bigint ORDER BY tabled_at, id`,
    [consultationId],
    'agenda',
  )
}

export async function stateOf(db: Sql, itemId: string): Promise<AgendaState | null> {
  const [row] = await db.query<{ state: AgendaState }>('SELECT state FROM consultation_item WHERE id = $1::bigint', [
    itemId,
  ])
  return row?.state ?? null
}

export interface DraftConclusion {
  units: DutyGiven[]
  replyDays: number | null
  seenVersion: number
  wordsSealed: Buffer
}

/** What the meeting means to conclude; false when somebody else wrote meanwhile, or the item is no longer open. */
export async function saveConclusion(
  db: Sql,
  key: { consultationId: string; itemId: string; version: number },
  draft: DraftConclusion,
): Promise<boolean> {
  const rows = await db.query(
    `UPDATE consultation_item SET units = $4, reply_days = $5, seen_version = $6, words_sealed = $7, version = version + 1
     WHERE id = $1::bigint AND consultation_id = $2::bigint AND version = $3 AND state = 'listed' RETURNING id`,
    [
      key.itemId,
      key.consultationId,
      key.version,
      JSON.stringify(draft.units),
      draft.replyDays,
      draft.seenVersion,
      draft.wordsSealed,
    ],
  )
  return rows.length > 0
}
