import type { TicketState } from '#domain/words'
import { decodeIdCursor, encodeCursor } from './cursor'
import type { Sql } from './database'
import { LAST_ID, type PageRow, pageText, shaped } from './queues'
import { notAbout } from './scope'

/** Tokens of what was asked for; what is null was not. */
export interface RequesterQuery {
  phone: Buffer | null
  /** The last four digits. */
  tail: Buffer | null
  name: Buffer[] | null
  /** Units the actor belongs to. */
  about: number[]
  states: TicketState[]
  after: string | undefined
  limit: number
}

/** Tickets of the people found by their tokens, newest first. A name so common that it means nobody stops at a thousand of them. */
export async function requesterPage(db: Sql, query: RequesterQuery): Promise<string> {
  const { phone, tail, name, about, states, after, limit } = query
  const how = phone ? 'phone' : tail ? 'tail' : 'name'
  const values = [
    phone ?? tail ?? name,
    decodeIdCursor(after) ?? LAST_ID,
    limit,
    states.length ? states : null,
    about,
    phone || tail ? (name ?? []) : [],
  ]
  const [row] = await db.query<PageRow>(PAGES[how], values, `requester-${how}`)
  return pageText(row!, ({ id }) => encodeCursor(id))
}

const found = (match: string) =>
  shaped(
    `SELECT t.* FROM (SELECT id FROM requester r WHERE ${match} AND r.name_tokens @> $6::bytea[] AND r.erased_at IS NULL LIMIT 1000) r
     CROSS JOIN LATERAL (
       SELECT * FROM ticket t WHERE t.requester_id = r.id AND t.id < $2::bigint AND ($4::text[] IS NULL OR t.state = ANY($4))
         AND ${notAbout('$5')} ORDER BY t.id DESC LIMIT $3 + 1
     ) t ORDER BY t.id DESC LIMIT $3 + 1`,
    '$3',
    't.id DESC',
    't.id',
  )
const PAGES = {
  phone: found('r.phone_token = $1::bytea'),
  tail: found('r.phone_tail = $1::bytea'),
  name: found('r.name_tokens @> $1::bytea[]'),
}
