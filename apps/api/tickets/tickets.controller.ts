import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#domain/access'
import { can } from '#domain/access'
import { ProposalInput, RegisterInput, RevealInput } from '#domain/inputs'
import { Refusal } from '#domain/refusals'
import type { DeadlineView } from '#domain/clock-views'
import type { EventView, Proposal, RevealView, TicketView } from '#domain/views'
import { TICKET_STATES, keysOf } from '#domain/words'
import { CALL_QUEUES, isCallQueue } from '#data/callback-queue'
import { QUEUES } from '#data/queues'
import { WATCHED } from '#data/watched'
import { Acting, Allow, IdempotencyKey } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import { AFTER, limit, oneWord, someWords, words } from '#platform/openapi/query'
import { DeadlineList } from '#platform/openapi/clock-views'
import * as views from '#platform/openapi/views'
import { Intake } from '#services/tickets/intake'
import { Reveals } from '#services/tickets/reveals'
import { Tickets } from '#services/tickets/tickets'
import { idOf, limitOf, oneOf, someOf, textOf, wholeOf } from '../query'
import { INTAKE_RULES } from './rules'

const ALL_QUEUES = [...QUEUES, ...WATCHED, ...CALL_QUEUES] as const
const INBOX_STATES = ['pending', 'signed', 'replied', 'accepted'] as const
const JSON_TEXT = 'application/json; charset=utf-8'

/** Taking in, finding and reading tickets. What can be done with one is under its actions. */
@Controller('api/v1')
export class TicketsController {
  constructor(
    private readonly intake: Intake,
    private readonly tickets: Tickets,
    private readonly reveals: Reveals,
  ) {}

  @Allow('ticket.register')
  @Describe('登记诉求', { takes: RegisterInput, answers: views.ActionResult, refuses: INTAKE_RULES })
  @Post('tickets')
  async register(
    @Acting() actor: Actor,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const { status, response } = await this.intake.register(actor, body, key)
    reply.status(status)
    return response
  }

  @Allow('ticket.see-all', 'ticket.see-unit')
  @Describe('工单列表：工作队列，或检索', {
    answers: views.QueuePage,
    query: {
      queue: oneWord(ALL_QUEUES),
      q: words(100),
      phone: words(40),
      name: words(60),
      state: someWords(keysOf(TICKET_STATES)),
      after: AFTER,
      limit: limit(100),
    },
    refuses: ['searchEmpty', 'cursorInvalid', 'phoneInvalid'],
  })
  @Header('Content-Type', JSON_TEXT)
  @Get('tickets')
  list(@Acting() actor: Actor, @Query() query: Record<string, unknown>): Promise<string> {
    const after = textOf('after', query['after'], 200)
    const limit = limitOf(query['limit'])
    const queue = query['queue'] === undefined ? null : oneOf('queue', query['queue'], ALL_QUEUES)
    if (queue && !mayAsk(actor, queue)) throw new Refusal('forbidden')
    if (queue) return this.tickets.queue(actor, queue, after, limit)
    const states = someOf('state', query['state'], keysOf(TICKET_STATES))
    const asked = { phone: textOf('phone', query['phone'], 40), name: textOf('name', query['name'], 60) }
    if ((asked.phone || asked.name) && !can(actor.roles, 'ticket.register')) throw new Refusal('forbidden')
    if (asked.phone || asked.name) return this.tickets.ofRequester(actor, asked, states, after, limit)
    return this.tickets.search(actor, textOf('q', query['q'], 100), states, after, limit)
  }

  @Allow('assignment.handle')
  @Describe('本单位待办', {
    answers: views.InboxPage,
    query: { state: oneWord(INBOX_STATES), after: AFTER, limit: limit(100) },
    refuses: ['cursorInvalid'],
  })
  @Header('Content-Type', JSON_TEXT)
  @Get('inbox')
  inbox(@Acting() actor: Actor, @Query() query: Record<string, unknown>): Promise<string> {
    const state = oneOf('state', query['state'], INBOX_STATES, 'pending')
    return this.tickets.inbox(actor, state, textOf('after', query['after'], 200), limitOf(query['limit']))
  }

  @Allow('ticket.register', 'ticket.dispatch')
  @Describe('派单建议与时限', { takes: ProposalInput, answers: views.Proposal, refuses: ['categoryUnknown'] })
  @HttpCode(200)
  @Post('proposals')
  propose(@Body() body: unknown): Promise<Proposal> {
    return this.tickets.propose(body)
  }

  @Allow('ticket.see-all', 'ticket.see-unit')
  @Describe('工单', { answers: views.TicketView })
  @Get('tickets/:id')
  ticket(@Acting() actor: Actor, @Param('id') id: string): Promise<TicketView> {
    return this.tickets.ticket(actor, idOf(id))
  }

  @Allow('ticket.see-all', 'ticket.see-unit')
  @Describe('工单经过', { answers: views.EventList, query: { after: { type: 'integer', minimum: 0 } } })
  @Get('tickets/:id/events')
  async events(
    @Acting() actor: Actor,
    @Param('id') id: string,
    @Query('after') after: unknown,
  ): Promise<{ items: EventView[] }> {
    return { items: await this.tickets.events(actor, idOf(id), wholeOf('after', after, 0)) }
  }

  @Allow('ticket.see-all', 'ticket.see-unit')
  @Describe('此工单各时限的计算依据', { answers: DeadlineList })
  @Get('tickets/:id/deadlines')
  async deadlines(@Acting() actor: Actor, @Param('id') id: string): Promise<{ items: DeadlineView[] }> {
    return { items: await this.tickets.deadlines(actor, idOf(id)) }
  }

  @Allow('ticket.dispatch')
  @Describe('此工单的派单建议', { answers: views.Proposal })
  @Get('tickets/:id/proposal')
  proposal(@Acting() actor: Actor, @Param('id') id: string): Promise<Proposal> {
    return this.tickets.proposalFor(actor, idOf(id))
  }

  @Allow('requester.reveal')
  @Describe('查看诉求人的一项信息', { takes: RevealInput, answers: views.Revealed, refuses: ['relayNeeded'] })
  @HttpCode(200)
  @Post('tickets/:id/reveal')
  reveal(
    @Acting() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() { id: requestId }: FastifyRequest,
  ): Promise<{ value: string; until: string }> {
    return this.reveals.reveal(actor, idOf(id), body, requestId)
  }

  @Allow('reveal.audit')
  @Describe('谁查看过此工单的诉求人信息', { answers: views.RevealList })
  @Get('tickets/:id/reveals')
  async revealed(@Acting() actor: Actor, @Param('id') id: string): Promise<{ items: RevealView[] }> {
    return { items: await this.reveals.of(actor, idOf(id)) }
  }
}

const mayAsk = ({ roles }: Actor, queue: string) =>
  can(roles, 'ticket.see-all') || (isCallQueue(queue) && can(roles, 'ticket.callback'))
