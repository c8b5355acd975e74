import type { RequesterMatch } from '#domain/views'
import type { Sql } from './database'
import { notAbout } from './scope'

export interface RequesterFound extends Omit<RequesterMatch, 'name' | 'phone' | 'contactPerson' | 'park'> {
  nameSealed: Buffer | null
  phoneSealed: Buffer | null
  /** As hex. */
  contact: string | null
  parkId: number | null
}

/** People who called from exactly this phone, each with their newest tickets; what they report of the asker's own unit stays out. */
export function requestersByPhone(db: Sql, phoneToken: Buffer, about: number[]): Promise<RequesterFound[]> {
  return db.query<RequesterFound>(BY_PHONE, [phoneToken, about], 'requesters-by-phone')
}

/** People who spoke for exactly this enterprise. */
export function requestersByCreditCode(db: Sql, creditCode: string, about: number[]): Promise<RequesterFound[]> {
  return db.query<RequesterFound>(BY_CREDIT_CODE, [creditCode, about], 'requesters-by-credit-code')
}

/** One of a pair; nothing is said where the asker may not know of the other. */
const FALSE_CLOSURE = `EXISTS (SELECT FROM false_closure f
    JOIN ticket t ON t.id = CASE f.ticket_id WHEN x.id THEN f.earlier_ticket_id ELSE f.ticket_id END
    WHERE (f.ticket_id = x.id OR f.earlier_ticket_id = x.id) AND ${notAbout('$2')})`

const found = (match: string) => `
  SELECT r.id::text AS "requesterId", r.kind, r.name_sealed AS "nameSealed", r.phone_sealed AS "phoneSealed",
    r.credit_code AS "creditCode", r.language, encode(r.contact_sealed, 'hex') AS contact, r.industry, r.size, r.park_id AS "parkId",
    coalesce((SELECT json_agg(json_build_object('id', x.id::text, 'number', x.number, 'title', x.title, 'state', x.state,
        'registeredAt', to_char(x.registered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'owner', CASE WHEN x.state = 'registered' THEN (SELECT name FROM person WHERE id = x.owner_id) END,
        'falseClosure', ${FALSE_CLOSURE}) ORDER BY x.id DESC)
      FROM (SELECT * FROM ticket t WHERE requester_id = r.id AND ${notAbout('$2')} ORDER BY id DESC LIMIT 10) x), '[]') AS tickets
  FROM requester r WHERE ${match} AND r.erased_at IS NULL ORDER BY r.id DESC LIMIT 10`
const BY_PHONE = found('r.phone_token = $1::bytea')
const BY_CREDIT_CODE = found('r.credit_code = $1::text')
