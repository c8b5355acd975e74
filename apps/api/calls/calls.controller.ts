import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common'
import { type Actor, can } from '#domain/access'
import type { CallFigures as Figures, CallRow, CallView, DeskView, MissedCallView } from '#domain/calls/views'
import { CallTicketInput, OperatorStateInput, ReturnTriedInput } from '#domain/inputs/calls'
import { Refusal } from '#domain/refusals'
import type { Page } from '#domain/views'
import { DESKS, keysOf } from '#domain/words'
import { Acting, Allow, IdempotencyKey } from '#platform/guard'
import * as views from '#platform/openapi/call-views'
import { Describe } from '#platform/openapi/describe'
import { AFTER, limit, oneWord } from '#platform/openapi/query'
import { CallFigures } from '#services/calls/call-figures'
import { Calls } from '#services/calls/calls'
import { MissedCalls } from '#services/calls/missed-calls'
import { dayOf, idOf, limitOf, oneOf, textOf } from '../query'

const DESK_CODES = keysOf(DESKS)
const DAY = { type: 'string', format: 'date' }

/** The telephone desk: what rings, answering, ringing back, and the figures. */
@Controller('api/v1')
export class CallsController {
  constructor(
    private readonly calls: Calls,
    private readonly missed: MissedCalls,
    private readonly figures: CallFigures,
  ) {}

  @Allow('call.answer')
  @Describe('话务台：本人状态、振铃来电、今日统计', { answers: views.DeskView })
  @Get('telephone')
  desk(@Acting() actor: Actor): Promise<DeskView> {
    return this.calls.desk(actor)
  }

  @Allow('call.answer')
  @Describe('切换坐席状态', { takes: OperatorStateInput, refuses: ['stillTalking'] })
  @HttpCode(204)
  @Put('telephone/state')
  setState(@Acting() actor: Actor, @Body() body: unknown): Promise<void> {
    return this.calls.setState(actor, body)
  }

  @Allow('call.answer', 'call.figures')
  @Describe('来电记录：话务员看本人的，督办员和领导按专席看', {
    answers: views.CallPage,
    query: { desk: oneWord(DESK_CODES), after: AFTER, limit: limit(100) },
    refuses: ['cursorInvalid'],
  })
  @Get('calls')
  list(@Acting() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page<CallRow>> {
    const desk = query['desk'] === undefined ? null : oneOf('desk', query['desk'], DESK_CODES)
    if (desk && !can(actor.roles, 'call.figures')) throw new Refusal('forbidden')
    return this.calls.page({
      desk,
      operatorId: desk ? null : actor.personId,
      after: textOf('after', query['after'], 200),
      limit: limitOf(query['limit']),
    })
  }

  @Allow('call.answer', 'call.figures')
  @Describe('一通来电', { answers: views.CallView })
  @Get('calls/:id')
  call(@Acting() actor: Actor, @Param('id') id: string): Promise<CallView> {
    return this.calls.call(actor, idOf(id))
  }

  @Allow('call.answer')
  @Describe('接听', { answers: views.CallView, refuses: ['callTaken', 'callGone', 'stillTalking'] })
  @HttpCode(200)
  @Post('calls/:id/answer')
  answer(@Acting() actor: Actor, @Param('id') id: string): Promise<CallView> {
    return this.calls.answer(actor, idOf(id))
  }

  @Allow('call.answer')
  @Describe('把来电并入已有工单', { takes: CallTicketInput })
  @HttpCode(204)
  @Post('calls/:id/tickets')
  link(@Acting() actor: Actor, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    return this.calls.link(actor, idOf(id), body)
  }

  @Allow('call.answer', 'call.figures')
  @Describe('未接来电：待回拨', {
    answers: views.MissedCallPage,
    query: { desk: oneWord(DESK_CODES), after: AFTER, limit: limit(100) },
    refuses: ['cursorInvalid'],
  })
  @Get('missed-calls')
  missedCalls(@Acting() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page<MissedCallView>> {
    const desk = query['desk'] === undefined ? null : oneOf('desk', query['desk'], DESK_CODES)
    return this.missed.page(actor, desk, textOf('after', query['after'], 200), limitOf(query['limit']))
  }

  @Allow('call.answer')
  @Describe('领取回拨，领取后显示完整号码', { answers: views.MissedCallView, refuses: ['returnTaken', 'returnClosed'] })
  @HttpCode(200)
  @Post('missed-calls/:id/take')
  take(@Acting() actor: Actor, @Param('id') id: string): Promise<MissedCallView> {
    return this.missed.take(actor, idOf(id))
  }

  @Allow('call.answer')
  @Describe('退回已领取的回拨', { answers: views.MissedCallView })
  @HttpCode(200)
  @Post('missed-calls/:id/release')
  release(@Acting() actor: Actor, @Param('id') id: string): Promise<MissedCallView> {
    return this.missed.release(actor, idOf(id))
  }

  @Allow('call.answer')
  @Describe('登记回拨结果', {
    takes: ReturnTriedInput,
    answers: views.MissedCallView,
    refuses: ['returnClosed', 'returnNotTaken'],
  })
  @HttpCode(200)
  @Post('missed-calls/:id/tries')
  tried(
    @Acting() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<MissedCallView> {
    return this.missed.tried(actor, idOf(id), body, key)
  }

  @Allow('call.figures')
  @Describe('话务统计：按专席和话务员', { answers: views.CallFigures, query: { from: DAY, to: DAY } })
  @Get('call-figures')
  figuresOf(@Query() query: Record<string, unknown>): Promise<Figures> {
    return this.figures.between(dayOf('from', query['from']), dayOf('to', query['to']))
  }
}
