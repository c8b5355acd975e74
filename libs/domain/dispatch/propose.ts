import { type CatalogueEntry, type RegionRules, type RegionUnit, categoryPath } from '../workflow/region'
import { isAccused } from '../sight'
import type { AssignmentRole, Line } from '../words'

export interface ProposalFacts {
  categoryCode: string
  placeCode?: string | null
  accusedUnitId?: number | null
}

/** Where a proposal comes from: a line of the catalogue in its version, the category's department, the place, a copy rule. */
export const PROPOSAL_SOURCES = {
  catalogue: '派单目录',
  category: '分类主管',
  place: '属地',
  copyRule: '抄送规则',
} as const

export interface ProposedAssignment {
  unitId: number
  line: Line
  role: AssignmentRole
  why: string
  source: keyof typeof PROPOSAL_SOURCES
  /** The catalogue's line or the rule's number, where there is one. */
  ruleLine: string | null
}

export interface DispatchProposal {
  catalogueVersion: number
  units: ProposedAssignment[]
  certain: boolean
  warnings: string[]
}

/**
 * 双派单: the territory comes from the place, the competent department from the category through the catalogue, which
 * also names the lead. The same unit on both lines is one assignment. A unit complained about never stands alone.
 */
export function propose(region: RegionRules, facts: ProposalFacts): DispatchProposal {
  const warnings: string[] = []
  const entry = entryFor(region, facts)
  const territory = territoryOf(region, facts)
  const industryId = entry?.unitId ?? competentUnit(region, facts.categoryCode)
  const industry = industryId === null ? undefined : activeUnit(region, industryId)
  const lead: Line = !industry ? 'territory' : !territory ? 'industry' : (entry?.lead ?? 'industry')
  const units: ProposedAssignment[] = []
  if (industry) units.push(proposed(industry, 'industry', lead, industryReason(region, facts, entry)))
  if (territory && territory.unit.id !== industry?.id)
    units.push(proposed(territory.unit, 'territory', lead, territoryReason(territory)))
  if (!territory) warnings.push('未选择事发地，无法确定属地单位；请补充事发地，或填写单派理由。')
  if (!industry) warnings.push('派单目录中没有该分类的主管部门，请人工指定。')
  if (territory && territory.unit.id === industry?.id) warnings.push('属地与行业主管为同一单位，合并为一个承办任务。')
  const accused = avoid(region, units, facts.accusedUnitId ?? null, warnings)
  return {
    catalogueVersion: region.catalogueVersion,
    units: [...units, ...copiesFor(region, facts, units)],
    certain: Boolean(entry?.certain && territory && industry && !accused),
    warnings,
  }
}

/** The most specific entry: this place, a place around it, everywhere; this category, then the ones above it. */
function entryFor(region: RegionRules, facts: ProposalFacts) {
  for (const category of upwards(facts.categoryCode, (code) => region.categories.get(code)?.parentCode))
    for (const place of [...upwards(facts.placeCode ?? null, (code) => region.places.get(code)?.parentCode), '']) {
      const entry = region.catalogue.get(`${category}|${place}`)
      if (entry) return entry
    }
  return undefined
}

function* upwards(code: string | null | undefined, parent: (code: string) => string | null | undefined) {
  for (let at = code; at; at = parent(at)) yield at
}

/** The unit of the place; a community answers to its town, which is where a ticket goes first (two-level dispatch). */
function territoryOf(region: RegionRules, facts: ProposalFacts): Territory | undefined {
  const place = facts.placeCode ? region.places.get(facts.placeCode) : undefined
  const own = place ? region.units.get(place.unitId) : undefined
  let unit = own
  while (unit?.kind === 'village' && unit.parentId !== null) unit = region.units.get(unit.parentId)
  return place && unit?.active ? { unit, place: place.name, below: own === unit ? null : own!.name } : undefined
}

interface Territory {
  unit: RegionUnit
  place: string
  /** The village or community it happened in, where the ticket goes to the town above it. */
  below: string | null
}

function competentUnit(region: RegionRules, categoryCode: string): number | null {
  for (const code of upwards(categoryCode, (each) => region.categories.get(each)?.parentCode)) {
    const unitId = region.categories.get(code)?.unitId
    if (unitId) return unitId
  }
  return null
}

function activeUnit(region: RegionRules, id: number): RegionUnit | undefined {
  const unit = region.units.get(id)
  return unit?.active ? unit : undefined
}

type Reason = Pick<ProposedAssignment, 'why' | 'source' | 'ruleLine'>

function proposed(unit: RegionUnit, line: Line, lead: Line, reason: Reason): ProposedAssignment {
  return { unitId: unit.id, line, role: line === lead ? 'lead' : 'assist', ...reason }
}

function territoryReason({ unit, place, below }: Territory): Reason {
  const through = below ? `（${below}由其下辖，先派${unit.name}）` : ''
  return { why: `事发地为${place}，由${unit.name}属地负责${through}`, source: 'place', ruleLine: null }
}

function industryReason(region: RegionRules, facts: ProposalFacts, entry: CatalogueEntry | undefined): Reason {
  const path = categoryPath(region, facts.categoryCode).join(' → ')
  if (!entry) return { why: `分类“${path}”的行业主管部门`, source: 'category', ruleLine: null }
  const place = entry.placeCode ? `、${region.places.get(entry.placeCode)?.name ?? entry.placeCode}` : ''
  const ruleLine = `${entry.categoryCode}${place}`
  const why = `${path}：${entry.basis || '分类的行业主管部门'}（派单目录第 ${region.catalogueVersion} 版，${ruleLine}）`
  return { why, source: 'catalogue', ruleLine }
}

/** 抄送: whoever is to know of such matters, unless it works on this one or is complained about. */
function copiesFor(region: RegionRules, facts: ProposalFacts, units: ProposedAssignment[]): ProposedAssignment[] {
  const places = [...upwards(facts.placeCode ?? null, (code) => region.places.get(code)?.parentCode)]
  const taken = new Set(units.map(({ unitId }) => unitId))
  return region.copies.flatMap(({ code, categoryCode, placeCode, unitId, basis }): ProposedAssignment[] => {
    const unit = activeUnit(region, unitId)
    const meant = facts.categoryCode.startsWith(categoryCode) && (!placeCode || places.includes(placeCode))
    const accused = unit && isAccused(unit.path, { accusedUnitId: facts.accusedUnitId ?? null })
    if (!unit || !meant || accused || taken.has(unitId)) return []
    taken.add(unitId)
    return [
      { unitId, line: 'industry', role: 'copy', why: `抄送规则 ${code}：${basis}`, source: 'copyRule', ruleLine: code },
    ]
  })
}

/** 回避: the other unit leads; alone it must not stand at all. */
function avoid(
  region: RegionRules,
  units: ProposedAssignment[],
  accusedUnitId: number | null,
  warnings: string[],
): boolean {
  const avoids = ({ unitId }: ProposedAssignment) => isAccused(region.units.get(unitId)!.path, { accusedUnitId })
  const accused = units.filter(avoids)
  if (!accused.length) return false
  const name = region.units.get(accusedUnitId!)?.name ?? ''
  const other = units.find((unit) => !avoids(unit))
  for (const unit of accused) {
    unit.role = 'assist'
    unit.why += `；回避：诉求反映的是${name}，不能主办`
  }
  if (other) {
    if (other.role !== 'lead') other.why += `；因${name}回避，改由本单位主办`
    other.role = 'lead'
  }
  warnings.push(other ? '被反映单位应当回避，已改由另一单位主办。' : '被反映单位不能单独承办，请另派主办单位。')
  return true
}
