import { SecretError } from './errors'
import type { KeyRing } from './key-ring'

/** Where sealed values are kept: one column of one table, its rows found by a unique key. */
export interface SealedColumn {
  table: string
  column: string
  context: string
  /** Columns of the key and their SQL types, in index order: `{ month: 'date', ticket_id: 'bigint', seq: 'int' }`. */
  key: Record<string, string>
}

/** Runs one statement and gives its rows. */
export type Query = (sql: string, params: unknown[]) => Promise<unknown>

export interface Rotation {
  moved: number
  /** Changed by somebody else meanwhile: sealed anew by them, so nothing is lost. */
  skipped: number
  /** Keys of rows whose value no key opens; they are left as they are. */
  failed: string[][]
}

interface Row {
  at: string[]
  sealed: Buffer
}

/**
 * Seals every value anew that an older key or the other suite sealed, batch by batch, in the order of the key.
 * May run beside the living system, be stopped and started again. Give `pause` to go easy on a busy database.
 */
export async function rotate(
  query: Query,
  ring: KeyRing,
  place: SealedColumn,
  { batch = 500, pause = async (_done: Rotation): Promise<void> => {} } = {},
): Promise<Rotation> {
  const sql = statements(place)
  const done: Rotation = { moved: 0, skipped: 0, failed: [] }
  let last: string[] = Object.keys(place.key).map(() => '')
  for (let first = true; ; first = false) {
    const rows = (await query(first ? sql.first : sql.next, [ring.header, batch, ...(first ? [] : last)])) as Row[]
    if (rows.length === 0) return done
    last = rows.at(-1)!.at
    await write(query, sql.write, resealed(ring, place.context, rows, done), done)
    await pause(done)
  }
}

interface Move {
  row: Row
  fresh: Buffer
}

function resealed(ring: KeyRing, context: string, rows: readonly Row[], done: Rotation): Move[] {
  return rows.flatMap((row) => {
    try {
      return [{ row, fresh: ring.seal(ring.openBytes(row.sealed, context), context) }]
    } catch (problem) {
      if (!(problem instanceof SecretError)) throw problem
      done.failed.push(row.at)
      return []
    }
  })
}

async function write(query: Query, sql: string, moves: readonly Move[], done: Rotation): Promise<void> {
  if (moves.length === 0) return
  const keys = moves[0]!.row.at.map((_, part) => moves.map((move) => move.row.at[part]))
  const params = [moves.map((move) => move.row.sealed), moves.map((move) => move.fresh), ...keys]
  const [{ moved }] = (await query(sql, params)) as [{ moved: number }]
  done.moved += moved
  done.skipped += moves.length - moved
}

/** The write compares the old value, so a value changed meanwhile is never overwritten. */
function statements(place: SealedColumn): { first: string; next: string; write: string } {
  const [table, column] = [named(place.table), named(place.column)]
  const parts = Object.entries(place.key).map(([name, type], at) => ({
    name: named(name),
    cast: `$${at + 3}::${sqlType(type)}`,
    as: `k${at}`,
  }))
  const key = parts.map((part) => part.name).join(', ')
  const read = (after: string): string =>
    `select array[${parts.map((part) => `${part.name}::text`).join(', ')}] as at, ${column} as sealed from ${table}
     where substring(${column} from 1 for 4) <> $1::bytea and length(${column}) > 0 ${after} order by ${key} limit $2`
  return {
    first: read(''),
    next: read(`and (${key}) > (${parts.map((part) => part.cast).join(', ')})`),
    write: `with written as (
      update ${table} t set ${column} = n.fresh
      from unnest($1::bytea[], $2::bytea[], ${parts.map((part) => `${part.cast}[]`).join(', ')}) as n(old, fresh, ${parts.map((part) => part.as).join(', ')})
      where ${parts.map((part) => `t.${part.name} = n.${part.as}`).join(' and ')} and t.${column} = n.old returning 1)
      select count(*)::int as moved from written`,
  }
}

function named(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function sqlType(type: string): string {
  if (/^[a-z]+$/.test(type)) return type
  throw new Error(`not a type name: ${type}`)
}
