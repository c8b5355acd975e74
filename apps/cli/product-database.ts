import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { startPostgres, type Postgres } from '#platform/postgres/server'
import { Trouble } from '#platform/postgres/trouble'
import { checkedConfiguration } from './configuration'
import { say } from './say'

export const DATABASE = 'jiban'
const OLDEST_MAJOR = 15

/** Where the product's data is: the PostgreSQL of DATABASE_URL, or ours in the data folder. */
export interface ProductDatabase {
  url: string
  embedded?: Postgres
}

/** Opens the product's database, making it if this is the first time. */
export async function openDatabase(dataDir: string, supervise: boolean): Promise<ProductDatabase> {
  const given = checkedConfiguration().databaseUrl
  if (given) return { url: await checkGiven(given) }
  const embedded = await startPostgres({ dataDir, log: say, supervise })
  say(
    embedded.adopted
      ? `数据库已在运行（端口 ${embedded.port}），直接使用`
      : `数据库已启动（PostgreSQL 18，端口 ${embedded.port}）`,
  )
  await makeDatabase(embedded)
  return { url: embedded.url(DATABASE, DATABASE), embedded }
}

/** Back-up and restore by files work on the embedded server alone. */
export function refuseOutsideDatabase(what: string): void {
  if (checkedConfiguration().databaseUrl)
    throw new Trouble(
      `DATABASE_URL 指向外部数据库，${what}要用那个数据库自己的工具。`,
      '例如 pgBackRest 或 pg_basebackup，见 docs/operations.md。',
    )
}

/** The programs sign in as an ordinary role that owns the database, never as superuser. */
async function makeDatabase(server: Postgres) {
  const name = escapeIdentifier(DATABASE)
  await withClient(server.url(), async (client) => {
    const login = `LOGIN NOSUPERUSER PASSWORD ${escapeLiteral(server.password)}`
    const has = async (sql: string) => (await client.query(sql, [DATABASE])).rowCount !== 0
    const role = (await has('SELECT FROM pg_roles WHERE rolname = $1')) ? 'ALTER' : 'CREATE'
    await client.query(`${role} ROLE ${name} ${login}`)
    if (role === 'CREATE') await client.query(`GRANT pg_monitor TO ${name}`)
    if (!(await has('SELECT FROM pg_database WHERE datname = $1')))
      await client.query(`CREATE DATABASE ${name} OWNER ${name}`)
  })
  await withClient(server.url(DATABASE), (inside) => inside.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements'))
}

async function checkGiven(url: string): Promise<string> {
  const version = await withClient(url, async (client) => {
    const { rows } = await client.query<{ version: number }>(
      `SELECT current_setting('server_version_num')::int AS version`,
    )
    return Math.floor((rows[0]?.version ?? 0) / 10_000)
  }).catch((error: Error) => {
    throw new Trouble(
      `无法连接 DATABASE_URL 指定的数据库：${error.message}`,
      '请检查地址、账号、口令和网络；不设 DATABASE_URL 时使用内嵌数据库。',
    )
  })
  if (version < OLDEST_MAJOR)
    throw new Trouble(`DATABASE_URL 指向 PostgreSQL ${version}，需要 ${OLDEST_MAJOR} 或更高版本。`)
  say(`使用 DATABASE_URL 指定的数据库（PostgreSQL ${version}）`)
  return url
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
