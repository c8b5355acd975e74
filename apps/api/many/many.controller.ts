import { Body, Controller, HttpCode, Module, Post, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#domain/access'
import type { BulkItemView } from '#domain/bulk-views'
import { BulkInput, ExportInput } from '#domain/inputs'
import { Acting, Allow, IdempotencyKey } from '#platform/guard'
import { BulkResult } from '#platform/openapi/bulk-views'
import { Describe } from '#platform/openapi/describe'
import { Exports } from '#services/exports/exports'
import { Bulk } from '#services/tickets/bulk'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The same for many tickets, and many tickets as a file. */
@Controller('api/v1')
export class ManyController {
  constructor(
    private readonly bulk: Bulk,
    private readonly exports: Exports,
  ) {}

  @Allow('ticket.dispatch', 'assignment.handle', 'ticket.register')
  @Describe('批量派单、签收、催办，逐件给出结果', { takes: BulkInput, answers: BulkResult })
  @HttpCode(200)
  @Post('bulk')
  async run(
    @Acting() actor: Actor,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<{ items: BulkItemView[] }> {
    return { items: await this.bulk.run(actor, body, key) }
  }

  @Allow('ticket.export')
  @Describe('导出工单列表（脱敏）', { takes: ExportInput, media: ['text/csv', XLSX], refuses: ['searchEmpty'] })
  @HttpCode(200)
  @Post('exports')
  async export(
    @Acting() actor: Actor,
    @Req() { id: requestId }: FastifyRequest,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { stream, type, name } = await this.exports.export(actor, body, requestId)
    reply.header('Content-Type', type).header('Content-Disposition', `attachment; filename="${name}"`)
    await reply.send(stream)
  }
}

@Module({ controllers: [ManyController] })
export class ManyModule {}
