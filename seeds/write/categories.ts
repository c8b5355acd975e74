import type { Client } from 'pg'
import type { CatalogueRow, CategoryRow, TagRow } from '../read/data'
import type { UnitIds } from './units'
import { upsert, type Changes } from './upsert'

const CATEGORY = {
  name: 'category',
  retires: true,
  columns: {
    code: 'text',
    level: 'smallint',
    parent_code: 'text',
    name: 'text',
    unit_id: 'int',
    tags: 'text[]',
    life_line: 'boolean',
    enterprise: 'boolean',
  },
}

export async function writeTags(client: Client, tags: readonly TagRow[]): Promise<Changes> {
  const codes = tags.map(({ code }) => code)
  const gone = await client.query('DELETE FROM tag WHERE NOT code = ANY($1)', [codes])
  const table = { name: 'tag', uniqueName: true, columns: { code: 'text', name: 'text' } }
  const changes = await upsert(
    client,
    table,
    tags.map(({ code, name }) => ({ code, name })),
  )
  return { ...changes, retired: gone.rowCount ?? 0 }
}

export async function writeCategories(client: Client, categories: readonly CategoryRow[], ids: UnitIds) {
  await freeSiblingNames(client, categories)
  const rows = categories.map(({ parent, unit, lifeLine, ...category }) => ({
    ...category,
    parent_code: parent,
    unit_id: unit && ids.get(unit),
    life_line: lifeLine,
  }))
  return upsert(client, CATEGORY, rows)
}

/**
 * A published version is never rewritten, since tickets keep the version they were dispatched by:
 * when the files say something else than the latest one, they are published as the next.
 */
export async function publishCatalogue(
  client: Client,
  entries: readonly CatalogueRow[],
  ids: UnitIds,
  note: string,
): Promise<{ version: number; published: boolean }> {
  const values = JSON.stringify(entries.map((entry) => ({ ...entry, unit: ids.get(entry.unit) })))
  const latest = await latestVersion(client)
  if (latest > 0 && !(await differs(client, latest, values))) return { version: latest, published: false }
  const version = latest + 1
  await client.query('INSERT INTO catalogue (version, note) VALUES ($1, $2)', [version, note])
  await client.query(
    `INSERT INTO catalogue_entry (version, category_code, place_code, unit_id, lead, certain, basis)
     SELECT $2, category, place, unit, lead, certain, basis FROM ${GIVEN}`,
    [values, version],
  )
  return { version, published: true }
}

const GIVEN = `jsonb_to_recordset($1::jsonb) AS given(category text, place text, unit int, lead text, certain boolean, basis text)`

async function latestVersion(client: Client): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    'SELECT coalesce(max(version), 0)::int AS version FROM catalogue',
  )
  return rows[0]!.version
}

async function differs(client: Client, version: number, values: string): Promise<boolean> {
  const stored = `SELECT category_code, place_code, unit_id, lead, certain, basis FROM catalogue_entry WHERE version = $2`
  const given = `SELECT category, place, unit, lead, certain, basis FROM ${GIVEN}`
  const { rows } = await client.query<{ differs: boolean }>(
    `SELECT EXISTS ((${stored} EXCEPT ${given}) UNION ALL (${given} EXCEPT ${stored})) AS differs`,
    [values, version],
  )
  return rows[0]!.differs
}

/** Names are unique among siblings, and siblings may swap them. */
async function freeSiblingNames(client: Client, categories: readonly CategoryRow[]) {
  await client.query(
    `UPDATE category t SET name = t.name || '（原 ' || t.code || '）'
     WHERE EXISTS (SELECT FROM jsonb_to_recordset($1::jsonb) AS given(code text, parent text, name text)
       WHERE given.parent IS NOT DISTINCT FROM t.parent_code AND given.name = t.name AND given.code <> t.code)`,
    [JSON.stringify(categories.map(({ code, parent, name }) => ({ code, parent, name })))],
  )
}
