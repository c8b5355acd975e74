import { shownNumber } from '#domain/numbers'
import type { Database, Sql } from '../database'
import type { FileStore } from '../file-store'
import type { KeyRing } from '../secrets/key-ring'
import { chainFaults } from './chain-faults'
import type { Fault } from './fault'
import { logMonths, nextStretch, readStretch, type Stretch } from './read'
import { byteFaults } from './file-faults'
import { stateFaults } from './state-faults'

/** A ticket whose record is not whole, and everything that is wrong with it. */
export interface Broken {
  ticketId: string
  number: string
  faults: Fault[]
}

export interface VerifyReport {
  tickets: number
  events: number
  brokenCount: number
  /** The first of them; a database that is all wrong must not fill the memory. */
  broken: Broken[]
}

export interface VerifyOptions {
  /** Only this one. */
  number?: string
  /** Reads every file and hashes it anew. */
  store?: Pick<FileStore, 'hashOf'>
  onProgress?: (sofar: VerifyReport) => void
  onBroken?: (broken: Broken) => void
}

const STRETCH = 500
const NAMED_AT_MOST = 1000

/**
 * Reads every ticket's log in order, computes the chain anew and compares what the rows say with what the log says.
 * In short snapshots, one stretch of tickets after the other, beside the living system.
 */
export async function verify(db: Database, keys: KeyRing, options: VerifyOptions = {}): Promise<VerifyReport> {
  const report: VerifyReport = { tickets: 0, events: 0, brokenCount: 0, broken: [] }
  const months = await logMonths(db)
  const look = async (after: string, until: string) => {
    const stretch = await snapshot(db, (tx) => readStretch(tx, months, after, until))
    report.tickets += stretch.tickets.length
    report.events += stretch.events.length
    const bytes = options.store ? await byteFaults(stretch.files, options.store) : new Map<string, Fault[]>()
    for (const broken of brokenIn(stretch, keys, bytes)) {
      report.brokenCount++
      if (report.broken.length < NAMED_AT_MOST) report.broken.push(broken)
      options.onBroken?.(broken)
    }
    options.onProgress?.(report)
  }
  if (options.number) {
    const [row] = await db.query<{ id: string }>('SELECT id::text FROM ticket WHERE number = $1', [options.number])
    if (row) await look(String(BigInt(row.id) - 1n), row.id)
    return report
  }
  for (let after = '0', more = true; more;) {
    const stretch = await nextStretch(db, after, STRETCH)
    await look(after, stretch.until)
    after = stretch.until
    more = stretch.more
  }
  return report
}

/** Everything read in one moment, so that a ticket somebody is working on is not taken for a broken one. */
function snapshot<T>(db: Database, read: (tx: Sql) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
    return read(tx)
  })
}

function* brokenIn(stretch: Stretch, keys: KeyRing, bytes: Map<string, Fault[]>): Generator<Broken> {
  const events = byTicket(stretch.events)
  const assignments = byTicket(stretch.assignments)
  const clocks = byTicket(stretch.clocks)
  const replies = byTicket(stretch.replies)
  const callbacks = byTicket(stretch.callbacks)
  const consents = byTicket(stretch.consents)
  const files = byTicket(stretch.files)
  const disposals = byTicket(stretch.disposals)
  const ratings = byTicket(stretch.ratings)
  const rectifications = byTicket(stretch.rectifications)
  const steps = byTicket(stretch.rectificationSteps)
  for (const ticket of stretch.tickets) {
    const of = <R>(rows: Map<string, R[]>) => {
      const own = rows.get(ticket.id) ?? []
      rows.delete(ticket.id)
      return own
    }
    const own = of(events)
    const record = {
      ticket,
      events: own,
      assignments: of(assignments),
      clocks: of(clocks),
      replies: of(replies),
      callbacks: of(callbacks),
      consents: of(consents),
      files: of(files),
      disposals: of(disposals),
      ratings: of(ratings),
      rectifications: of(rectifications),
      rectificationSteps: of(steps),
    }
    const faults = [
      ...chainFaults(ticket, own, keys),
      ...(own.length ? stateFaults(record, keys) : []),
      ...(bytes.get(ticket.id) ?? []),
    ]
    if (faults.length) yield { ticketId: ticket.id, number: shownNumber(ticket.number), faults }
  }
  const left = [
    events,
    assignments,
    clocks,
    replies,
    callbacks,
    consents,
    files,
    disposals,
    ratings,
    rectifications,
    steps,
  ].flatMap((rows) => [...rows.keys()])
  for (const ticketId of new Set(left)) yield { ticketId, number: '—', faults: [{ code: 'noTicket', where: ticketId }] }
}

function byTicket<R extends { ticket_id: string }>(rows: R[]): Map<string, R[]> {
  const found = new Map<string, R[]>()
  for (const row of rows) {
    const there = found.get(row.ticket_id)
    if (there) there.push(row)
    else found.set(row.ticket_id, [row])
  }
  return found
}
