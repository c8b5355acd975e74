import type { Sql } from './database'

/** Half-written work, sealed, one per person and place; it survives a reload, a sign-out and a crash. */

export async function readDraft(
  db: Sql,
  personId: number,
  key: string,
): Promise<{ sealed: Buffer; updatedAt: Date } | null> {
  const [row] = await db.query<{ sealed: Buffer; updatedAt: Date }>(
    'SELECT sealed, updated_at AS "updatedAt" FROM draft WHERE person_id = $1 AND key = $2',
    [personId, key],
  )
  return row ?? null
}

export async function saveDraft(db: Sql, personId: number, key: string, sealed: Buffer): Promise<void> {
  await db.query(
    `INSERT INTO draft (person_id, key, sealed) VALUES ($1, $2, $3)
     ON CONFLICT (person_id, key) DO UPDATE SET sealed = excluded.sealed, updated_at = now()`,
    [personId, key, sealed],
  )
}

export async function dropDraft(db: Sql, personId: number, key: string): Promise<void> {
  await db.query('DELETE FROM draft WHERE person_id = $1 AND key = $2', [personId, key])
}
