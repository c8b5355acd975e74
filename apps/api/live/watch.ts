import type { Server, Socket } from 'socket.io'
import type { Subscription } from 'rxjs'
import type { Sessions } from '#platform/sessions'
import type { Follower } from '#services/live/follower'
import type { LiveHub } from '#services/live/hub'
import type { LiveSocketData } from './handshake'

/** Everybody who has said `resume`: a cursor given before that would hide what was missed. */
export const AWAKE = 'awake'

const LOOK_MS = 1_000
const BEAT_MS = 5_000
/** What may wait for one console: a frozen tab is cut off, and catches up when it wakes. */
const WAITING_MESSAGES = 500
const WAITING_BYTES = 1_000_000
/** A socket that never says `resume` is not a console. */
const SILENT_MS = 15_000

/** Looks after open sockets: the beat, sessions that ended anywhere, consoles that no longer read. */
export class Watch {
  cutForSlowness = 0
  private timers: NodeJS.Timeout[] = []
  private endings: Subscription | undefined

  constructor(
    private readonly server: Server,
    private readonly hub: LiveHub,
    private readonly follower: Follower,
    private readonly sessions: Sessions,
  ) {}

  start() {
    this.timers = [setInterval(() => void this.look(), LOOK_MS), setInterval(() => this.beat(), BEAT_MS)]
    this.endings = this.sessions.ended.subscribe((hash) => this.signOut((each) => each === hash))
  }

  stop() {
    for (const timer of this.timers) clearInterval(timer)
    this.endings?.unsubscribe()
  }

  /** `asOf` is when the log was last read: older means that what is on the screen may be, too. */
  private beat() {
    const asOf = this.follower.readAt?.toISOString() ?? null
    this.server.to(AWAKE).emit('beat', { at: new Date().toISOString(), asOf, cursor: this.hub.cursor })
  }

  private async look() {
    for (const socket of this.sockets()) if (isStuck(socket) || isSilent(socket)) this.cut(socket)
    const hashes = [...new Set(this.sockets().map(sessionOf))]
    if (hashes.length === 0) return
    // While the database does not answer, nobody can be told from a stranger; nothing is read from it to tell, either.
    const valid = await this.sessions.stillValid(hashes).catch(() => null)
    if (valid) this.signOut((hash) => hashes.includes(hash) && !valid.has(hash))
  }

  private signOut(ended: (hash: string) => boolean) {
    for (const socket of this.sockets())
      if (ended(sessionOf(socket))) {
        socket.emit('signedOut')
        socket.disconnect(true)
      }
  }

  /** Without ceremony: a farewell would only wait behind what is already not being read. */
  private cut(socket: Socket) {
    this.cutForSlowness++
    wireOf(socket).terminate?.()
    socket.conn.close(true)
  }

  private sockets(): Socket[] {
    return [...this.server.of('/').sockets.values()]
  }
}

const dataOf = (socket: Socket) => socket.data as LiveSocketData
const sessionOf = (socket: Socket) => dataOf(socket).signedIn.session.hash

function isStuck(socket: Socket): boolean {
  const { waiting, bytes } = wireOf(socket)
  return waiting > WAITING_MESSAGES || bytes > WAITING_BYTES
}

function isSilent(socket: Socket): boolean {
  return !dataOf(socket).resumed && Date.now() - socket.handshake.issued > SILENT_MS
}

/** What engine.io and ws have not got rid of yet; neither shows it in its types. */
function wireOf(socket: Socket) {
  const conn = socket.conn as unknown as {
    writeBuffer?: unknown[]
    transport?: { socket?: { bufferedAmount?: number; terminate?(): void } }
  }
  const wire = conn.transport?.socket
  return {
    waiting: conn.writeBuffer?.length ?? 0,
    bytes: wire?.bufferedAmount ?? 0,
    terminate: wire?.terminate?.bind(wire),
  }
}
