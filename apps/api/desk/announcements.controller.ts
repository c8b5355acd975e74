import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import type { Actor } from '#domain/access'
import type { AnnouncementView, ReaderView } from '#domain/desk-views'
import { AnnouncementInput } from '#domain/inputs'
import type { Page } from '#domain/views'
import { Acting, Allow, IdempotencyKey } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import * as views from '#platform/openapi/desk-views'
import { AFTER, limit } from '#platform/openapi/query'
import { Announcements } from '#services/desk/announcements'
import { idOf, limitOf, textOf } from '../query'

/** 公告与热点口径: published, shown while they stand, with who has read them. */
@Controller('api/v1/announcements')
export class AnnouncementsController {
  constructor(private readonly announcements: Announcements) {}

  @Allow('announcement.read')
  @Describe('公告与热点口径，新的在前', {
    answers: views.AnnouncementPage,
    query: { after: AFTER, limit: limit(100) },
    refuses: ['cursorInvalid'],
  })
  @Get()
  page(@Acting() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page<AnnouncementView>> {
    return this.announcements.page(actor, textOf('after', query['after'], 200), limitOf(query['limit']))
  }

  @Allow('announcement.read')
  @Describe('现行的公告与热点口径，急的在前', { answers: views.AnnouncementList })
  @Get('standing')
  async standing(@Acting() actor: Actor): Promise<{ items: AnnouncementView[] }> {
    return { items: await this.announcements.standing(actor) }
  }

  @Allow('announcement.publish')
  @Describe('发布公告或热点口径', {
    takes: AnnouncementInput,
    answers: views.Made,
    refuses: ['periodReversed', 'categoryUnknown', 'placeUnknown'],
  })
  @Post()
  publish(@Acting() actor: Actor, @IdempotencyKey() idempotencyKey: string, @Body() body: unknown) {
    return this.announcements.publish({ actor, idempotencyKey }, body)
  }

  @Allow('announcement.publish')
  @Describe('撤下公告或热点口径', { answers: views.Made })
  @HttpCode(200)
  @Post(':id/withdraw')
  withdraw(@Acting() actor: Actor, @IdempotencyKey() idempotencyKey: string, @Param('id') id: string) {
    return this.announcements.withdraw({ actor, idempotencyKey }, idOf(id))
  }

  @Allow('announcement.read')
  @Describe('已阅')
  @HttpCode(204)
  @Post(':id/read')
  read(@Acting() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.announcements.read(actor, idOf(id))
  }

  @Allow('announcement.publish')
  @Describe('谁已阅，谁未阅', { answers: views.ReaderList })
  @Get(':id/readers')
  async readers(@Param('id') id: string): Promise<{ items: ReaderView[] }> {
    return { items: await this.announcements.readers(idOf(id)) }
  }
}
