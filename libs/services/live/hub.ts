import type { LoggedEvent, News } from '#data/event-log'
import type { LoggedCall } from '#data/calls/call-log'
import type { LoggedNotice } from '#data/notice-log'
import { type Place, START, decodeCursor, encodeCursor, includes, placeAfter } from '#data/place'
import type { Actor } from '#domain/access'
import type { LiveEvent } from '#domain/views'
import { CALLS, callRoomsOf, eventRoomOf, noticeRoomsOf, roomForNotice, roomsForEvent } from './audience'
import type { Follows } from './follower'
import { RecentEvents } from './recent'

/** One console, as the hub sees it. */
export interface Listener {
  emit(message: string, body: unknown): unknown
  join(rooms: string[]): unknown
}

/** Everybody in a room of this process. */
export interface Rooms {
  emit(room: string, message: string, body: unknown): void
  emitAll(message: string, body: unknown): void
  anybodyIn(room: string): boolean
}

export const RECENT = 20_000
/** More than this is faster read anew than replayed. */
const REPLAYED = 1_000
/** How long a console may be ahead of this process (it heard more from another one) before it starts anew. */
const AHEAD_MS = 3_000

/**
 * Hands the log to the consoles of this process. A console joins its room in the same turn in which it is told what it
 * missed, at the place where this process stands: nothing falls between, nothing comes twice.
 */
export class LiveHub implements Follows {
  private at: Place = START
  private recent = new RecentEvents(START, RECENT)
  private readonly ahead = new Map<Listener, { from: Place; actor: Actor; since: number }>()
  private began!: () => void
  readonly ready = new Promise<void>((resolve) => (this.began = resolve))

  constructor(
    private readonly rooms: Rooms,
    private readonly onTrouble: (error: Error) => void,
  ) {}

  get cursor(): string {
    return encodeCursor(this.at)
  }

  begin(recent: News<LoggedEvent>) {
    const again = this.at !== START
    this.recent = recentFrom(recent)
    this.at = recent.at
    if (again) this.startAnew()
    this.began()
  }

  /** A burst too big to tell is summed up: read anew. */
  events(news: News<LoggedEvent>) {
    this.at = news.at
    if (news.overflow) this.passOver(news.at)
    else this.tell(news.rows)
    this.letInThoseAhead()
  }

  notices(rows: LoggedNotice[]) {
    for (const notice of rows) {
      const room = roomForNotice(notice)
      if (room) this.rooms.emit(room, 'notice', { id: notice.noticeId })
    }
  }

  /** Every telephone desk looks again; what it may see of the call the API knows. */
  calls(rows: LoggedCall[]) {
    if (this.rooms.anybodyIn(CALLS))
      this.rooms.emit(CALLS, 'calls', { ids: [...new Set(rows.map(({ callId }) => callId))] })
  }

  trouble(error: Error) {
    this.onTrouble(error)
  }

  /** A console comes, or comes back: tells it what it missed, or to read anew, and lets it hear from here on. */
  resume(listener: Listener, actor: Actor, cursor: unknown) {
    const from = decodeCursor(cursor)
    if (from && !includes(this.at, from)) this.ahead.set(listener, { from, actor, since: Date.now() })
    else this.letIn(listener, actor, from)
  }

  leave(listener: Listener) {
    this.ahead.delete(listener)
  }

  private letIn(listener: Listener, actor: Actor, from: Place | null) {
    const room = eventRoomOf(actor)
    listener.join([...(room ? [room] : []), ...noticeRoomsOf(actor), ...callRoomsOf(actor)])
    const missed = from && this.recent.missedSince(from)?.filter((event) => heardIn(room, event))
    const known = missed && missed.length <= REPLAYED
    if (known) this.tellAll(missed, (message, body) => listener.emit(message, body))
    listener.emit(known ? 'resumed' : 'resync', { cursor: this.cursor })
  }

  private letInThoseAhead() {
    for (const [listener, { from, actor, since }] of this.ahead) {
      const tooLong = Date.now() - since > AHEAD_MS
      if (!tooLong && !includes(this.at, from)) continue
      this.ahead.delete(listener)
      this.letIn(listener, actor, tooLong ? null : from)
    }
  }

  /** One message per room and look: whoever gets it has seen all that the cursor in it says. */
  private tell(rows: LoggedEvent[]) {
    this.recent.add(rows)
    const byRoom = new Map<string, LoggedEvent[]>()
    for (const event of rows)
      for (const room of roomsForEvent(event)) {
        const events = byRoom.get(room)
        if (events) events.push(event)
        else byRoom.set(room, [event])
      }
    for (const [room, events] of byRoom) {
      if (this.rooms.anybodyIn(room)) this.tellAll(events, (message, body) => this.rooms.emit(room, message, body))
    }
  }

  /** A single event, the usual case, travels bare; several are one message. */
  private tellAll(events: LoggedEvent[], emit: (message: string, body: unknown) => unknown) {
    const cursor = this.cursor
    const told = events.map(({ ticketId, seq, kind }): LiveEvent => ({ cursor, ticketId, seq, kind }))
    if (told.length === 1) emit('event', told[0])
    else if (told.length > 1) emit('events', told)
  }

  private startAnew() {
    this.rooms.emitAll('resync', { cursor: this.cursor })
  }

  private passOver(at: Place) {
    this.recent = new RecentEvents(at, RECENT)
    this.startAnew()
  }
}

function recentFrom({ rows }: News<LoggedEvent>): RecentEvents {
  const oldest = rows.reduce((first, event) => Math.min(first, event.xid), Infinity)
  const recent = new RecentEvents(rows.length < RECENT ? START : placeAfter(oldest), RECENT)
  recent.add(rows)
  return recent
}

const heardIn = (room: string | null, event: LoggedEvent) => room !== null && roomsForEvent(event).includes(room)
