import { makeWorkerUtils } from 'graphile-worker'
import { Client } from 'pg'
import { DataSource } from 'typeorm'
import { MIGRATIONS } from '#migrations/all'
import { registerJobNames } from './jobs'

/** Two nodes starting at once must not both migrate: one waits for the other on this lock. */
const MIGRATION_LOCK = 12_345_001

export class SchemaRefused extends Error {}

/** Brings the database to this version's schema; safe to call from several processes and on an up-to-date database. */
export async function migrate(url: string): Promise<{ applied: string[] }> {
  const lock = new Client({ connectionString: url })
  await lock.connect()
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    await refuseNewer(async (sql) => (await lock.query<{ name: string }>(sql)).rows)
    const applied = await runMigrations(url)
    await migrateJobs(url)
    await registerJobNames({ query: async (text, values) => (await lock.query(text, values)).rows })
    return { applied }
  } finally {
    await lock.end()
  }
}

/** Refuses to run on a schema this version does not know: newer, or half-way. */
export async function checkSchema(query: Query): Promise<void> {
  const there = await refuseNewer(query)
  const missing = KNOWN.filter((name) => !there.has(name))
  if (missing.length)
    throw new SchemaRefused(`数据库结构不完整，缺少 ${missing.join('、')}。请先执行迁移（npm run migrate）。`)
}

type Query = (sql: string) => Promise<{ name: string }[]>
const KNOWN = MIGRATIONS.map((migration) => migration.name)

/** What has been applied; an older program neither runs on it nor migrates it. */
async function refuseNewer(query: Query): Promise<Set<string>> {
  const [missing] = await query(`SELECT 'migration' AS name WHERE to_regclass('migration') IS NULL`)
  const there = new Set(missing ? [] : (await query('SELECT name FROM migration')).map(({ name }) => name))
  const unknown = [...there].filter((name) => !KNOWN.includes(name))
  if (unknown.length) throw new SchemaRefused(`数据库结构比本程序新（${unknown.join('、')}）。请升级程序后再启动。`)
  return there
}

async function runMigrations(url: string): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
  })
  await source.initialize()
  try {
    return (await source.runMigrations()).map((migration) => migration.name)
  } finally {
    await source.destroy()
  }
}

async function migrateJobs(url: string) {
  const utils = await makeWorkerUtils({ connectionString: url, noPreparedStatements: true })
  try {
    await utils.migrate()
  } finally {
    await utils.release()
  }
}
