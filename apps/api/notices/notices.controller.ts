import { Body, Controller, Get, HttpCode, Module, Post, Query } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { SeenInput } from '#domain/inputs'
import { parse } from '#domain/parse'
import type { NoticeView, Page } from '#domain/views'
import { Acting, Allow } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import { AFTER, limit } from '#platform/openapi/query'
import * as views from '#platform/openapi/views'
import { Notices } from '#services/notices'
import { limitOf, textOf } from '../query'

@Controller('api/v1/notices')
export class NoticesController {
  constructor(private readonly notices: Notices) {}

  @Allow('self.use')
  @Describe('通知列表，新的在前', {
    answers: views.NoticePage,
    query: { after: AFTER, limit: limit(100) },
    refuses: ['cursorInvalid'],
  })
  @Get()
  page(
    @Acting() actor: Actor,
    @Query() query: Record<string, unknown>,
  ): Promise<Page<NoticeView> & { unread: number }> {
    return this.notices.page(actor, textOf('after', query['after'], 200), limitOf(query['limit'], 100, 20))
  }

  @Allow('self.use')
  @Describe('看过的通知，记到这一条', { takes: SeenInput })
  @HttpCode(204)
  @Post('seen')
  seen(@Acting() actor: Actor, @Body() body: unknown): Promise<void> {
    return this.notices.seen(actor, parse(SeenInput, body).id)
  }
}

@Module({ controllers: [NoticesController] })
export class NoticesModule {}
