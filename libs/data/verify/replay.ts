import type { AssignmentRow, EventRow } from './read'

/** What the events say of the units that had a ticket, all of them together: what ends for one may end for those below it. */

export interface DerivedAssignment {
  line: string
  role: string
  state: string
  round: number
  dispatched_by: number
  parent_id: string | null
  signed_at: string | null
  signed_by: number | null
  signed_on_time: boolean | null
  contacted_at: string | null
  replied_at: string | null
  accepted_at: string | null
  arrived_at: string | null
  awaits_approval: boolean
}

interface Unit {
  unitId: number
  line: string
  role: string
}
const BEGINS = ['dispatch', 'addUnit', 'redispatch', 'rule', 'conclude', 'delegate', 'whistle']
const RULES = ['rule', 'conclude']
/** What stood will not be taken up again. */
const RESTED = ['joinCallback', 'retract', 'close']
const OPEN = ['pending', 'signed', 'replied']

export class Replay {
  readonly assignments = new Map<string, DerivedAssignment>()
  /** How the replies of an assignment stand, in the order they were given. */
  readonly replies = new Map<string, string[]>()
  /** When an assignment ended without having been done. */
  readonly released = new Map<string, string>()
  /** When the clock of the replies stopped, by round; null while it runs. */
  readonly stopped = new Map<number, string | null>()
  /** Units the log gives the ticket to, and no row does. */
  readonly missing: string[] = []
  private readonly requests = new Map<string, string>()
  private round = 1
  private resting: string[] = []
  private rests = false

  constructor(
    private readonly rows: AssignmentRow[],
    events: EventRow[],
  ) {
    for (const event of events) this.take(event)
  }

  get owing(): boolean {
    return [...this.assignments.values()].some(
      ({ role, state, parent_id }) => role !== 'copy' && !parent_id && ['pending', 'signed'].includes(state),
    )
  }

  /** Every needed reply is in, somebody leads, and nothing is asked for that is not decided. */
  get ready(): boolean {
    const led = [...this.assignments.values()].some(({ role, state }) => role === 'lead' && state === 'replied')
    return led && !this.owing && this.requests.size === 0
  }

  private take(event: EventRow) {
    const { kind, at, data, assignment_id } = event
    if (kind === 'redo' || kind === 'reopen') this.again()
    if (RULES.includes(kind)) this.rule(data['units'] as Unit[], at)
    if (BEGINS.includes(kind)) this.begin(event)
    if (RULES.includes(kind) && this.owing && this.stopped.has(this.round)) this.stopped.set(this.round, null)
    const own = assignment_id ? this.assignments.get(assignment_id) : undefined
    if (own) this.act(own, event)
    if (['return', 'extend', 'shelve', 'askComplex'].includes(kind))
      this.requests.set(String(data['requestId']), assignment_id!)
    if (kind === 'reject' || (kind === 'approve' && (data['of'] !== 'shelve' || (data['last'] ?? data['step'] === 3))))
      this.requests.delete(String(data['requestId']))
    this.end(event)
    this.rest(event)
    this.judge(event)
  }

  private begin({ kind, at, data, person_id, assignment_id }: EventRow) {
    const units =
      kind === 'delegate' ? [{ unitId: data['unitId'], line: '', role: 'assist' }] : (data['units'] as Unit[])
    if (kind === 'dispatch') this.stopped.set(this.round, null)
    for (const { unitId, line, role } of units) {
      const row = this.rows.find(
        (each) => each.dispatched_at === at && each.unit_id === unitId && !this.assignments.has(each.id),
      )
      if (!row) {
        if (!RULES.includes(kind) || !this.stands(unitId)) this.missing.push(`${unitId} ${at}`)
        continue
      }
      const parent_id = kind === 'delegate' ? assignment_id : null
      this.assignments.set(row.id, { line: line || this.assignments.get(assignment_id!)?.line || row.line, role, state: 'pending', round: this.round, dispatched_by: person_id, parent_id, signed_at: null, signed_by: null, signed_on_time: null, contacted_at: null, replied_at: null, accepted_at: null, arrived_at: null, awaits_approval: false }) // prettier-ignore
      this.replies.set(row.id, [])
    }
  }

  /** Has it already: a ruling leaves it there. */
  private stands(unitId: unknown): boolean {
    return this.rows.some(
      ({ id, unit_id }) => unit_id === unitId && OPEN.includes(this.assignments.get(id)?.state ?? ''),
    )
  }

