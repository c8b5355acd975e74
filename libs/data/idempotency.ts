import { createHash } from 'node:crypto'
import { Refusal } from '#domain/refusals'
import { canonical } from './chain'
import type { Sql } from './database'
import type { Kept } from './record'

export interface Replay {
  status: number
  response: unknown
}

/** What a request asks for, whatever order its fields came in. */
export const requestHash = (...parts: unknown[]) => createHash('sha256').update(canonical(parts)).digest()

/** The answer given to this key before, or null; the same key with another request is refused. */
export async function findKept(db: Sql, personId: number, key: string, hash: Buffer): Promise<Replay | null> {
  const [kept] = await db.query<{ requestHash: Buffer; status: number; response: unknown }>(
    'SELECT request_hash AS "requestHash", status, response FROM idempotency WHERE person_id = $1 AND key = $2',
    [personId, key],
    'kept',
  )
  return kept ? replay(kept, hash) : null
}

export function replay(kept: { requestHash: Buffer; status: number; response: unknown }, hash: Buffer): Replay {
  if (!kept.requestHash.equals(hash)) throw new Refusal('idempotencyMismatch')
  return { status: kept.status, response: kept.response }
}

/** Keeps the answer of a write for whoever asks again; part of the write's transaction. */
export async function keepAnswer(sql: Sql, personId: number, kept: Kept): Promise<void> {
  await sql.query(
    'INSERT INTO idempotency (person_id, key, request_hash, status, response, at) VALUES ($1, $2, $3, $4, $5, now())',
    [personId, kept.key, kept.requestHash, kept.status, JSON.stringify(kept.response)],
    'keep-answer',
  )
}
