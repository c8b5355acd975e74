import type { Client } from 'pg'
import type { GroupRow, PlaceRow, UnitRow } from '../read/data'
import { upsert, type Changes } from './upsert'

/** Codes to ids, of every unit the files name. */
export type UnitIds = ReadonlyMap<string, number>

const UNIT = {
  name: 'unit',
  uniqueName: true,
  retires: true,
  columns: {
    id: 'int',
    code: 'text',
    name: 'text',
    aliases: 'text[]',
    kind: 'text',
    parent_id: 'int',
    path: 'text',
    responsible_person: 'text',
    area_kind: 'text',
    population: 'int',
    around_the_clock: 'boolean',
    source: 'text',
  },
}

const PLACE = {
  name: 'place',
  retires: true,
  columns: {
    code: 'text',
    name: 'text',
    parent_code: 'text',
    unit_id: 'int',
    area_kind: 'text',
    aliases: 'text[]',
    source: 'text',
  },
}

export async function writeUnits(client: Client, units: readonly UnitRow[]): Promise<[UnitIds, Changes]> {
  const ids = await idsOf(client, units)
  const byCode = new Map(units.map((unit) => [unit.code, unit]))
  const changes = await upsert(
    client,
    UNIT,
    units.map((unit) => ({
      id: ids.get(unit.code),
      code: unit.code,
      name: unit.name,
      aliases: unit.aliases,
      kind: unit.kind,
      parent_id: unit.parent && ids.get(unit.parent),
      path: pathOf(unit, byCode, ids),
      responsible_person: unit.responsible,
      area_kind: unit.area,
      population: unit.population,
      around_the_clock: unit.aroundTheClock,
      source: unit.source || null,
    })),
  )
  await movePaths(client)
  return [ids, changes]
}

export async function writeGroups(client: Client, groups: readonly GroupRow[], ids: UnitIds): Promise<Changes> {
  const gone = await client.query('DELETE FROM unit_group WHERE NOT code = ANY($1)', [groups.map(({ code }) => code)])
  const rows = groups.map(({ code, name }) => ({ code, name }))
  const changes = await upsert(
    client,
    { name: 'unit_group', uniqueName: true, columns: { code: 'text', name: 'text' } },
    rows,
  )
  const members = groups.flatMap(({ code, members }) => members.map((unit) => ({ code, unit: ids.get(unit) })))
  const given = `jsonb_to_recordset($1::jsonb) AS given(code text, unit int)`
  await client.query(
    `DELETE FROM unit_group_member m WHERE NOT EXISTS (SELECT FROM ${given} WHERE code = group_code AND unit = unit_id)`,
    [JSON.stringify(members)],
  )
  await client.query(`INSERT INTO unit_group_member SELECT code, unit FROM ${given} ON CONFLICT DO NOTHING`, [
    JSON.stringify(members),
  ])
  return { ...changes, retired: gone.rowCount ?? 0 }
}

export function writePlaces(client: Client, places: readonly PlaceRow[], ids: UnitIds): Promise<Changes> {
  const rows = places.map(({ parent, unit, area, ...place }) => ({
    ...place,
    parent_code: parent,
    unit_id: ids.get(unit),
    area_kind: area,
    source: place.source || null,
  }))
  return upsert(client, PLACE, rows)
}

/** Ids the database already gave, and new ones in the order of the file. */
async function idsOf(client: Client, units: readonly UnitRow[]): Promise<UnitIds> {
  const { rows } = await client.query<{ code: string; id: number }>('SELECT code, id FROM unit')
  const ids = new Map(rows.map(({ code, id }) => [code, id]))
  const fresh = units.filter(({ code }) => !ids.has(code))
  const { rows: given } = await client.query<{ id: number }>(
    `SELECT nextval(pg_get_serial_sequence('unit', 'id'))::int AS id FROM generate_series(1, $1)`,
    [fresh.length],
  )
  fresh.forEach(({ code }, at) => ids.set(code, given[at]!.id))
  return ids
}

function pathOf(unit: UnitRow, byCode: ReadonlyMap<string, UnitRow>, ids: UnitIds): string {
  const above = unit.parent ? pathOf(byCode.get(unit.parent)!, byCode, ids) : ''
  return `${above}${ids.get(unit.code)}.`
}

/** Retired units keep their place under a parent that moved, and duties carry the path their scope is read from. */
async function movePaths(client: Client) {
  await client.query(
    `WITH RECURSIVE tree AS (
       SELECT id, id || '.' AS path FROM unit WHERE parent_id IS NULL
       UNION ALL SELECT u.id, tree.path || u.id || '.' FROM unit u JOIN tree ON u.parent_id = tree.id)
     UPDATE unit SET path = tree.path FROM tree WHERE tree.id = unit.id AND unit.path <> tree.path`,
  )
  await client.query(
    `UPDATE assignment a SET unit_path = u.path FROM unit u WHERE u.id = a.unit_id AND a.unit_path <> u.path`,
  )
}
