import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { FROZEN_KINDS } from '#domain/appraisal/frozen'
import type { FrozenCheckView, FrozenList, FrozenView, SeatView } from '#domain/appraisal/views'
import { FreezeInput, ProposeFreezeInput } from '#domain/inputs/appraisal'
import { parse } from '#domain/parse'
import { Acting, Allow } from '#platform/guard'
import * as appraisal from '#platform/openapi/appraisal-views'
import { Describe } from '#platform/openapi/describe'
import { oneWord } from '#platform/openapi/query'
import { Freezing } from '#services/appraisal/freezing'
import { Seats } from '#services/appraisal/seats'
import { dayOf, oneOf } from '../query'

/** 冻结 and 蜗牛席: what is settled. */
@Controller('api/v1/appraisal')
export class FrozenController {
  constructor(
    private readonly freezing: Freezing,
    private readonly seats: Seats,
  ) {}

  @Allow('ranking.read')
  @Describe('已冻结的周期，和等待签发的申请', { answers: appraisal.FrozenList })
  @Get('frozen')
  list(@Acting() actor: Actor): Promise<FrozenList> {
    return this.freezing.list(actor)
  }

  @Allow('ranking.read')
  @Describe('核验一个冻结的周期：重算校验值与名次，指出此后有变化的工单', {
    answers: appraisal.FrozenCheckView,
    query: { kind: oneWord(FROZEN_KINDS), day: { type: 'string', format: 'date' } },
    refuses: ['notFound'],
  })
  @Get('frozen/check')
  check(@Query() query: Record<string, unknown>): Promise<FrozenCheckView> {
    const kind = oneOf('kind', query['kind'], FROZEN_KINDS, 'month')
    return this.freezing.check({ kind, day: dayOf('day', query['day']) })
  }

  @Allow('ranking.freeze')
  @Describe('申请冻结一个已结束的周期', {
    takes: ProposeFreezeInput,
    answers: appraisal.FrozenList,
    refuses: ['periodRunning', 'alreadyFrozen'],
  })
  @HttpCode(200)
  @Post('freezes')
  async propose(@Acting() actor: Actor, @Body() body: unknown): Promise<FrozenList> {
    const { kind, day, preset } = parse(ProposeFreezeInput, body)
    await this.freezing.propose(actor, { kind, day }, preset)
    return this.freezing.list(actor)
  }

  @Allow('ranking.freeze')
  @Describe('撤回冻结申请', { takes: FreezeInput, answers: appraisal.FrozenList })
  @HttpCode(200)
  @Post('freezes/withdraw')
  async withdraw(@Acting() actor: Actor, @Body() body: unknown): Promise<FrozenList> {
    await this.freezing.withdraw(parse(FreezeInput, body))
    return this.freezing.list(actor)
  }

  @Allow('ranking.freeze')
  @Describe('签发冻结：须由申请人以外的人', {
    takes: FreezeInput,
    answers: appraisal.FrozenView,
    refuses: ['secondPersonNeeded', 'notProposed', 'alreadyFrozen'],
  })
  @HttpCode(200)
  @Post('freezes/sign')
  sign(@Acting() actor: Actor, @Body() body: unknown): Promise<FrozenView> {
    return this.freezing.sign(actor, parse(FreezeInput, body))
  }

  @Allow('ranking.read')
  @Describe('蜗牛席：连续三个冻结月排名后两位', { answers: appraisal.SeatList })
  @Get('seats')
  async seated(): Promise<{ items: SeatView[] }> {
    return { items: await this.seats.all() }
  }
}
