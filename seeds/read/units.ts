import { AREA_KINDS, UNIT_KINDS } from '#domain/words'
import type { Row } from '../sheet'
import { indexBy, noCircles, refers, uniqueNames } from './checks'
import type { GroupRow, PlaceRow, UnitRow } from './data'
import type { RegionFiles } from './files'

const UNIT_COLUMNS = ['代码', '名称', '类型', '上级', '别名', '负责人', '区域', '人口', '全天值守', '来源']
const GROUP_COLUMNS = ['代码', '名称', '成员']
const PLACE_COLUMNS = ['代码', '名称', '上级', '承办单位', '区域', '别名', '来源']

export type Known<T> = ReadonlyMap<string, T>

export function readUnits(files: RegionFiles): Map<string, UnitRow> {
  const pairs = files.sheet('units.csv', UNIT_COLUMNS).map((row) => [row, unit(row)] as const)
  const units = indexBy(pairs)
  uniqueNames(pairs)
  aliasesApart(pairs)
  for (const [row, { parent }] of pairs) refers(row, '上级', parent, units, 'units.csv')
  noCircles(pairs, units)
  if (![...units.values()].some(({ kind }) => kind === 'center'))
    files.fault('units.csv', '没有热线中心，请把承办热线的单位类型填为“热线中心”', '类型')
  return units
}

export function readGroups(files: RegionFiles, units: Known<UnitRow>): GroupRow[] {
  const pairs = files.sheet('groups.csv', GROUP_COLUMNS).map((row) => [row, group(row)] as const)
  uniqueNames(pairs)
  for (const [row, { members }] of pairs) for (const member of members) refers(row, '成员', member, units, 'units.csv')
  return [...indexBy(pairs).values()]
}

export function readPlaces(files: RegionFiles, units: Known<UnitRow>): Map<string, PlaceRow> {
  const pairs = files.sheet('places.csv', PLACE_COLUMNS).map((row) => [row, place(row)] as const)
  const places = indexBy(pairs)
  for (const [row, { parent, unit }] of pairs) {
    refers(row, '上级', parent, places, 'places.csv')
    refers(row, '承办单位', unit, units, 'units.csv')
  }
  noCircles(pairs, places)
  return places
}

function unit(row: Row): UnitRow {
  const kind = row.required('类型') ? row.word('类型', UNIT_KINDS, 'department') : 'department'
  return {
    code: row.code('代码'),
    name: row.required('名称'),
    aliases: row.list('别名'),
    kind,
    parent: row.text('上级') || null,
    responsible: row.required('负责人'),
    area: row.word('区域', AREA_KINDS),
    population: row.count('人口'),
    aroundTheClock: row.flag('全天值守'),
    source: row.text('来源'),
  }
}

function group(row: Row): GroupRow {
  return { code: row.code('代码'), name: row.required('名称'), members: [...new Set(row.list('成员'))] }
}

function place(row: Row): PlaceRow {
  row.required('区域')
  return {
    code: row.code('代码'),
    name: row.required('名称'),
    parent: row.text('上级') || null,
    unit: row.required('承办单位'),
    area: row.word('区域', AREA_KINDS, 'urban'),
    aliases: row.list('别名'),
    source: row.text('来源'),
  }
}

/** Two units answering to one spelling would make a demand's way a matter of luck. */
function aliasesApart(pairs: readonly (readonly [Row, UnitRow])[]) {
  const owner = new Map<string, string>(pairs.map(([, { name, code }]) => [name, code]))
  for (const [row, { code, aliases }] of pairs)
    for (const alias of aliases) {
      if (owner.has(alias)) row.fault('别名', `“${alias}”已是单位“${owner.get(alias)}”的名称或别名，请删除其中一处`)
      owner.set(alias, code)
    }
}
