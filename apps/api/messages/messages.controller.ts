import { Body, Controller, Get, HttpCode, Module, Param, Post, Put, Query, Req } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '#domain/access'
import { OptOutInput, RetryInput } from '#domain/inputs/messages'
import { DELIVERY_STATES, MESSAGE_CHANNELS } from '#domain/messages/kinds'
import { parse } from '#domain/parse'
import type { DeliveryPage, EachDone, TicketMessages, UploadPage } from '#domain/views'
import { keysOf, UPLOAD_STATES } from '#domain/words'
import { Acting, Allow } from '#platform/guard'
import { Metrics } from '#platform/metrics'
import { Describe } from '#platform/openapi/describe'
import { AFTER, limit, oneWord } from '#platform/openapi/query'
import * as views from '#platform/openapi/views'
import { Deliveries } from '#services/messages/deliveries'
import { RemindersController } from './reminders.controller'
import { idOf, limitOf, oneOf, textOf } from '../query'

/** What requesters were told, ticket by ticket and all together. */
@Controller('api/v1')
export class MessagesController {
  constructor(
    private readonly deliveries: Deliveries,
    metrics: Metrics,
  ) {
    metrics.gauge('jiban_message_age_seconds', 'How long the oldest message that could leave has waited', () =>
      deliveries.waiting(),
    )
  }

  @Allow('ticket.see-all', 'ticket.see-unit')
  @Describe('诉求人收到的告知', { answers: views.TicketMessages })
  @Get('tickets/:id/messages')
  ofTicket(@Acting() actor: Actor, @Param('id') id: string): Promise<TicketMessages> {
    return this.deliveries.ofTicket(actor, idOf(id))
  }

  @Allow('ticket.register')
  @Describe('诉求人退订或恢复告知', { takes: OptOutInput, refuses: ['notNow'] })
  @HttpCode(204)
  @Put('tickets/:id/opt-out')
  optOut(@Acting() actor: Actor, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    return this.deliveries.optOut(actor, idOf(id), parse(OptOutInput, body).out)
  }

  @Allow('message.manage')
  @Describe('全部告知，按状态', {
    answers: views.DeliveryPage,
    query: {
      state: oneWord(keysOf(DELIVERY_STATES)),
      channel: oneWord(keysOf(MESSAGE_CHANNELS)),
      after: AFTER,
      limit: limit(100),
    },
    refuses: ['cursorInvalid'],
  })
  @Get('deliveries')
  page(@Query() query: Record<string, unknown>): Promise<DeliveryPage> {
    const channel = query['channel'] ? oneOf('channel', query['channel'], keysOf(MESSAGE_CHANNELS)) : null
    return this.deliveries.page({
      state: oneOf('state', query['state'], keysOf(DELIVERY_STATES), 'failed'),
      channel,
      after: textOf('after', query['after'], 200),
      limit: limitOf(query['limit']),
    })
  }

  @Allow('message.manage')
  @Describe('答复上传，按状态', {
    answers: views.UploadPage,
    query: { state: oneWord(keysOf(UPLOAD_STATES)), after: AFTER, limit: limit(100) },
    refuses: ['cursorInvalid'],
  })
  @Get('uploads')
  uploads(@Query() query: Record<string, unknown>): Promise<UploadPage> {
    const state = oneOf('state', query['state'], keysOf(UPLOAD_STATES), 'refused')
    return this.deliveries.uploadPage(state, textOf('after', query['after'], 200), limitOf(query['limit']))
  }

  @Allow('message.manage')
  @Describe('重新发送，逐条给出结果', { takes: RetryInput, answers: views.EachDone })
  @HttpCode(200)
  @Post('deliveries/retry')
  retry(@Acting() actor: Actor, @Body() body: unknown, @Req() request: FastifyRequest): Promise<EachDone> {
    return this.deliveries.retry(actor, body, request.id)
  }

  @Allow('ticket.register')
  @Describe('已口头告知', { refuses: ['notNow'] })
  @HttpCode(204)
  @Post('deliveries/:id/told')
  told(@Acting() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.deliveries.told(actor, idOf(id))
  }
}

@Module({ controllers: [MessagesController, RemindersController] })
export class MessagesModule {}
