import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from 'pg'
import { migrate } from '#data/migrate'
import { loadRegion } from '#seeds/load'
import { onDatabase } from './driver'
import { fill } from './fill'

export type Say = (line: string) => void

/** Databases of the benchmarks on one server: made when wanted, kept as long as what they were made from stays the same. */
export class Databases {
  private readonly prefix: string
  private readonly template: string

  constructor(
    /** Where databases may be created; their names begin with the name of this one. */
    private readonly admin: string,
    private readonly keysFolder: string,
    private readonly say: Say,
  ) {
    this.prefix = `${new URL(admin).pathname.slice(1)}_bench`
    this.template = `${this.prefix}_template`
  }

  /** The seeded schema without a ticket, new for every run. */
  async empty(): Promise<string> {
    const name = `${this.prefix}_intake`
    await this.makeTemplate()
    await this.onServer(async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      await client.query(`CREATE DATABASE ${name} TEMPLATE ${this.template}`)
    })
    return this.url(name)
  }

  /** With as many tickets as asked, of a year. */
  async filled(tickets: number): Promise<string> {
    const name = `${this.prefix}_${tickets}`
    await this.kept(name, `${tickets} tickets ${madeFrom(['migrations'])}`, async (url) => {
      this.say(`准备 ${tickets.toLocaleString('en')} 张工单的数据库（以后的运行直接使用）`)
      await fill(url, tickets, this.keysFolder, this.say)
    })
    return this.url(name)
  }

  private async makeTemplate() {
    await this.kept(this.template, `template ${madeFrom(['migrations', 'seeds'])}`, async (url) => {
      this.say('准备带区划数据的空库')
      await migrate(url)
      await loadRegion(url, 'ejin-horo', undefined, { demo: true })
    })
  }

  /** Built under another name and renamed when whole: a run that was killed leaves nothing half done behind. */
  private async kept(name: string, mark: string, build: (url: string) => Promise<void>) {
    if ((await this.markOf(name)) === mark) return
    if (name !== this.template) await this.makeTemplate()
    const draft = `${name}_draft`
    await this.onServer(async (client) => {
      for (const old of [draft, name]) await client.query(`DROP DATABASE IF EXISTS ${old} WITH (FORCE)`)
      await client.query(`CREATE DATABASE ${draft} ${name === this.template ? '' : `TEMPLATE ${this.template}`}`)
    })
    await build(this.url(draft))
    await this.onServer(async (client) => {
      await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`)
      await client.query(`COMMENT ON DATABASE ${name} IS '${mark}'`)
    })
  }

  private async markOf(name: string): Promise<string | undefined> {
    const sql = `SELECT shobj_description(oid, 'pg_database') AS mark FROM pg_database WHERE datname = $1`
    return this.onServer(async (client) => (await client.query<{ mark: string }>(sql, [name])).rows[0]?.mark)
  }

  private onServer<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return onDatabase(this.admin, work)
  }

  private url(name: string): string {
    const url = new URL(this.admin)
    url.pathname = `/${name}`
    return url.href
  }
}

const DIST = join(__dirname, '..', '..')

/** The filler, and these trees: what a database depends on. The big one outlives changes of region data, being slow to fill. */
function madeFrom(trees: string[]): string {
  const hash = createHash('sha256')
  const files = trees.flatMap((tree) => filesUnder(join(DIST, tree)))
  for (const file of [...files.sort(), ...['fill', 'fill-sql', 'demands'].map((name) => join(__dirname, `${name}.js`))])
    hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => join(entry.parentPath, entry.name))
}
