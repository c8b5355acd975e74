import type { Client } from 'pg'
import { Arrivals } from './arrivals'
import type { Series } from './series'
import { DAY, HOUR, MINUTE } from './tempo'

/** A 会商 of the demo city: every Wednesday, as far as there is something to talk about. */
export interface Meeting {
  id: string
  at: number
}

const WEEK = 7 * DAY
/** 1970-01-07 was a Wednesday; half past nine in Beijing is half past one in Greenwich. */
const FIRST = 6 * DAY + 90 * MINUTE
const LASTS = 2 * HOUR
const AHEAD = 2 * WEEK

type Span = Pick<Series, 'size' | 'now' | 'months'>

/** What was planned before there were meetings has none. */
export function meetingsOf(series: Span & Pick<Series, 'meetingBase'>): Meeting[] {
  const { meetingBase } = series
  return meetingBase === undefined ? [] : timesOf(series).map((at, index) => ({ id: String(meetingBase + index), at }))
}

export function timesOf({ size, now, months }: Span): number[] {
  const until = Date.parse(now)
  const { first } = new Arrivals(size, until, months)
  const from = Math.ceil((first - FIRST) / WEEK)
  const count = Math.floor((until + AHEAD - FIRST) / WEEK) - from + 1
  return Array.from({ length: count }, (_, index) => FIRST + (from + index) * WEEK)
}

/** Before anything is put on their agendas. */
export async function loadMeetings(client: Client, series: Series): Promise<void> {
  const meetings = meetingsOf(series)
  await client.query(
    `INSERT INTO consultation (id, title, at, place, chair_id, state, created_at, created_by, ended_at)
     SELECT m.id::bigint, '疑难工单联席会商', m.at, '热线中心二楼会议室', p.id, CASE WHEN m.ends <= $4 THEN 'held' ELSE 'planned' END,
       least(m.at - interval '10 days', $4::timestamptz), p.id, CASE WHEN m.ends <= $4 THEN m.ends END
     FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) AS m(id, at, ends)
       CROSS JOIN (SELECT min(person_id) AS id FROM person_role WHERE role = 'supervisor') p`,
    [
      meetings.map(({ id }) => id),
      meetings.map(({ at }) => new Date(at)),
      meetings.map(({ at }) => new Date(at + LASTS)),
      series.now,
    ],
  )
}

/** When all tickets are there: whoever has one of its tickets was invited; what nobody had to talk about never met. */
export async function finishMeetings(client: Client, series: Series): Promise<void> {
  const ids = meetingsOf(series).map(({ id }) => id)
  await client.query(
    `INSERT INTO consultation_unit (consultation_id, unit_id, state, at)
     SELECT DISTINCT c.id, a.unit_id, c.state, c.at FROM consultation c JOIN consultation_item i ON i.consultation_id = c.id
       JOIN assignment a ON a.ticket_id = i.ticket_id WHERE c.id = ANY ($1::bigint[]) ON CONFLICT DO NOTHING`,
    [ids],
  )
  await client.query(
    `DELETE FROM consultation c WHERE id = ANY ($1::bigint[]) AND state = 'held'
       AND NOT EXISTS (SELECT FROM consultation_item i WHERE i.consultation_id = c.id)`,
    [ids],
  )
}
