import type { CallFacts, Claim, Told } from '#domain/calls/call'
import type { CallAct, CallState, ToldKind } from '#domain/calls/words'
import type { Desk } from '#domain/words'
import type { Sql, Tx } from '../database'

/** A call under its lock: what is written of it, and everything told of it so far. */
export interface LockedCall extends CallFacts {
  id: string
  rungId: number | null
  ownerId: number | null
  claim: Claim | null
  lostAt: Date | null
  numberSealed: Buffer | null
  numberToken: Buffer | null
  numberSeq: number | null
  told: Told[]
}

/** The row is made by whichever event comes first; from here on the call is the caller's own. */
export async function lockCallOf(tx: Tx, partner: string, ref: string): Promise<LockedCall> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO call (partner, ref) VALUES ($1, $2)
     ON CONFLICT ON CONSTRAINT call_once DO UPDATE SET ref = call.ref RETURNING id::text`,
    [partner, ref],
    'call-heard',
  )
  return (await lockCall(tx, row!.id))!
}

export async function lockCall(tx: Tx, id: string): Promise<LockedCall | null> {
  const [row] = await tx.query<CallRow>(`${CALL} WHERE c.id = $1 FOR NO KEY UPDATE OF c`, [id], 'call-locked')
  if (!row) return null
  const { claimedBy, claimedAt, ...call } = row
  const told = await tx.query<Told & Record<string, unknown>>(TOLD, [id], 'call-told')
  return { ...call, claim: claimedBy === null ? null : { personId: claimedBy, at: claimedAt! }, told }
}

/** False for an event that is there already. */
export async function insertTold(tx: Tx, callId: string, told: Told): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO call_event (call_id, seq, kind, at, desk, person_id, recording, parties) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT ON CONSTRAINT call_event_once DO NOTHING RETURNING 1`,
    [callId, told.seq, told.kind, told.at, told.desk, told.personId, told.recording, told.parties],
    'call-event',
  )
  return rows.length > 0
}

/** What is done here: the trail of who answered, who was shown a number to ring back, and what came of it. */
export async function insertAct(
  tx: Tx,
  act: { callId: string; kind: CallAct; at: Date; personId: number | null },
): Promise<void> {
  await tx.query(
    'INSERT INTO call_event (call_id, kind, at, person_id) VALUES ($1, $2, $3, $4)',
    [act.callId, act.kind, act.at, act.personId],
    'call-act',
  )
}

export async function updateCall(tx: Tx, call: LockedCall): Promise<void> {
  await tx.query(
    `UPDATE call SET state = $2, desk = $3, offered_at = $4, answered_at = $5, ended_at = $6, operator_id = $7, rung_id = $8,
       owner_id = $9, claimed_by = $10, claimed_at = $11, lost_at = $12, number_sealed = $13, number_token = $14, number_seq = $15,
       conferenced_at = $16, parties = $17, held_count = $18, recording = $19 WHERE id = $1`,
    [
      call.id,
      call.state,
      call.desk,
      call.offeredAt,
      call.answeredAt,
      call.endedAt,
      call.operatorId,
      call.rungId,
      call.ownerId,
      call.claim?.personId ?? null,
      call.claim?.at ?? null,
      call.lostAt,
      call.numberSealed,
      call.numberToken,
      call.numberSeq,
      call.conferencedAt,
      call.parties,
      call.heldCount,
      call.recording,
    ],
    'call-update',
  )
}

/** Calls nobody told the end of: rung for too long, or talked for longer than anybody talks. */
export async function lostCalls(sql: Sql, rungSince: Date, talkedSince: Date, limit: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id::text FROM call WHERE state NOT IN ('ended','abandoned') AND lost_at IS NULL
       AND heard_at < CASE WHEN state IN ('awaited','ringing') THEN $1::timestamptz ELSE $2 END
     ORDER BY heard_at LIMIT $3`,
    [rungSince, talkedSince, limit],
    'calls-lost',
  )
  return rows.map(({ id }) => id)
}

interface CallRow extends Omit<LockedCall, 'claim' | 'told'>, Record<string, unknown> {
  claimedBy: number | null
  claimedAt: Date | null
  state: CallState
  desk: Desk
}

const CALL = `SELECT c.id::text, c.state, c.desk, c.offered_at AS "offeredAt", c.answered_at AS "answeredAt", c.ended_at AS "endedAt",
    c.operator_id AS "operatorId", c.rung_id AS "rungId", c.owner_id AS "ownerId", c.claimed_by AS "claimedBy",
    c.claimed_at AS "claimedAt", c.lost_at AS "lostAt", c.number_sealed AS "numberSealed", c.number_token AS "numberToken",
    c.number_seq AS "numberSeq", c.conferenced_at AS "conferencedAt", c.parties, c.held_count AS "heldCount", c.recording
  FROM call c`

const TOLD_KINDS_ONLY: readonly ToldKind[] = [
  'offered',
  'answered',
  'held',
  'resumed',
  'conferenced',
  'ended',
  'abandoned',
  'recorded',
]
const TOLD = `SELECT seq, kind, at, desk, person_id AS "personId", recording, parties FROM call_event
  WHERE call_id = $1 AND seq IS NOT NULL AND kind IN (${TOLD_KINDS_ONLY.map((kind) => `'${kind}'`).join(', ')}) ORDER BY seq`
