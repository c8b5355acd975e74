import type { Actor } from '#domain/access'
import { Refusal } from '#domain/refusals'
import type { Change } from '#domain/workflow/change'
import type { RegionRules } from '#domain/workflow/region'
import type { AssignmentFacts, ClockFacts, RunningClock, Snapshot } from '#domain/workflow/snapshot'
import { step, type Step } from '#domain/workflow/step'

interface Plan {
  at: number
  act: () => void
}

/**
 * What happens to one ticket, in order. Each step says when the next one is meant to happen; the earliest is done first,
 * and what lies beyond now has not happened yet: it stays open with its clocks running.
 */
export class Chronicle {
  readonly changes: Change[] = []
  private readonly agenda: Plan[] = []

  constructor(
    private readonly region: RegionRules,
    private readonly ids: { assignmentId: () => string; factId: () => string },
    public at: number,
  ) {}

  get snapshot(): Snapshot {
    return this.changes.at(-1)!.after
  }

  plan(at: number, act: () => void) {
    this.agenda.push({ at, act })
  }

  run(until: number): Change[] {
    for (let next = this.takeNext(); next && next.at <= until; next = this.takeNext()) {
      this.at = next.at
      next.act()
    }
    return this.changes
  }

  /** Something else may have happened since it was meant to be done: what the rules refuse by then does not happen. */
  act(actor: Actor, wanted: Step): boolean {
    try {
      this.take(step(this.snapshot, wanted, this.context(actor)))
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  }

  take(change: Change) {
    this.changes.push(change)
  }

  context(actor: Actor) {
    const { region, ids } = this
    return {
      actor,
      now: new Date(this.at),
      region,
      newAssignmentId: ids.assignmentId,
      newFactId: ids.factId,
      letter: this.letter(),
    }
  }

  /** Of its own for every letter: the ids of facts are put aside for facts, and are not enough for every action. */
  private letter(): number {
    const lived = this.changes.at(-1)?.after
    return lived ? Number(lived.ticket.id) * 8 + (lived.supervisions.length % 8) : 0
  }

  clock(kind: RunningClock, id: string | null): ClockFacts | undefined {
    const { clocks } = this.snapshot
    return clocks.findLast((clock) => clock.kind === kind && clock.assignmentId === id && !clock.stoppedAt)
  }

  assignment(id: string): AssignmentFacts {
    return this.snapshot.assignments.find((each) => each.id === id)!
  }

  private takeNext(): Plan | undefined {
    let first = 0
    for (let at = 1; at < this.agenda.length; at++) if (this.agenda[at]!.at < this.agenda[first]!.at) first = at
    return this.agenda.splice(first, 1)[0]
  }
}
