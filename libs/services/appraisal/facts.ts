import { Injectable } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { accountableUnit } from '#domain/appraisal/groups'
import { boundsOf, periodOf, type PeriodKind } from '#domain/appraisal/period'
import { PRESETS, type PresetName } from '#domain/appraisal/rule-set'
import type { FactView } from '#domain/appraisal/views'
import type { LocalDay } from '#domain/local-day'
import { Refusal } from '#domain/refusals'
import type { Page } from '#domain/views'
import { Database } from '#data/database'
import { type FactList, factPage } from '#data/fact-lists'
import { scopeOf, unitsOf, unitsUnder } from '#data/scope'
import { Region } from '../region'

export interface FactsWanted {
  unitId: number
  kind: PeriodKind
  day: LocalDay
  preset: PresetName
  list: FactList
  after: string | undefined
  limit: number
}

/** The tickets behind a unit's number, for those who may see them. */
@Injectable()
export class AppraisalFacts {
  constructor(
    private readonly db: Database,
    private readonly region: Region,
  ) {}

  async page(actor: Actor, { unitId, kind, day, preset, list, after, limit }: FactsWanted): Promise<Page<FactView>> {
    const region = await this.region.current()
    const scope = scopeOf(actor, region)
    const unit = region.units.get(unitId)
    if (!unit || accountableUnit(region, unitId) !== unitId) throw new Refusal('notFound')
    const { from, to } = boundsOf(periodOf(kind, day, PRESETS[preset].rules.monthStartsOn))
    const unitIds = unitsUnder(region, unit.path)
    return factPage(this.db, { scope, about: unitsOf(actor), unitIds, list, from, to, after, limit })
  }
}
