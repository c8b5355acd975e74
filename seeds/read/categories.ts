import type { Row } from '../sheet'
import { indexBy, refers, uniqueNames } from './checks'
import type { CatalogueRow, CategoryRow, PlaceRow, TagRow, UnitRow } from './data'
import type { RegionFiles } from './files'
import type { Known } from './units'

const TAG_COLUMNS = ['代码', '名称', '承办单位', '职责']
const CATEGORY_COLUMNS = ['代码', '名称', '标签', '水电气热', '涉企']
const OWN_COLUMNS = [...CATEGORY_COLUMNS, '承办单位', '停用']
const CATALOGUE_COLUMNS = ['分类', '地点', '承办单位', '主办', '即时派单', '依据']
const CATEGORY_CODE = /^(\d\d){1,3}$/

export function readTags(files: RegionFiles, units: Known<UnitRow>): Map<string, TagRow> {
  const pairs = files.sheet('tags.csv', TAG_COLUMNS).map((row) => [row, tag(row)] as const)
  uniqueNames(pairs)
  for (const [row, { unit }] of pairs) refers(row, '承办单位', unit, units, 'units.csv')
  return indexBy(pairs)
}

/** The table all regions share, overridden and extended by the region's own rows; the line of competence names the department. */
export function readCategories(
  files: RegionFiles,
  tags: Known<TagRow>,
  units: Known<UnitRow>,
): Map<string, CategoryRow> {
  const shared = files.shared('categories.csv', CATEGORY_COLUMNS).map((row) => [row, category(row)] as const)
  const own = files.sheet('categories.csv', OWN_COLUMNS, { optional: true })
  const table = new Map([...indexBy(shared)].map(([code, found]) => [code, { row: rowOf(shared, code), ...found }]))
  for (const row of own) {
    const wanted = category(row)
    if (row.flag('停用')) table.delete(wanted.code)
    else table.set(wanted.code, { ...table.get(wanted.code), ...wanted, row })
    refers(row, '承办单位', row.text('承办单位') || null, units, 'units.csv')
  }
  const sorted = [...table.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
  const done = new Map<string, CategoryRow>()
  for (const { row, ...found } of sorted) done.set(found.code, settle(row, found, done, tags))
  siblingsApart(sorted)
  return done
}

/** What the region says of its own, by category or a whole branch, and the line's department for everything else. */
export function readCatalogue(
  files: RegionFiles,
  categories: Known<CategoryRow>,
  tags: Known<TagRow>,
  units: Known<UnitRow>,
  places: Known<PlaceRow>,
): CatalogueRow[] {
  const rules = files.sheet('catalogue.csv', CATALOGUE_COLUMNS).map((row) => rule(row, categories, units, places))
  const leaves = [...categories.values()].filter(({ level }) => level === 3)
  const entries = new Map<string, CatalogueRow>(leaves.map((leaf) => [leaf.code, byLine(leaf, tags, units)]))
  // Shorter codes first, so that a single category overrides its branch.
  for (const said of rules.sort((a, b) => a.category.length - b.category.length)) {
    for (const { code } of leaves.filter((leaf) => leaf.code.startsWith(said.category))) {
      const unit = said.unit || entries.get(code)!.unit
      entries.set(said.place ? `${code}@${said.place}` : code, { ...said, category: code, unit })
    }
  }
  return [...entries.values()].filter(({ unit }) => unit)
}

type Draft = Omit<CategoryRow, 'level' | 'parent'>

function tag(row: Row): TagRow {
  return {
    code: row.code('代码'),
    name: row.required('名称'),
    unit: row.required('承办单位'),
    duty: row.required('职责'),
  }
}

function category(row: Row): Draft {
  return {
    code: row.code('代码', CATEGORY_CODE, '两位（一级）、四位（二级）或六位（三级）数字'),
    name: row.required('名称'),
    unit: row.text('承办单位') || null,
    tags: row.list('标签'),
    lifeLine: row.flag('水电气热'),
    enterprise: row.flag('涉企'),
  }
}

/** Level and parent from the code; tags from the branch when the row names none; the department from the first tag. */
function settle(row: Row, draft: Draft, above: Known<CategoryRow>, tags: Known<TagRow>): CategoryRow {
  const level = (draft.code.length / 2) as 1 | 2 | 3
  const parent = level > 1 ? draft.code.slice(0, -2) : null
  if (parent && !above.has(parent)) row.fault('代码', `没有上级分类“${parent}”，请先增加上级或改正代码`)
  for (const code of draft.tags) refers(row, '标签', code, tags, 'tags.csv')
  const inherited = draft.tags.length ? draft.tags : (above.get(parent ?? '')?.tags ?? [])
  const unit = draft.unit ?? tags.get(inherited[0] ?? '')?.unit ?? null
  if (level === 3 && inherited.length === 0) row.fault('标签', '三级分类及其上级都没有归口标签，请填写一个')
  return { ...draft, level, parent, tags: inherited, unit }
}

const LEADS = { industry: '行业', territory: '属地' } as const

function rule(row: Row, categories: Known<CategoryRow>, units: Known<UnitRow>, places: Known<PlaceRow>): CatalogueRow {
  const said: CatalogueRow = {
    category: row.required('分类'),
    place: row.text('地点') || null,
    unit: row.text('承办单位'),
    lead: row.word('主办', LEADS, 'industry'),
    certain: row.flag('即时派单'),
    basis: row.required('依据'),
  }
  refers(row, '分类', said.category, categories, 'categories.csv')
  refers(row, '地点', said.place, places, 'places.csv')
  refers(row, '承办单位', said.unit || null, units, 'units.csv')
  return said
}

function byLine({ code, unit, tags: [first] }: CategoryRow, tags: Known<TagRow>, units: Known<UnitRow>): CatalogueRow {
  const line = tags.get(first ?? '')
  const basis = line ? `归口“${line.name}”：${line.duty}由${units.get(unit ?? '')?.name ?? unit}负责` : ''
  return { category: code, place: null, unit: unit ?? '', lead: 'industry', certain: false, basis }
}

function siblingsApart(drafts: readonly (Draft & { row: Row })[]) {
  const seen = new Set<string>()
  for (const { row, code, name } of drafts) {
    const key = `${code.slice(0, -2)}/${name}`
    if (seen.has(key)) row.fault('名称', `同一上级下已有“${name}”，请改名或合并`)
    seen.add(key)
  }
}

function rowOf(pairs: readonly (readonly [Row, Draft])[], code: string): Row {
  return pairs.find(([, draft]) => draft.code === code)![0]
}
