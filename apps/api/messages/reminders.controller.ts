import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { Refusal } from '#domain/refusals'
import type { Page, ReminderDocument, ReminderView } from '#domain/views'
import { Acting, Allow } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import { AFTER, limit } from '#platform/openapi/query'
import * as views from '#platform/openapi/views'
import { Reminders } from '#services/messages/reminders'
import { limitOf, textOf } from '../query'

/** 日提醒, for the units that get them and for those who see that they are read. */
@Controller('api/v1/reminders')
export class RemindersController {
  constructor(private readonly reminders: Reminders) {}

  @Allow('assignment.handle')
  @Describe('本单位的日提醒，新的在前', {
    answers: views.ReminderPage,
    query: { after: AFTER, limit: limit(100) },
    refuses: ['cursorInvalid'],
  })
  @Get()
  mine(@Acting() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page<ReminderView>> {
    return this.reminders.ofUnit(actor, textOf('after', query['after'], 200), limitOf(query['limit'], 100, 30))
  }

  @Allow('assignment.handle')
  @Describe('本单位今天的日提醒，没有就生成', { answers: views.ReminderDocument })
  @HttpCode(200)
  @Post('today')
  today(@Acting() actor: Actor): Promise<ReminderDocument> {
    return this.reminders.today(actor)
  }

  @Allow('assignment.handle')
  @Describe('已阅本单位某天的日提醒', {})
  @HttpCode(204)
  @Post(':day/confirm')
  confirm(@Acting() actor: Actor, @Param('day') day: string): Promise<void> {
    return this.reminders.confirm(actor, dayOf(day))
  }

  @Allow('ticket.see-all')
  @Describe('某天各单位的日提醒', {
    answers: views.ReminderPage,
    query: { after: AFTER, limit: limit(100) },
    refuses: ['cursorInvalid'],
  })
  @Get('days/:day')
  ofDay(@Param('day') day: string, @Query() query: Record<string, unknown>): Promise<Page<ReminderView>> {
    return this.reminders.ofDay(dayOf(day), textOf('after', query['after'], 200), limitOf(query['limit'], 100, 100))
  }

  @Allow('assignment.handle', 'ticket.see-all')
  @Describe('一个单位某天的日提醒', { answers: views.ReminderDocument })
  @Get(':day/units/:unitId')
  document(
    @Acting() actor: Actor,
    @Param('day') day: string,
    @Param('unitId') unitId: string,
  ): Promise<ReminderDocument> {
    if (!/^[1-9]\d{0,8}$/.test(unitId)) throw new Refusal('notFound')
    return this.reminders.document(actor, Number(unitId), dayOf(day))
  }
}

/** A day that is none has no reminder. */
function dayOf(raw: string): string {
  const there = /^20\d\d-\d\d-\d\d$/.test(raw) && !Number.isNaN(Date.parse(raw))
  if (!there || new Date(raw).toISOString().slice(0, 10) !== raw) throw new Refusal('notFound')
  return raw
}
