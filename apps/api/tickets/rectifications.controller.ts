import { Controller, Get, Query } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { Refusal } from '#domain/refusals'
import type { Page, RectificationFigure, RectificationRow } from '#domain/views'
import { Acting, Allow } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import { AFTER, limit, oneWord, words } from '#platform/openapi/query'
import * as views from '#platform/openapi/views'
import { Rectifications } from '#services/tickets/rectifications'
import { limitOf, oneOf, textOf } from '../query'

const STATES = ['open', 'submitted'] as const

/** 整改 after bad reviews; done and checked by the actions of the ticket. */
@Controller('api/v1/rectifications')
export class RectificationsController {
  constructor(private readonly rectifications: Rectifications) {}

  @Allow('rectification.read')
  @Describe('未完成的整改', {
    answers: views.RectificationPage,
    query: { state: oneWord(STATES), after: AFTER, limit: limit(100) },
    refuses: ['cursorInvalid'],
  })
  @Get()
  list(@Acting() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page<RectificationRow>> {
    const state = oneOf('state', query['state'], STATES, 'open')
    return this.rectifications.page(actor, state, textOf('after', query['after'], 200), limitOf(query['limit']))
  }

  @Allow('rectification.read')
  @Describe('实名差评整改率', { answers: views.RectificationFigure, query: { month: words(7) } })
  @Get('figure')
  figure(@Acting() actor: Actor, @Query('month') month: unknown): Promise<RectificationFigure> {
    const asked = textOf('month', month, 7) ?? thisMonth()
    if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(asked))
      throw new Refusal('invalidInput', { fields: { month: ['月份应如 2026-11'] } })
    return this.rectifications.figure(actor, asked)
  }
}

const thisMonth = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)
