import type { Row } from '../sheet'
import { indexBy, refers } from './checks'
import type { CategoryRow, CopyRow, DutyRow, PlaceRow, UnitRow } from './data'
import type { RegionFiles } from './files'
import type { Known } from './units'

const COPY_COLUMNS = ['代码', '分类', '地点', '抄送单位', '依据']
const DUTY_COLUMNS = ['代码', '分类', '事项']

/** Both are optional: a city without them copies nobody and forbids nothing. */
export function readCopies(
  files: RegionFiles,
  categories: Known<CategoryRow>,
  units: Known<UnitRow>,
  places: Known<PlaceRow>,
): CopyRow[] {
  const rows = files.sheet('copies.csv', COPY_COLUMNS, { optional: true })
  const pairs = rows.map((row) => [row, copy(row)] as const)
  for (const [row, { category, place, unit }] of pairs) {
    refers(row, '分类', category, categories, 'categories.csv')
    refers(row, '地点', place, places, 'places.csv')
    refers(row, '抄送单位', unit, units, 'units.csv')
  }
  return [...indexBy(pairs).values()]
}

export function readDuties(files: RegionFiles, categories: Known<CategoryRow>): DutyRow[] {
  const rows = files.sheet('duties.csv', DUTY_COLUMNS, { optional: true })
  const pairs = rows.map((row) => [row, duty(row)] as const)
  for (const [row, { category }] of pairs) refers(row, '分类', category, categories, 'categories.csv')
  return [...indexBy(pairs).values()]
}

const copy = (row: Row): CopyRow => ({
  code: row.required('代码'),
  category: row.required('分类'),
  place: row.text('地点') || null,
  unit: row.required('抄送单位'),
  basis: row.required('依据'),
})

const duty = (row: Row): DutyRow => ({
  code: row.required('代码'),
  category: row.required('分类'),
  duty: row.required('事项'),
})
