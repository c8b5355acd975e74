import { Injectable } from '@nestjs/common'
import { type Actor, can } from '#domain/access'
import { DESK_ITSELF, NO_COUNTS } from '#domain/calls/figures'
import { afterTry, KEPT_MS } from '#domain/calls/missed'
import type { MissedCallView } from '#domain/calls/views'
import type { CallAct } from '#domain/calls/words'
import { ReturnTriedInput } from '#domain/inputs/calls'
import { parse } from '#domain/parse'
import { maskPhone } from '#domain/privacy/phone'
import { Refusal } from '#domain/refusals'
import type { Page } from '#domain/views'
import { DESKS, type Desk, keysOf } from '#domain/words'
import { insertAct } from '#data/calls/call-rows'
import { addCounts } from '#data/calls/figure-rows'
import { lockMissed, missedPage, type MissedRow, releaseMissed, takeMissed, triedMissed } from '#data/calls/missed-rows'
import { desksReaching } from '#data/calls/operators'
import { Database, type Tx } from '#data/database'
import { findKept, keepAnswer, requestHash } from '#data/idempotency'
import { KeyRing } from '#data/secrets/key-ring'
import { Committed } from '../committed'

/** Ringing back who could not get through: taken by one, tried up to three times, closed with what came of it. */
@Injectable()
export class MissedCalls {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly committed: Committed,
  ) {}

  async page(actor: Actor, desk: Desk | null, after: string | undefined, limit: number): Promise<Page<MissedCallView>> {
    const mine = await this.desksOf(actor)
    const desks = desk ? mine.filter((each) => each === desk) : mine
    const { rows, next } = await missedPage(this.db, desks, after, limit)
    return { items: rows.map((row) => this.view(row, actor)), next }
  }

  /** Whoever takes it is shown the number, and the trail of the call says so. What somebody took and left is free again. */
  take(actor: Actor, id: string, now = new Date()): Promise<MissedCallView> {
    return this.changed(actor, id, async (tx, task) => {
      if (task.state === 'taken' && task.takenBy === actor.personId) return
      const kept = task.state === 'taken' && now.getTime() - task.takenAt!.getTime() < KEPT_MS
      if (kept) throw new Refusal('returnTaken', { by: task.takenName })
      if (isClosed(task)) throw new Refusal('returnClosed')
      await takeMissed(tx, id, actor.personId, now)
      await this.trace(tx, task, 'returnTaken', actor, now)
    })
  }

  release(actor: Actor, id: string, now = new Date()): Promise<MissedCallView> {
    return this.changed(actor, id, async (tx, task) => {
      if (task.state !== 'taken' || task.takenBy !== actor.personId) return
      await releaseMissed(tx, id)
      await this.trace(tx, task, 'returnReleased', actor, now)
    })
  }

  /** What came of ringing back; a repeated request is answered as the first time, and counts one try. */
  async tried(actor: Actor, id: string, body: unknown, key: string, now = new Date()): Promise<MissedCallView> {
    const { reached } = parse(ReturnTriedInput, body)
    const hash = requestHash('returnTried', id, reached)
    return this.changed(actor, id, async (tx, task) => {
      if (await findKept(tx, actor.personId, key, hash)) return
      if (isClosed(task)) throw new Refusal('returnClosed')
      if (task.state !== 'taken' || task.takenBy !== actor.personId) throw new Refusal('returnNotTaken')
      await triedMissed(tx, id, afterTry(task, reached, now), now)
      await this.trace(tx, task, 'returnTried', actor, now)
      if (reached) await this.count(tx, task, actor, now)
      await keepAnswer(tx, actor.personId, { key, requestHash: hash, status: 200, response: null })
    })
  }

  private async changed(
    actor: Actor,
    id: string,
    work: (tx: Tx, task: MissedRow) => Promise<void>,
  ): Promise<MissedCallView> {
    const desks = await this.desksOf(actor)
    const after = await this.db.transaction(async (tx) => {
      const task = await lockMissed(tx, id)
      if (!task || !desks.includes(task.desk)) throw new Refusal('notFound')
      await work(tx, task)
      return (await lockMissed(tx, id))!
    })
    this.committed.tell()
    return this.view(after, actor)
  }

  /** An operator's own desks; all of them for who looks after the desks. */
  private async desksOf(actor: Actor): Promise<Desk[]> {
    return can(actor.roles, 'call.figures') ? keysOf(DESKS) : desksReaching(this.db, actor.personId)
  }

  private trace(tx: Tx, { callId }: MissedRow, kind: CallAct, { personId }: Actor, at: Date): Promise<void> {
    return insertAct(tx, { callId, kind, at, personId })
  }

  private count(tx: Tx, { desk }: MissedRow, { personId }: Actor, at: Date): Promise<void> {
    const returned = { ...NO_COUNTS, returned: 1 }
    return addCounts(tx, desk, at, new Map([[DESK_ITSELF, returned], [personId, returned]])) // prettier-ignore
  }

  private view(row: MissedRow, { personId }: Actor): MissedCallView {
    const number = row.numberSealed ? this.keys.open(row.numberSealed, 'call.number') : null
    const mine = row.state === 'taken' && row.takenBy === personId
    return {
      id: row.id,
      desk: row.desk,
      number: number ? maskPhone(number) : '（已删除）',
      phone: mine ? number : null,
      missed: row.missed,
      state: row.state,
      tries: row.tries,
      takenBy: row.state === 'taken' ? row.takenName : null,
      mine,
      madeAt: row.madeAt.toISOString(),
      dueAt: row.dueAt.toISOString(),
    }
  }
}

const isClosed = ({ state }: MissedRow) => state !== 'waiting' && state !== 'taken'
