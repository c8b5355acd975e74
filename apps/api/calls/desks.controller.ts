import { Body, Controller, Get, HttpCode, Param, Put, Req } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '#domain/access'
import type { Coverage, DeskPlan, DeskRow, OperatorRow } from '#domain/calls/views'
import { DeskInput, DeskMembersInput, ShiftPlanInput } from '#domain/inputs/calls'
import { Acting, Allow, IdempotencyKey } from '#platform/guard'
import * as views from '#platform/openapi/call-views'
import { Describe } from '#platform/openapi/describe'
import { Desks } from '#services/calls/desks'

/** Desks, their members and shifts. */
@Allow('desk.manage')
@Controller('api/v1/desks')
export class DesksController {
  constructor(private readonly desks: Desks) {}

  @Describe('专席及成员', { answers: views.DeskList })
  @Get()
  async all(): Promise<{ items: DeskRow[] }> {
    return { items: await this.desks.all() }
  }

  @Describe('可编入专席的话务员', { answers: views.OperatorList })
  @Get('operators')
  async operators(): Promise<{ items: OperatorRow[] }> {
    return { items: await this.desks.operators() }
  }

  @Describe('全部专席今后两周无人值守的时段', { answers: views.Coverage })
  @Get('coverage')
  coverage(): Promise<Coverage> {
    return this.desks.coverage()
  }

  @Describe('一个专席的班次和缺班时段', { answers: views.DeskPlan })
  @Get(':code/shifts')
  plan(@Param('code') code: string): Promise<DeskPlan> {
    return this.desks.plan(code)
  }

  @Describe('修改专席', { takes: DeskInput })
  @HttpCode(204)
  @Put(':code')
  change(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Req() { id: requestId }: FastifyRequest,
    @Param('code') code: string,
    @Body() body: unknown,
  ): Promise<void> {
    return this.desks.change({ actor, idempotencyKey, requestId }, code, body)
  }

  @Describe('设定专席成员', { takes: DeskMembersInput })
  @HttpCode(204)
  @Put(':code/members')
  members(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Req() { id: requestId }: FastifyRequest,
    @Param('code') code: string,
    @Body() body: unknown,
  ): Promise<void> {
    return this.desks.setMembers({ actor, idempotencyKey, requestId }, code, body)
  }

  @Describe('设定专席班次', { takes: ShiftPlanInput })
  @HttpCode(204)
  @Put(':code/shifts')
  shifts(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Req() { id: requestId }: FastifyRequest,
    @Param('code') code: string,
    @Body() body: unknown,
  ): Promise<void> {
    return this.desks.setShifts({ actor, idempotencyKey, requestId }, code, body)
  }
}
