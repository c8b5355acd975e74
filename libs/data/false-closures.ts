/** 假闭环: whoever calls from this phone, about the same matter, soon after it was closed as dealt with. */

/** The last one closed since then, whoever the name on it; a call that was declined or handed over closed nothing. */
export const lastClosed = (phone: string, category: string, since: string) =>
  `SELECT closed.id FROM requester q CROSS JOIN LATERAL (
     SELECT id, closed_at FROM ticket WHERE requester_id = q.id AND category_code = ${category}::text AND closed_at >= ${since}::timestamptz
       AND outcome NOT IN ('handOver','decline') ORDER BY closed_at DESC LIMIT 1
   ) closed WHERE q.phone_token = ${phone}::bytea ORDER BY closed.closed_at DESC LIMIT 1`

export const insertFalseClosure = (ticket: string, at: string, phone: string, category: string, since: string) =>
  `INSERT INTO false_closure (ticket_id, earlier_ticket_id, at)
   SELECT ${ticket}::bigint, id, ${at}::timestamptz FROM (${lastClosed(phone, category, since)}) earlier`
