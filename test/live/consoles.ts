import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import type { LiveEvent } from '#domain/views'
import { PASSWORD } from '../world/api'

/** The session cookie of a fresh sign-in. */
export async function signIn(url: string, login: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ login, password: PASSWORD }),
  })
  if (!answer.ok) throw new Error(`${login} could not sign in: ${answer.status} ${await answer.text()}`)
  return answer.headers.get('set-cookie')!.split(';')[0]!
}

/** A console as the browser runs it: resumes from the last cursor it heard, and writes down what it hears. */
export class TestConsole {
  readonly events: LiveEvent[] = []
  readonly notices: string[] = []
  resyncs = 0
  signedOut = false
  cursor: string | null = null
  refusal: string | null = null
  readonly socket: Socket

  constructor(url: string, cookie: string | null, extraHeaders: Record<string, string> = {}) {
    this.socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
      extraHeaders: { ...(cookie ? { cookie } : {}), ...extraHeaders },
    })
    this.listen()
  }

  /** As `ticket/seq`, in the order heard. */
  get heard() {
    return this.events.map((event) => `${event.ticketId}/${event.seq}`)
  }

  /** In its room and hearing. */
  get listening() {
    return this.socket.connected && this.cursor !== null
  }

  /** The same person, at another process. */
  moveTo(url: string) {
    this.socket.disconnect()
    ;(this.socket.io as unknown as { uri: string }).uri = url
    this.socket.connect()
  }

  /** The network stops carrying anything, as for a frozen tab. */
  get wire(): { pause(): void; resume(): void } {
    return (this.socket.io.engine.transport as unknown as { ws: { _socket: never } }).ws._socket
  }

  close() {
    this.socket.close()
  }

  private listen() {
    const { socket } = this
    const hear = (event: LiveEvent) => {
      this.cursor = event.cursor
      this.events.push(event)
    }
    const at = ({ cursor }: { cursor?: string }) => (this.cursor = cursor ?? this.cursor)
    socket.on('connect', () => socket.emit('resume', { cursor: this.cursor }))
    socket.on(
      'connect_error',
      (error: Error & { data?: { code: string } }) => (this.refusal = error.data?.code ?? null),
    )
    socket.on('event', hear)
    socket.on('events', (events: LiveEvent[]) => events.forEach(hear))
    socket.on('resumed', at)
    socket.on('beat', at)
    socket.on('resync', (body: { cursor: string }) => (this.resyncs++, at(body)))
    socket.on('notice', ({ id }: { id: string }) => this.notices.push(id))
    socket.on('signedOut', () => (this.signedOut = true))
  }
}
