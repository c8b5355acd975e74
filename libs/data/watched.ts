import { COUNT_UP_TO } from '#domain/counts'
import type { Sql } from './database'
import { decodeDueCursor, encodeCursor } from './cursor'
import { type PageRow, pageText, shaped } from './queues'

/** Open tickets that somebody keeps an eye on, by the day they are looked at again. Each list is one range of an index. */

export const WATCHED = [
  'supervised',
  'difficult',
  'problem',
  'shelved',
  'consulting',
  'escalated',
  'planned',
  'turned',
] as const
export type Watched = (typeof WATCHED)[number]
export const isWatched = (queue: string): queue is Watched => WATCHED.some((each) => each === queue)

export async function watchedPage(db: Sql, queue: Watched, after: string | undefined, limit: number): Promise<string> {
  const cursor = decodeDueCursor(after)
  const part = after ? 'page' : 'counted'
  const values = [cursor?.dueAt ?? '-infinity', cursor?.id ?? '0', limit]
  const [row] = await db.query<PageRow>(PAGES[queue][part], values, `watched-${queue}-${part}`)
  return pageText(row!, ({ due, id }) => encodeCursor(due, id))
}

interface List {
  /** What to look through, and which of it. */
  from: string
  /** What the list is ordered by, the id last; and the place the page before ended, in the same terms. */
  key: string[]
  after: string[]
  /** The first key as a time for the cursor. */
  time: string
}

const OPEN = `t.state IN ('registered','handling','callback')`
/** Where several supervisions of a ticket are open, the one to be answered first stands for it. */
const FIRST = `NOT EXISTS (SELECT FROM supervision e WHERE e.ticket_id = s.ticket_id AND e.closed_at IS NULL
  AND (e.answer_by, e.id) < (s.answer_by, s.id))`
const byDay = (day: string, which: string): List => ({
  from: `ticket t WHERE ${which}`,
  key: [`t.${day}`, 't.id'],
  after: ['$1::timestamp::date', '$2::bigint'],
  time: `t.${day}::timestamptz`,
})

const LISTS: Record<Watched, List> = {
  supervised: {
    from: `supervision s JOIN ticket t ON t.id = s.ticket_id WHERE s.closed_at IS NULL AND ${FIRST}`,
    key: ['s.answer_by', 's.id'],
    after: ['$1::timestamptz', '$2::bigint'],
    time: 's.answer_by',
  },
  difficult: byDay('check_on', `t.difficult AND ${OPEN}`),
  problem: {
    from: `ticket t WHERE t.problem AND ${OPEN} AND $1::text IS NOT NULL`,
    key: ['t.id'],
    after: ['$2::bigint'],
    time: `'infinity'::timestamptz`,
  },
  // Waiting for a meeting, and on no agenda.
  consulting: {
    from: `ticket t WHERE t.consulting AND t.state = 'handling' AND NOT EXISTS (SELECT FROM consultation_item i
      WHERE i.ticket_id = t.id AND i.state = 'listed' OFFSET 0)`,
    key: ['t.due_at', 't.id'],
    after: ['$1::timestamptz', '$2::bigint'],
    time: 't.due_at',
  },
  // Handed over, and not yet done nor refused.
  turned: {
    from: `ticket t WHERE t.turn_state IN ('sent','accepted','underWay') AND $1::text IS NOT NULL`,
    key: ['t.id'],
    after: ['$2::bigint'],
    time: `'infinity'::timestamptz`,
  },
  shelved: byDay('review_on', 't.shelved_at IS NOT NULL'),
  planned: byDay('planned_on', 't.planned_on IS NOT NULL'),
  escalated: {
    from: `ticket t WHERE t.escalation > 0 AND t.state = 'handling'`,
    key: ['t.due_at', 't.id'],
    after: ['$1::timestamptz', '$2::bigint'],
    time: 't.due_at',
  },
}

const COUNTS = `json_build_object(${WATCHED.map(
  (name) => `'${name}', (SELECT count(*)::int FROM (SELECT FROM ${LISTS[name].from} LIMIT ${COUNT_UP_TO}) counted)`,
).join()})::text`

function pagesOf({ from, key, after, time }: List) {
  const found = `SELECT t.*, ${time} AS place_time, ${key.at(-1)} AS place_id FROM ${from}
    AND (${key.join()}) > (${after.join()}) ORDER BY ${key.join()} LIMIT $3 + 1`
  const page = (counts: string) =>
    shaped(found, '$3', 't.place_time, t.place_id', 't.place_time DESC, t.place_id DESC', counts, {
      due: 't.place_time',
      id: 't.place_id',
    })
  return { page: page(`'{}'`), counted: page(COUNTS) }
}
const PAGES = Object.fromEntries(WATCHED.map((name) => [name, pagesOf(LISTS[name])])) as Record<
  Watched,
  ReturnType<typeof pagesOf>
>
