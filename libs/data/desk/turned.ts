import type { TurnState } from '#domain/words/desk'
import type { Sql } from '../database'

/** A call handed over, by the number its taker knows. */
export async function turnedOver(
  db: Sql,
  number: string,
): Promise<{ id: string; turnedTo: string; turnState: TurnState } | null> {
  const [row] = await db.query<{ id: string; turnedTo: string; turnState: TurnState }>(
    `SELECT id::text, turned_to AS "turnedTo", turn_state AS "turnState" FROM ticket WHERE number = $1 AND turned_to IS NOT NULL`,
    [number],
    'turned-over',
  )
  return row ?? null
}
