import type { LinkReason, TicketState, TicketType } from '#domain/words'
import type { AssignmentFacts } from '#domain/workflow/snapshot'
import type { Sql } from './database'

/** Tickets that belong together, for the statement that reads a ticket `t`. A ticket on its own costs a look at two small indexes. */

const RELATIVE = `json_build_object('id', id::text, 'number', number, 'state', state)`

export const STANDSTILL = `(SELECT json_build_object('kind', kind, 'intoId', into_id::text, 'state', state, 'standing', standing, 'at', at)
   FROM standstill WHERE ticket_id = t.id AND ended_at IS NULL)`

/** However many merges away: up to the one that rests no more, and down to all that were merged into it. */
export const KIN = `json_build_object(
   'master', (WITH RECURSIVE up AS (
       SELECT m.id, m.number, m.state, m.merged_into FROM ticket o JOIN ticket m ON m.id = o.merged_into WHERE o.id = t.id
       UNION ALL SELECT m.id, m.number, m.state, m.merged_into FROM up JOIN ticket m ON m.id = up.merged_into
     ) SELECT ${RELATIVE} FROM up WHERE merged_into IS NULL),
   'merged', coalesce((WITH RECURSIVE below AS (
       SELECT id, number, state FROM ticket WHERE merged_into = t.id
       UNION ALL SELECT c.id, c.number, c.state FROM below JOIN ticket c ON c.merged_into = below.id
     ) SELECT json_agg(${RELATIVE} ORDER BY id) FROM below), '[]'),
   'parent', (SELECT ${RELATIVE} FROM ticket WHERE id = (SELECT part_of FROM ticket WHERE id = t.id)),
   'parts', coalesce((SELECT json_agg(${RELATIVE} ORDER BY id) FROM ticket WHERE part_of = t.id), '[]'),
   'linked', coalesce((SELECT json_agg(id) FROM (SELECT other_id::text AS id FROM ticket_link WHERE ticket_id = t.id
     UNION ALL SELECT ticket_id::text FROM ticket_link WHERE other_id = t.id) l), '[]'))`

export interface RelativeRow {
  id: string
  number: string
  redoCount: number
  state: TicketState
  title: string
  type: TicketType
  confidential: boolean
  nameConfidential: boolean
  registeredAt: Date
  /** Of the units that hold it: who may know that it exists. */
  assignments: Pick<AssignmentFacts, 'state' | 'unitPath'>[]
  /** Why it is linked with the one asked about; null where it belongs to it otherwise. */
  reason: LinkReason | null
}

const RELATIVES = `
  SELECT t.id::text, t.number, t.redo_count AS "redoCount", t.state, t.title, t.type, t.confidential, t.name_confidential AS "nameConfidential",
    t.registered_at AS "registeredAt",
    coalesce((SELECT json_agg(json_build_object('state', a.state, 'unitPath', a.unit_path)) FROM assignment a WHERE a.ticket_id = t.id), '[]') AS assignments,
    (SELECT reason FROM ticket_link l WHERE (l.ticket_id, l.other_id) = (least(t.id, $2::bigint), greatest(t.id, $2::bigint))) AS reason
  FROM ticket t WHERE t.id = ANY($1::bigint[]) ORDER BY t.id`

/** Tickets by id, as much of them as a list shows. */
export function relativesOf(sql: Sql, ids: readonly string[], ticketId: string): Promise<RelativeRow[]> {
  return sql.query<RelativeRow & Record<string, unknown>>(RELATIVES, [ids, ticketId], 'relatives')
}

export interface AlikeRow {
  id: string
  number: string
  redoCount: number
  state: TicketState
  title: string
  content: string | null
  address: string
  registeredAt: Date
  alike: number
}

/**
 * Open tickets of the same matter at the same place, not long before or after, the most alike first: by the share of words
 * they have in common. Sealed ones are never among them.
 */
export function alikeTickets(sql: Sql, ticketId: string): Promise<AlikeRow[]> {
  return sql.query<AlikeRow & Record<string, unknown>>(ALIKE, [ticketId], 'alike')
}

const LOOKED_AT = 50
const SHOWN = 10
const DAYS = 30
const ALIKE = `
  WITH own AS (SELECT * FROM ticket WHERE id = $1::bigint AND NOT (type = 'report' OR confidential OR name_confidential)),
  near AS (
    SELECT t.*, own.search AS own_search FROM own CROSS JOIN LATERAL (
      SELECT * FROM ticket WHERE category_code = own.category_code AND place_code = own.place_code
        AND state IN ('registered','handling') ORDER BY id DESC LIMIT ${LOOKED_AT}
    ) t WHERE t.id <> own.id AND t.still IS NULL AND t.part_of IS NULL AND NOT (t.type = 'report' OR t.confidential OR t.name_confidential)
      AND t.accused_unit_id IS NOT DISTINCT FROM own.accused_unit_id
      AND t.registered_at BETWEEN own.registered_at - interval '${DAYS} days' AND own.registered_at + interval '${DAYS} days'
  )
  SELECT n.id::text, n.number, n.redo_count AS "redoCount", n.state, n.title, n.content, n.address, n.registered_at AS "registeredAt",
    round(100.0 * shared.n / greatest(least(length(n.search), length(n.own_search)), 1))::int AS alike
  FROM near n CROSS JOIN LATERAL (
    SELECT count(*) AS n FROM (SELECT unnest(tsvector_to_array(n.search)) INTERSECT SELECT unnest(tsvector_to_array(n.own_search))) x
  ) shared ORDER BY alike DESC, n.id DESC LIMIT ${SHOWN}`
