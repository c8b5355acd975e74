import type { Client } from 'pg'

/** Copies of a dispatched ticket with its first assignment, without its clocks; answers how to find them. */
export async function copyTicket(client: Client, ticketId: string, copies: number): Promise<void> {
  await client.query(
    `INSERT INTO ticket SELECT (jsonb_populate_record(ticket, jsonb_build_object(
        'id', 7000000 + n, 'number', (990000000000 + n)::text))).*
     FROM ticket, generate_series(1, $2::int) AS n WHERE id = $1`,
    [ticketId, copies],
  )
  await client.query(
    `INSERT INTO assignment SELECT (jsonb_populate_record(one, jsonb_build_object(
        'id', 7000000 + n, 'ticket_id', 7000000 + n, 'number', (990000000000 + n)::text))).*
     FROM (SELECT assignment FROM assignment WHERE ticket_id = $1 AND role = 'lead') AS a (one), generate_series(1, $2::int) AS n`,
    [ticketId, copies],
  )
}

/** One clock of a kind on every copy, started so that its due date comes `dueInMs` from now; 50 and 80 % before that. */
export async function startClocks(client: Client, kind: string, copies: number, startedAgoMs: number, limitMs: number) {
  await client.query(
    `INSERT INTO clock (ticket_id, assignment_id, kind, started_at, amount, unit, half_at, yellow_at, due_at, next_at)
     SELECT 7000000 + n, 7000000 + n, $1, t.began, 1, 'hour',
       t.began + 0.5 * t.span, t.began + 0.8 * t.span, t.began + t.span, t.began + 0.5 * t.span
     FROM generate_series(1, $2::int) AS n,
       (SELECT now() - $3 * interval '1 ms' AS began, $4 * interval '1 ms' AS span) AS t`,
    [kind, copies, startedAgoMs, limitMs],
  )
}
