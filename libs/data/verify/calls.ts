import { callOf, type Told } from '#domain/calls/call'
import type { Database, Sql } from '../database'

/** The calls as their log tells them, and the figures as the calls tell them. */
export interface CallsReport {
  calls: number
  /** What is wrong, in words; the first of it. */
  wrong: string[]
  wrongCount: number
}

const STRETCH = 1_000
const NAMED_AT_MOST = 1_000

/** Reads every call's log anew and compares the row with it; then counts the calls, which nobody else ever does. */
export async function verifyCalls(db: Database): Promise<CallsReport> {
  const report: CallsReport = { calls: 0, wrong: [], wrongCount: 0 }
  const say = (words: string) => {
    report.wrongCount++
    if (report.wrong.length < NAMED_AT_MOST) report.wrong.push(words)
  }
  for (let after = '0', more = true; more;) {
    const rows = await inOneMoment(db, (tx) => tx.query<CallRow>(CALLS, [after, STRETCH], 'verify-calls'))
    report.calls += rows.length
    for (const row of rows) for (const column of wrongIn(row)) say(`来电 ${row.id}：${column} 与话务事件不符`)
    after = rows.at(-1)?.id ?? after
    more = rows.length === STRETCH
  }
  for (const { day, desk, person } of await inOneMoment(db, (tx) => tx.query<Moved>(FIGURES)))
    say(`话务统计 ${day} ${desk} 人员 ${person}：与来电和回拨记录不符`)
  return report
}

function inOneMoment<T>(db: Database, read: (tx: Sql) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
    return read(tx)
  })
}

interface CallRow extends Record<string, unknown> {
  id: string
  claim: { personId: number; at: string }[]
  lost: string[]
  told: (Omit<Told, 'at'> & { at: string })[]
}
interface Moved extends Record<string, unknown> {
  day: string
  desk: string
  person: number
}

function wrongIn(row: CallRow): string[] {
  const [claim] = row.claim
  const told = row.told.map((each) => ({ ...each, at: new Date(each.at) }))
  const facts = callOf(
    told,
    claim ? { ...claim, at: new Date(claim.at) } : null,
    row.lost[0] ? new Date(row.lost[0]) : null,
  )
  const now = row as unknown as Record<string, unknown>
  return Object.entries(facts)
    .filter(([column, value]) => text(now[column]) !== text(value))
    .map(([column]) => column)
}

const text = (value: unknown) => JSON.stringify(value ?? null)

const EVENTS = (which: string, row: string, order: string) =>
  `coalesce((SELECT json_agg(${row} ORDER BY ${order}) FROM call_event e WHERE e.call_id = c.id AND ${which}), '[]')`

const CALLS = `
  SELECT c.id::text, c.state, c.desk, c.offered_at AS "offeredAt", c.answered_at AS "answeredAt", c.ended_at AS "endedAt",
    c.operator_id AS "operatorId", c.conferenced_at AS "conferencedAt", c.parties, c.held_count AS "heldCount", c.recording,
    ${EVENTS(`e.kind = 'claimed'`, `json_build_object('personId', e.person_id, 'at', e.at)`, 'e.id')} AS claim,
    ${EVENTS(`e.kind = 'lost'`, 'e.at', 'e.id')} AS lost,
    ${EVENTS('e.seq IS NOT NULL', `json_build_object('seq', e.seq, 'kind', e.kind, 'at', e.at, 'desk', e.desk, 'personId', e.person_id, 'recording', e.recording, 'parties', e.parties)`, 'e.seq')} AS told
  FROM call c WHERE c.id > $1::bigint ORDER BY c.id LIMIT $2`

const DAY = (column: string) => `(${column} AT TIME ZONE 'Asia/Shanghai')::date`

/** Rows that are not what there is to count; a row of nothing but noughts is as good as none. */
const FIGURES = `
  WITH who AS (
    SELECT c.*, p.person FROM call c CROSS JOIN LATERAL
      (SELECT DISTINCT person FROM unnest(ARRAY[0, c.rung_id, c.operator_id]) AS p (person) WHERE person IS NOT NULL) p
    WHERE c.offered_at IS NOT NULL
  ), counted AS (
    SELECT ${DAY('offered_at')} AS day, desk, person, 1 AS offered,
      (answered_at IS NOT NULL AND person IN (0, operator_id))::int AS answered,
      (answered_at IS NOT NULL AND person IN (0, operator_id) AND floor(extract(epoch FROM answered_at - offered_at)) <= 15)::int AS answered_soon,
      (state = 'abandoned')::int AS abandoned,
      CASE WHEN person IN (0, operator_id) THEN greatest(0, coalesce(floor(extract(epoch FROM ended_at - answered_at)), 0))::int ELSE 0 END AS talk_seconds,
      0 AS missed, 0 AS returned FROM who
    UNION ALL SELECT ${DAY('made_at')}, desk, 0, 0, 0, 0, 0, 0, 1, 0 FROM missed_call
    UNION ALL SELECT ${DAY('closed_at')}, desk, person, 0, 0, 0, 0, 0, 0, 1 FROM missed_call CROSS JOIN LATERAL (VALUES (0), (taken_by)) p (person)
      WHERE state = 'reached'
  ), sums AS (
    SELECT day, desk, person, sum(offered) AS offered, sum(answered) AS answered, sum(answered_soon) AS answered_soon,
      sum(abandoned) AS abandoned, sum(talk_seconds) AS talk_seconds, sum(missed) AS missed, sum(returned) AS returned
    FROM counted GROUP BY 1, 2, 3
  )
  SELECT coalesce(s.day, f.day)::text AS day, coalesce(s.desk, f.desk) AS desk, coalesce(s.person, f.person_id) AS person
  FROM sums s FULL JOIN (SELECT * FROM call_figure WHERE (offered, answered, answered_soon, abandoned, talk_seconds, missed, returned) <> (0, 0, 0, 0, 0, 0, 0)) f
    ON f.day = s.day AND f.desk = s.desk AND f.person_id = s.person
  WHERE (s.offered, s.answered, s.answered_soon, s.abandoned, s.talk_seconds, s.missed, s.returned)
    IS DISTINCT FROM (f.offered, f.answered, f.answered_soon, f.abandoned, f.talk_seconds, f.missed, f.returned)
  ORDER BY 1, 2, 3`
