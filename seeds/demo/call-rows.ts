import { callOf, type Told } from '#domain/calls/call'
import { type CountedCall, type Counts, countsOf, DESK_ITSELF, NO_COUNTS, plus } from '#domain/calls/figures'
import type { CallAct, MissedCallState } from '#domain/calls/words'
import type { Desk } from '#domain/words'
import type { DayCounts } from '#data/calls/figure-rows'
import { hex } from '#data/rows'
import type { KeyRing } from '#data/secrets/key-ring'
import type { Random } from './random'
import type { Table } from './table'
import { phoneOf } from './words/names'

const SECOND = 1000
const MINUTE = 60 * SECOND
/** How often somebody gives up before getting through, and how often somebody gives up and is rung back. */
const GAVE_UP_FIRST = 0.05
const GAVE_UP = 0.035
/** Of the calls that rang at one, those a colleague took. */
const TAKEN_OVER = 0.08
/** What gave up so lately waits to be rung back. */
const STILL_OPEN_MS = 5 * 60 * MINUTE
/** Two at most for a ticket: the call it was said in, and one given up. */
export const CALLS_EACH = 2

export interface PhoneTicket {
  id: string
  at: Date
  operatorId: number
  desk: Desk
  /** Null when withheld. */
  phone: string | null
}

interface Heard {
  ref: string
  desk: Desk
  phone: string | null
  rungId: number
  operatorId: number | null
  told: Told[]
}

const LOCAL_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** The calls behind the phone tickets, and those that came to nothing, with their figures. */
export class CallRows {
  private readonly counts = new Map<string, DayCounts>()

  constructor(
    private readonly keys: KeyRing,
    private readonly table: (name: 'call' | 'call_event' | 'call_ticket' | 'missed_call') => Table,
    private nextId: number,
    private readonly now: number,
  ) {}

  get figures(): DayCounts[] {
    return [...this.counts.values()]
  }

  /** `others` may have had it ringing first, or ring back. */
  add(ticket: PhoneTicket, random: Random, others: readonly number[]) {
    const answeredAt = ticket.at.getTime() - Math.round(random.around(150 * SECOND, 0.5))
    const offeredAt = answeredAt - Math.round(random.around(7 * SECOND, 0.7))
    const endedAt = Math.min(this.now, ticket.at.getTime() + Math.round(random.between(5 * SECOND, MINUTE)))
    const rungId = random.chance(TAKEN_OVER) ? random.pick(others) : ticket.operatorId
    if (random.chance(GAVE_UP_FIRST))
      this.gaveUp(ticket, random, offeredAt - Math.round(random.between(2, 9) * MINUTE), answeredAt) // prettier-ignore
    else if (random.chance(GAVE_UP)) this.rungBack(ticket, random, offeredAt, others)
    const { operatorId, desk, phone } = ticket
    const told = [
      heard(1, 'offered', offeredAt, { desk }),
      heard(2, 'answered', answeredAt, { personId: operatorId }),
      heard(3, 'ended', endedAt, { recording: `https://pbx.example/recordings/${ticket.id}` }),
    ]
    const id = this.call({ ref: `demo-${ticket.id}`, desk, phone, rungId, operatorId, told })
    this.table('call_ticket').add({ call_id: id, ticket_id: ticket.id, how: 'registered', at: ticket.at, person_id: operatorId }) // prettier-ignore
  }

  /** Gave up, called again some minutes later, and got through: nobody has to ring back. */
  private gaveUp({ id: of, operatorId, desk, phone }: PhoneTicket, random: Random, offeredAt: number, through: number) {
    const end = offeredAt + Math.round(random.between(15, 70) * SECOND)
    const told = [heard(1, 'offered', offeredAt, { desk }), heard(2, 'abandoned', end)]
    const id = this.call({ ref: `demo-${of}-early`, desk, phone, rungId: operatorId, operatorId: null, told })
    if (phone) this.missed(id, desk, phone, end, { state: 'gotThrough', tries: 0, by: null, at: through })
  }

