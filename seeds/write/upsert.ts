import type { Client } from 'pg'

export interface Changes {
  added: number
  changed: number
  /** Rows that left the files: kept for the tickets that name them, but inactive. */
  retired: number
  total: number
}

interface Table {
  name: string
  /** Column → its type, `code` among them. */
  columns: Readonly<Record<string, string>>
  /** Names are unique in this column's scope: they are freed before others take them. */
  uniqueName?: boolean
  /** Rows that left the files become inactive rather than being deleted. */
  retires?: boolean
}

/** Brings a table to what the files say, by code; a row that already says so is not touched. */
export async function upsert(client: Client, table: Table, rows: readonly object[]): Promise<Changes> {
  const values = JSON.stringify(rows)
  const columns = Object.keys(table.columns)
  const typed = columns.map((column) => `${column} ${table.columns[column]}`).join(', ')
  const given = `jsonb_to_recordset($1::jsonb) AS given(${typed})`
  const retired = table.retires ? await retire(client, table, given, values) : 0
  if (table.uniqueName) await freeNames(client, table, given, values)
  const rest = columns.filter((column) => column !== 'code')
  const now = `(${rest.map((column) => `t.${column}`).join(', ')}${table.retires ? ', t.active' : ''})`
  const then = `(${rest.map((column) => `excluded.${column}`).join(', ')}${table.retires ? ', true' : ''})`
  const { rows: written } = await client.query<{ added: boolean }>(
    `INSERT INTO ${table.name} AS t (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM ${given}
     ON CONFLICT (code) DO UPDATE SET ${rest.map((column) => `${column} = excluded.${column}`).join(', ')}
       ${table.retires ? ', active = true' : ''} WHERE ${now} IS DISTINCT FROM ${then}
     RETURNING (xmax = 0) AS added`,
    [values],
  )
  const added = written.filter((row) => row.added).length
  return { added, changed: written.length - added, retired, total: rows.length }
}

async function retire(client: Client, { name }: Table, given: string, values: string): Promise<number> {
  const gone = await client.query(
    `UPDATE ${name} t SET active = false WHERE active AND NOT EXISTS (SELECT FROM ${given} WHERE given.code = t.code)`,
    [values],
  )
  return gone.rowCount ?? 0
}

/** Two rows may swap names, and a new row may take the name of a retired one. */
async function freeNames(client: Client, { name }: Table, given: string, values: string) {
  await client.query(
    `UPDATE ${name} t SET name = t.name || '（原 ' || t.code || '）'
     WHERE EXISTS (SELECT FROM ${given} WHERE given.name = t.name AND given.code <> t.code)
       AND NOT EXISTS (SELECT FROM ${given} WHERE given.name = t.name AND given.code = t.code)`,
    [values],
  )
}
