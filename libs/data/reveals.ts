import type { Sql } from './database'

const SHOWN_FOR_MINUTES = 5

/** Leaves the row before the value is shown; returns until when it may stand on a screen. */
export async function recordReveal(
  db: Sql,
  reveal: { ticketId: string; personId: number; field: string; reason: string },
): Promise<Date> {
  const [row] = await db.query<{ until: Date }>(
    `INSERT INTO reveal (ticket_id, person_id, field, reason, until)
     VALUES ($1, $2, $3, $4, now() + make_interval(mins => $5)) RETURNING until`,
    [reveal.ticketId, reveal.personId, reveal.field, reveal.reason, SHOWN_FOR_MINUTES],
  )
  return row!.until
}

export interface RevealRow {
  at: Date
  until: Date
  by: string
  unitName: string
  field: string
  reason: string
}

/** Who looked at the requester of a ticket, newest first; a thousand looks are more than anybody checks. */
export function revealsOf(db: Sql, ticketId: string): Promise<RevealRow[]> {
  return db.query<RevealRow>(
    `SELECT r.at, r.until, p.name AS by, u.name AS "unitName", r.field, r.reason
     FROM reveal r JOIN person p ON p.id = r.person_id JOIN unit u ON u.id = p.unit_id
     WHERE r.ticket_id = $1 ORDER BY r.id DESC LIMIT 1000`,
    [ticketId],
  )
}
