import { type RegionRules, type RegionUnit, categoryPath } from '../workflow/region'
import { isAccused } from '../sight'
import type { AssignmentRole, Line } from '../words'

export interface ProposalFacts {
  categoryCode: string
  placeCode?: string | null
  accusedUnitId?: number | null
}

export interface ProposedAssignment {
  unitId: number
  line: Line
  role: AssignmentRole
  why: string
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
  if (industry) units.push(proposed(industry, 'industry', lead, whyIndustry(region, facts, entry?.basis)))
  if (territory && territory.unit.id !== industry?.id)
    units.push(
      proposed(territory.unit, 'territory', lead, `事发地为${territory.place}，由${territory.unit.name}属地负责`),
    )
  if (!territory) warnings.push('未选择事发地，无法确定属地单位；请补充事发地，或填写单派理由。')
  if (!industry) warnings.push('派单目录中没有该分类的主管部门，请人工指定。')
  if (territory && territory.unit.id === industry?.id) warnings.push('属地与行业主管为同一单位，合并为一个承办任务。')
  const accused = avoid(region, units, facts.accusedUnitId ?? null, warnings)
  return {
    catalogueVersion: region.catalogueVersion,
    units,
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
function territoryOf(region: RegionRules, facts: ProposalFacts) {
  const place = facts.placeCode ? region.places.get(facts.placeCode) : undefined
  let unit = place ? region.units.get(place.unitId) : undefined
  while (unit?.kind === 'village' && unit.parentId !== null) unit = region.units.get(unit.parentId)
  return place && unit?.active ? { unit, place: place.name } : undefined
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

function proposed(unit: RegionUnit, line: Line, lead: Line, why: string): ProposedAssignment {
  return { unitId: unit.id, line, role: line === lead ? 'lead' : 'assist', why }
}

function whyIndustry(region: RegionRules, facts: ProposalFacts, basis?: string): string {
  const path = categoryPath(region, facts.categoryCode).join(' → ')
  return basis ? `${path}：${basis}` : `分类“${path}”的行业主管部门`
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
  const other = units.find((unit) => !avoids(unit))
  for (const unit of accused) unit.role = 'assist'
  if (other) other.role = 'lead'
  warnings.push(other ? '被反映单位应当回避，已改由另一单位主办。' : '被反映单位不能单独承办，请另派主办单位。')
  return true
}
