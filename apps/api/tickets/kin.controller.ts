import { Controller, Get, Param } from '@nestjs/common'
import type { Actor } from '#domain/access'
import type { AlikeTicket } from '#domain/views'
import { Acting, Allow } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import * as views from '#platform/openapi/views'
import { Alike } from '#services/tickets/alike'
import { idOf } from '../query'

/** Tickets that may belong together. */
@Controller('api/v1')
export class KinController {
  constructor(private readonly alike: Alike) {}

  @Allow('ticket.dispatch')
  @Describe('可能是同一事项的工单', { answers: views.AlikeList })
  @Get('tickets/:id/alike')
  async alikeTo(@Acting() actor: Actor, @Param('id') id: string): Promise<{ items: AlikeTicket[] }> {
    return { items: await this.alike.to(actor, idOf(id)) }
  }
}
