import type { EventRow } from './read'

/** What a ticket's events say that its state must be. Read from the log alone, without the rules that wrote it. */

export interface DerivedTicket {
  state: string
  dispatched_at: string | null
  reviewed_at: string | null
  closed_at: string | null
  archived_at: string | null
  round: number
  redo_count: number
  escalated: boolean
}

export interface DerivedAssignment {
  role: string
  state: string
  round: number
  signed_at: string | null
  signed_by: number | null
  signed_on_time: boolean | null
  contacted_at: string | null
  replied_at: string | null
  accepted_at: string | null
}

/** Kinds this file understands. A ticket with any other is held to its chain, and to its times, alone. */
const UNDERSTOOD = new Set(['register', 'answer', 'threeWay', 'turnOver', 'decline', 'dispatch', 'consent', 'sign', 'autoSign', 'contact', 'relay', 'reply', 'accept', 'sendBack', 'callback', 'unreached', 'redo', 'close', 'archive']) // prettier-ignore

const ANSWERED = new Set(['answer', 'threeWay'])

export const understood = (events: EventRow[]) => events.every(({ kind }) => UNDERSTOOD.has(kind))

export function deriveTicket(events: EventRow[]): DerivedTicket {
  const now: DerivedTicket = { state: 'registered', dispatched_at: null, reviewed_at: null, closed_at: null, archived_at: null, round: 1, redo_count: 0, escalated: false } // prettier-ignore
  events.forEach(({ kind, at, data }, index) => {
    if (ANSWERED.has(kind)) Object.assign(now, { state: 'callback', reviewed_at: at })
    if (kind === 'dispatch') Object.assign(now, { state: 'handling', dispatched_at: at })
    if (kind === 'accept') Object.assign(now, { state: 'callback', reviewed_at: at })
    if (kind === 'redo') {
      const state = now.dispatched_at ? 'handling' : 'registered'
      Object.assign(now, {
        state,
        reviewed_at: null,
        round: now.round + 1,
        redo_count: now.redo_count + 1,
        escalated: data['escalated'],
      })
    }
    if (kind === 'close') Object.assign(now, { state: 'closed', closed_at: at })
    // Answered and closed in one act: nothing was reviewed.
    if (kind === 'close' && ANSWERED.has(events[index - 1]?.kind ?? '')) now.reviewed_at = null
    if (kind === 'archive') Object.assign(now, { state: 'archived', archived_at: at })
  })
  return now
}

/** One assignment, from its dispatch on. */
export function deriveAssignment(
  id: string,
  role: string,
  dispatchedAt: string,
  events: EventRow[],
): DerivedAssignment {
  const begun = events.findIndex(({ kind, at }) => kind === 'dispatch' && at === dispatchedAt)
  const round = 1 + events.slice(0, begun).filter(({ kind }) => kind === 'redo').length
  const now: DerivedAssignment = { role, state: 'pending', round, signed_at: null, signed_by: null, signed_on_time: null, contacted_at: null, replied_at: null, accepted_at: null } // prettier-ignore
  for (const event of events.slice(begun + 1)) apply(now, event, id)
  return now
}

function apply(now: DerivedAssignment, { kind, at, data, person_id, assignment_id }: EventRow, id: string) {
  const mine = assignment_id === id
  const works = now.role !== 'copy'
  if (mine && (kind === 'sign' || kind === 'autoSign'))
    Object.assign(now, { state: 'signed', signed_at: at, signed_by: person_id, signed_on_time: data['onTime'] })
  if (mine && (kind === 'contact' || kind === 'relay')) now.contacted_at ??= at
  if (mine && kind === 'reply') Object.assign(now, { state: 'replied', replied_at: at })
  if (kind === 'sendBack' && (data['assignments'] as string[]).includes(id))
    Object.assign(now, { state: 'signed', replied_at: null })
  if (kind === 'accept' && now.state === 'replied') Object.assign(now, { state: 'accepted', accepted_at: at })
  if (kind === 'redo' && works && now.state === 'accepted')
    Object.assign(now, {
      state: 'signed',
      round: now.round + 1,
      contacted_at: null,
      replied_at: null,
      accepted_at: null,
    })
  if (kind === 'close' && !works && (now.state === 'pending' || now.state === 'signed'))
    Object.assign(now, { state: 'accepted', accepted_at: at })
}

/** How the replies of an assignment stand, in the order they were given. */
export function deriveReplies(id: string, events: EventRow[]): string[] {
  const states: string[] = []
  const judge = (state: string) => states.forEach((each, index) => each === 'submitted' && (states[index] = state))
  for (const { kind, assignment_id, data } of events) {
    if (kind === 'reply' && assignment_id === id) states.push('submitted')
    if (kind === 'sendBack' && (data['assignments'] as string[]).includes(id)) judge('sentBack')
    if (kind === 'accept') judge('accepted')
  }
  return states
}
