import { Controller, Get, Query } from '@nestjs/common'
import type { AuditView, Page } from '#domain/views'
import { keysOf } from '#domain/words'
import { AUDIT_KINDS } from '#data/people/audit'
import { Allow } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import { AFTER, limit, oneWord } from '#platform/openapi/query'
import * as views from '#platform/openapi/views'
import { Audit } from '#services/people/audit'
import { limitOf, oneOf, textOf, timeOf, wholeOf } from '../query'

const MOMENT = { type: 'string', format: 'date-time' }

@Allow('audit.read')
@Controller('api/v1/audit')
export class AuditController {
  constructor(private readonly audit: Audit) {}

  @Describe('审计记录，新的在前', {
    answers: views.AuditPage,
    query: {
      kind: oneWord(keysOf(AUDIT_KINDS)),
      person: { type: 'integer', minimum: 1 },
      from: MOMENT,
      to: MOMENT,
      after: AFTER,
      limit: limit(100),
    },
    refuses: ['cursorInvalid'],
  })
  @Get()
  page(@Query() query: Record<string, unknown>): Promise<Page<AuditView>> {
    return this.audit.page({
      kind: query['kind'] ? oneOf('kind', query['kind'], keysOf(AUDIT_KINDS)) : null,
      personId: wholeOf('person', query['person'], 0) || null,
      from: timeOf('from', query['from']),
      to: timeOf('to', query['to']),
      after: textOf('after', query['after'], 200),
      limit: limitOf(query['limit']),
    })
  }
}
