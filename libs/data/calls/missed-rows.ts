import type { TriedReturn } from '#domain/calls/missed'
import type { MissedCallState } from '#domain/calls/words'
import type { Desk } from '#domain/words'
import { decodeDueCursor, encodeCursor } from '../cursor'
import type { Sql, Tx } from '../database'

export interface MissedRow {
  id: string
  desk: Desk
  numberSealed: Buffer | null
  numberToken: Buffer | null
  callId: string
  missed: number
  state: MissedCallState
  takenBy: number | null
  takenAt: Date | null
  takenName: string | null
  tries: number
  madeAt: Date
  dueAt: Date
}

/** One open task per number: who gives up twice is rung back once. True when it is a new one. */
export async function addMissed(
  tx: Tx,
  missed: { desk: Desk; numberSealed: Buffer; numberToken: Buffer; callId: string; at: Date },
): Promise<boolean> {
  const [row] = await tx.query<{ added: boolean }>(
    `INSERT INTO missed_call AS m (desk, number_sealed, number_token, call_id, made_at, due_at) VALUES ($1, $2, $3, $4, $5, $5)
     ON CONFLICT (number_token) WHERE closed_at IS NULL AND number_token IS NOT NULL
     DO UPDATE SET missed = m.missed + 1, call_id = excluded.call_id RETURNING (xmax = 0) AS added`,
    [missed.desk, missed.numberSealed, missed.numberToken, missed.callId, missed.at],
    'missed-add',
  )
  return row!.added
}

/** Whoever gets through need not be rung back any more. Answers the calls whose trail says so. */
export async function closeGotThrough(tx: Tx, numberToken: Buffer, at: Date): Promise<string[]> {
  const rows = await tx.query<{ callId: string }>(
    `UPDATE missed_call SET state = 'gotThrough', taken_at = NULL, closed_at = $2 WHERE number_token = $1 AND closed_at IS NULL
     RETURNING call_id::text AS "callId"`,
    [numberToken, at],
    'missed-got-through',
  )
  return rows.map(({ callId }) => callId)
}

/** Whether this number talked to somebody after it gave up. */
export async function gotThroughSince(tx: Tx, numberToken: Buffer, since: Date): Promise<boolean> {
  const rows = await tx.query(
    `SELECT FROM call WHERE number_token = $1 AND answered_at >= $2 ORDER BY id DESC LIMIT 1`,
    [numberToken, since],
    'missed-since',
  )
  return rows.length > 0
}

export async function lockMissed(tx: Tx, id: string): Promise<MissedRow | null> {
  return (
    (await tx.query<MissedRow & Record<string, unknown>>(`${MISSED} WHERE m.id = $1 FOR UPDATE OF m`, [id]))[0] ?? null
  )
}

export async function takeMissed(tx: Tx, id: string, personId: number, at: Date): Promise<void> {
  await tx.query(`UPDATE missed_call SET state = 'taken', taken_by = $2, taken_at = $3 WHERE id = $1`, [
    id,
    personId,
    at,
  ])
}

export async function releaseMissed(tx: Tx, id: string): Promise<void> {
  await tx.query(`UPDATE missed_call SET state = 'waiting', taken_at = NULL WHERE id = $1`, [id])
}

export async function triedMissed(tx: Tx, id: string, { state, tries, dueAt }: TriedReturn, at: Date): Promise<void> {
  await tx.query(
    `UPDATE missed_call SET state = $2, tries = $3, due_at = $4, taken_at = NULL, closed_at = $5 WHERE id = $1`,
    [id, state, tries, dueAt, state === 'waiting' ? null : at],
  )
}

/** What is to be rung back at these desks, the longest waiting first; a number just tried stands behind until its time. */
export async function missedPage(
  sql: Sql,
  desks: readonly Desk[],
  after: string | undefined,
  limit: number,
): Promise<{ rows: MissedRow[]; next: string | null }> {
  const cursor = decodeDueCursor(after)
  const found = await sql.query<MissedRow & { place: string } & Record<string, unknown>>(
    QUEUE,
    [desks, cursor?.dueAt ?? '-infinity', cursor?.id ?? '0', limit + 1],
    'missed-queue',
  )
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return { rows, next: found.length > limit && last ? encodeCursor(last.place, last.id) : null }
}

export async function missedCounts(sql: Sql, desks: readonly Desk[]): Promise<Partial<Record<Desk, number>>> {
  const rows = await sql.query<{ desk: Desk; count: number }>(
    `SELECT d.code AS desk, n.count FROM unnest($1::text[]) AS d (code)
     CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM
       (SELECT FROM missed_call WHERE desk = d.code AND closed_at IS NULL LIMIT 200) counted) n WHERE n.count > 0`,
    [desks],
    'missed-counts',
  )
  return Object.fromEntries(rows.map(({ desk, count }) => [desk, count]))
}

const COLUMNS = `m.id::text, m.desk, m.number_sealed AS "numberSealed", m.number_token AS "numberToken", m.call_id::text AS "callId",
  m.missed, m.state, m.taken_by AS "takenBy", m.taken_at AS "takenAt", m.tries, m.made_at AS "madeAt", m.due_at AS "dueAt"`
const NAME = `(SELECT name FROM person WHERE id = m.taken_by) AS "takenName"`
const MISSED = `SELECT ${COLUMNS}, ${NAME} FROM missed_call m`
const QUEUE = `SELECT ${COLUMNS}, ${NAME}, m.due_at::text AS place FROM unnest($1::text[]) AS d (code) CROSS JOIN LATERAL
    (SELECT * FROM missed_call WHERE desk = d.code AND closed_at IS NULL AND (due_at, id) > ($2::timestamptz, $3::bigint)
     ORDER BY due_at, id LIMIT $4) m
  ORDER BY m.due_at, m.id LIMIT $4`
