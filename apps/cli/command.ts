import { Database, dataSource } from '#data/database'

/** For a command that works in the database of DATABASE_URL: opened, used, closed. */
export async function withDatabase<T>(applicationName: string, work: (db: Database) => Promise<T>): Promise<T> {
  const url = process.env['DATABASE_URL']
  if (!url) throw new Error('请设置 DATABASE_URL')
  const source = await dataSource({ url, poolSize: 2, applicationName, statementTimeoutMs: 60_000 }).initialize()
  try {
    return await work(new Database(source))
  } finally {
    await source.destroy()
  }
}
