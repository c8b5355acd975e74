import { Injectable } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { shownNumber } from '#domain/numbers'
import type { Page, RequestRow, SupervisionRow } from '#domain/views'
import type { RegionRules } from '#domain/workflow/region'
import { stepsOf } from '#domain/workflow/decide'
import { stagesOf } from '#domain/workflow/requests'
import { Database } from '#data/database'
import { scopeOf } from '#data/scope'
import { type OpenRequest, type OpenSupervision, openRequests, openSupervisions } from '#data/waiting'
import { Region } from '../region'
import { reasonWords, timeWords } from './view-beside'

/** What waits for this person's decision, and what waits for an answer. No words of anybody: those are on the ticket's page. */
@Injectable()
export class Waiting {
  constructor(
    private readonly db: Database,
    private readonly region: Region,
  ) {}

  async requests(actor: Actor, after: string | undefined, limit: number): Promise<Page<RequestRow>> {
    const region = await this.region.current()
    const scope = scopeOf(actor, region)
    const { personId, unitPath } = actor
    const found = await openRequests(this.db, { scope, stages: stagesOf(actor), personId, unitPath, after, limit })
    return { ...found, items: found.items.map(requestRow(region)) }
  }

  async supervisions(actor: Actor, after: string | undefined, limit: number): Promise<Page<SupervisionRow>> {
    const scope = scopeOf(actor, await this.region.current())
    const found = await openSupervisions(this.db, { scope, after, limit })
    return { ...found, items: found.items.map(supervisionRow) }
  }
}

const requestRow =
  (region: RegionRules) =>
  ({ redoCount, amountUnit, place: _place, ...row }: OpenRequest): RequestRow => {
    return {
      ...row,
      shownNumber: shownNumber(row.number, redoCount),
      steps: stepsOf(row, region),
      reason: reasonWords(row),
      amount: timeWords(row.amount, amountUnit),
      askedAt: row.askedAt.toISOString(),
      dueAt: row.dueAt?.toISOString() ?? null,
      yellowAt: row.yellowAt?.toISOString() ?? null,
    }
  }

function supervisionRow({ redoCount, place: _place, ...row }: OpenSupervision): SupervisionRow {
  return {
    ...row,
    shownNumber: shownNumber(row.number, redoCount),
    issuedAt: row.issuedAt.toISOString(),
    answerBy: row.answerBy.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
  }
}
