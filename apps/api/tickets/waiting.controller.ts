import { Controller, Get, Query } from '@nestjs/common'
import type { Actor } from '#domain/access'
import type { Page, RequestRow, SupervisionRow } from '#domain/views'
import { Acting, Allow } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import { AFTER, limit } from '#platform/openapi/query'
import * as views from '#platform/openapi/views'
import { Waiting } from '#services/tickets/waiting'
import { limitOf, textOf } from '../query'

/** What waits for somebody; decided and answered by the actions of the ticket. */
@Controller('api/v1')
export class WaitingController {
  constructor(private readonly waiting: Waiting) {}

  @Allow('request.decide')
  @Describe('待我审批的申请', {
    answers: views.RequestPage,
    query: { after: AFTER, limit: limit(100) },
    refuses: ['cursorInvalid'],
  })
  @Get('requests')
  requests(@Acting() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page<RequestRow>> {
    return this.waiting.requests(actor, textOf('after', query['after'], 200), limitOf(query['limit']))
  }

  @Allow('ticket.see-all', 'assignment.handle')
  @Describe('未办结的督办与批示', {
    answers: views.SupervisionPage,
    query: { after: AFTER, limit: limit(100) },
    refuses: ['cursorInvalid'],
  })
  @Get('supervisions')
  supervisions(@Acting() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page<SupervisionRow>> {
    return this.waiting.supervisions(actor, textOf('after', query['after'], 200), limitOf(query['limit']))
  }
}
