import { eventLabel } from '#domain/workflow/says'
import type { TicketFacts } from '#domain/workflow/snapshot'
import type { Sql } from './database'

export interface EventRow {
  seq: number
  kind: string
  assignmentId: string | null
  personId: number
  by: string
  unitId: number | null
  unitName: string | null
  at: Date
  data: Record<string, unknown>
  wordsSealed: Buffer | null
}

const EVENTS = `SELECT e.seq, e.kind, e.assignment_id::text AS "assignmentId", e.person_id AS "personId", p.name AS by,
    p.unit_id AS "unitId", u.name AS "unitName", e.at, e.data, e.words_sealed AS "wordsSealed"
  FROM event e LEFT JOIN person p ON p.id = e.person_id LEFT JOIN unit u ON u.id = p.unit_id
  WHERE e.month = $1::date AND e.ticket_id = $2 AND e.seq > $3 ORDER BY e.seq`

/** A ticket's events after a sequence number: one range of one partition. */
export function readEvents(db: Sql, ticket: Pick<TicketFacts, 'id' | 'month'>, after: number): Promise<EventRow[]> {
  return db.query<EventRow>(EVENTS, [ticket.month, ticket.id, after], 'events')
}

export interface ChangeSeen {
  seq: number
  kind: string
  label: string
  assignmentId: string | null
  by: string
  at: string
}

/** What a stale caller has missed, without anybody's words. */
export async function changedSince(
  db: Sql,
  ticket: Pick<TicketFacts, 'id' | 'month'>,
  after: number,
): Promise<ChangeSeen[]> {
  const events = await readEvents(db, ticket, after)
  return events.map(({ seq, kind, assignmentId, by, at }) => ({
    seq,
    kind,
    label: eventLabel(kind),
    assignmentId,
    by,
    at: at.toISOString(),
  }))
}
