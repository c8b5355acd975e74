import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { TurnInput } from '#domain/inputs'
import type { TurnState } from '#domain/words/desk'
import { Public } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import * as views from '#platform/openapi/desk-views'
import { Partners } from '#services/calls/partners'
import { Turns } from '#services/tickets/turns'

/** The door of those who took a call over. No session: each report is signed with the partner's secret (docs/hand-overs.md says how). */
@Controller('api/v1/hand-overs')
export class TurnsController {
  constructor(
    private readonly partners: Partners,
    private readonly turns: Turns,
  ) {}

  @Public()
  @Describe('交转结果：对方报告一件交转的办理情况', {
    takes: TurnInput,
    answers: views.TurnReported,
    refuses: ['signatureInvalid', 'notNow', 'turnPast'],
  })
  @HttpCode(200)
  @Post(':number/status')
  async report(
    @Req() request: FastifyRequest,
    @Param('number') number: string,
    @Body() body: unknown,
  ): Promise<{ state: TurnState }> {
    return this.turns.report(this.partners.handOverOf(request), number, body)
  }
}
