import { Body, Controller, Get, HttpCode, Module, Param, Post, Query, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#domain/access'
import type { MoveView, PreviewView, RuleChangeView, RulesView } from '#domain/clock-views'
import { RuleChangeInput, RuleDecisionInput } from '#domain/inputs'
import { Refusal } from '#domain/refusals'
import type { Page } from '#domain/views'
import { Acting, Allow, IdempotencyKey } from '#platform/guard'
import * as views from '#platform/openapi/clock-views'
import { Describe } from '#platform/openapi/describe'
import { AFTER, limit } from '#platform/openapi/query'
import { Recalculation } from '#services/clocks/recalculation'
import { Rules } from '#services/clocks/rules'
import { limitOf, textOf } from '../query'
import { movesCsv } from './moves-csv'

/** Limits, holidays and office hours: what is in force, what is proposed, and what a change moved. */
@Allow('rule.propose', 'rule.approve')
@Controller('api/v1/rules')
export class RulesController {
  constructor(
    private readonly rules: Rules,
    private readonly recalculation: Recalculation,
  ) {}

  @Describe('时限方案、节假日与上班时间，及其变更', { answers: views.RulesView })
  @Get()
  overview(@Acting() actor: Actor): Promise<RulesView> {
    return this.rules.overview(actor)
  }

  @Allow('rule.propose')
  @Describe('试算：变更会使哪些未办结工单的期限改变', { takes: RuleChangeInput, answers: views.PreviewView })
  @HttpCode(200)
  @Post('preview')
  preview(@Acting() actor: Actor, @Body() body: unknown): Promise<PreviewView> {
    return this.recalculation.preview(actor, body)
  }

  @Allow('rule.propose')
  @Describe('提出变更，由另一人批准', {
    takes: RuleChangeInput,
    answers: views.RuleChangeView,
    refuses: ['effectivePast'],
  })
  @HttpCode(200)
  @Post('changes')
  propose(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Req() { id: requestId }: FastifyRequest,
    @Body() body: unknown,
  ): Promise<RuleChangeView> {
    return this.rules.propose({ actor, idempotencyKey, requestId }, body)
  }

  @Allow('rule.approve')
  @Describe('批准或不批准变更', {
    takes: RuleDecisionInput,
    answers: views.RuleChangeView,
    refuses: ['ownProposal', 'requestDecided'],
  })
  @HttpCode(200)
  @Post('changes/:id/decision')
  decide(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Req() { id: requestId }: FastifyRequest,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<RuleChangeView> {
    return this.rules.decide({ actor, idempotencyKey, requestId }, changeId(id), body)
  }

  @Allow('rule.approve')
  @Describe('变更后哪些期限改变了，哪些保持不变', {
    answers: views.MovePage,
    query: { after: AFTER, limit: limit(100) },
    refuses: ['cursorInvalid'],
  })
  @Get('changes/:id/moves')
  moves(@Param('id') id: string, @Query() query: Record<string, unknown>): Promise<Page<MoveView>> {
    return this.recalculation.moves(changeId(id), textOf('after', query['after'], 200), limitOf(query['limit']))
  }

  @Allow('rule.approve')
  @Describe('下载期限变更清单', { media: ['text/csv'] })
  @Get('changes/:id/moves.csv')
  async download(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const number = changeId(id)
    await this.recalculation.moves(number, undefined, 1)
    reply.header('Content-Type', 'text/csv; charset=utf-8')
    reply.header('Content-Disposition', `attachment; filename="deadlines-${number}.csv"`)
    return movesCsv((after) => this.recalculation.moves(number, after, 500))
  }
}

function changeId(raw: string): number {
  if (!/^[1-9]\d{0,8}$/.test(raw)) throw new Refusal('notFound')
  return Number(raw)
}

@Module({ controllers: [RulesController] })
export class RulesModule {}
