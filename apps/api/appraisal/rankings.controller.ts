import { Controller, Get, Param, Query } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { PERIOD_KINDS } from '#domain/appraisal/period'
import { PRESETS } from '#domain/appraisal/rule-set'
import type { FactView, RankingView } from '#domain/appraisal/views'
import { localDayOf } from '#domain/local-day'
import type { Page } from '#domain/views'
import { keysOf } from '#domain/words'
import { FACT_LISTS } from '#data/fact-lists'
import { Acting, Allow } from '#platform/guard'
import * as appraisal from '#platform/openapi/appraisal-views'
import { Describe } from '#platform/openapi/describe'
import { AFTER, limit, oneWord } from '#platform/openapi/query'
import { AppraisalFacts } from '#services/appraisal/facts'
import { Rankings } from '#services/appraisal/rankings'
import { dayOf, idOf, limitOf, oneOf, textOf } from '../query'

const KINDS = keysOf(PERIOD_KINDS)
const NAMES = keysOf(PRESETS)
const WINDOW = {
  kind: oneWord(KINDS),
  day: { type: 'string', format: 'date' } as const,
  preset: oneWord(NAMES),
}

/** 考核排名: what anybody in the appraisal may look up, and the tickets behind it for those who may see them. */
@Controller('api/v1/appraisal')
export class RankingsController {
  constructor(
    private readonly rankings: Rankings,
    private readonly facts: AppraisalFacts,
  ) {}

  @Allow('ranking.read')
  @Describe('某一周期的排名，截至现在', { answers: appraisal.RankingView, query: WINDOW })
  @Get('rankings')
  ranking(@Query() query: Record<string, unknown>): Promise<RankingView> {
    return this.rankings.live(windowOf(query))
  }

  @Allow('ranking.read')
  @Describe('排名数字背后的工单；单位只能看到自己的', {
    answers: appraisal.FactPage,
    query: { ...WINDOW, list: oneWord(FACT_LISTS), after: AFTER, limit: limit(100) },
    refuses: ['cursorInvalid'],
  })
  @Get('units/:unitId/facts')
  page(
    @Acting() actor: Actor,
    @Param('unitId') unitId: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page<FactView>> {
    return this.facts.page(actor, {
      ...windowOf(query),
      unitId: Number(idOf(unitId)),
      list: oneOf('list', query['list'], FACT_LISTS, 'valid'),
      after: textOf('after', query['after'], 200),
      limit: limitOf(query['limit']),
    })
  }
}

const windowOf = (query: Record<string, unknown>) => ({
  kind: oneOf('kind', query['kind'], KINDS, 'month'),
  day: query['day'] === undefined ? localDayOf(new Date()) : dayOf('day', query['day']),
  preset: oneOf('preset', query['preset'], NAMES, 'A'),
})
