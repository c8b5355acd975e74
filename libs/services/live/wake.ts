import { Injectable } from '@nestjs/common'
import { Database } from '#data/database'
import { Committed } from '../committed'

export const WAKE_CHANNEL = 'jiban_wake'

/** However much a process writes, it notifies at most this often. */
const BATCH_MS = 20

/**
 * After a commit of this process every other process is woken within a batch. The notification is a statement of its own,
 * outside the writing transaction: a commit that carries one takes a lock the whole cluster shares, and all writers queue
 * behind one another (docs/decisions/0006-live.md). One that fails is not missed: everyone polls as well.
 */
@Injectable()
export class WakeOthers {
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly db: Database,
    committed: Committed,
  ) {
    committed.onCommit(() => (this.timer ??= setTimeout(() => this.notify(), BATCH_MS)))
  }

  /** The second channel is the job engine's own. */
  private notify() {
    this.timer = undefined
    this.db
      .query(`SELECT pg_notify($1, ''), pg_notify('jobs:insert', '{"count":1}')`, [WAKE_CHANNEL], 'wake')
      .catch(() => undefined)
  }
}
