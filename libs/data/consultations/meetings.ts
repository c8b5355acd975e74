import type { ConsultationState } from '#domain/words'
import { decodeDueCursor, encodeCursor } from '../cursor'
import type { Sql, Tx } from '../database'
import type { Scope } from '../scope'
import { inviting } from './invite'

/** 会商: the meetings themselves. What is on their agenda is read ticket by ticket, by who may see which. */

export interface MeetingRow {
  id: string
  title: string
  at: Date
  place: string
  state: ConsultationState
  version: number
  chairId: number
  chair: string
  attendees: string[]
  unitIds: number[]
  endedAt: Date | null
}

export interface MeetingListed {
  id: string
  title: string
  at: Date
  place: string
  state: ConsultationState
  chair: string
  /** Where the list goes on after it. */
  sort: string
}

export interface MeetingWords {
  title: string
  at: string
  place: string
  chairId: number
  attendees: string[]
}

/** What is to come, the next first; what is over, the newest first. A unit's list is one range for each unit of its subtree. */
export async function meetingPage(
  db: Sql,
  asked: { scope: Scope; state: ConsultationState; after: string | undefined; limit: number },
): Promise<{ items: MeetingListed[]; next: string | null }> {
  const cursor = decodeDueCursor(asked.after)
  const coming = asked.state === 'planned'
  const name = `${coming ? 'coming' : 'over'}-${asked.scope.all ? 'all' : 'unit'}` as const
  const start = coming ? { dueAt: '-infinity', id: '0' } : { dueAt: 'infinity', id: LAST_ID }
  const { dueAt, id } = cursor ?? start
  const values = [asked.scope.all ? [] : asked.scope.unitIds, asked.state, dueAt, id, asked.limit]
  const rows = await db.query<MeetingListed>(LISTS[name], values, `meetings-${name}`)
  const items = rows.slice(0, asked.limit)
  const last = items.at(-1)
  return { items, next: rows.length > asked.limit ? encodeCursor(last!.sort, last!.id) : null }
}
const LAST_ID = '999999999999999999'

const listed = (found: string, order: 'ASC' | 'DESC') => `
  SELECT c.id::text, c.title, c.at, c.place, c.state, p.name AS chair, c.at::text AS sort
  FROM (${found} ORDER BY at ${order}, id ${order} LIMIT $5::int + 1) found
  JOIN consultation c ON c.id = found.id JOIN person p ON p.id = c.chair_id ORDER BY c.at ${order}, c.id ${order}`

const past = (order: 'ASC' | 'DESC') => `${order === 'ASC' ? '>' : '<'} ($3::timestamptz, $4::bigint)`

const ofAll = (order: 'ASC' | 'DESC') =>
  listed(
    `SELECT id, at FROM consultation WHERE state = $2 AND (at, id) ${past(order)} AND $1::int[] IS NOT NULL`,
    order,
  )

/** Several units of a subtree may be invited to the same one. */
const ofUnits = (order: 'ASC' | 'DESC') =>
  listed(
    `SELECT DISTINCT one.id, one.at FROM unnest($1::int[]) AS u(id) CROSS JOIN LATERAL (
       SELECT consultation_id AS id, at FROM consultation_unit WHERE unit_id = u.id AND state = $2
         AND (at, consultation_id) ${past(order)} ORDER BY at ${order}, consultation_id ${order} LIMIT $5::int + 1) one`,
    order,
  )

const LISTS = {
  'coming-all': ofAll('ASC'),
  'coming-unit': ofUnits('ASC'),
  'over-all': ofAll('DESC'),
  'over-unit': ofUnits('DESC'),
}

const MEETING = `SELECT c.id::text, c.title, c.at, c.place, c.state, c.version, c.chair_id AS "chairId", p.name AS chair, c.attendees,
    c.ended_at AS "endedAt",
    (SELECT coalesce(array_agg(unit_id ORDER BY unit_id), '{}') FROM consultation_unit WHERE consultation_id = c.id) AS "unitIds"
  FROM consultation c JOIN person p ON p.id = c.chair_id WHERE c.id = $1::bigint`

export async function findMeeting(db: Sql, id: string): Promise<MeetingRow | null> {
  const [row] = await db.query<MeetingRow>(MEETING, [id], 'meeting')
  return row ?? null
}

