import { Client } from 'pg'
import { DataSource } from 'typeorm'
import { MIGRATIONS } from '#migrations/all'

/**
 * Brings an empty database to where an earlier version had it. A test then fills it as that version did, migrates on with
 * the product, and looks at what became of the rows.
 */
export async function migrateUpTo(url: string, last: string): Promise<void> {
  const end = MIGRATIONS.findIndex(({ name }) => name === last)
  if (end < 0) throw new Error(`there is no migration ${last}`)
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: MIGRATIONS.slice(0, end + 1),
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
  })
  await source.initialize()
  try {
    await source.runMigrations()
  } finally {
    await source.destroy()
  }
}

export async function onDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Rows of every table of ours, to compare before and after. */
export async function rowCounts(client: Client): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
     AND NOT relispartition AND relname <> 'migration' ORDER BY 1`,
  )
  const counts: Record<string, number> = {}
  for (const { name } of rows) {
    const [row] = (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM "${name}"`)).rows
    counts[name] = row!.n
  }
  return counts
}
