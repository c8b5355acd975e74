import { Inject, Logger, type OnModuleDestroy } from '@nestjs/common'
import {
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  WebSocketGateway,
} from '@nestjs/websockets'
import type { Server, Socket } from 'socket.io'
import { CONFIG, type Config } from '#platform/config'
import { HealthProbes } from '#platform/health'
import { Metrics } from '#platform/metrics'
import { Sessions } from '#platform/sessions'
import { Committed } from '#services/committed'
import { Follower } from '#services/live/follower'
import { LiveHub, RECENT } from '#services/live/hub'
import { admit, refused, type LiveSocketData } from './handshake'
import { AWAKE, Watch } from './watch'

type LiveSocket = Socket & { data: LiveSocketData }

/** A process that hears nothing for this long leaves its consoles to others. */
const DEAF_SECONDS = 30

/** Tabs and devices of one person, on one process. */
const SOCKETS_EACH = 20

/**
 * The live door: consoles hear "ticket X changed, number N" and nothing more; what changed they ask the API, which knows
 * what they may see. A console says `resume` once, with the last cursor it heard, and hears events from then on.
 */
@WebSocketGateway({
  path: '/socket.io',
  transports: ['websocket'],
  serveClient: false,
  allowUpgrades: false,
  perMessageDeflate: false,
  maxHttpBufferSize: 4_096,
  pingInterval: 10_000,
  pingTimeout: 8_000,
})
export class LiveGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect, OnModuleDestroy {
  private readonly log = new Logger('Live')
  private readonly each = new Map<number, number>()
  private hub!: LiveHub
  private follower!: Follower
  private watch!: Watch

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly sessions: Sessions,
    private readonly committed: Committed,
    private readonly metrics: Metrics,
    private readonly probes: HealthProbes,
  ) {}

  afterInit(server: Server) {
    this.hub = new LiveHub(
      {
        emit: (room, message, body) => void server.to(room).emit(message, body),
        emitAll: (message, body) => void server.emit(message, body),
        anybodyIn: (room) => server.of('/').adapter.rooms.has(room),
      },
      (error) => this.log.warn(`event log not readable, trying again: ${error.message}`),
    )
    this.follower = new Follower({ url: this.config.databaseUrl!, recent: RECENT }, this.hub)
    this.watch = new Watch(server, this.hub, this.follower, this.sessions)
    this.measure(server)
    server.use((socket, next) => {
      this.letIn(socket).then(() => next(), next)
    })
    this.committed.onCommit(() => this.follower.poke())
    this.follower.start()
    this.watch.start()
  }

  handleConnection(socket: LiveSocket) {
    const { personId } = socket.data.signedIn.actor
    this.each.set(personId, (this.each.get(personId) ?? 0) + 1)
    socket.on('resume', (body: unknown) => this.resume(socket, body))
  }

  handleDisconnect(socket: LiveSocket) {
    const { personId } = socket.data.signedIn.actor
    const left = (this.each.get(personId) ?? 1) - 1
    if (left > 0) this.each.set(personId, left)
    else this.each.delete(personId)
    this.hub.leave(socket)
  }

  async onModuleDestroy() {
    this.watch?.stop()
    await this.follower?.stop()
  }

  /** Once per connection: what was missed since the cursor, or `resync`; from here on the socket stands in its room. */
  private resume(socket: LiveSocket, body: unknown) {
    if (socket.data.resumed) return
    socket.data.resumed = true
    void socket.join(AWAKE)
    this.hub.resume(socket, socket.data.signedIn.actor, (body as { cursor?: unknown } | null)?.cursor)
  }

  private measure(server: Server) {
    const { metrics, follower } = this
    metrics.gauge('jiban_live_sockets', 'Open sockets', () => server.of('/').sockets.size)
    metrics.gauge('jiban_live_cut', 'Sockets cut because they no longer read', () => this.watch.cutForSlowness)
    const lag = () => (follower.readAt ? (Date.now() - follower.readAt.getTime()) / 1000 : -1)
    metrics.gauge('jiban_event_lag_seconds', 'Time since the event log was last read to its end', lag)
    this.probes.add('events', async () => ({ ok: lag() >= 0 && lag() < DEAF_SECONDS, lagSeconds: Math.round(lag()) }))
  }

  private async letIn(socket: Socket) {
    await admit(socket, this.sessions)
    const { personId } = (socket.data as LiveSocketData).signedIn.actor
    if ((this.each.get(personId) ?? 0) >= SOCKETS_EACH) throw refused('tooMany')
    await this.hub.ready
  }
}
