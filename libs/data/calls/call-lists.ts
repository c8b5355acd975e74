import type { CallSeen, CallTicketView } from '#domain/calls/views'
import type { CallState } from '#domain/calls/words'
import type { Desk, RequesterKind } from '#domain/words'
import { decodeDueCursor, encodeCursor } from '../cursor'
import type { Sql } from '../database'
import { REACHED } from './operators'

/** Longer than this nobody waits; what is left is not shown as ringing, and ended by the worker. */
const RINGS_MINUTES = 15

export async function callSeen(sql: Sql, partner: string, ref: string): Promise<CallSeen | null> {
  const [row] = await sql.query<CallSeen & Record<string, unknown>>(
    `SELECT c.state, c.desk, p.login AS operator FROM call c LEFT JOIN person p ON p.id = c.operator_id
     WHERE c.partner = $1 AND c.ref = $2`,
    [partner, ref],
    'call-seen',
  )
  return row ?? null
}

export interface RingingFound {
  id: string
  desk: Desk
  numberSealed: Buffer | null
  nameSealed: Buffer | null
  kind: RequesterKind | null
  owner: string | null
  offeredAt: Date
  ringsFrom: Date
  mine: boolean
}

/** What rings now, at one of the desks whose calls reach this person; the longest waiting first. */
export function ringingFor(sql: Sql, personId: number): Promise<RingingFound[]> {
  return sql.query<RingingFound & Record<string, unknown>>(RINGING, [personId], 'calls-ringing')
}

const RINGING = `
  WITH ${REACHED}
  SELECT c.id::text, c.desk, c.number_sealed AS "numberSealed", r.name_sealed AS "nameSealed", r.kind, o.name AS owner,
    c.offered_at AS "offeredAt",
    c.offered_at + CASE WHEN c.rung_id IS NULL OR c.rung_id = $1 THEN interval '0' ELSE make_interval(secs => d.ring_seconds) END AS "ringsFrom",
    coalesce(c.rung_id = $1, false) AS mine
  FROM call c JOIN desk d ON d.code = c.desk LEFT JOIN person o ON o.id = c.owner_id
  LEFT JOIN LATERAL (SELECT name_sealed, kind FROM requester WHERE phone_token = c.number_token AND erased_at IS NULL ORDER BY id DESC LIMIT 1) r ON true
  WHERE c.state = 'ringing' AND c.offered_at > now() - interval '${RINGS_MINUTES} minutes' AND c.desk IN (SELECT code FROM reached)
  ORDER BY c.offered_at, c.id LIMIT 20`

export async function readyCount(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM operator_state WHERE state = 'ready' AND seen_at > now() - interval '60 seconds'`,
    [],
    'operators-ready',
  )
  return row!.count
}

export interface CallFound {
  id: string
  state: CallState
  desk: Desk
  numberSealed: Buffer | null
  offeredAt: Date
  answeredAt: Date | null
  endedAt: Date | null
  operatorId: number | null
  operator: string | null
  owner: string | null
  conferencedAt: Date | null
  parties: string[]
  recording: string | null
  tickets: CallTicketView[]
}

export async function findCall(sql: Sql, id: string): Promise<CallFound | null> {
  return (await sql.query<CallFound & Record<string, unknown>>(`${CALL} WHERE c.id = $1 AND c.offered_at IS NOT NULL`, [id], 'call-found'))[0] ?? null // prettier-ignore
}

export interface CallFilter {
  desk: Desk | null
  operatorId: number | null
  after: string | undefined
  limit: number
}

/** Newest first, of one operator or of one desk. */
export async function callPage(sql: Sql, filter: CallFilter): Promise<{ rows: CallFound[]; next: string | null }> {
  const { desk, operatorId, after, limit } = filter
  const cursor = decodeDueCursor(after)
  const [by, name] = operatorId !== null ? ['c.operator_id = $1::int', 'operator'] : ['c.desk = $1::text', 'desk']
  const found = await sql.query<CallFound & { place: string } & Record<string, unknown>>(
    `${CALL_AND_PLACE} WHERE ${by} AND c.offered_at IS NOT NULL AND (c.offered_at, c.id) < ($2::timestamptz, $3::bigint)
     ORDER BY c.offered_at DESC, c.id DESC LIMIT $4`,
    [operatorId ?? desk, cursor?.dueAt ?? 'infinity', cursor?.id ?? '0', limit + 1],
    `calls-of-${name}`,
  )
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return { rows, next: found.length > limit && last ? encodeCursor(last.place, last.id) : null }
}

export async function linkTicket(
  sql: Sql,
  link: { callId: string; ticketId: string; personId: number; at: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO call_ticket (call_id, ticket_id, how, at, person_id) VALUES ($1, $2, 'attached', $3, $4) ON CONFLICT DO NOTHING`,
    [link.callId, link.ticketId, link.at, link.personId],
    'call-link',
  )
}

const COLUMNS = `c.id::text, c.state, c.desk, c.number_sealed AS "numberSealed", c.offered_at AS "offeredAt",
    c.answered_at AS "answeredAt", c.ended_at AS "endedAt", c.operator_id AS "operatorId", p.name AS operator, o.name AS owner,
    c.conferenced_at AS "conferencedAt", c.parties, c.recording,
    coalesce((SELECT json_agg(json_build_object('ticketId', t.id::text, 'number', t.number, 'title', t.title, 'state', t.state,
        'how', l.how) ORDER BY l.at, t.id)
      FROM call_ticket l JOIN ticket t ON t.id = l.ticket_id WHERE l.call_id = c.id), '[]') AS tickets`
const FROM = `FROM call c LEFT JOIN person p ON p.id = c.operator_id LEFT JOIN person o ON o.id = c.owner_id`
const CALL = `SELECT ${COLUMNS} ${FROM}`
const CALL_AND_PLACE = `SELECT ${COLUMNS}, c.offered_at::text AS place ${FROM}`
