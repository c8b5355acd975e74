import type { Client } from 'pg'
import type { ClockPolicy } from '#domain/clock/policy'
import type { HolidayFile } from '#domain/clock/holidays'
import { SeedRefused, type Fault } from '../sheet'

/** Adds versions that are new. A stored version is what tickets were promised: the same number may not come to mean something else. */
export async function writePolicies(client: Client, policies: readonly ClockPolicy[], preset: string): Promise<number> {
  const faults: Fault[] = []
  let added = 0
  for (const policy of policies) {
    const { rows } = await client.query<{ same: boolean }>(
      'SELECT policy = $3::jsonb AS same FROM clock_policy WHERE code = $1 AND version = $2',
      [policy.code, policy.version, JSON.stringify(policy)],
    )
    if (!rows[0]) added += await addPolicy(client, policy)
    else if (!rows[0].same)
      faults.push({
        file: `presets/${policy.code}.json`,
        row: 0,
        column: 'version',
        message: `内容改了而版本号仍是 ${policy.version}，请把 version 加一`,
      })
  }
  if (faults.length) throw new SeedRefused(faults)
  await activate(client, preset)
  return added
}

async function addPolicy(client: Client, policy: ClockPolicy): Promise<number> {
  await client.query('INSERT INTO clock_policy (code, version, label, policy) VALUES ($1, $2, $3, $4)', [
    policy.code,
    policy.version,
    policy.label,
    JSON.stringify(policy),
  ])
  return 1
}

/** The latest version of the preset in force; the region's own until an administrator has chosen another. */
async function activate(client: Client, preset: string) {
  const { rows } = await client.query<{ code: string }>('SELECT code FROM clock_policy WHERE active')
  const code = rows[0]?.code ?? preset
  const latest = 'SELECT id FROM clock_policy WHERE code = $1 ORDER BY version DESC LIMIT 1'
  await client.query(`UPDATE clock_policy SET active = false WHERE active AND id <> (${latest})`, [code])
  await client.query(`UPDATE clock_policy SET active = true WHERE NOT active AND id = (${latest})`, [code])
}

/** The calendar as last announced; days a later notice took back are gone. A year that two people have set here stays theirs. */
export async function writeCalendar(client: Client, { years, source }: HolidayFile): Promise<number> {
  const days = years.flatMap(({ year, off, work }) => [
    ...off.flatMap(({ name, from, to }) => daysBetween(from, to).map((day) => ({ day, year, name, off: true }))),
    ...work.map(({ name, day }) => ({ day, year, name, off: false })),
  ])
  const named = years.map(({ year, notices }) => ({
    year,
    published: notices.length > 0,
    source: notices.join(' ') || source,
  }))
  const yearsGiven = `jsonb_to_recordset($1::jsonb) AS given(year smallint, published boolean, source text)`
  const daysGiven = `jsonb_to_recordset($1::jsonb) AS given(day date, year smallint, name text, off boolean)`
  await client.query(
    `INSERT INTO calendar_year AS t (year, published, source) SELECT given.year, given.published, given.source FROM ${yearsGiven} ON CONFLICT (year) DO UPDATE
     SET published = excluded.published, source = excluded.source
     WHERE NOT t.decided AND (t.published, t.source) IS DISTINCT FROM (excluded.published, excluded.source)`,
    [JSON.stringify(named)],
  )
  await client.query(
    `DELETE FROM calendar_day t WHERE NOT EXISTS (SELECT FROM ${daysGiven} WHERE given.day = t.day)
     AND NOT (SELECT decided FROM calendar_year y WHERE y.year = t.year)`,
    [JSON.stringify(days)],
  )
  await client.query(
    `INSERT INTO calendar_day AS t (day, year, name, off) SELECT given.day, given.year, given.name, given.off FROM ${daysGiven} JOIN calendar_year y ON y.year = given.year AND NOT y.decided ON CONFLICT (day) DO UPDATE
     SET year = excluded.year, name = excluded.name, off = excluded.off
     WHERE (t.year, t.name, t.off) IS DISTINCT FROM (excluded.year, excluded.name, excluded.off)
       AND NOT (SELECT decided FROM calendar_year y WHERE y.year = t.year)`,
    [JSON.stringify(days)],
  )
  return days.length
}

function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}
