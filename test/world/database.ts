import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { migrate } from '#data/migrate'
import { loadRegion } from '#seeds/load'

const TEMPLATE_LOCK = 12_345_002
const ROOT = join(__dirname, '..', '..')

export interface TestDatabase {
  url: string
  drop(): Promise<void>
}

/**
 * A database of one's own, cloned from a template that is migrated and loaded with the default region.
 * `seeded: false` gives the bare schema, for those who test the loading itself.
 */
export async function freshDatabase({ seeded = true } = {}): Promise<TestDatabase> {
  const admin = adminUrl()
  const template = seeded ? await prepareTemplate(admin) : null
  const name = `jiban_test_${process.pid}_${randomBytes(5).toString('hex')}`
  await onServer(admin, (client) => client.query(`CREATE DATABASE ${name} ${template ? `TEMPLATE ${template}` : ''}`))
  const url = databaseUrl(admin, name)
  if (!seeded) await migrate(url)
  return {
    url,
    drop: () =>
      onServer(admin, async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  }
}

/**
 * Makes the template unless it is there; its name is the fingerprint of the migrations and seeds it was built from.
 * Several processes may call it at once: one works, the others wait. It is built under another name, so a killed run leaves no half template.
 */
export async function prepareTemplate(admin: string): Promise<string> {
  const template = `jiban_template_${fingerprint()}`
  if (await onServer(admin, (client) => exists(client, template))) return template
  await onServer(admin, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK])
    if (await exists(client, template)) return
    const draft = 'jiban_template_draft'
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${draft}`)
    await fill(databaseUrl(admin, draft))
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`)
  })
  return template
}

/** The server tests may create databases on, as a role that may. */
export function adminUrl(): string {
  const url = process.env['JIBAN_TEST_PG']
  if (!url)
    throw new Error('Set JIBAN_TEST_PG to a PostgreSQL the tests may create databases on; `npm test` does so itself.')
  return url
}

async function fill(url: string) {
  await migrate(url)
  await loadRegion(url, 'ejin-horo', undefined, { demo: true })
}

async function exists(client: Client, name: string): Promise<boolean> {
  return (await client.query('SELECT FROM pg_database WHERE datname = $1', [name])).rows.length > 0
}

/** Of everything the template is made from: the schema, the names of jobs, the region's data and how it is loaded. */
function fingerprint(): string {
  const hash = createHash('sha256')
  const files = ['migrations', 'libs/domain/jobs.ts', 'seeds'].flatMap((path) => filesUnder(join(ROOT, path)))
  for (const file of files.filter((path) => !/seeds.demo|\.spec\.ts$/.test(path)))
    hash.update(file.slice(ROOT.length)).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)))
}

async function onServer<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function databaseUrl(admin: string, name: string): string {
  const url = new URL(admin)
  url.pathname = `/${name}`
  return url.toString()
}
