import type { Client } from 'pg'
import { requesterRow } from '#data/requester-rows'
import { KeyRing } from '#data/secrets/key-ring'
import { loadKeys } from '#data/secrets/keys'
import { searchTokens } from '#insight/search-tokens'
import type { Say } from './databases'
import { dice, NAMES, sentence } from './demands'
import { onDatabase } from './driver'
import { BATCH, LOOKUPS, SEQUENCES } from './fill-sql'

const BATCH_SIZE = 50_000
const SENTENCES = 5_000

/**
 * A year of tickets straight into the tables, for measuring lists: states, units and words in believable shares, the
 * newest ones open. Not for people to look at: that is what the demo city is for.
 */
export async function fill(url: string, tickets: number, keysFolder: string, say: Say): Promise<void> {
  await onDatabase(url, async (client) => {
    await client.query(
      `SET maintenance_work_mem = '512MB'; SET synchronous_commit = off; SET session_replication_role = replica`,
    )
    await client.query(LOOKUPS)
    await addSentences(client)
    await addRequesters(client, new KeyRing(loadKeys({}, keysFolder)), Math.max(100, Math.floor(tickets / 50)))
    const indexes = await dropIndexes(client)
    for (let from = 1; from <= tickets; from += BATCH_SIZE) {
      const to = Math.min(tickets, from + BATCH_SIZE - 1)
      for (const statement of BATCH) await client.query(statement, [from, to, tickets])
      say(`已写入 ${to.toLocaleString('en')} / ${tickets.toLocaleString('en')} 张`)
    }
    say('建立索引')
    for (const index of indexes) await client.query(index)
    await client.query(SEQUENCES, [tickets])
    await client.query('DROP SCHEMA bench CASCADE')
    await client.query('VACUUM ANALYZE')
    // Else what was filled is still being written out while the first page is measured.
    await client.query('CHECKPOINT')
  })
}

async function addSentences(client: Client) {
  const pick = dice(777)
  const rows = [...Array(SENTENCES).keys()].map((id) => {
    const { title, content, address } = sentence(pick)
    return { id, title, content, address, words: searchTokens(title, content, address) }
  })
  await client.query(
    `INSERT INTO bench.sentence SELECT id, title, content, address, array_to_tsvector(ARRAY(SELECT json_array_elements_text(words)))
     FROM json_to_recordset($1::json) AS r (id int, title text, content text, address text, words json)`,
    [JSON.stringify(rows)],
  )
}

async function addRequesters(client: Client, keys: KeyRing, count: number) {
  const hex = (bytes: Buffer | null) => bytes && `\\x${bytes.toString('hex')}`
  for (let from = 0; from < count; from += 1_000) {
    const rows = [...Array(Math.min(1_000, count - from)).keys()].map((n) => {
      const phone = `137${String(from + n).padStart(8, '0')}`
      const who = requesterRow(keys, { kind: 'citizen', name: NAMES[n % NAMES.length]!, phone })!
      const { nameSealed, nameToken, phoneSealed, phoneToken, phoneTail } = who
      const bytes = { nameSealed, nameToken, phoneSealed, phoneToken, phoneTail }
      return Object.fromEntries(Object.entries(bytes).map(([name, value]) => [name, hex(value)]))
    })
    await client.query(
      `INSERT INTO requester (kind, name_sealed, name_token, phone_sealed, phone_token, phone_tail)
       SELECT 'citizen', "nameSealed", "nameToken", "phoneSealed", "phoneToken", "phoneTail"
       FROM json_to_recordset($1::json) AS r ("nameSealed" bytea, "nameToken" bytea, "phoneSealed" bytea, "phoneToken" bytea, "phoneTail" bytea)`,
      [JSON.stringify(rows)],
    )
  }
}

/** Indexes that carry no constraint are made again at the end, which is quicker than keeping them. */
async function dropIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
     WHERE i.indrelid = ANY(ARRAY['ticket','assignment','clock','event']::regclass[])
       AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
  )
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`)
  return rows.map(({ definition }) => definition.replace(' ON ONLY ', ' ON '))
}
