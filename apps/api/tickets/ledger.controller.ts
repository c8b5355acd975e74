import { Controller, Get, Query } from '@nestjs/common'
import { shownNumber } from '#domain/numbers'
import type { LedgerItem, Page } from '#domain/views'
import { SHELVE_REASONS, type ShelveReason } from '#domain/words'
import { Database } from '#data/database'
import { ledgerPage } from '#data/ledger'
import { Public } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import { AFTER, limit } from '#platform/openapi/query'
import * as views from '#platform/openapi/views'
import { limitOf, textOf } from '../query'

/** 挂账台账, for everybody: no personal data, no words of anybody. */
@Controller('api/v1')
export class LedgerController {
  constructor(private readonly db: Database) {}

  @Public()
  @Describe('挂账台账', {
    answers: views.LedgerPage,
    query: { after: AFTER, limit: limit(100) },
    refuses: ['cursorInvalid'],
  })
  @Get('ledger')
  async ledger(@Query() query: Record<string, unknown>): Promise<Page<LedgerItem>> {
    const { items, next } = await ledgerPage(this.db, textOf('after', query['after'], 200), limitOf(query['limit']))
    return {
      items: items.map(({ id: _id, number, reason, since, ...row }) => ({
        ...row,
        shownNumber: shownNumber(number),
        reason: SHELVE_REASONS[reason as ShelveReason] ?? '',
        since: since.toISOString(),
      })),
      next,
    }
  }
}
