import type { Client } from 'pg'
import { readMark, writeMark } from './series'

const TABLES = ['requester', 'ticket', 'assignment', 'clock', 'event', 'callback_contact']

/** Only those that carry no promise: keys and unique indexes stay up while rows come in. */
const SECONDARY = `SELECT c.oid::regclass::text AS name, pg_get_indexdef(c.oid) AS definition
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
  WHERE t.relname = ANY($1) AND NOT i.indisunique AND NOT c.relispartition AND t.relnamespace = 'public'::regnamespace`

/** Takes the secondary indexes down for a big load; their definitions are kept until they are up again, whatever happens between. */
export async function dropIndexes(client: Client): Promise<void> {
  const mark = await readMark(client)
  if (mark.indexes?.length) return
  const { rows } = await client.query<{ name: string; definition: string }>(SECONDARY, [TABLES])
  await client.query('BEGIN')
  await writeMark(client, { ...mark, indexes: rows.map(({ definition }) => definition) })
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`)
  await client.query('COMMIT')
}

/** Puts back what a load, this one or an interrupted one, took down. */
export async function restoreIndexes(client: Client, onIndex: (done: number, total: number) => void): Promise<void> {
  const { indexes = [] } = await readMark(client)
  if (!indexes.length) return
  await client.query(`SET maintenance_work_mem = '512MB'`)
  for (const [at, definition] of indexes.entries()) {
    onIndex(at, indexes.length)
    await client.query(definition.replace(/^CREATE INDEX /, 'CREATE INDEX IF NOT EXISTS ').replace(' ON ONLY ', ' ON '))
  }
  await client.query(`UPDATE region SET settings = settings #- '{demo,indexes}'`)
}
