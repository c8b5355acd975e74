import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { Refusal } from '#domain/refusals'
import {
  ASSIGNMENT_ACTIONS,
  type AssignmentActionName,
  TICKET_ACTIONS,
  type TicketActionName,
} from '#domain/workflow/actions'
import { Acting, Allow, IdempotencyKey } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import * as views from '#platform/openapi/views'
import { Act } from '#services/tickets/act'
import { idOf, versionOf } from '../query'
import { ASSIGNMENT_RULES, TICKET_RULES } from './rules'

/** An address of its own in the document for every action somebody may take. */
const described = (actions: Record<string, { label: string; by: string; needs: new () => object }>) =>
  Object.fromEntries(
    Object.entries(actions)
      .filter(([, { by }]) => by !== 'system')
      .map(([name, { label, needs }]) => [name, { summary: label, takes: needs }]),
  )

/** Every action of the workflow tables; who may do which is said there and checked under the ticket's lock. */
@Controller('api/v1')
export class ActionsController {
  constructor(private readonly act: Act) {}

  @Allow('ticket.see-all', 'ticket.see-unit')
  @Describe('工单动作', {
    answers: views.ActionResult,
    versioned: true,
    refuses: TICKET_RULES,
    each: { parameter: 'action', of: described(TICKET_ACTIONS) },
  })
  @HttpCode(200)
  @Post('tickets/:id/actions/:action')
  async onTicket(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Headers('if-match') version: string | undefined,
    @Param('id') id: string,
    @Param('action') action: string,
    @Body() body: unknown,
  ): Promise<unknown> {
    if (!Object.hasOwn(TICKET_ACTIONS, action)) throw new Refusal('notFound')
    const asking = { version: versionOf(version), idempotencyKey }
    return (await this.act.onTicket(actor, idOf(id), action as TicketActionName, body, asking)).response
  }

  @Allow('assignment.handle', 'ticket.see-all')
  @Describe('承办动作', {
    answers: views.ActionResult,
    versioned: true,
    refuses: ASSIGNMENT_RULES,
    each: { parameter: 'action', of: described(ASSIGNMENT_ACTIONS) },
  })
  @HttpCode(200)
  @Post('assignments/:id/actions/:action')
  async onAssignment(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Headers('if-match') version: string | undefined,
    @Param('id') id: string,
    @Param('action') action: string,
    @Body() body: unknown,
  ): Promise<unknown> {
    if (!Object.hasOwn(ASSIGNMENT_ACTIONS, action)) throw new Refusal('notFound')
    const asking = { version: versionOf(version), idempotencyKey }
    return (await this.act.onAssignment(actor, idOf(id), action as AssignmentActionName, body, asking)).response
  }
}
