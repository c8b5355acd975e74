import type { Sql } from './database'
import { decodeDueCursor, encodeCursor } from './cursor'

/** 挂账台账: what cannot be done now and when it is looked at again; nothing that anybody said, nobody who asked. */
export interface LedgerRow {
  id: string
  number: string
  category: string
  place: string | null
  unit: string | null
  reason: string | null
  since: Date
  reviewOn: string
}

/** By the day of review: one range of the index of shelved tickets. Reports and confidential matters are not in it. */
export async function ledgerPage(sql: Sql, after: string | undefined, limit: number) {
  const cursor = decodeDueCursor(after)
  const values = [cursor?.dueAt ?? '-infinity', cursor?.id ?? '0', limit]
  const rows = await sql.query<LedgerRow & Record<string, unknown>>(LEDGER, values, 'ledger')
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit ? encodeCursor(last!.reviewOn + ' 00:00:00+08', last!.id) : null }
}

const LEDGER = `
  SELECT t.id::text, t.number, c.name AS category, p.name AS place, u.name AS unit, r.reason, t.shelved_at AS since,
    to_char(t.review_on, 'YYYY-MM-DD') AS "reviewOn"
  FROM (
    SELECT * FROM ticket WHERE shelved_at IS NOT NULL AND (review_on, id) > ($1::timestamp::date, $2::bigint)
      AND NOT (type = 'report' OR confidential OR name_confidential) ORDER BY review_on, id LIMIT $3::int + 1
  ) t JOIN category c ON c.code = t.category_code LEFT JOIN place p ON p.code = t.place_code
  LEFT JOIN LATERAL (SELECT unit_id, reason FROM request WHERE ticket_id = t.id AND kind = 'shelve' AND state = 'approved'
    ORDER BY id DESC LIMIT 1) r ON true
  LEFT JOIN unit u ON u.id = r.unit_id
  ORDER BY t.review_on, t.id`
