import type { Role } from '#domain/access'
import type { AnnouncementKind, Priority } from '#domain/words/desk'
import { decodeIdCursor, encodeCursor } from '../cursor'
import type { Sql, Tx } from '../database'

export interface AnnouncementRow {
  id: string
  kind: AnnouncementKind
  title: string
  body: string
  categoryCode: string | null
  placeCode: string | null
  priority: Priority
  fromAt: Date
  untilAt: Date
  publishedBy: string
  publishedAt: Date
  withdrawnAt: Date | null
  readAt: Date | null
}

const ROW = (
  person: string,
) => `a.id::text, a.kind, a.title, a.body, a.category_code AS "categoryCode", a.place_code AS "placeCode", a.priority,
  a.from_at AS "fromAt", a.until_at AS "untilAt", (SELECT name FROM person WHERE id = a.published_by) AS "publishedBy",
  a.published_at AS "publishedAt", a.withdrawn_at AS "withdrawnAt",
  (SELECT at FROM announcement_read r WHERE r.announcement_id = a.id AND r.person_id = ${person}::int) AS "readAt"`

const MOST_STANDING = 50

/** What stands now, the urgent first, of these the newest. */
export function standingAnnouncements(db: Sql, personId: number): Promise<AnnouncementRow[]> {
  return db.query<AnnouncementRow & Record<string, unknown>>(
    `SELECT ${ROW('$1')} FROM announcement a WHERE a.withdrawn_at IS NULL AND a.until_at > now() AND a.from_at <= now()
     ORDER BY a.priority, a.id DESC LIMIT ${MOST_STANDING}`,
    [personId],
    'standing-announcements',
  )
}

/** All there ever were, the newest first. */
export async function announcementPage(db: Sql, personId: number, after: string | undefined, limit: number) {
  const rows = await db.query<AnnouncementRow & Record<string, unknown>>(
    `SELECT ${ROW('$1')} FROM announcement a WHERE a.id < $2::bigint ORDER BY a.id DESC LIMIT $3 + 1`,
    [personId, decodeIdCursor(after) ?? LAST_ID, limit],
    'announcement-page',
  )
  const shown = rows.slice(0, limit)
  return { rows: shown, next: rows.length > limit ? encodeCursor(shown.at(-1)!.id) : null }
}
const LAST_ID = '999999999999999999'

export interface NewAnnouncement {
  kind: AnnouncementKind
  title: string
  body: string
  categoryCode: string | null
  placeCode: string | null
  priority: Priority
  from: Date
  until: Date
  personId: number
}

/** With a notice to each role it is for, so that consoles hear of it at once. */
export async function insertAnnouncement(tx: Tx, given: NewAnnouncement, roles: readonly Role[]): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO announcement (kind, title, body, category_code, place_code, priority, from_at, until_at, published_at, published_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now(), $9) RETURNING id::text AS id`,
    [
      given.kind,
      given.title,
      given.body,
      given.categoryCode,
      given.placeCode,
      given.priority,
      given.from,
      given.until,
      given.personId,
    ],
  )
  await tx.query(
    `INSERT INTO notice (kind, role, at, data) SELECT 'announcement', role, now(), $2::jsonb FROM unnest($1::text[]) role`,
    [roles, JSON.stringify({ kind: given.kind, title: given.title })],
  )
  return row!.id
}

export async function withdrawAnnouncement(tx: Tx, id: string, personId: number): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE announcement SET withdrawn_at = now(), withdrawn_by = $2 WHERE id = $1 AND withdrawn_at IS NULL RETURNING id',
    [id, personId],
  )
  return rows.length > 0
}

/** The first reading counts. */
export async function readAnnouncement(db: Sql, id: string, personId: number): Promise<void> {
  await db.query(
    `INSERT INTO announcement_read (announcement_id, person_id, at) SELECT id, $2, now() FROM announcement WHERE id = $1
     ON CONFLICT DO NOTHING`,
    [id, personId],
  )
}

/** Who of these roles has read it, and who has not. */
export function readersOf(
  db: Sql,
  id: string,
  roles: readonly Role[],
): Promise<{ name: string; login: string; at: Date | null }[]> {
  return db.query<{ name: string; login: string; at: Date | null }>(
    `SELECT p.name, p.login, r.at FROM person p LEFT JOIN announcement_read r ON r.announcement_id = $1 AND r.person_id = p.id
     WHERE p.active AND EXISTS (SELECT FROM person_role o WHERE o.person_id = p.id AND o.role = ANY($2::text[]))
     ORDER BY r.at NULLS FIRST, p.id LIMIT 500`,
    [id, roles],
  )
}
