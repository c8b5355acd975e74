import { Client, escapeIdentifier } from 'pg'
import type { Postgres } from '#platform/postgres/server'
import { DATABASE } from './product-database'

/** Reads every row of the product's database, so that a damaged page shows now and not in a year. */
export async function readEverything(server: Postgres): Promise<{ tables: number; rows: number }> {
  const client = new Client(server.url((await hasProduct(server)) ? DATABASE : 'postgres'))
  await client.connect()
  try {
    const names = await tableNames(client)
    let rows = 0
    for (const name of names) rows += await countRows(client, name)
    return { tables: names.length, rows }
  } finally {
    await client.end()
  }
}

async function hasProduct(server: Postgres): Promise<boolean> {
  const client = new Client(server.url())
  await client.connect()
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
  await client.end()
  return rowCount !== 0
}

async function tableNames(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    SELECT schemaname AS schema, tablename AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2`)
  return rows.map(({ schema, name }) => `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`)
}

/** ONLY: a partitioned table's rows are counted in its partitions. The whole row is touched, so no index can answer. */
async function countRows(client: Client, name: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>(`SELECT count(t.*) AS count FROM ONLY ${name} t`)
  return Number(rows[0]?.count ?? 0)
}
