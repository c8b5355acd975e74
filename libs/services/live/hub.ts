import { type LoggedEvent, type Position, START, comparePositions, decodeCursor, encodeCursor } from '#data/event-log'
import type { LoggedNotice } from '#data/notice-log'
import type { Actor } from '#domain/access'
import type { LiveEvent } from '#domain/views'
import { eventRoomOf, noticeRoomsOf, roomForNotice, roomsForEvent } from './audience'
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
/** Pages in a row that come full before a burst is summed up as "read anew" instead of told one by one. */
const TOLD_PAGES = 4
/** How long a console may be ahead of this process (it heard more from another one) before it starts anew. */
const AHEAD_MS = 3_000

/**
 * Hands the log to the consoles of this process. A console joins its room in the same turn in which it is told what it
 * missed, at the place where this process stands: nothing falls between, nothing comes twice.
 */
export class LiveHub implements Follows {
  private at: Position = START
  private recent = new RecentEvents(START, RECENT)
  private fullPages = 0
  private readonly ahead = new Map<Listener, { from: Position; actor: Actor; since: number }>()
  private began!: () => void
  readonly ready = new Promise<void>((resolve) => (this.began = resolve))

  constructor(
    private readonly rooms: Rooms,
    private readonly onTrouble: (error: Error) => void,
  ) {}

  get cursor(): string {
    return encodeCursor(this.at)
  }

  begin(at: Position, recent: LoggedEvent[]) {
    const again = this.at !== START
    const reachesBack = recent.length < RECENT
    this.recent = new RecentEvents(reachesBack ? START : recent[0]!.position, RECENT)
    this.recent.add(recent)
    this.at = at
    if (again) this.startAnew()
    this.began()
  }

  events(rows: LoggedEvent[], at: Position, more: boolean) {
    this.recent.add(rows)
    this.at = at
    this.fullPages = more ? this.fullPages + 1 : this.fullPages
    if (this.fullPages <= TOLD_PAGES) this.tell(rows)
    else if (!more) this.startAnew()
    if (!more) this.fullPages = 0
    this.letInThoseAhead()
  }

  notices(rows: LoggedNotice[]) {
    for (const notice of rows) {
      const room = roomForNotice(notice)
      if (room) this.rooms.emit(room, 'notice', { id: notice.noticeId })
    }
  }

  trouble(error: Error) {
    this.onTrouble(error)
  }

  /** A console comes, or comes back: tells it what it missed, or to read anew, and lets it hear from here on. */
  resume(listener: Listener, actor: Actor, cursor: unknown) {
    const from = decodeCursor(cursor)
    if (from && comparePositions(from, this.at) > 0) this.ahead.set(listener, { from, actor, since: Date.now() })
    else this.letIn(listener, actor, from)
  }

  leave(listener: Listener) {
    this.ahead.delete(listener)
  }

  private letIn(listener: Listener, actor: Actor, from: Position | null) {
    const room = eventRoomOf(actor)
    listener.join([...(room ? [room] : []), ...noticeRoomsOf(actor)])
    const missed = from && this.recent.between(from, this.at)?.filter((event) => heardIn(room, event))
    const known = missed && missed.length <= REPLAYED
    if (known) tellAll(missed, (message, body) => listener.emit(message, body))
    listener.emit(known ? 'resumed' : 'resync', { cursor: this.cursor })
  }

  private letInThoseAhead() {
    for (const [listener, { from, actor, since }] of this.ahead) {
      const tooLong = Date.now() - since > AHEAD_MS
      if (!tooLong && comparePositions(from, this.at) > 0) continue
      this.ahead.delete(listener)
      this.letIn(listener, actor, tooLong ? null : from)
    }
  }

  /** One message per room and page. */
  private tell(rows: LoggedEvent[]) {
    const byRoom = new Map<string, LoggedEvent[]>()
    for (const event of rows)
      for (const room of roomsForEvent(event)) {
        const events = byRoom.get(room)
        if (events) events.push(event)
        else byRoom.set(room, [event])
      }
    for (const [room, events] of byRoom) {
      if (this.rooms.anybodyIn(room)) tellAll(events, (message, body) => this.rooms.emit(room, message, body))
    }
  }

  private startAnew() {
    this.rooms.emitAll('resync', { cursor: this.cursor })
  }
}

const heardIn = (room: string | null, event: LoggedEvent) => room !== null && roomsForEvent(event).includes(room)

/** A single event, the usual case, travels bare; several are one message. */
function tellAll(events: LoggedEvent[], emit: (message: string, body: unknown) => unknown) {
  if (events.length === 1) emit('event', told(events[0]!))
  else if (events.length > 1) emit('events', events.map(told))
}

const told = (event: LoggedEvent): LiveEvent => ({
  cursor: encodeCursor(event.position),
  ticketId: event.ticketId,
  seq: event.seq,
  kind: event.kind,
})
