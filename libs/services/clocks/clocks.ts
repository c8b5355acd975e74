import { Injectable } from '@nestjs/common'
import { Database } from '#data/database'
import { BATCH, oldestDue, takeDueClocks } from '#data/due-clocks'
import { Refusal } from '#domain/refusals'
import type { Step } from '#domain/workflow/step'
import { enqueue } from '#data/jobs'
import { readTicket } from '#data/snapshot'
import { archiveAt } from '#domain/workflow/outcomes'
import { Committed } from '../committed'
import { Region } from '../region'
import { Act } from '../tickets/act'

/** What happens because time passes. */
@Injectable()
export class Clocks {
  /** How late the latest clock of the last look was noticed, in seconds. */
  lateness = 0

  constructor(
    private readonly db: Database,
    private readonly act: Act,
    private readonly committed: Committed,
    private readonly region: Region,
  ) {}

  /** Moves every clock that has reached its next level; answers how many. */
  async remind(now = new Date()): Promise<number> {
    let [all, latest] = [0, 0]
    for (let full = true; full;) {
      const { moved, latenessMs } = await takeDueClocks(this.db, now)
      if (moved) this.committed.tell()
      all += moved
      latest = Math.max(latest, latenessMs)
      full = moved === BATCH
    }
    this.lateness = latest / 1000
    return all
  }

  /** Seconds for which the oldest due clock has gone unnoticed. */
  overdue(): Promise<number> {
    return oldestDue(this.db)
  }

  /** At the sign limit. Whoever was faster, the unit or another worker, leaves nothing to do. */
  autoSign(assignmentId: string): Promise<void> {
    const wanted = { on: 'assignment', action: 'autoSign', assignmentId, input: {} } as const
    return this.unlessDone({ assignmentId }, wanted)
  }

  /** One rung further, if it is still overdue. */
  escalate(ticketId: string): Promise<void> {
    return this.unlessDone({ ticketId }, { on: 'ticket', action: 'escalate', input: {} })
  }

  /** So long after its last closing; what is still to be uploaded keeps it for another day. */
  async archive(ticketId: string, now = new Date()): Promise<void> {
    const ticket = (await readTicket(this.db, { ticketId }))?.snapshot.ticket
    if (ticket?.state !== 'closed') return
    const at = archiveAt(ticket.closedAt!, (await this.region.current()).settings)
    // Closed again since this was promised: that closing promised its own.
    if (at > now) return
    try {
      await this.act.asSystem({ ticketId }, { on: 'ticket', action: 'archive', input: {} }, now)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.code === 'uploadOpen')
        await enqueue(this.db, 'archive', { ticketId }, { runAt: new Date(now.getTime() + 86_400_000) })
      else if (!['notNow', 'notFound'].includes(error.code)) throw error
    }
  }

  private async unlessDone(key: { ticketId: string } | { assignmentId: string }, wanted: Step): Promise<void> {
    try {
      await this.act.asSystem(key, wanted)
    } catch (error) {
      if (!(error instanceof Refusal && ['notNow', 'notFound', 'merged'].includes(error.code))) throw error
    }
  }
}
