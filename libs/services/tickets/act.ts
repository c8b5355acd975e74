import { Injectable } from '@nestjs/common'
import { type Actor, can, type Permission, SYSTEM } from '#domain/access'
import { localDayOf } from '#domain/local-day'
import { SplitInput } from '#domain/inputs'
import { parse } from '#domain/parse'
import { Refusal } from '#domain/refusals'
import { maySee } from '#domain/sight'
import type { ActionResult } from '#domain/views'
import {
  ASSIGNMENT_ACTIONS,
  type AssignmentActionName,
  TICKET_ACTIONS,
  type TicketActionName,
} from '#domain/workflow/actions'
import type { Change } from '#domain/workflow/change'
import { madeBy, type Step, step } from '#domain/workflow/step'
import { Database, type Tx } from '#data/database'
import { Ids } from '#data/ids'
import { findKept, type Replay, replay, requestHash } from '#data/idempotency'
import { nextLetter } from '#data/letters'
import { record } from '#data/record'
import { recordPart } from '#data/record-part'
import type { Loaded } from '#data/snapshot'
import { changedSince } from '#data/timeline'
import { KeyRing } from '#data/secrets/key-ring'
import { Committed } from '../committed'
import { claimed } from '../files/claim'
import { Region } from '../region'
import { partDemand } from './part-demand'
import { lockTogether, together } from './together'

/** How a request is told from a repeated one, and a fresh look from a stale one. */
export interface Asking {
  /** Version of the ticket the caller saw. */
  version: number
  idempotencyKey: string
}

/** The one writer: lock, decide, record, promise. Whoever else acts on the ticket at the same time waits, then is told. */
@Injectable()
export class Act {
  private readonly assignmentIds: Ids
  private readonly factIds: Ids
  private readonly ticketIds: Ids

  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly region: Region,
    private readonly committed: Committed,
  ) {
    this.assignmentIds = new Ids(db, 'assignment_id')
    this.factIds = new Ids(db, 'fact_id')
    this.ticketIds = new Ids(db, 'ticket_id')
  }

  onTicket(actor: Actor, ticketId: string, action: TicketActionName, body: unknown, asking: Asking): Promise<Replay> {
    const { by, needs } = TICKET_ACTIONS[action]
    mustBeAllowed(actor, by)
    const input = parse<object>(needs, body ?? {})
    return this.act(actor, { ticketId }, { on: 'ticket', action, input }, [ticketId, action, input], asking)
  }

  onAssignment(
    actor: Actor,
    assignmentId: string,
    action: AssignmentActionName,
    body: unknown,
    asking: Asking,
  ): Promise<Replay> {
    const { by, needs } = ASSIGNMENT_ACTIONS[action]
    mustBeAllowed(actor, by)
    const input = parse<object>(needs, body ?? {})
    const wanted: Step = { on: 'assignment', action, assignmentId, input }
    return this.act(actor, { assignmentId }, wanted, [assignmentId, action, input], asking)
  }

  /** In nobody's name: clocks and promises. Without a version, because the rules alone decide whether it still applies. */
  async asSystem(key: { ticketId: string } | { assignmentId: string }, wanted: Step, now = new Date()): Promise<void> {
    await this.act(SYSTEM, key, wanted, [], null, now)
  }

  private async act(
    actor: Actor,
    key: { ticketId: string } | { assignmentId: string },
    wanted: Step,
    request: unknown[],
    asking: Asking | null,
    now = new Date(),
  ): Promise<Replay> {
    const region = await this.region.current()
    const made = madeBy(wanted)
    const [newAssignmentId, newFactId, newTicketId] = await Promise.all([
      this.assignmentIds.reserve(made.assignments),
      this.factIds.reserve(made.facts),
      this.ticketIds.reserve(made.tickets),
    ])
    const hash = asking ? requestHash(...request) : null
    const of = { personId: actor.personId, idempotencyKey: asking?.idempotencyKey ?? null }
    const decide = async (tx: Tx, ids: readonly string[]) => {
      const locked = await lockTogether(tx, key, wanted, of, ids)
      if (!locked) throw new Refusal('notFound')
      const { loaded, others } = locked
      if (loaded.kept && hash) return replay(loaded.kept, hash)
      if (asking) await refuseStale(tx, loaded, wanted, actor, asking.version)
      const files = await claimed(tx, actor, wanted.input)
      const letter = made.letters ? { letter: await nextLetter(tx, Number(localDayOf(now).slice(0, 4))) } : {}
      const context = { actor, now, region, newAssignmentId, newFactId, newTicketId, files, ...letter }
      const snapshots = others.map(({ snapshot }) => snapshot)
      const change = step(loaded.snapshot, wanted, context, snapshots)
      const response = resultOf(change)
      const kept = asking && hash ? { key: asking.idempotencyKey, requestHash: hash, status: 200, response } : null
      await record(tx, this.keys, change, loaded.lastHash, actor.personId, kept)
      for (const beside of change.beside ?? []) {
        const { lastHash } = others.find(({ snapshot }) => snapshot.ticket.id === beside.after.ticket.id)!
        await record(tx, this.keys, beside, lastHash, actor.personId, null)
      }
      const parts = wanted.input instanceof SplitInput ? wanted.input.parts : []
      for (const [at, born] of (change.born ?? []).entries())
        await recordPart(tx, this.keys, born, partDemand(this.keys, born.after.ticket, parts[at]!), actor.personId)
      return { status: 200, response }
    }
    const work = together((ids) => this.db.transaction((tx) => decide(tx, ids)))
    const answer = await work.catch((error: unknown) => this.keyTaken(error, actor, asking, hash))
    this.committed.tell()
    return answer
  }

  /** The same key at the same moment for something else, under another lock: told like one that came later. */
  private async keyTaken(error: unknown, actor: Actor, asking: Asking | null, hash: Buffer | null): Promise<Replay> {
    const taken = (error as { constraint?: string }).constraint === 'idempotency_pkey'
    const kept = taken && asking && hash && (await findKept(this.db, actor.personId, asking.idempotencyKey, hash))
    if (!kept) throw error
    return kept
  }
}

/** Before anything is read of what was sent: whose action it is not, learns nothing of what it needs. */
function mustBeAllowed(actor: Actor, by: Permission | 'system') {
  if (by === 'system' || !can(actor.roles, by)) throw new Refusal('forbidden')
}

export function resultOf({ after: { ticket } }: Change): ActionResult {
  return { ticketId: ticket.id, number: ticket.number, version: ticket.version, state: ticket.state }
}

/**
 * Someone else was faster. What happened on a sibling's assignment does not concern an action on this one: the two units
 * of a dual dispatch work side by side.
 */
async function refuseStale(tx: Tx, { snapshot }: Loaded, wanted: Step, actor: Actor, seen: number) {
  const { ticket } = snapshot
  if (!maySee(actor, snapshot)) throw new Refusal('notFound')
  if (ticket.version === seen) return
  if (ticket.version < seen) throw new Refusal('stale', { version: ticket.version, events: [] })
  const since = await changedSince(tx, ticket, seen)
  const mine = wanted.on === 'assignment' ? wanted.assignmentId : null
  const concerning = since.filter((event) => !mine || !event.assignmentId || event.assignmentId === mine)
  if (concerning.length) throw new Refusal('stale', { version: ticket.version, events: since })
}
