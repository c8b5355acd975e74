import type { Client } from 'pg'
import type { RegisterInput } from '#domain/inputs'
import { JOBS } from '#domain/jobs'
import { ADD_COUNTS, countsText } from '#data/calls/figure-rows'
import { addJobs } from '#data/jobs'
import type { KeyRing } from '#data/secrets/key-ring'
import type { Change } from '#domain/workflow/change'
import { Arrivals } from './arrivals'
import { CALLS_EACH } from './call-rows'
import { caller, type CallerKind, regular, REGULAR_SHARE, regularKind, regularSerial, regularsOf } from './callers'
import type { City } from './city'
import { demandOf } from './demand'
import { liveThrough } from './life'
import { Random } from './random'
import { Rows } from './rows'
import { ASSIGNMENTS_EACH, factsOf, markDone, reserve, type Series } from './series'

/** Far more than come: what a batch leaves over are gaps. */
const CALLBACKS_EACH = 12

interface Caller {
  id: number
  requester: RegisterInput['requester']
  /** To be written with the ticket. */
  fresh: boolean
}

/** The rules want to see that a caller can be reached; who it is stands in a row that is there already. */
const KNOWN = { name: '常客', phone: '16000000000' }

/** Makes and writes the batches of one series. */
export class Batches {
  private readonly arrivals: Arrivals
  private readonly now: Date

  constructor(
    private readonly client: Client,
    private readonly keys: KeyRing,
    private readonly city: City,
    private readonly series: Series,
    private readonly serial: number,
    private readonly trusted: boolean,
  ) {
    this.now = new Date(series.now)
    this.arrivals = new Arrivals(series.size, this.now.getTime(), series.months)
  }

  /** The people who call again and again, before anybody calls. */
  async loadRegulars(): Promise<void> {
    const { seed, size, regularBase } = this.series
    const rows = new Rows(this.keys)
    const at = new Date(this.arrivals.first)
    for (let serial = 0; serial < regularsOf(size); serial++)
      rows.addRequester(regularBase + serial, regular(seed, this.serial, serial, regularBase + serial), at)
    for (const table of rows.tables) await table.copyTo(this.client)
  }

  /** One transaction: all of its rows and the mark that they are there, or nothing. */
  async load(batch: number): Promise<number> {
    const { size, batchSize } = this.series
    const from = batch * batchSize
    const to = Math.min(size, from + batchSize)
    const firstCallback = await reserve(this.client, 'callback_id_seq', 1, (to - from) * CALLBACKS_EACH)
    const firstCall = await reserve(this.client, 'call_id_seq', 1, (to - from) * CALLS_EACH)
    const rows = new Rows(this.keys, { firstCallback, firstCall, now: this.now.getTime() })
    const firstFact = this.series.factBase + batch * factsOf(this.series)
    const factId = idsFrom(firstFact, factsOf(this.series))
    for (let index = from; index < to; index++) this.makeTicket(rows, index, factId)
    rows.finish()
    await this.write(rows, batch)
    return to - from
  }

  private makeTicket(rows: Rows, index: number, factId: () => string) {
    const { seed, ticketBase, assignmentBase } = this.series
    const random = new Random(seed, this.serial, index)
    const at = this.arrivals.at(index, random)
    const { requesterKind, anonymous, ...demand } = demandOf(this.city, random, at)
    const { id: requesterId, requester, fresh } = this.caller(random, index, { kind: requesterKind, anonymous })
    const input: RegisterInput = { ...demand, requester }
    const assignmentId = idsFrom(assignmentBase + index * ASSIGNMENTS_EACH, ASSIGNMENTS_EACH)
    const ids = { ticketId: String(ticketBase + index), assignmentId, factId }
    const changes = liveThrough(this.city, random, input, ids, at, this.now.getTime())
    if (fresh) rows.addRequester(requesterId, requester, new Date(at))
    rows.addTicket({ input, changes, requesterId, now: this.now })
    if (input.channel === 'phone')
      this.makeCall(rows, index, changes[0]!, fresh ? requester.phone : this.phoneOf(requesterId))
  }

  /** The telephone has its own chances, so that tickets are the same whatever is told of calls. */
  private makeCall(rows: Rows, index: number, { after: { ticket }, events }: Change, phone: string | undefined) {
    const random = new Random(this.series.seed, this.serial, index, 201)
    const others = this.city.cast.operators(ticket.desk ?? 'general').map(({ personId }) => personId)
    const operatorId = events[0]!.personId
    const call = {
      id: ticket.id,
      at: ticket.registeredAt,
      operatorId,
      desk: ticket.desk ?? 'general',
      phone: phone ?? null,
    }
    rows.calls.add(call, random, others)
  }

  /** Who calls often stands in a row of an earlier transaction; made again, it is the same. */
  private phoneOf(requesterId: number): string | undefined {
    const { seed, regularBase } = this.series
    return regular(seed, this.serial, requesterId - regularBase, requesterId).phone
  }

  /** Somebody who calls often, and is there already, or somebody who calls this once. */
  private caller(random: Random, index: number, of: CallerKind): Caller {
    const { seed, size, requesterBase, regularBase } = this.series
    const serial = regularSerial(random, regularsOf(size))
    const again = random.chance(REGULAR_SHARE) && !of.anonymous && regularKind(seed, this.serial, serial) === of.kind
    if (again) return { id: regularBase + serial, requester: { kind: of.kind, ...KNOWN }, fresh: false }
    const id = requesterBase + index
    return { id, requester: caller(random, of, id), fresh: true }
  }

  private async write({ tables, jobs, calls }: Rows, batch: number) {
    const { client } = this
    await client.query('BEGIN')
    await client.query('SET LOCAL synchronous_commit = off')
    // The rows point at ids this very loader made; checking each once more costs a third of the time.
    if (this.trusted) await client.query('SET LOCAL session_replication_role = replica')
    for (const table of tables) await table.copyTo(client)
    if (calls.figures.length) await client.query(ADD_COUNTS, [countsText(calls.figures)])
    const promised = jobs.map(({ name, payload, runAt }) => ({
      name,
      payload,
      run_at: runAt,
      max_attempts: JOBS[name].tries,
    }))
    if (promised.length) await client.query(addJobs('$1'), [JSON.stringify(promised)])
    await markDone(client, this.serial, batch)
    await client.query('COMMIT')
  }
}

/** Ids that were put aside; taking more would take somebody else's. */
function idsFrom(first: number, count: number): () => string {
  let next = first
  return () => {
    if (next >= first + count) throw new Error(`演示数据预留的 ${count} 个编号已用完`)
    return String(next++)
  }
}
