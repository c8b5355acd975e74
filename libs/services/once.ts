import type { Actor } from '#domain/access'
import type { Database, Tx } from '#data/database'
import { findKept, keepAnswer, requestHash } from '#data/idempotency'

/** Who asks, and how the request is told from a repeated one. */
export interface Asked {
  actor: Actor
  idempotencyKey: string
}

/** Does the work in a transaction that also keeps the answer: the same request again is answered, not done again. */
export async function once<T>(
  db: Database,
  { actor, idempotencyKey: key }: Asked,
  request: unknown[],
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const { personId } = actor
  const hash = requestHash(...request)
  try {
    return await db.transaction(async (tx) => {
      const kept = await findKept(tx, personId, key, hash)
      if (kept) return kept.response as T
      const response = await work(tx)
      await keepAnswer(tx, personId, { key, requestHash: hash, status: 200, response: response ?? null })
      return response
    })
  } catch (error) {
    // The same key at the same moment: one of the two waited, and is answered like the other.
    const taken = (error as { constraint?: string }).constraint === 'idempotency_pkey'
    const kept = taken && (await findKept(db, personId, key, hash))
    if (!kept) throw error
    return kept.response as T
  }
}
