import type { Client } from 'pg'
import type { CopyRow, DutyRow } from '../read/data'
import type { UnitIds } from './units'
import { upsert } from './upsert'

const COPY_RULE = {
  name: 'copy_rule',
  retires: true,
  columns: { code: 'text', category_code: 'text', place_code: 'text', unit_id: 'int', basis: 'text' },
}

const DUTY_ITEM = {
  name: 'duty_item',
  retires: true,
  columns: { code: 'text', category_code: 'text', duty: 'text' },
}

export async function writeDuties(
  client: Client,
  { copies, duties }: { copies: readonly CopyRow[]; duties: readonly DutyRow[] },
  ids: UnitIds,
) {
  const rules = copies.map(({ code, category, place, unit, basis }) => ({
    code,
    category_code: category,
    place_code: place,
    unit_id: ids.get(unit),
    basis,
  }))
  await upsert(client, COPY_RULE, rules)
  const lines = duties.map(({ code, category, duty }) => ({ code, category_code: category, duty }))
  await upsert(client, DUTY_ITEM, lines)
}
