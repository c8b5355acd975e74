import type { KnowledgeInput } from '#domain/inputs'
import type { KnowledgeState } from '#domain/words/desk'
import { decodeIdCursor, encodeCursor } from '../cursor'
import type { Sql, Tx } from '../database'

/** Wordings as the store keeps them, with the names people read. */
export interface KnowledgeRow {
  id: string
  version: number
  state: KnowledgeState
  title: string
  question: string
  answer: string
  audience: 'public' | 'internal'
  categoryCode: string | null
  unitId: number
  unitPath: string
  unitName: string
  validFrom: string
  validUntil: string | null
  writtenById: number
  writtenBy: string
  writtenAt: Date
  approvedBy: string | null
  publishedAt: Date | null
  uses: number
}

/** Units whose own, also the internal ones, the asker reads; null reads everything. */
export type Own = number[] | null

const ROW = `v.item_id::text AS id, v.version, v.state, v.title, v.question, v.answer, v.audience, v.category_code AS "categoryCode",
  v.unit_id AS "unitId", u.path AS "unitPath", u.name AS "unitName", to_char(v.valid_from, 'YYYY-MM-DD') AS "validFrom",
  to_char(v.valid_until, 'YYYY-MM-DD') AS "validUntil", v.written_by AS "writtenById",
  (SELECT name FROM person WHERE id = v.written_by) AS "writtenBy", v.written_at AS "writtenAt",
  (SELECT name FROM person WHERE id = v.approved_by) AS "approvedBy", v.published_at AS "publishedAt",
  (SELECT coalesce(sum(uses), 0)::int FROM knowledge_count c WHERE c.item_id = v.item_id) AS uses`

/** What one may read: the own units' everything, of others what is published for everybody. */
const readable = (own: string) =>
  `(${own}::int[] IS NULL OR v.unit_id = ANY(${own}::int[]) OR (v.audience = 'public' AND v.state = 'published'))`
const VALID = `v.state = 'published' AND v.valid_from <= current_date AND (v.valid_until IS NULL OR v.valid_until >= current_date)`

/** Wordings in one state, the newest items first. */
export async function knowledgePage(
  db: Sql,
  { state, own, after, limit }: { state: KnowledgeState; own: Own; after: string | undefined; limit: number },
) {
  const rows = await db.query<KnowledgeRow & Record<string, unknown>>(
    `SELECT ${ROW} FROM (
       SELECT * FROM knowledge_version v WHERE v.state = $1 AND v.item_id < $2::bigint AND ${readable('$3')}
       ORDER BY v.item_id DESC, v.version DESC LIMIT $4 + 1) v JOIN unit u ON u.id = v.unit_id ORDER BY v.item_id DESC, v.version DESC`,
    [state, decodeIdCursor(after) ?? LAST_ID, own, limit],
    'knowledge-page',
  )
  const shown = rows.slice(0, limit)
  return { rows: shown, next: rows.length > limit ? encodeCursor(shown.at(-1)!.id) : null }
}
const LAST_ID = '999999999999999999'

/** All wordings of an item, the newest first. */
export function wordingsOf(db: Sql, itemId: string): Promise<KnowledgeRow[]> {
  return db.query<KnowledgeRow & Record<string, unknown>>(
    `SELECT ${ROW} FROM knowledge_version v JOIN unit u ON u.id = v.unit_id WHERE v.item_id = $1 ORDER BY v.version DESC LIMIT 100`,
    [itemId],
    'knowledge-item',
  )
}

