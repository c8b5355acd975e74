import type { Sql } from './database'
import { type News, type NewsRow, newsIn, newsOf } from './event-log'
import type { Place } from './place'

/** A notice as the live gateway needs it: for whom, never what it says. */
export interface LoggedNotice {
  noticeId: string
  unitId: number | null
  role: string | null
}

/** The notices committed since a place; the same promise as `eventsSince`. */
export async function noticesSince(sql: Sql, from: Place): Promise<News<LoggedNotice>> {
  const rows = await sql.query<NoticeRow>(NOTICES_SINCE, [from.running, from.xmax], 'notices-since')
  return newsOf(rows, toNotice)
}

interface NoticeRow extends NewsRow {
  unit_id: number | null
  role: string | null
}

const toNotice = (row: NoticeRow): LoggedNotice => ({ noticeId: row.id!, unitId: row.unit_id, role: row.role })

const NOTICES_SINCE = newsIn('notice', 'id::text, unit_id, role')
