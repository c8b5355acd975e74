import type { NoticeDraft } from '#domain/messages/inside'

/** What people inside are told of a change, as rows of one JSON parameter. */

export const noticeRow = ({ event, level, unitId, role }: NoticeDraft, ticketId: string, at: Date) => ({
  ticket_id: ticketId,
  unit_id: unitId,
  role,
  level,
  at,
  data: { event },
})

export const insertNotices = (param: string) =>
  `INSERT INTO notice (kind, ticket_id, unit_id, role, level, at, data)
   SELECT 'event', ticket_id, unit_id, role, level, at, data FROM json_to_recordset(${param}::json)
     AS r (ticket_id bigint, unit_id int, role text, level smallint, at timestamptz, data jsonb)`