/** What may be read out today and has the most of these words, those in the title and the question counting thrice. */
export function knowledgeMatching(
  db: Sql,
  { tokens, own, categoryCode, limit }: { tokens: string[]; own: Own; categoryCode: string | null; limit: number },
): Promise<KnowledgeRow[]> {
  const quoted = tokens.map((token) => `'${token}'`)
  return db.query<KnowledgeRow & Record<string, unknown>>(
    `SELECT ${ROW} FROM (
       SELECT v.*, (SELECT count(*) FILTER (WHERE v.search @@ w::tsquery) + 2 * count(*) FILTER (WHERE v.head @@ w::tsquery)
           FROM unnest($2::text[]) w) + CASE WHEN v.category_code = $4 THEN 3 ELSE 0 END AS score
       FROM (SELECT * FROM knowledge_version v WHERE v.search @@ $1::tsquery AND ${VALID} AND ${readable('$3')} LIMIT ${MOST_WEIGHED}) v
       ORDER BY score DESC, v.item_id DESC LIMIT $5) v JOIN unit u ON u.id = v.unit_id ORDER BY score DESC, v.item_id DESC`,
    [quoted.join(' | '), quoted, own, categoryCode, limit],
    'knowledge-matching',
  )
}
const MOST_WEIGHED = 400

/** What a call can be answered from today. */
export async function answerable(
  db: Sql,
  itemId: string,
): Promise<Pick<KnowledgeRow, 'version' | 'answer' | 'audience'> | null> {
  const [row] = await db.query<Pick<KnowledgeRow, 'version' | 'answer' | 'audience'>>(
    `SELECT v.version, v.answer, v.audience FROM knowledge_version v WHERE v.item_id = $1 AND ${VALID}`,
    [itemId],
    'knowledge-answerable',
  )
  return row ?? null
}

export interface Written extends KnowledgeInput {
  head: string[]
  search: string[]
  personId: number
  at: Date
}

export async function insertItem(tx: Tx, { personId, at }: Written): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    'INSERT INTO knowledge (created_at, created_by) VALUES ($1, $2) RETURNING id::text AS id',
    [at, personId],
  )
  return row!.id
}

/** Held until the end: two who change one item do it one after the other. */
export async function lockItem(tx: Tx, itemId: string): Promise<KnowledgeRow[]> {
  await tx.query('SELECT FROM knowledge WHERE id = $1 FOR UPDATE', [itemId])
  return wordingsOf(tx, itemId)
}

/** A new wording with the next number; what was being written before it is thus replaced. */
export async function writeWording(tx: Tx, itemId: string, wording: Written): Promise<void> {
  const [last] = await tx.query<{ version: number }>(
    'SELECT coalesce(max(version), 0) AS version FROM knowledge_version WHERE item_id = $1',
    [itemId],
  )
  await tx.query(`DELETE FROM knowledge_version WHERE item_id = $1 AND state = 'draft'`, [itemId])
  await tx.query(
    `INSERT INTO knowledge_version (item_id, version, state, title, question, answer, audience, category_code, unit_id, valid_from, valid_until,
       written_at, written_by, head, search)
     VALUES ($1, $14, 'draft', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, array_to_tsvector($12::text[]), array_to_tsvector($13::text[]))`,
    [
      itemId,
      wording.title,
      wording.question,
      wording.answer,
      wording.audience,
      wording.categoryCode ?? null,
      wording.unitId,
      wording.validFrom,
      wording.validUntil ?? null,
      wording.at,
      wording.personId,
      wording.head,
      wording.search,
      last!.version + 1,
    ],
  )
}

/** Approved and published set who and when; what is published takes the place of what was. */
export async function moveWording(
  tx: Tx,
  { itemId, version, to, personId, at }: Moved & { to: Exclude<KnowledgeState, 'draft'> },
): Promise<void> {
  if (to === 'published')
    await tx.query(
      `UPDATE knowledge_version SET state = 'expired', expired_at = $3, expired_by = $2 WHERE item_id = $1 AND state = 'published'`,
      [itemId, personId, at],
    )
  await tx.query(
    `UPDATE knowledge_version SET state = $3, ${to}_at = $5, ${to}_by = $4 WHERE item_id = $1 AND version = $2`,
    [itemId, version, to, personId, at],
  )
}
interface Moved {
  itemId: string
  version: number
  personId: number
  at: Date
}

/** Those whose last day has passed. */
export async function expireOutdated(db: Sql): Promise<number> {
  const rows = await db.query(
    `UPDATE knowledge_version SET state = 'expired', expired_at = now(), expired_by = 0
     WHERE state = 'published' AND valid_until < current_date RETURNING item_id`,
  )
  return rows.length
}
