import { SecretError } from './errors'
import type { KeyRing } from './key-ring'

/** Where sealed values are kept: one column of one table. */
export interface SealedColumn {
  table: string
  id: string
  /** SQL type of the id column, for example `bigint` or `uuid`. */
  idType: string
  column: string
  context: string
}

/** Runs one statement and gives its rows, as TypeORM's `manager.query` does. */
export type Query = (sql: string, params: unknown[]) => Promise<unknown>

export interface Rotation {
  moved: number
  /** Changed by somebody else meanwhile: sealed anew by them, so nothing is lost. */
  skipped: number
  /** Ids whose value no key opens; they are left as they are. */
  failed: string[]
}

interface Row {
  id: string
  sealed: Buffer
}

/**
 * Seals every value anew that an older key or the other suite sealed, batch by batch, in id order.
 * May run beside the living system, be stopped and started again.
 */
export async function rotate(
  query: Query,
  ring: KeyRing,
  place: SealedColumn,
  { batch = 500, after = async (_done: Rotation): Promise<void> => {} } = {},
): Promise<Rotation> {
  const sql = statements(place)
  const done: Rotation = { moved: 0, skipped: 0, failed: [] }
  let last: string | null = null
  for (;;) {
    const rows = (await query(sql.read, [last, ring.header, batch])) as Row[]
    if (rows.length === 0) return done
    last = rows[rows.length - 1]!.id
    await write(query, sql.write, resealed(ring, place.context, rows, done), done)
    await after(done)
  }
}

function resealed(ring: KeyRing, context: string, rows: Row[], done: Rotation): { row: Row; fresh: Buffer }[] {
  return rows.flatMap((row) => {
    try {
      return [{ row, fresh: ring.seal(ring.openBytes(row.sealed, context), context) }]
    } catch (problem) {
      if (!(problem instanceof SecretError)) throw problem
      done.failed.push(row.id)
      return []
    }
  })
}

async function write(query: Query, sql: string, moves: { row: Row; fresh: Buffer }[], done: Rotation): Promise<void> {
  if (moves.length === 0) return
  const params = [moves.map((one) => one.row.id), moves.map((one) => one.row.sealed), moves.map((one) => one.fresh)]
  const [{ moved }] = (await query(sql, params)) as [{ moved: number }]
  done.moved += moved
  done.skipped += moves.length - moved
}

/** The write compares the old value, so a value changed meanwhile is never overwritten. */
function statements(place: SealedColumn): { read: string; write: string } {
  const [table, id, column] = [named(place.table), named(place.id), named(place.column)]
  const type = /^[a-z]+$/.test(place.idType) ? place.idType : 'text'
  return {
    read: `select ${id}::text as id, ${column} as sealed from ${table}
      where ($1::${type} is null or ${id} > $1::${type}) and substring(${column} from 1 for 4) <> $2::bytea
      order by ${table}.${id} limit $3`,
    write: `with done as (
        update ${table} t set ${column} = n.fresh
        from unnest($1::${type}[], $2::bytea[], $3::bytea[]) as n(id, old, fresh)
        where t.${id} = n.id and t.${column} = n.old returning 1)
      select count(*)::int as moved from done`,
  }
}

function named(name: string): string {
  return name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.')
}
