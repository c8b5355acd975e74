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