/** Held until the end: who puts a ticket on its agenda meanwhile waits, and is told when it is over. */
export async function lockMeeting(tx: Tx, id: string): Promise<MeetingRow | null> {
  const [, [row]] = await Promise.all([
    tx.query('SELECT FROM consultation WHERE id = $1::bigint FOR NO KEY UPDATE', [id], 'lock-meeting'),
    tx.query<MeetingRow>(MEETING, [id], 'meeting'),
  ])
  return row ?? null
}

export async function insertMeeting(tx: Tx, words: MeetingWords, personId: number): Promise<string> {
  const { title, at, place, chairId, attendees } = words
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO consultation (title, at, place, chair_id, attendees, created_by) VALUES ($1, $2, $3, $4, $5, $6)
     RETURNING id::text`,
    [title, at, place, chairId, attendees, personId],
  )
  return row!.id
}

/** The invitations carry the time, which they are listed by. */
export async function updateMeeting(tx: Tx, id: string, words: MeetingWords): Promise<void> {
  const { title, at, place, chairId, attendees } = words
  await tx.query(
    `UPDATE consultation SET title = $2, at = $3, place = $4, chair_id = $5, attendees = $6, version = version + 1
     WHERE id = $1::bigint`,
    [id, title, at, place, chairId, attendees],
  )
  await tx.query('UPDATE consultation_unit SET at = $2 WHERE consultation_id = $1::bigint', [id, at])
}

export async function invite(tx: Tx, id: string, unitIds: readonly number[]): Promise<void> {
  await tx.query(
    `WITH asked AS (SELECT unnest($2::int[]) AS unit_id)${inviting('SELECT $1::bigint, unit_id FROM asked')}`,
    [id, unitIds],
  )
}

/** Whoever holds a ticket on the agenda stays invited. */
export async function uninvite(tx: Tx, id: string, unitIds: readonly number[]): Promise<void> {
  await tx.query(
    `DELETE FROM consultation_unit u WHERE u.consultation_id = $1::bigint AND u.unit_id = ANY($2::int[]) AND NOT EXISTS (
       SELECT FROM consultation_item i JOIN assignment a ON a.ticket_id = i.ticket_id
       WHERE i.consultation_id = u.consultation_id AND i.state = 'listed' AND a.unit_id = u.unit_id)`,
    [id, unitIds],
  )
}

/** Over, for its units too. */
export async function endMeeting(tx: Tx, id: string, state: 'held' | 'cancelled'): Promise<void> {
  await tx.query(
    `UPDATE consultation SET state = $2, ended_at = now(), version = version + 1 WHERE id = $1::bigint AND state = 'planned'`,
    [id, state],
  )
  await tx.query('UPDATE consultation_unit SET state = $2 WHERE consultation_id = $1::bigint', [id, state])
}

/** Tells every invited unit once more, of a change or that it will not be held. */
export async function tellInvited(tx: Tx, id: string, what: 'moved' | 'cancelled'): Promise<void> {
  await tx.query(
    `INSERT INTO notice (kind, unit_id, at, data)
     SELECT 'consultation', u.unit_id, now(),
       json_build_object('consultationId', c.id::text, 'title', c.title, 'at', c.at, 'what', $2::text)
     FROM consultation_unit u JOIN consultation c ON c.id = u.consultation_id WHERE c.id = $1::bigint`,
    [id, what],
  )
}

/** Whether a person works at the centre or leads: who may be asked to chair. */
export async function mayChair(tx: Tx, personId: number, roles: readonly string[]): Promise<boolean> {
  const rows = await tx.query(
    `SELECT FROM person p WHERE p.id = $1 AND p.active AND EXISTS (
       SELECT FROM person_role r WHERE r.person_id = p.id AND r.role = ANY($2::text[]))`,
    [personId, roles],
  )
  return rows.length > 0
}

export interface Chair {
  id: number
  name: string
  unitName: string
}

export function chairs(db: Sql, roles: readonly string[]): Promise<Chair[]> {
  return db.query<Chair & Record<string, unknown>>(
    `SELECT p.id, p.name, u.name AS "unitName" FROM person p JOIN unit u ON u.id = p.unit_id
     WHERE p.active AND EXISTS (SELECT FROM person_role r WHERE r.person_id = p.id AND r.role = ANY($1::text[]))
     ORDER BY p.name, p.id LIMIT 200`,
    [roles],
  )
}
