import { Controller, Get, Module, Query } from '@nestjs/common'
import type { Actor } from '#domain/access'
import type { RequesterMatch } from '#domain/views'
import { Acting, Allow } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import { words } from '#platform/openapi/query'
import * as views from '#platform/openapi/views'
import { Requesters } from '#services/requesters/requesters'
import { textOf } from '../query'

/** Who calls, while the call is on. */
@Controller('api/v1/requesters')
export class RequestersController {
  constructor(private readonly requesters: Requesters) {}

  @Allow('ticket.register')
  @Describe('此电话或此企业以前的工单', {
    answers: views.RequesterMatches,
    query: { phone: words(40), creditCode: words(40) },
    refuses: ['phoneInvalid', 'creditCodeInvalid'],
  })
  @Get()
  async find(
    @Acting() actor: Actor,
    @Query('phone') phone: unknown,
    @Query('creditCode') creditCode: unknown,
  ): Promise<{ items: RequesterMatch[] }> {
    const asked = { phone: textOf('phone', phone, 40), creditCode: textOf('creditCode', creditCode, 40) }
    return { items: await this.requesters.find(actor, asked) }
  }
}

@Module({ controllers: [RequestersController] })
export class RequestersModule {}
