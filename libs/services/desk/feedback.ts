import { Injectable } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { can } from '#domain/access'
import { dueAt } from '#domain/clock/due'
import type { FeedbackView } from '#domain/desk-views'
import { FeedbackInput, SettleInput } from '#domain/inputs'
import { mayWrite } from '#domain/knowledge'
import { parse } from '#domain/parse'
import { Refusal } from '#domain/refusals'
import type { Page } from '#domain/views'
import type { RegionRules } from '#domain/workflow/region'
import { Database } from '#data/database'
import { type FeedbackRow, insertFeedback, lockFeedback, openFeedback, settleFeedback } from '#data/desk/feedback'
import { wordingsOf } from '#data/desk/knowledge'
import { unitsUnder } from '#data/scope'
import { KeyRing } from '#data/secrets/key-ring'
import { Committed } from '../committed'
import { type Asked, once } from '../once'
import { Region } from '../region'

/** “This answer is wrong”: to the unit that answers for it, with a day by which it is looked at. */
@Injectable()
export class Feedback {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly region: Region,
    private readonly committed: Committed,
  ) {}

  async open(actor: Actor, after: string | undefined, limit: number): Promise<Page<FeedbackView>> {
    const own = can(actor.roles, 'ticket.see-all') ? null : unitsUnder(await this.region.current(), actor.unitPath)
    const { rows, next } = await openFeedback(this.db, { own, after, limit })
    return { items: rows.map((row) => feedbackView(this.keys, actor, row)), next }
  }

  async say(asked: Asked, itemId: string, body: unknown): Promise<{ id: string }> {
    const input = parse(FeedbackInput, body)
    const region = await this.region.current()
    const answer = await once(this.db, asked, ['feedback', itemId, input], async (tx) => {
      const wording = (await wordingsOf(tx, itemId)).find(({ version }) => version === input.version)
      if (wording?.state !== 'published') throw new Refusal('knowledgeMoved')
      const at = new Date()
      const said = this.keys.seal(input.note, 'feedback.said')
      const { unitId, version } = wording
      const { personId } = asked.actor
      const id = await insertFeedback(tx, { itemId, version, unitId, said, at, personId, dueAt: dueFrom(region, at) })
      return { id }
    })
    this.committed.tell()
    return answer
  }

  async settle(asked: Asked, id: string, body: unknown): Promise<{ id: string }> {
    const input = parse(SettleInput, body)
    return once(this.db, asked, ['settle', id, input], async (tx) => {
      const found = await lockFeedback(tx, id)
      if (!found || !mayWrite(asked.actor, found.unitPath)) throw new Refusal('notFound')
      if (found.state !== 'open') throw new Refusal('feedbackSettled')
      const answer = this.keys.seal(input.answer, 'feedback.answer')
      const { personId } = asked.actor
      await settleFeedback(tx, { id, state: input.outcome, answer, at: new Date(), personId })
      return { id }
    })
  }
}

const WORKING_DAYS = 3

function dueFrom(region: RegionRules, at: Date): Date {
  const amount = region.settings.feedbackDays ?? WORKING_DAYS
  return dueAt(region.calendar(region.policyId, false), at, { amount, unit: 'workingDay' }).due!
}

export function feedbackView(keys: KeyRing, actor: Actor, row: FeedbackRow): FeedbackView {
  const { unitPath, said, place: _place, saidAt, dueAt: due, answer, settledAt, ...rest } = row
  return {
    ...rest,
    note: keys.open(said, 'feedback.said'),
    saidAt: saidAt.toISOString(),
    dueAt: due.toISOString(),
    answer: answer && keys.open(answer, 'feedback.answer'),
    settledAt: settledAt?.toISOString() ?? null,
    maySettle: row.state === 'open' && mayWrite(actor, unitPath),
  }
}
