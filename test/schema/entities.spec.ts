import { Client } from 'pg'
import type { DataSource } from 'typeorm'
import { dataSource } from '#data/database'
import { ENTITIES } from '#data/entities/all'
import { freshDatabase, type TestDatabase } from '../world/database'
import { schemaColumns, type SchemaColumn } from './columns'

/** Entities are written by hand beside hand-written migrations: neither may drift from the other. */
let database: TestDatabase
let source: DataSource
let schema: SchemaColumn[]

beforeAll(async () => {
  database = await freshDatabase({ seeded: false })
  const client = new Client({ connectionString: database.url })
  await client.connect()
  schema = await schemaColumns(client)
  await client.end()
  const options = { url: database.url, poolSize: 2, applicationName: 'test', statementTimeoutMs: 10_000 }
  source = await dataSource(options).initialize()
})
afterAll(async () => {
  await source?.destroy()
  await database?.drop()
})

/** TypeORM has no name for these; as text both travel alike. */
const ALIKE: Record<string, string> = { xid8: 'bigint' }

test('every table has an entity, and every entity a table', () => {
  const tables = [...new Set(schema.map(({ table }) => table))]
  expect(source.entityMetadatas.map(({ tableName }) => tableName).sort()).toEqual(tables.sort())
  expect(ENTITIES).toHaveLength(tables.length)
})

test('every column is the same on both sides: name, type, null, key', () => {
  const real = schema.map(({ table, column, type, nullable, key }) =>
    line(table, column, ALIKE[type] ?? type, nullable, key),
  )
  const written = source.entityMetadatas.flatMap(({ tableName, columns }) =>
    columns.map((column) => {
      const type = source.driver.normalizeType(column) + (column.isArray ? '[]' : '')
      return line(tableName, column.databaseName, type, column.isNullable, column.isPrimary)
    }),
  )
  expect(written.sort()).toEqual(real.sort())
})

const line = (table: string, column: string, type: string, nullable: boolean, key: boolean) =>
  `${table}.${column} ${type}${nullable ? ' null' : ''}${key ? ' key' : ''}`

test('entities are plain rows: no relations, nothing that listens, nothing that fills', () => {
  for (const { relations, listeners, tableName } of source.entityMetadatas)
    expect({ tableName, relations, listeners }).toEqual({ tableName, relations: [], listeners: [] })
  expect(source.subscribers).toEqual([])
})

test('every entity reads', async () => {
  for (const entity of ENTITIES) expect(await source.getRepository(entity).find({ take: 1 })).toBeDefined()
  const system = await source.getRepository('Person').findOneByOrFail({ id: 0 })
  expect(system).toMatchObject({ login: 'system', mustChangePassword: true, unitId: null })
})

test('every foreign key that tickets are read or removed by has an index', async () => {
  const unindexed = await source.query<{ key: string }[]>(UNINDEXED)
  expect(unindexed.map(({ key }) => key)).toEqual([])
})

/** Small tables of the region and columns that name a person are left out: nobody asks for them that way, nobody removes them. */
const UNINDEXED = `
  SELECT conrelid::regclass || '.' || a.attname AS key FROM pg_constraint k
  JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
  JOIN pg_class c ON c.oid = k.conrelid AND NOT c.relispartition
  WHERE k.contype = 'f' AND k.confrelid IN ('ticket'::regclass, 'assignment'::regclass, 'clock'::regclass, 'callback'::regclass)
    AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = k.conrelid AND (i.indpred IS NULL OR NOT a.attnotnull) AND a.attnum = ANY (i.indkey[0:1]))
  ORDER BY 1`
