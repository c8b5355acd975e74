import type { AwayReason, OperatorState } from '#domain/calls/words'
import type { Desk } from '#domain/words'
import type { Sql, Tx } from '../database'

/** Who sits ready. An operator whose console was not heard for this long is not there, whatever was chosen. */
const SEEN_SECONDS = 60
/** A console that looks more often than this does not write each time. */
const TOUCH_SECONDS = 15

export interface OperatorRow {
  state: OperatorState
  reason: AwayReason | null
  since: Date
  callId: string | null
}

export async function operatorRow(sql: Sql, personId: number): Promise<OperatorRow | null> {
  const [row] = await sql.query<OperatorRow & Record<string, unknown>>(
    `SELECT state, reason, since, call_id::text AS "callId" FROM operator_state WHERE person_id = $1`,
    [personId],
    'operator-state',
  )
  return row ?? null
}

export async function lockOperator(tx: Tx, personId: number): Promise<OperatorRow | null> {
  const [row] = await tx.query<OperatorRow & Record<string, unknown>>(
    `SELECT state, reason, since, call_id::text AS "callId" FROM operator_state WHERE person_id = $1 FOR UPDATE`,
    [personId],
    'operator-lock',
  )
  return row ?? null
}

export async function setOperator(
  tx: Sql,
  personId: number,
  to: { state: OperatorState; reason: AwayReason | null; callId: string | null; at: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO operator_state AS o (person_id, state, reason, since, seen_at, call_id) VALUES ($1, $2, $3, $4, now(), $5)
     ON CONFLICT (person_id) DO UPDATE SET state = excluded.state, reason = excluded.reason, call_id = excluded.call_id,
       since = CASE WHEN (o.state, o.reason) IS DISTINCT FROM (excluded.state, excluded.reason) THEN excluded.since ELSE o.since END,
       seen_at = excluded.seen_at`,
    [personId, to.state, to.reason, to.at, to.callId],
    'operator-set',
  )
}

/** The call is over: whoever talked in it has something to write down. */
export async function releaseOperator(tx: Tx, callId: string, at: Date): Promise<void> {
  await tx.query(
    `UPDATE operator_state SET state = 'afterCall', since = $2 WHERE call_id = $1 AND state = 'talking'`,
    [callId, at],
    'operator-release',
  )
}

/** The telephone system says who talks; whoever that was before it said so, does not. */
export async function occupyOperator(tx: Tx, callId: string, personId: number, at: Date): Promise<void> {
  await tx.query(
    `UPDATE operator_state SET state = 'ready', since = $3, call_id = NULL WHERE call_id = $1 AND person_id <> $2 AND state = 'talking'`,
    [callId, personId, at],
    'operator-unclaim',
  )
  await setOperator(tx, personId, { state: 'talking', reason: null, callId, at })
}

export async function touchOperator(sql: Sql, personId: number): Promise<void> {
  await sql.query(
    `UPDATE operator_state SET seen_at = now() WHERE person_id = $1 AND seen_at < now() - interval '${TOUCH_SECONDS} seconds'`,
    [personId],
    'operator-touch',
  )
}

/** Whether this person is ready, and a call to the desk may reach the person. */
export async function readyAt(sql: Sql, desk: Desk, personId: number): Promise<boolean> {
  const rows = await sql.query(
    `WITH ${CHAIN}
     SELECT FROM operator_state o JOIN desk_member m ON m.person_id = o.person_id JOIN chain ON chain.code = m.desk_code
     WHERE o.person_id = $2 AND ${READY} LIMIT 1`,
    [desk, personId],
    'operator-ready-at',
  )
  return rows.length > 0
}

/** Who has been ready longest at the first desk, of those a call would reach in turn, where anybody is. */
export async function longestReady(sql: Sql, desk: Desk): Promise<number | null> {
  const [row] = await sql.query<{ personId: number }>(
    `WITH ${CHAIN}
     SELECT o.person_id AS "personId" FROM chain JOIN desk_member m ON m.desk_code = chain.code
       JOIN operator_state o ON o.person_id = m.person_id JOIN person p ON p.id = o.person_id AND p.active
     WHERE ${READY}
     ORDER BY chain.nth, o.since, o.person_id LIMIT 1`,
    [desk],
    'operator-ready',
  )
  return row?.personId ?? null
}

const READY = `o.state = 'ready' AND o.seen_at > now() - interval '${SEEN_SECONDS} seconds'`

/** A call to a desk where nobody is ready goes on to the desk that stands in for it, and so on. */
const CHAIN = `RECURSIVE chain (code, nth) AS (
    SELECT code, 0 FROM desk WHERE code = $1 AND active
    UNION ALL SELECT d.overflow_code, chain.nth + 1 FROM chain JOIN desk d ON d.code = chain.code
      WHERE d.overflow_code IS NOT NULL AND chain.nth < 5)`

/** Every desk whose calls may reach this person: the own ones, and those they stand in for. */
export const REACHED = `RECURSIVE reached (code, nth) AS (
    SELECT desk_code, 0 FROM desk_member WHERE person_id = $1
    UNION SELECT d.code, reached.nth + 1 FROM reached JOIN desk d ON d.overflow_code = reached.code WHERE d.active AND reached.nth < 5)`

export async function desksReaching(sql: Sql, personId: number): Promise<Desk[]> {
  const rows = await sql.query<{ code: Desk }>(
    `WITH ${REACHED} SELECT DISTINCT code FROM reached ORDER BY code`,
    [personId],
    'desks-reaching',
  )
  return rows.map(({ code }) => code)
}
