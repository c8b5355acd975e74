import type { Sql } from './database'
import { type Loaded, type LoadedRow, loadedFrom, READ_THESE } from './snapshot'

/** What an export shows of a ticket beside its row in a list. */
export interface ExportFacts extends Loaded {
  nameSealed: Buffer | null
  phoneSealed: Buffer | null
}

/** The facts of a page of tickets, in one statement each for tickets and requesters. */
export async function exportFacts(sql: Sql, ids: readonly string[]): Promise<Map<string, ExportFacts>> {
  const [rows, requesters] = await Promise.all([
    sql.query<LoadedRow>(READ_THESE, [ids], 'read-these'),
    sql.query<{ id: string; nameSealed: Buffer | null; phoneSealed: Buffer | null }>(
      `SELECT t.id::text, r.name_sealed AS "nameSealed", r.phone_sealed AS "phoneSealed"
       FROM ticket t JOIN requester r ON r.id = t.requester_id WHERE t.id = ANY($1::bigint[])`,
      [ids],
      'export-requesters',
    ),
  ])
  const known = new Map(requesters.map((row) => [row.id, row]))
  return new Map(
    rows.map(loadedFrom).map((loaded) => {
      const { nameSealed = null, phoneSealed = null } = known.get(loaded.snapshot.ticket.id) ?? {}
      return [loaded.snapshot.ticket.id, { ...loaded, nameSealed, phoneSealed }]
    }),
  )
}
