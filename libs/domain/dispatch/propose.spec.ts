import { CITY, UNITS } from '../../../test/world/city'
import type { RegionRules } from '../workflow/region'
import { propose } from './propose'

const PLACE = { code: 'P1', name: '一社区', parentCode: null, areaKind: 'urban', active: true } as const
const LINE = {
  categoryCode: '010101',
  placeCode: null,
  lead: 'industry',
  certain: true,
  basis: '路灯由住建局管护',
} as const
const city = (over: Partial<RegionRules> = {}): RegionRules => ({
  ...CITY,
  catalogueVersion: 3,
  units: new Map([...CITY.units, [UNITS.village.id, { ...UNITS.village, parentId: UNITS.town.id }]]),
  places: new Map([[PLACE.code, { ...PLACE, unitId: UNITS.village.id }]]),
  catalogue: new Map([['010101|', { ...LINE, unitId: UNITS.bureau.id }]]),
  copies: [
    { code: '抄1', categoryCode: '01', placeCode: null, unitId: UNITS.water.id, basis: '督查跟踪' },
    { code: '抄2', categoryCode: '0101', placeCode: 'P1', unitId: UNITS.roads.id, basis: '本地事项' },
    { code: '抄3', categoryCode: '02', placeCode: null, unitId: UNITS.center.id, basis: '别的事项' },
    { code: '抄4', categoryCode: '0101', placeCode: null, unitId: UNITS.bureau.id, basis: '本来就办' },
  ],
  ...over,
})
const FACTS = { categoryCode: '010101', placeCode: 'P1' }
const rolesOf = ({ units }: ReturnType<typeof propose>) => units.map(({ unitId, role }) => [unitId, role])

test('each unit says by which line of which version, by which place and through whom', () => {
  const { units } = propose(city(), FACTS)
  const [industry, territory] = units
  expect(industry).toMatchObject({ source: 'catalogue', ruleLine: '010101' })
  expect(industry!.why).toMatch(/路灯由住建局管护（派单目录第 3 版，010101）/)
  expect(territory).toMatchObject({ unitId: UNITS.town.id, source: 'place' })
  expect(territory!.why).toBe('事发地为一社区，由阿镇属地负责（一社区由其下辖，先派阿镇）')
})

test('copies go by category and place to who does not work on it already', () => {
  expect(rolesOf(propose(city(), FACTS)).slice(2)).toEqual([
    [UNITS.water.id, 'copy'],
    [UNITS.roads.id, 'copy'],
  ])
  expect(rolesOf(propose(city(), { categoryCode: '010101' })).slice(1)).toEqual([[UNITS.water.id, 'copy']])
})

test('the unit complained about leads nothing, gets no copy, and the proposal says why', () => {
  const { units, certain, warnings } = propose(city(), { ...FACTS, accusedUnitId: UNITS.bureau.id })
  expect(units.slice(0, 2).map(({ unitId, role }) => [unitId, role])).toEqual([
    [UNITS.bureau.id, 'assist'],
    [UNITS.town.id, 'lead'],
  ])
  expect(units[0]!.why).toContain('回避：诉求反映的是住建局，不能主办')
  expect(units[1]!.why).toContain('因住建局回避，改由本单位主办')
  expect([certain, warnings.length]).toEqual([false, 1])
  const copied = propose(city(), { ...FACTS, accusedUnitId: UNITS.water.id })
  expect(copied.units.map(({ unitId }) => unitId)).not.toContain(UNITS.water.id)
})