  private act(own: DerivedAssignment, { kind, at, data, person_id, assignment_id }: EventRow) {
    const replies = this.replies.get(assignment_id!)!
    if (kind === 'sign' || kind === 'autoSign')
      Object.assign(own, { state: 'signed', signed_at: at, signed_by: person_id, signed_on_time: data['onTime'] })
    if (kind === 'contact' || kind === 'relay') own.contacted_at ??= at
    if (kind === 'arrive') own.arrived_at = at
    if (kind === 'draftReply') own.awaits_approval = true
    if (kind === 'approveReply' || kind === 'refuseReply') own.awaits_approval = false
    if (kind === 'draftReply' || kind === 'reply') replies.push(kind === 'reply' ? 'submitted' : 'draft')
    if (kind === 'approveReply') standing(replies, 'submitted')
    if (kind === 'refuseReply') standing(replies, 'sentBack')
    if (kind !== 'reply' && kind !== 'approveReply') return
    Object.assign(own, { state: 'replied', replied_at: at })
    if (!this.owing) this.stop(at)
  }

  private end({ kind, at, data, assignment_id }: EventRow) {
    if (kind === 'approve' && data['of'] === 'return') this.release(assignment_id!, 'returned', at)
    if (kind === 'withdraw' && assignment_id) this.release(assignment_id, 'withdrawn', at)
    // 回避: only the unit complained about was left.
    if (kind === 'withdraw' && !assignment_id) this.releaseAll([...OPEN, 'accepted'], at)
    if (kind === 'undoDispatch') this.releaseAll([...OPEN, 'accepted'], at)
    if (kind === 'retract') this.releaseAll(OPEN, at)
    if (['undoDispatch', 'retract', 'accept'].includes(kind)) this.stop(at)
  }

  /** Merged or split: what stood is put by, and taken up again or not. */
  private rest({ kind, at, data }: EventRow) {
    const standing = (data['standing'] ?? []) as { id: string; state: string; awaitsApproval: boolean }[]
    if (kind === 'merge' || kind === 'split') {
      for (const { id } of standing)
        Object.assign(this.assignments.get(id)!, { state: 'withdrawn', awaits_approval: false })
      this.resting = standing.map(({ id }) => id)
      this.rests = true
    }
    if (kind === 'unmerge' || kind === 'unsplit')
      for (const { id, state, awaitsApproval } of standing)
        Object.assign(this.assignments.get(id)!, { state, awaits_approval: awaitsApproval })
    if (this.rests && RESTED.includes(kind)) {
      for (const id of this.resting) this.released.set(id, at)
      this.stop(at)
    }
    if (kind === 'unmerge' || kind === 'unsplit' || RESTED.includes(kind)) this.rests = false
  }

  private judge({ kind, at, data }: EventRow) {
    for (const [id, own] of this.assignments) {
      if (kind === 'sendBack' && (data['assignments'] as string[]).includes(id)) {
        Object.assign(own, { state: 'signed', replied_at: null })
        standing(this.replies.get(id)!, 'sentBack')
      }
      if (kind === 'accept' && own.state === 'replied') {
        Object.assign(own, { state: 'accepted', accepted_at: at })
        standing(this.replies.get(id)!, 'accepted')
      } else if (kind === 'accept' && own.parent_id && OPEN.includes(own.state)) this.release(id, 'withdrawn', at)
      if (kind === 'close' && own.role === 'copy' && OPEN.includes(own.state))
        Object.assign(own, { state: 'accepted', accepted_at: at })
    }
    if (kind === 'sendBack') this.stopped.set(this.round, null)
  }

  private again() {
    this.round++
    for (const own of this.assignments.values())
      if (own.role !== 'copy' && !own.parent_id && own.state === 'accepted')
        Object.assign(own, {
          state: 'signed',
          round: this.round,
          contacted_at: null,
          replied_at: null,
          accepted_at: null,
        })
    this.stopped.set(this.round, null)
  }

  private rule(units: Unit[], at: string) {
    for (const [id, own] of this.assignments) {
      if (own.parent_id || !OPEN.includes(own.state)) continue
      const named = units.find(({ unitId }) => unitId === this.rows.find((row) => row.id === id)!.unit_id)
      if (!named || own.role === 'copy') this.release(id, 'withdrawn', at)
      else Object.assign(own, { role: named.role, line: named.line })
    }
  }

  private releaseAll(states: string[], at: string) {
    for (const [id, { state }] of this.assignments) if (states.includes(state)) this.release(id, 'withdrawn', at)
  }

  private release(id: string, state: string, at: string) {
    const own = this.assignments.get(id)
    if (!own) return
    Object.assign(own, { state, awaits_approval: false })
    this.released.set(id, at)
    for (const [request, of] of this.requests) if (of === id) this.requests.delete(request)
    for (const [child, each] of this.assignments)
      if (each.parent_id === id && OPEN.includes(each.state)) this.release(child, 'withdrawn', at)
  }

  private stop(at: string) {
    this.stopped.set(this.round, this.stopped.get(this.round) ?? at)
  }
}

function standing(replies: string[], state: string) {
  replies.forEach((each, at) => (each === 'submitted' || each === 'draft') && (replies[at] = state))
}
