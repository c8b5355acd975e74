import type { Sql } from './database'
import { type LogPage, PAGE_SIZE, type PageRow, type Position, pageOf } from './event-log'

/** A notice as the live gateway needs it: for whom, never what it says. */
export interface LoggedNotice {
  noticeId: string
  unitId: number | null
  role: string | null
}

/** The notices written after a place; the same promise as `eventsAfter`. */
export async function noticesAfter(sql: Sql, after: Position): Promise<LogPage<LoggedNotice>> {
  const rows = await sql.query<NoticeRow>(NOTICES_AFTER, [String(after.xid), String(after.id)], 'notices-after')
  return pageOf(rows, after, toNotice)
}

interface NoticeRow extends PageRow {
  unit_id: number | null
  role: string | null
}

const toNotice = (row: NoticeRow): LoggedNotice => ({ noticeId: row.id!, unitId: row.unit_id, role: row.role })

const NOTICES_AFTER = `
  SELECT edge.xmin::text, edge.xmax::text, news.*
  FROM (SELECT pg_snapshot_xmin(now) AS xmin, pg_snapshot_xmax(now) AS xmax FROM pg_current_snapshot() AS now) AS edge
  LEFT JOIN LATERAL (
    SELECT xid::text, id::text, unit_id, role FROM notice
    WHERE (notice.xid, notice.id) > ($1::xid8, $2::bigint) AND notice.xid < edge.xmin
    ORDER BY notice.xid, notice.id LIMIT ${PAGE_SIZE}
  ) AS news ON true`
