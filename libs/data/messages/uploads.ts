import type { UploadState } from '#domain/words'
import { decodeIdCursor, encodeCursor } from '../cursor'
import type { Sql } from '../database'
import { addJobsFrom } from '../jobs'

/** One delivery of an answer to a platform. */
export interface UploadRow {
  ticketId: string
  seq: number
  platform: string
  state: UploadState
  fault: string | null
  wordsSealed: Buffer | null
  attempts: number
  createdAt: Date
  takenAt: Date | null
  settledAt: Date | null
}

const COLUMNS = `u.ticket_id::text AS "ticketId", u.seq, u.platform, u.state, u.fault, u.words_sealed AS "wordsSealed", u.attempts,
  u.created_at AS "createdAt", u.taken_at AS "takenAt", u.settled_at AS "settledAt"`

/** What the event that owes it says, and the deliveries there were before. */
export interface Owed {
  kind: string
  wordsSealed: Buffer | null
  number: string
  channelRef: string | null
  closedAt: Date
  earlier: Buffer | null
}

export async function owedUpload(sql: Sql, ticketId: string, seq: number): Promise<Owed | null> {
  const [row] = await sql.query<Owed & Record<string, unknown>>(
    `SELECT e.kind, e.words_sealed AS "wordsSealed", t.number, t.channel_ref AS "channelRef", t.closed_at AS "closedAt",
       (SELECT words_sealed FROM reply_upload u WHERE u.ticket_id = t.id AND u.seq < e.seq ORDER BY u.seq DESC LIMIT 1) AS earlier
     FROM ticket t JOIN event e ON e.month = t.month AND e.ticket_id = t.id AND e.seq = $2 WHERE t.id = $1`,
    [ticketId, seq],
  )
  return row ?? null
}

/** Writes it down before it leaves; what was written first stays. */
export async function beginUpload(
  sql: Sql,
  of: { ticketId: string; seq: number; platform: string; wordsSealed: Buffer },
): Promise<UploadRow> {
  const values = [of.ticketId, of.seq, of.platform, of.wordsSealed]
  const [row] = await sql.query<UploadRow & Record<string, unknown>>(
    `INSERT INTO reply_upload AS u (ticket_id, seq, platform, words_sealed, attempts) VALUES ($1, $2, $3, $4, 1)
     ON CONFLICT (ticket_id, seq) DO UPDATE SET attempts = u.attempts + 1 RETURNING ${COLUMNS}`,
    values,
  )
  return row!
}

export async function noteUpload(
  sql: Sql,
  { ticketId, seq }: { ticketId: string; seq: number },
  to: { state?: UploadState; fault: string | null; receipt?: string | null; taken?: boolean; wordsSealed?: Buffer },
): Promise<void> {
  await sql.query(
    `UPDATE reply_upload SET state = coalesce($3, state), fault = $4, receipt = coalesce($5, receipt),
       taken_at = CASE WHEN $6 THEN coalesce(taken_at, now()) ELSE taken_at END, words_sealed = coalesce($7, words_sealed),
       settled_at = CASE WHEN $3 IS NOT NULL THEN now() ELSE settled_at END
     WHERE ticket_id = $1 AND seq = $2`,
    [ticketId, seq, to.state ?? null, to.fault, to.receipt ?? null, to.taken ?? false, to.wordsSealed ?? null],
  )
}

/** Newest first. */
export const uploadsOf = (sql: Sql, ticketId: string) =>
  sql.query<UploadRow & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM reply_upload u WHERE u.ticket_id = $1 ORDER BY u.seq DESC LIMIT 50`,
    [ticketId],
    'uploads-of',
  )

export interface UploadListRow extends UploadRow {
  number: string
  redoCount: number
  title: string
  ticketState: UploadState
}

/** Tickets by what became of their upload, newest first, each with its latest delivery. */
export async function uploadPage(sql: Sql, state: UploadState, after: string | undefined, limit: number) {
  const values = [state, decodeIdCursor(after) ?? '999999999999999999', limit]
  const rows = await sql.query<UploadListRow & Record<string, unknown>>(PAGE, values, 'upload-page')
  const shown = rows.slice(0, limit)
  return { rows: shown, next: rows.length > limit ? encodeCursor(shown.at(-1)!.ticketId) : null }
}

const PAGE = `SELECT t.id::text AS "ticketId", t.number, t.redo_count AS "redoCount", t.title, t.upload AS "ticketState",
    coalesce(u.seq, 0) AS seq, coalesce(u.platform, '') AS platform, coalesce(u.state, t.upload) AS state, u.fault,
    u.words_sealed AS "wordsSealed", coalesce(u.attempts, 0) AS attempts, coalesce(u.created_at, t.closed_at, t.registered_at) AS "createdAt",
    u.taken_at AS "takenAt", u.settled_at AS "settledAt"
  FROM (SELECT * FROM ticket WHERE upload = $1 AND id < $2::bigint ORDER BY id DESC LIMIT $3::int + 1) t
  LEFT JOIN LATERAL (SELECT * FROM reply_upload r WHERE r.ticket_id = t.id ORDER BY r.seq DESC LIMIT 1) u ON true
  ORDER BY t.id DESC`

export async function uploadCounts(sql: Sql): Promise<Partial<Record<UploadState, number>>> {
  const rows = await sql.query<{ state: UploadState; n: number }>(
    `SELECT s.state, (SELECT count(*)::int FROM (SELECT FROM ticket t WHERE t.upload = s.state LIMIT 200) x) AS n
     FROM unnest(ARRAY['uploading', 'refused', 'failed']) AS s(state)`,
    [],
    'upload-counts',
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

/** What stayed because there was no gateway, now that there is one. */
export async function promiseIdleUploads(sql: Sql): Promise<void> {
  await sql.query(
    `WITH idle AS (
       UPDATE reply_upload SET fault = NULL WHERE (ticket_id, seq) IN (
         SELECT ticket_id, seq FROM reply_upload WHERE state = 'uploading' AND fault = 'noChannel' ORDER BY created_at LIMIT 1000
         FOR NO KEY UPDATE SKIP LOCKED) RETURNING ticket_id, seq)
     ${addJobsFrom('uploadReply', `json_build_object('ticketId', ticket_id::text, 'seq', seq)`, 'idle')}`,
  )
}
