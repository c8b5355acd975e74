import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query, Req } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '#domain/access'
import { AgendaInput, CancelConsultationInput, ConcludeInput, ConsultationInput, ReasonInput } from '#domain/inputs'
import type { ConsultationResult, ConsultationRow, ConsultationView, Page } from '#domain/views'
import { CONSULTATION_STATES, keysOf } from '#domain/words'
import { Acting, Allow, IdempotencyKey } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import { AFTER, limit, oneWord } from '#platform/openapi/query'
import * as views from '#platform/openapi/views'
import { Agenda } from '#services/consultations/agenda'
import { Consultations } from '#services/consultations/consultations'
import { idOf, limitOf, oneOf, textOf, versionOf } from '../query'

const STATES = keysOf(CONSULTATION_STATES)

/** 会商: meetings, their agenda, and what comes of it. */
@Controller('api/v1/consultations')
export class ConsultationsController {
  constructor(
    private readonly consultations: Consultations,
    private readonly agenda: Agenda,
  ) {}

  @Allow('ticket.see-all', 'ticket.see-unit')
  @Describe('会商列表：中心看全部，单位看受邀的', {
    answers: views.ConsultationPage,
    query: { state: oneWord(STATES), after: AFTER, limit: limit(100) },
    refuses: ['cursorInvalid'],
  })
  @Get()
  list(@Acting() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page<ConsultationRow>> {
    const state = oneOf('state', query['state'], STATES, 'planned')
    return this.consultations.page(actor, state, textOf('after', query['after'], 200), limitOf(query['limit']))
  }

  @Allow('consultation.hold')
  @Describe('可以主持会商的人', { answers: views.ChairList })
  @Get('chairs')
  async chairs() {
    return { items: await this.consultations.chairs() }
  }

  @Allow('ticket.see-all', 'ticket.see-unit')
  @Describe('一次会商，议程只含可见的工单', { answers: views.ConsultationView })
  @Get(':id')
  one(@Acting() actor: Actor, @Param('id') id: string): Promise<ConsultationView> {
    return this.consultations.one(actor, idOf(id))
  }

  @Allow('consultation.hold')
  @Describe('召集会商', {
    takes: ConsultationInput,
    answers: views.ConsultationView,
    refuses: ['unitUnknown', 'chairUnknown'],
  })
  @Post()
  plan(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Req() { id: requestId }: FastifyRequest,
    @Body() body: unknown,
  ): Promise<ConsultationView> {
    return this.consultations.plan({ actor, idempotencyKey, requestId }, body)
  }

  @Allow('consultation.hold')
  @Describe('修改会商', {
    takes: ConsultationInput,
    answers: views.ConsultationView,
    versioned: true,
    refuses: ['unitUnknown', 'chairUnknown', 'meetingOver', 'consultationStale'],
  })
  @Put(':id')
  change(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Req() { id: requestId }: FastifyRequest,
    @Headers('if-match') version: string | undefined,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ConsultationView> {
    return this.consultations.change({ actor, idempotencyKey, requestId }, idOf(id), versionOf(version), body)
  }

  @Allow('consultation.hold')
  @Describe('取消会商', {
    takes: CancelConsultationInput,
    answers: views.ConsultationView,
    versioned: true,
    refuses: ['meetingOver', 'consultationStale', 'agendaOpen'],
  })
  @HttpCode(200)
  @Post(':id/cancel')
  cancel(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Req() { id: requestId }: FastifyRequest,
    @Headers('if-match') version: string | undefined,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ConsultationView> {
    return this.consultations.cancel({ actor, idempotencyKey, requestId }, idOf(id), versionOf(version), body)
  }

  @Allow('consultation.hold')
  @Describe('把工单列入议程，逐件给出结果', {
    takes: AgendaInput,
    answers: views.ConsultationResult,
    refuses: ['meetingOver'],
  })
  @HttpCode(200)
  @Post(':id/items')
  table(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Req() { id: requestId }: FastifyRequest,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ConsultationResult> {
    return this.agenda.table({ actor, idempotencyKey, requestId }, idOf(id), body)
  }

  @Allow('consultation.hold')
  @Describe('保存一件工单的会商结论，尚未落实；版本是议程项的', {
    takes: ConcludeInput,
    answers: views.ConsultationView,
    versioned: true,
    refuses: ['unitUnknown', 'unitTwice', 'leadNeeded', 'avoidance', 'dutyOutside', 'merged', 'consultationStale'],
  })
  @Put(':id/items/:itemId')
  prepare(
    @Acting() actor: Actor,
    @Headers('if-match') version: string | undefined,
    @Param('id') id: string,
    @Param('itemId') itemId: string,
    @Body() body: unknown,
  ): Promise<ConsultationView> {
    const key = { consultationId: idOf(id), itemId: idOf(itemId), version: versionOf(version) }
    return this.consultations.prepare(actor, key, body)
  }

  @Allow('consultation.hold')
  @Describe('一件工单延后再议', { takes: ReasonInput, answers: views.ConsultationResult })
  @HttpCode(200)
  @Post(':id/items/:itemId/postpone')
  postpone(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Req() { id: requestId }: FastifyRequest,
    @Param('id') id: string,
    @Param('itemId') itemId: string,
    @Body() body: unknown,
  ): Promise<ConsultationResult> {
    return this.agenda.postpone({ actor, idempotencyKey, requestId }, idOf(id), idOf(itemId), body)
  }

  @Allow('consultation.hold')
  @Describe('落实全部结论，未有结论的延后；逐件给出结果，可重复提交', {
    answers: views.ConsultationResult,
    refuses: ['meetingOver'],
  })
  @HttpCode(200)
  @Post(':id/conclude')
  conclude(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Req() { id: requestId }: FastifyRequest,
    @Param('id') id: string,
  ): Promise<ConsultationResult> {
    return this.agenda.conclude({ actor, idempotencyKey, requestId }, idOf(id))
  }
}
