import type { Client } from 'pg'
import type { MessageRow } from '../read/data'

/** Words that differ from those in force are their next version: what was sent stays what it was. */
export async function writeMessages(client: Client, rows: readonly MessageRow[]): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO message_template (kind, version, text, neutral)
     SELECT g.kind, coalesce(t.version, 0) + 1, g.text, g.neutral
     FROM jsonb_to_recordset($1::jsonb) AS g (kind text, text text, neutral text)
     LEFT JOIN LATERAL (SELECT * FROM message_template m WHERE m.kind = g.kind ORDER BY version DESC LIMIT 1) t ON true
     WHERE (t.text, t.neutral) IS DISTINCT FROM (g.text, g.neutral)`,
    [JSON.stringify(rows)],
  )
  return rowCount ?? 0
}
