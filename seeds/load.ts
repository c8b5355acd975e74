import { Client } from 'pg'
import type { RegionAbout } from './read/data'
import { seedsFolder } from './read/files'
import { readRegion } from './read/region'
import { SeedRefused } from './sheet'
import { publishCatalogue, writeCategories, writeTags } from './write/categories'
import { writeCalendar, writePolicies } from './write/clocks'
import { writeMessages } from './write/messages'
import { addDesks } from './write/desks'
import { writeDuties } from './write/duties'
import { addPeople, type InitialPassword } from './write/people'
import { writeGroups, writePlaces, writeUnits } from './write/units'
import type { Changes } from './write/upsert'

export { DEMO_PASSWORD } from './write/people'
export { SeedRefused } from './sheet'

const LOAD_LOCK = 12_345_003

export interface LoadReport {
  region: string
  name: string
  tables: Record<'单位' | '单位分组' | '地点' | '归口标签' | '分类', Changes>
  catalogue: { version: number; published: boolean; entries: number }
  policiesAdded: number
  calendarDays: number
  /** Accounts made by this very run; there is no second way to learn these passwords. */
  people: InitialPassword[]
}

export interface LoadOptions {
  /** One known password for everybody, to try the system out. */
  demo?: boolean
  /** Where `regions/`, `presets/` and the shared tables lie. */
  folder?: string
}

/**
 * Brings the database's region data to what the files say: all of it in one transaction, or none.
 * Safe to repeat: ids stay, rows that left the files become inactive, a changed dispatch catalogue becomes a new version.
 */
export async function loadRegion(
  url: string,
  regionCode: string,
  onProgress: (done: number, total: number, what: string) => void = () => undefined,
  { demo = false, folder = seedsFolder() }: LoadOptions = {},
): Promise<LoadReport> {
  const steps = ['读取与校验', '单位与分组', '地点', '归口标签与分类', '派单目录', '时限与日历', '人员与专席']
  let step = 0
  const begin = (what: string) => onProgress(step++, steps.length, what)
  begin(steps[0]!)
  const data = readRegion(folder, regionCode)
  return inTransaction(url, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOAD_LOCK])
    await claimRegion(client, data.about)
    begin(steps[1]!)
    const [ids, units] = await writeUnits(client, data.units)
    const groups = await writeGroups(client, data.groups, ids)
    begin(steps[2]!)
    const places = await writePlaces(client, data.places, ids)
    begin(steps[3]!)
    const tags = await writeTags(client, data.tags)
    const categories = await writeCategories(client, data.categories, ids)
    begin(steps[4]!)
    const catalogue = await publishCatalogue(client, data.catalogue, ids, data.about.catalogueNote)
    await writeDuties(client, data, ids)
    begin(steps[5]!)
    const policiesAdded = await writePolicies(client, data.policies, data.about.clockPolicy)
    await writeMessages(client, data.messages)
    const calendarDays = await writeCalendar(client, data.holidays)
    begin(steps[6]!)
    const people = await addPeople(client, data.people, ids, demo, (done, total) =>
      onProgress(steps.length - 1, steps.length, `人员 ${done}/${total}`),
    )
    await addDesks(client, data.desks, data.shifts)
    onProgress(steps.length, steps.length, '完成')
    return {
      region: regionCode,
      name: data.about.name,
      tables: { 单位: units, 单位分组: groups, 地点: places, 归口标签: tags, 分类: categories },
      catalogue: { ...catalogue, entries: data.catalogue.length },
      policiesAdded,
      calendarDays,
      people,
    }
  })
}

/** One region per database: its codes mean something else elsewhere. */
async function claimRegion(client: Client, { code, name, dataVersion, settings }: RegionAbout) {
  const { rows } = await client.query<{ code: string; name: string }>('SELECT code, name FROM region')
  const there = rows[0]
  if (there && there.code !== code) {
    const message = `这个数据库已装入“${there.name}”（${there.code}），一个数据库只能装一个地区；请换一个空的数据库（DATABASE_URL），或把 JIBAN_REGION 改为 ${there.code}`
    throw new SeedRefused([{ file: `regions/${code}`, row: 0, column: '', message }], '不能装入另一个地区')
  }
  await client.query(
    `INSERT INTO region AS t (code, name, data_version, settings) VALUES ($1, $2, $3, $4)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, data_version = excluded.data_version,
       settings = t.settings || excluded.settings, loaded_at = now()`,
    [code, name, dataVersion, JSON.stringify(settings)],
  )
}

async function inTransaction<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } finally {
    await client.end()
  }
}
