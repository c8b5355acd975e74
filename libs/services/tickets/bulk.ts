import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { Actor } from '#domain/access'
import type { BulkItemView } from '#domain/bulk-views'
import { BulkInput, type BulkItemInput } from '#domain/inputs'
import { parse } from '#domain/parse'
import { REFUSALS, Refusal } from '#domain/refusals'
import type { ActionResult } from '#domain/views'
import type { Replay } from '#data/idempotency'
import { Act } from './act'
import { Tickets } from './tickets'

/**
 * The same for many: each of them its own act, in its own transaction, under its own key. One that is refused does not stop the
 * others, and the whole sent again, after a silence or a reload, acts on none of them twice.
 */
@Injectable()
export class Bulk {
  constructor(
    private readonly act: Act,
    private readonly tickets: Tickets,
  ) {}

  async run(actor: Actor, body: unknown, key: string): Promise<BulkItemView[]> {
    const input = parse(BulkInput, body)
    if (input.action === 'urge' && !input.note)
      throw new Refusal('invalidInput', { fields: { note: ['请填写催办内容'] } })
    const results: BulkItemView[] = []
    for (const item of input.items) results.push(await this.one(actor, input, item, key))
    return results
  }

  private async one(actor: Actor, input: BulkInput, item: BulkItemInput, key: string): Promise<BulkItemView> {
    try {
      const { response } = await this.acted(actor, input, item, `${digest(key)}.${item.id}`)
      return { id: item.id, outcome: 'done', message: '', code: null, number: (response as ActionResult).number }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return refused(item.id, error)
    }
  }

  private async acted(
    actor: Actor,
    { action, note }: BulkInput,
    { id, version }: BulkItemInput,
    key: string,
  ): Promise<Replay> {
    const asking = { version, idempotencyKey: key }
    if (action === 'sign') return this.act.onAssignment(actor, id, 'sign', {}, asking)
    if (action === 'urge') return this.act.onTicket(actor, id, 'urge', { by: 'operator', note }, asking)
    return this.act.onTicket(actor, id, 'dispatch', await this.proposed(actor, id), asking)
  }

  /** Only where the catalogue is certain; anything else wants to be looked at. */
  private async proposed(actor: Actor, id: string) {
    const { certain, units } = await this.tickets.proposalFor(actor, id)
    if (!certain) throw new Refusal('notCertain')
    return { units: units.map(({ unitId, line, role }) => ({ unitId, line, role })) }
  }
}

const digest = (key: string) => createHash('sha256').update(key).digest('hex').slice(0, 40)

/** Only what was done keeps its key: one that fits no longer (another catalogue, by now) was done before. */
function refused(id: string, { code }: Refusal): BulkItemView {
  if (code === 'idempotencyMismatch') return { id, outcome: 'done', message: '此前已办理', code: null, number: null }
  return { id, outcome: code === 'stale' ? 'changed' : 'refused', message: REFUSALS[code].message, code, number: null }
}
