import { Injectable } from '@nestjs/common'
import type { Actor } from '#domain/access'
import type { MoveView, PreviewView } from '#domain/clock-views'
import { shownNumber } from '#domain/numbers'
import { Refusal } from '#domain/refusals'
import { withContent } from '#domain/rules/change'
import { MOVE_REASONS } from '#domain/rules/words'
import type { Page } from '#domain/views'
import { CLOCK_KINDS } from '#domain/words'
import { type Move, type Recount, recount, type RecomputeInput } from '#domain/workflow/recompute'
import type { RegionRules } from '#domain/workflow/region'
import type { Snapshot } from '#domain/workflow/snapshot'
import { Database } from '#data/database'
import * as data from '#data/recalculation'
import { findChange } from '#data/rule-changes'
import { Region } from '../region'
import { Act } from '../tickets/act'
import { moveView } from './rule-views'
import { maySeeMoves, Rules } from './rules'

const BATCH = 200
const PREVIEWED = 2_000
const SHOWN = 100

/**
 * Counts the limits of open tickets anew after the rules have changed: stretch by stretch, each ticket its own act with its own
 * event, never one long lock. After a death it goes on from where it was; what has been moved is not moved again.
 */
@Injectable()
export class Recalculation {
  constructor(
    private readonly db: Database,
    private readonly region: Region,
    private readonly rules: Rules,
    private readonly act: Act,
  ) {}

  async run(changeId: number, now = new Date()): Promise<void> {
    const [change, progress] = await Promise.all([findChange(this.db, changeId), data.progressOf(this.db, changeId)])
    if (!change || change.state !== 'inForce' || !progress || progress.finishedAt) return
    const region = await this.region.fresh()
    const { kind: of, before, openToo } = change
    const earlier = before && of !== 'policy' ? withContent(region, of, before) : region
    const input: RecomputeInput = { changeId, of, earlier, openToo }
    for (let after = progress.afterId, more = true; more;) {
      const found = await data.openTicketsAfter(this.db, after, BATCH)
      more = found.length === BATCH
      if (!found.length) break
      const kept: { ticketId: string; move: Move }[] = []
      for (const { snapshot } of found) {
        const counted = recount(snapshot, input, region, now)
        kept.push(...counted.kept.map((move) => ({ ticketId: snapshot.ticket.id, move })))
        if (concerns(counted, snapshot)) await this.move(snapshot.ticket.id, input)
      }
      if (kept.length) await data.keepMoves(this.db, changeId, kept, now)
      after = found.at(-1)!.snapshot.ticket.id
      await data.cameTo(this.db, changeId, after, found.length)
    }
    await data.finishRecalculation(this.db, changeId, new Date())
  }

  /** Somebody may have closed it, or another worker moved it, since it was looked at. */
  private async move(ticketId: string, input: RecomputeInput) {
    try {
      await this.act.asSystem({ ticketId }, { on: 'ticket', action: 'recompute', input })
    } catch (error) {
      if (!(error instanceof Refusal && ['notNow', 'notFound'].includes(error.code))) throw error
    }
  }

  /** Which open tickets would be due how, the oldest first; nothing is written. */
  async preview(actor: Actor, body: unknown, now = new Date()): Promise<PreviewView> {
    const { input, content, region } = await this.rules.checked(body)
    const later = withContent(region, input.kind, content, NOT_STORED)
    const change = { of: input.kind, earlier: region, openToo: input.openToo ?? false }
    const view: PreviewView = { looked: 0, more: false, moved: 0, kept: 0, tickets: 0, items: [] }
    for (let after = '0', more = true; more && view.looked < PREVIEWED;) {
      const found = await data.openTicketsAfter(this.db, after, BATCH)
      for (const { snapshot } of found) add(view, snapshot, recount(snapshot, change, later, now), later)
      view.looked += found.length
      after = found.at(-1)?.snapshot.ticket.id ?? after
      view.more = more = found.length === BATCH
    }
    return maySeeMoves(actor) ? view : { ...view, items: [] }
  }

  async moves(changeId: number, after: string | undefined, limit: number): Promise<Page<MoveView>> {
    if (!(await findChange(this.db, changeId))) throw new Refusal('notFound')
    const { items, next } = await data.movesPage(this.db, changeId, after, limit)
    return { items: items.map(moveView), next }
  }
}

/** The number a policy has while it is only looked at. */
const NOT_STORED = -1

const concerns = ({ clocks, windows, policyId }: Recount, { ticket }: Snapshot) =>
  clocks.length > 0 || windows.length > 0 || policyId !== ticket.policyId

function add(view: PreviewView, { ticket, assignments }: Snapshot, found: Recount, region: RegionRules) {
  view.moved += found.moved.length
  view.kept += found.kept.length
  if (found.moved.length) view.tickets++
  for (const { kind, assignmentId, round, from, to, why } of [...found.moved, ...found.kept]) {
    if (view.items.length >= SHOWN) return
    const unitId = assignments.find(({ id }) => id === assignmentId)?.unitId
    view.items.push({
      id: `${ticket.id}-${kind}-${assignmentId ?? ''}-${round}`,
      ticketId: ticket.id,
      shownNumber: shownNumber(ticket.number, ticket.redoCount),
      limit: CLOCK_KINDS[kind],
      unitName: unitId === undefined ? null : (region.units.get(unitId)?.name ?? null),
      moved: from.getTime() !== to.getTime(),
      from: from.toISOString(),
      to: to.toISOString(),
      why: MOVE_REASONS[why],
    })
  }
}
