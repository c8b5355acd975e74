import type { FeedbackState } from '#domain/words/desk'
import { decodeDueCursor, encodeCursor } from '../cursor'
import type { Sql, Tx } from '../database'
import type { Own } from './knowledge'

/** What was said against knowledge items; the words sealed, for they can name whoever called. */
export interface FeedbackRow {
  id: string
  itemId: string
  version: number
  title: string
  unitPath: string
  unitName: string
  state: FeedbackState
  said: Buffer
  saidBy: string
  saidAt: Date
  dueAt: Date
  place: string
  answer: Buffer | null
  settledBy: string | null
  settledAt: Date | null
}

const ROW = `f.id::text, f.item_id::text AS "itemId", f.version, v.title, u.path AS "unitPath", u.name AS "unitName", f.state,
  f.said_sealed AS said, (SELECT name FROM person WHERE id = f.said_by) AS "saidBy", f.said_at AS "saidAt", f.due_at AS "dueAt",
  f.due_at::text AS place, f.answer_sealed AS answer, (SELECT name FROM person WHERE id = f.settled_by) AS "settledBy", f.settled_at AS "settledAt"`
const BESIDE = `JOIN knowledge_version v ON v.item_id = f.item_id AND v.version = f.version JOIN unit u ON u.id = f.unit_id`

/** What is still to be settled, the most urgent first: all of it, or that of these units. */
export async function openFeedback(
  db: Sql,
  { own, after, limit }: { own: Own; after: string | undefined; limit: number },
): Promise<{ rows: FeedbackRow[]; next: string | null }> {
  const cursor = decodeDueCursor(after)
  const values = [cursor?.dueAt ?? '-infinity', cursor?.id ?? '0', limit, ...(own ? [own] : [])]
  const name = own ? 'units' : 'all'
  const rows = await db.query<FeedbackRow & Record<string, unknown>>(OPEN[name], values, `open-feedback-${name}`)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit ? encodeCursor(last!.place, last!.id) : null }
}

const open = (found: string) => `SELECT ${ROW} FROM (${found}) f ${BESIDE} ORDER BY f.due_at, f.id`
const LATER = `f.state = 'open' AND (f.due_at, f.id) > ($1::timestamptz, $2::bigint) ORDER BY f.due_at, f.id LIMIT $3::int + 1`
const OPEN = {
  all: open(`SELECT * FROM knowledge_feedback f WHERE ${LATER}`),
  units: open(`SELECT found.* FROM unnest($4::int[]) AS own(id) CROSS JOIN LATERAL (
      SELECT * FROM knowledge_feedback f WHERE f.unit_id = own.id AND ${LATER}) found ORDER BY found.due_at, found.id LIMIT $3::int + 1`),
}

export function feedbackOn(db: Sql, itemId: string): Promise<FeedbackRow[]> {
  return db.query<FeedbackRow & Record<string, unknown>>(
    `SELECT ${ROW} FROM (SELECT * FROM knowledge_feedback WHERE item_id = $1 ORDER BY id DESC LIMIT 20) f ${BESIDE} ORDER BY f.id DESC`,
    [itemId],
    'feedback-on',
  )
}

export interface Said {
  itemId: string
  version: number
  unitId: number
  said: Buffer
  at: Date
  personId: number
  dueAt: Date
}

/** With a notice to the unit that answers for the item. */
export async function insertFeedback(tx: Tx, said: Said): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO knowledge_feedback (item_id, version, unit_id, said_sealed, said_at, said_by, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id::text AS id`,
    [said.itemId, said.version, said.unitId, said.said, said.at, said.personId, said.dueAt],
  )
  await tx.query(
    `INSERT INTO notice (kind, unit_id, at, data) SELECT 'feedback', $1, $2, jsonb_build_object('title', title)
     FROM knowledge_version WHERE item_id = $3 AND version = $4`,
    [said.unitId, said.at, said.itemId, said.version],
  )
  return row!.id
}

export async function lockFeedback(tx: Tx, id: string): Promise<{ state: FeedbackState; unitPath: string } | null> {
  const [row] = await tx.query<{ state: FeedbackState; unitPath: string }>(
    `SELECT f.state, u.path AS "unitPath" FROM knowledge_feedback f JOIN unit u ON u.id = f.unit_id WHERE f.id = $1 FOR UPDATE OF f`,
    [id],
  )
  return row ?? null
}

export async function settleFeedback(
  tx: Tx,
  settled: { id: string; state: FeedbackState; answer: Buffer; at: Date; personId: number },
): Promise<void> {
  await tx.query(
    'UPDATE knowledge_feedback SET state = $2, answer_sealed = $3, settled_at = $4, settled_by = $5 WHERE id = $1',
    [settled.id, settled.state, settled.answer, settled.at, settled.personId],
  )
}
