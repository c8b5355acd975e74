import type { Role } from '#domain/access'
import { HOLDING } from '#domain/sight'
import { decodeIdCursor, encodeCursor } from './cursor'
import type { Sql } from './database'

export interface NoticeRow {
  id: string
  kind: string
  ticketId: string | null
  number: string | null
  level: number | null
  at: Date
  data: Record<string, unknown>
}

export interface NoticePage {
  rows: NoticeRow[]
  next: string | null
  unread: number
}

/** Newest first: those of the person's unit, and those of their roles. Unread is exact up to 100. */
export async function noticePage(
  db: Sql,
  who: { personId: number; unitId: number; roles: readonly Role[] },
  after: string | undefined,
  limit: number,
): Promise<NoticePage> {
  const values = [who.unitId, who.roles, decodeIdCursor(after) ?? '999999999999999999', limit]
  const rows = await db.query<NoticeRow & { unread: number }>(NOTICES, values, 'notices')
  const shown = rows.slice(0, limit)
  const [count] = await db.query<{ unread: number }>(UNREAD, [who.unitId, who.roles, who.personId], 'notices-unread')
  return { rows: shown, next: rows.length > limit ? encodeCursor(shown.at(-1)!.id) : null, unread: count!.unread }
}

export async function seenUpTo(db: Sql, personId: number, noticeId: string): Promise<void> {
  await db.query('UPDATE person SET notices_seen = greatest(notices_seen, $2::bigint) WHERE id = $1', [
    personId,
    noticeId,
  ])
}

/**
 * What was said of a ticket the unit has lost since is gone with the ticket. OFFSET 0 has each notice looked up: without it
 * the planner reads every assignment the unit ever had.
 */
const STILL_HELD = `(ticket_id IS NULL OR EXISTS (SELECT FROM assignment s WHERE s.ticket_id = notice.ticket_id
  AND s.unit_id = $1::int AND s.state IN (${HOLDING.map((state) => `'${state}'`).join(', ')}) OFFSET 0))`

const mine = (where: string, limit: string) => `
  SELECT id FROM ((SELECT id FROM notice WHERE unit_id = $1::int AND ${where} AND ${STILL_HELD} ORDER BY id DESC LIMIT ${limit})
    UNION ALL
    (SELECT n.id FROM unnest($2::text[]) AS r(role) CROSS JOIN LATERAL
      (SELECT id FROM notice WHERE role = r.role AND ${where} ORDER BY id DESC LIMIT ${limit}) n)) both_kinds`

const NOTICES = `
  SELECT n.id::text, n.kind, n.ticket_id::text AS "ticketId", t.number, n.level, n.at, n.data
  FROM notice n LEFT JOIN ticket t ON t.id = n.ticket_id
  WHERE n.id IN (${mine('id < $3::bigint', '$4 + 1')})
  ORDER BY n.id DESC LIMIT $4 + 1`

const UNREAD = `SELECT least(count(*), 100)::int AS unread
  FROM (${mine('id > (SELECT notices_seen FROM person WHERE id = $3)', '100')}) n`
