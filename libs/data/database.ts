import type { Pool, PoolClient, QueryResultRow } from 'pg'
import { DataSource } from 'typeorm'
import { ENTITIES } from './entities/all'

/** What a query function needs: rows for a statement. `name` makes it a prepared statement, planned once per connection. */
export interface Sql {
  query<R extends QueryResultRow>(text: string, values?: unknown[], name?: string): Promise<R[]>
}

/** An open transaction. Statements sent together without awaiting travel in one round trip and run in order. */
export interface Tx extends Sql {
  /** Commits together with the statement already sent; the last thing a transaction does. */
  readonly client: PoolClient
}

export interface DatabaseOptions {
  url: string
  /** Connections; a request waits for one rather than the database being flooded. */
  poolSize: number
  applicationName: string
  /** Statements longer than this are cancelled: no list may stop everyone else. */
  statementTimeoutMs: number
  /** Several statements may travel in one round trip; off where one long statement would hold up the next. */
  pipeline?: boolean
}

export function dataSource(options: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: ENTITIES,
    poolSize: options.poolSize,
    applicationName: options.applicationName,
    extra: {
      // Several statements travel in one round trip; node-postgres keeps their order.
      pipeline: options.pipeline ?? true,
      statement_timeout: options.statementTimeoutMs,
      idle_in_transaction_session_timeout: 30_000,
      connectionTimeoutMillis: 10_000,
      options: '-c timezone=Asia/Shanghai -c jit=off',
    },
  })
}

/** One per process. Everything reads and writes through here. */
export class Database implements Sql {
  constructor(readonly source: DataSource) {}

  /** Outside any transaction, on whichever connection is free. */
  async query<R extends QueryResultRow>(text: string, values: unknown[] = [], name?: string): Promise<R[]> {
    return (await this.pool.query<R>({ text, values, name })).rows
  }

  /** Runs `work` in a transaction; whatever it throws rolls everything back. */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.pool.connect()
    let broken: Error | undefined
    try {
      const begun = client.query('BEGIN')
      begun.catch(() => undefined)
      const result = await work(txOn(client))
      await begun
      await client.query('COMMIT')
      return result
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => (broken = failure))
      throw error
    } finally {
      client.release(broken)
    }
  }

  get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master
  }
}

function txOn(client: PoolClient): Tx {
  return {
    client,
    query: async <R extends QueryResultRow>(text: string, values: unknown[] = [], name?: string) =>
      (await client.query<R>({ text, values, name })).rows,
  }
}
