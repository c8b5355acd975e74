import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { TelephonyEventInput } from '#domain/inputs/calls'
import type { CallHeard, CallSeen } from '#domain/calls/views'
import { Refusal } from '#domain/refusals'
import { Public } from '#platform/guard'
import * as views from '#platform/openapi/call-views'
import { Describe } from '#platform/openapi/describe'
import { Partners } from '#services/calls/partners'
import { Telephony } from '#services/calls/telephony'

/** The door of telephone systems. No session: each request is signed with the partner's secret (docs/telephony.md). */
@Controller('api/v1/telephony')
export class TelephonyController {
  constructor(
    private readonly partners: Partners,
    private readonly telephony: Telephony,
  ) {}

  @Public()
  @Describe('话务事件：电话系统报告一通来电的变化', {
    takes: TelephonyEventInput,
    answers: views.CallHeard,
    refuses: ['signatureInvalid'],
  })
  @HttpCode(200)
  @Post('events')
  async tell(@Req() request: FastifyRequest, @Body() body: unknown): Promise<CallHeard> {
    return this.telephony.tell(this.partners.telephoneOf(request), body)
  }

  @Public()
  @Describe('一通来电现在的状态，以及由谁接听', { answers: views.CallSeen, refuses: ['signatureInvalid'] })
  @Get('calls/:ref')
  async seen(@Req() request: FastifyRequest, @Param('ref') ref: string): Promise<CallSeen> {
    const partner = this.partners.telephoneOf(request)
    if (ref.length > 64) throw new Refusal('notFound')
    return this.telephony.seen(partner, ref)
  }
}
