import { createHash } from 'node:crypto'
import { demandText } from '../chain'
import type { KeyRing } from '../secrets/key-ring'
import type { Fault } from './fault'
import type { EventRow, TicketRow } from './read'

/** The chain of one ticket, link by link. Written apart from what writes it: two that agree are rarely wrong in the same way. */
export function chainFaults(ticket: TicketRow, events: EventRow[], keys: KeyRing): Fault[] {
  if (!events.length) return [{ code: 'noEvents', where: ticket.number }]
  const faults = events.flatMap((event, index) => linkFaults(ticket, event, events[index - 1], keys))
  const last = events.at(-1)!
  if (last.seq !== ticket.version) faults.push({ code: 'version', where: `version ${ticket.version}，seq ${last.seq}` })
  if (!last.hash.equals(ticket.last_hash)) faults.push({ code: 'lastHash', where: `seq ${last.seq}` })
  return [...faults, ...demandFaults(ticket, events[0]!, keys), ...answerFaults(ticket, events, keys)]
}

function linkFaults(ticket: TicketRow, event: EventRow, before: EventRow | undefined, keys: KeyRing): Fault[] {
  const where = `seq ${event.seq} ${event.kind}`
  const expected = (before?.seq ?? 0) + 1
  const faults: Fault[] = []
  if (event.seq > expected)
    faults.push({ code: 'gap', where: `缺少 seq ${expected}${event.seq - 1 > expected ? `–${event.seq - 1}` : ''}` })
  if (event.seq < expected || (before && BigInt(event.id) <= BigInt(before.id))) faults.push({ code: 'order', where })
  if (event.month !== ticket.month) faults.push({ code: 'month', where: `${where} ${event.month}` })
  // After a gap the hash before is not known; what follows is still held together by its own.
  if (event.seq === expected && !linkHash(before?.hash, event).equals(event.hash)) faults.push({ code: 'hash', where })
  if (!wordsAgree(event, keys)) faults.push({ code: 'words', where })
  return faults
}

function linkHash(before: Buffer | undefined, event: EventRow): Buffer {
  const { ticket_id, seq, kind, assignment_id, person_id, at, data, words_digest, units } = event
  const said = [
    ticket_id,
    seq,
    kind,
    assignment_id,
    person_id,
    milliseconds(at),
    data,
    words_digest?.toString('hex') ?? null,
    units,
  ]
  const hash = createHash('sha256')
  hash.update(before ?? new Uint8Array(32))
  return hash.update(sorted(said)).digest()
}

/** The writer knows milliseconds; anything finer was not written by it. */
const milliseconds = (at: string) => (at.endsWith('000Z') ? `${at.slice(0, -4)}Z` : at)

function sorted(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`
  const fields = value as Record<string, unknown>
  const keys = Object.keys(fields).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${sorted(fields[key])}`).join(',')}}`
}

/** Erased words leave their digest behind; words without one were never said. */
function wordsAgree({ words_sealed, words_digest }: EventRow, keys: KeyRing): boolean {
  if (!words_sealed) return true
  const words = opened(keys, words_sealed, 'event.words')
  return words !== null && words_digest !== null && keys.digest(words).equals(words_digest)
}

/** What was answered on the spot stands in the ticket and in its event; a restricted ticket keeps it in the event alone. */
function answerFaults(ticket: TicketRow, events: EventRow[], keys: KeyRing): Fault[] {
  const event = events.find(({ kind }) => kind === 'answer' || kind === 'threeWay' || kind === 'callbackOnly')
  if (ticket.content === null || !ticket.answer || !event?.words_digest) return []
  const digest = keys.digest(JSON.stringify({ answer: ticket.answer }))
  return digest.equals(event.words_digest) ? [] : [{ code: 'demand', where: `${ticket.number} answer` }]
}

/** The first event vouches for what was asked; a demand that was erased has nothing left to compare. */
function demandFaults(ticket: TicketRow, first: EventRow, keys: KeyRing): Fault[] {
  if (first.words_sealed || !first.words_digest) return []
  const text = demandOf(ticket, keys)
  return text === ERASED || (text !== null && keys.digest(text).equals(first.words_digest))
    ? []
    : [{ code: 'demand', where: ticket.number }]
}
const ERASED = ''

function demandOf(ticket: TicketRow, keys: KeyRing): string | null {
  if (ticket.content !== null) return ticket.content && demandText(ticket.title, ticket.content, ticket.address)
  if (!ticket.content_sealed?.length) return ERASED
  const text = opened(keys, ticket.content_sealed, 'ticket.content')
  if (text === null) return null
  const { title, content, address } = JSON.parse(text) as Record<'title' | 'content' | 'address', string>
  return demandText(title, content, address)
}

export function opened(keys: KeyRing, sealed: Buffer, context: string): string | null {
  try {
    return keys.open(sealed, context)
  } catch {
    return null
  }
}
