import { COUNT_UP_TO } from '#domain/counts'
import { Refusal } from '#domain/refusals'
import type { Sql } from './database'
import { decodeDueCursor, encodeCursor } from './cursor'
import { type PageRow, pageText, shaped } from './queues'

/**
 * The desks that call back. What is possible now stands first: promised times, then whom nobody has called or who may be
 * called again, by deadline; whom one may not call yet comes last, by when one may.
 */

export const CALL_QUEUES = ['callback', 'rated', 'followUp'] as const
export type CallQueue = (typeof CALL_QUEUES)[number]
export const isCallQueue = (queue: string): queue is CallQueue => CALL_QUEUES.some((each) => each === queue)

/** The centre's own, or what was given to these districts. */
export type Callers = { unitIds: number[] } | null

/** A promised call comes up a little before its time. */
const SOON = `interval '10 minutes'`

export async function callbackPage(
  db: Sql,
  queue: CallQueue,
  callers: Callers,
  after: string | undefined,
  limit: number,
  now = new Date(),
): Promise<string> {
  const { place, at, id } = cursorOf(queue, after)
  const part = after ? 'page' : 'counted'
  const by = callers ? 'district' : 'center'
  const values = [callers?.unitIds ?? [], place, at, id, limit, now]
  const [row] = await db.query<PageRow>(PAGES[queue][by][part], values, `calls-${queue}-${by}-${part}`)
  return pageText(row!, ({ due, id }) =>
    queue === 'callback' ? encodeCursor(due, id) : encodeCursor(due.slice(2), id),
  )
}

function cursorOf(queue: CallQueue, after: string | undefined): { place: number; at: string; id: string } {
  if (!after) return { place: 1, at: '-infinity', id: '0' }
  if (queue !== 'callback') {
    const { dueAt, id } = decodeDueCursor(after)!
    return { place: 1, at: dueAt, id }
  }
  const [first, id] = parts(after)
  const found = /^([123]) (.+)$/.exec(first ?? '')
  if (!found) throw new Refusal('cursorInvalid')
  const { dueAt } = decodeDueCursor(encodeCursor(found[2]!, id ?? ''))!
  return { place: Number(found[1]), at: dueAt, id: id! }
}

function parts(after: string): (string | undefined)[] {
  try {
    const found: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'))
    return Array.isArray(found) ? found.map(String) : []
  } catch {
    return []
  }
}

const OPEN = `t.state = 'callback' AND t.rated_since IS NULL`
const own = (by: 'center' | 'district') =>
  by === 'center' ? `t.callback_unit_id IS NULL AND $1::int[] IS NOT NULL` : `t.callback_unit_id = ANY($1::int[])`

/** One stretch of the list, from where the page before ended if that was in it. */
const stretch = (place: number, key: string, from: string, where: string) => `
  (SELECT t.*, ${place} AS place, ${key} AS place_at FROM ${from} WHERE ${where} AND $2::int <= ${place} AND $6::timestamptz IS NOT NULL
     AND (${key}, t.id) > (CASE WHEN $2::int = ${place} THEN $3::timestamptz ELSE '-infinity' END,
       CASE WHEN $2::int = ${place} THEN $4::bigint ELSE 0 END) ORDER BY ${key}, t.id LIMIT $5::int + 1)`

const POSSIBLE = `(t.call_from IS NULL OR (NOT t.call_promised AND t.call_from <= $6::timestamptz))`

function toCall(by: 'center' | 'district'): string {
  const among = `${OPEN} AND ${own(by)}`
  const possible =
    by === 'center'
      ? stretch(2, 't.due_at', 'ticket t', `${among} AND ${POSSIBLE}`)
      : `(SELECT x.* FROM unnest($1::int[]) AS u(id) CROSS JOIN LATERAL ${stretch(2, 't.due_at', 'ticket t', `${OPEN} AND t.callback_unit_id = u.id AND ${POSSIBLE}`)} x)`
  return `SELECT x.* FROM (
    ${stretch(1, 't.call_from', 'ticket t', `${among} AND t.call_promised AND t.call_from <= $6::timestamptz + ${SOON}`)}
    UNION ALL ${possible}
    UNION ALL ${stretch(3, 't.call_from', 'ticket t', `${among} AND t.call_promised AND t.call_from > $6::timestamptz + ${SOON}`)}
    UNION ALL ${stretch(3, 't.call_from', 'ticket t', `${among} AND NOT t.call_promised AND t.call_from > $6::timestamptz`)}
  ) x ORDER BY x.place, x.place_at, x.id LIMIT $5::int + 1`
}

const rated = (by: 'center' | 'district') =>
  stretch(1, 't.rated_since', 'ticket t', `t.rated_since IS NOT NULL AND ${own(by)}`)

/** 延期销号 whose day has come; what went back to the units meanwhile is no longer looked at. */
const followUp = (by: 'center' | 'district') =>
  stretch(
    1,
    'd.check_on::timestamptz',
    'disposal d JOIN ticket t ON t.id = d.ticket_id',
    `d.check_on IS NOT NULL AND d.checked_at IS NULL AND d.check_on <= ($6::timestamptz AT TIME ZONE 'Asia/Shanghai')::date AND t.state = 'closed' AND ${own(by)}`,
  )

const count = (from: string) => `(SELECT count(*)::int FROM (SELECT FROM ${from} LIMIT ${COUNT_UP_TO}) counted)`
const counts = (by: 'center' | 'district') => `json_build_object(
  'callback', ${count(`ticket t WHERE ${OPEN} AND ${own(by)}`)},
  'rated', ${count(`ticket t WHERE t.rated_since IS NOT NULL AND ${own(by)}`)},
  'followUp', ${count(`disposal d JOIN ticket t ON t.id = d.ticket_id WHERE d.check_on IS NOT NULL AND d.checked_at IS NULL
    AND d.check_on <= ($6::timestamptz AT TIME ZONE 'Asia/Shanghai')::date AND t.state = 'closed' AND ${own(by)}`)})::text`

function pages(found: (by: 'center' | 'district') => string) {
  const of = (by: 'center' | 'district') => {
    const page = (counted?: string) =>
      shaped(found(by), '$5::int', 't.place, t.place_at, t.id', 't.place DESC, t.place_at DESC, t.id DESC', counted, {
        due: `t.place || ' ' || t.place_at`,
        id: 't.id',
      })
    return { page: page(), counted: page(counts(by)) }
  }
  return { center: of('center'), district: of('district') }
}
const PAGES = { callback: pages(toCall), rated: pages(rated), followUp: pages(followUp) }
