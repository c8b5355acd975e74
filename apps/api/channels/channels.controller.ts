import { Body, Controller, HttpCode, Module, Param, Post, Req } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { ReceiptInput } from '#domain/inputs/messages'
import { Public } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import { Receipts } from '#services/messages/receipts'

/** Where gateways report back. Open to everybody, heard only with a signature; docs/gateways.md has the wire format. */
@Controller('api/v1/channels')
export class ChannelsController {
  constructor(private readonly receipts: Receipts) {}

  @Public()
  @Describe('通道回执（须签名）', { takes: ReceiptInput, refuses: ['signatureWrong'] })
  @HttpCode(204)
  @Post(':channel/receipts')
  receipt(@Param('channel') channel: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<void> {
    const signed = request.headers['x-jiban-signature']
    return this.receipts.take(channel, request.rawBody ?? '', typeof signed === 'string' ? signed : undefined, body)
  }
}

@Module({ controllers: [ChannelsController] })
export class ChannelsModule {}
