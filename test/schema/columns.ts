import type { Client } from 'pg'

/** A column as the database has it. */
export interface SchemaColumn {
  table: string
  column: string
  type: string
  nullable: boolean
  key: boolean
}

/** Every column of every table of ours: partitions are the table they belong to, the list of migrations is TypeORM's. */
export async function schemaColumns(client: Client): Promise<SchemaColumn[]> {
  return (await client.query<SchemaColumn>(COLUMNS)).rows
}

const COLUMNS = `
  SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable,
    coalesce(a.attnum = ANY (k.conkey), false) AS key
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'migration'
  ORDER BY c.relname, a.attnum`