  /** Gave up and did not call again: rung back, reached or not, or still waiting for it. */
  private rungBack(
    { id: of, operatorId, desk }: PhoneTicket,
    random: Random,
    about: number,
    others: readonly number[],
  ) {
    const phone = phoneOf(Number(of) + 7_000_000)
    const offeredAt = about - Math.round(random.between(1, 50) * MINUTE)
    const end = offeredAt + Math.round(random.between(15, 90) * SECOND)
    const told = [heard(1, 'offered', offeredAt, { desk }), heard(2, 'abandoned', end)]
    const id = this.call({ ref: `demo-${of}-missed`, desk, phone, rungId: operatorId, operatorId: null, told })
    const at = end + Math.round(random.around(25 * MINUTE, 0.6))
    if (this.now - end < STILL_OPEN_MS || at >= this.now) return this.missed(id, desk, phone, end, null)
    const by = random.pick(others)
    const reached = random.chance(0.85)
    this.missed(id, desk, phone, end, reached ? { state: 'reached', tries: 1, by, at } : { state: 'unreached', tries: 3, by, at: Math.min(this.now, at + 90 * MINUTE) }) // prettier-ignore
  }

  private call({ ref, desk, phone, rungId, operatorId, told }: Heard): number {
    const id = this.nextId++
    const facts = callOf(told, null)
    this.table('call').add({
      id,
      partner: 'demo-phone',
      ref,
      state: facts.state,
      desk,
      heard_at: facts.offeredAt,
      offered_at: facts.offeredAt,
      answered_at: facts.answeredAt,
      ended_at: facts.endedAt,
      operator_id: operatorId,
      rung_id: rungId,
      owner_id: operatorId,
      number_sealed: hex(phone ? this.keys.seal(phone, 'call.number') : null),
      number_token: hex(phone ? this.keys.phoneToken(phone) : null),
      number_seq: phone ? 1 : null,
      recording: facts.recording,
    })
    for (const each of told) this.event(id, each.kind, each.at, each.personId, each)
    this.count(desk, facts.offeredAt!, countsOf({ ...facts, operatorId, rungId } satisfies CountedCall))
    return id
  }

  private missed(
    callId: number,
    desk: Desk,
    phone: string,
    madeAt: number,
    done: { state: MissedCallState; tries: number; by: number | null; at: number } | null,
  ) {
    this.table('missed_call').add({
      desk,
      number_sealed: hex(this.keys.seal(phone, 'call.number')),
      number_token: hex(this.keys.phoneToken(phone)),
      call_id: callId,
      state: done?.state ?? 'waiting',
      taken_by: done?.by ?? null,
      tries: done?.tries ?? 0,
      made_at: new Date(madeAt),
      due_at: new Date(madeAt),
      closed_at: done ? new Date(done.at) : null,
    })
    this.event(callId, 'missed', new Date(madeAt), null)
    this.count(desk, new Date(madeAt), new Map([[DESK_ITSELF, { ...NO_COUNTS, missed: 1 }]]))
    if (!done) return
    const at = new Date(done.at)
    if (done.by === null) return this.event(callId, 'gotThrough', at, null)
    for (let tried = 0; tried < done.tries; tried++)
      for (const kind of ['returnTaken', 'returnTried'] as const) this.event(callId, kind, at, done.by)
    const returned = { ...NO_COUNTS, returned: 1 }
    if (done.state === 'reached') this.count(desk, at, new Map([[DESK_ITSELF, returned], [done.by, returned]])) // prettier-ignore
  }

  private event(callId: number, kind: Told['kind'] | CallAct, at: Date, personId: number | null, told?: Told) {
    this.table('call_event').add({
      call_id: callId,
      seq: told?.seq ?? null,
      kind,
      at,
      desk: told?.desk ?? null,
      person_id: personId,
      recording: told?.recording ?? null,
    })
  }

  private count(desk: Desk, at: Date, moved: ReadonlyMap<number, Counts>) {
    const day = LOCAL_DAY.format(at)
    for (const [personId, counts] of moved) {
      const key = `${day} ${desk} ${personId}`
      const known = this.counts.get(key)?.counts ?? NO_COUNTS
      this.counts.set(key, { day, desk, personId, counts: plus(known, counts) })
    }
  }
}

function heard(seq: number, kind: Told['kind'], at: number, over: Partial<Told> = {}): Told {
  return { seq, kind, at: new Date(at), desk: null, personId: null, recording: null, parties: [], ...over }
}
