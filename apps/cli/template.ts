import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { hasCommand, runStep } from './step'
import { say } from './say'

export const TEMPLATE = 'jiban_template'
const HALF = `${TEMPLATE}_making`
const DIST = join(__dirname, '..', '..')

/** A migrated and seeded database that each test file clones; made again only when schema or region data changed. */
export async function prepareTemplate(admin: string): Promise<void> {
  const client = new Client({ connectionString: admin })
  await client.connect()
  try {
    const wanted = digest(['migrations', 'seeds', 'libs/data'])
    if ((await madeFrom(client)) === wanted) return
    say('准备测试用模板库（迁移并装载区划数据）')
    await remove(client, HALF)
    await client.query(`CREATE DATABASE ${escapeIdentifier(HALF)}`)
    await fill(admin)
    await remove(client, TEMPLATE)
    await client.query(`ALTER DATABASE ${escapeIdentifier(HALF)} RENAME TO ${escapeIdentifier(TEMPLATE)}`)
    await client.query(`COMMENT ON DATABASE ${escapeIdentifier(TEMPLATE)} IS ${escapeLiteral(wanted)}`)
  } finally {
    await client.end()
  }
}

async function fill(admin: string) {
  const url = new URL(admin)
  url.pathname = `/${HALF}`
  for (const name of ['migrate', 'seed'].filter(hasCommand)) await runStep(name, [], { DATABASE_URL: url.href })
}

async function madeFrom(client: Client): Promise<string | undefined> {
  const sql = `SELECT shobj_description(oid, 'pg_database') AS digest FROM pg_database WHERE datname = $1`
  return (await client.query<{ digest: string }>(sql, [TEMPLATE])).rows[0]?.digest
}

async function remove(client: Client, name: string) {
  await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`)
}

function digest(trees: string[]): string {
  const hash = createHash('sha256')
  const files = trees.filter((tree) => existsSync(join(DIST, tree))).flatMap((tree) => filesUnder(join(DIST, tree)))
  for (const file of files.sort()) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => join(entry.parentPath, entry.name))
}
