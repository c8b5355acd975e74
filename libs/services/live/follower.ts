import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { Sql } from '#data/database'
import { type LogPage, type LoggedEvent, type Position, endOfLog, eventsAfter, eventsBefore } from '#data/event-log'
import { type LoggedNotice, noticesAfter } from '#data/notice-log'
import { WAKE_CHANNEL } from './wake'

/** What the follower hands on, in order, each row once. */
export interface Follows {
  /** The place it starts from, with the events just before it, oldest first. Again after the log was set back. */
  begin(at: Position, recent: LoggedEvent[]): void
  /** After every look, also without news: `at` is the place now, `more` when the rows are only the beginning. */
  events(rows: LoggedEvent[], at: Position, more: boolean): void
  notices(rows: LoggedNotice[]): void
  trouble(error: Error): void
}

export interface FollowerOptions {
  url: string
  /** How many past events `begin` brings. */
  recent: number
  idleMs?: number
}

/** While others are writing, what they are about to commit is worth looking for soon. */
const HELD_MS = 10
const GAP_MS = 8
const IDLE_MS = 250
const SLOWEST_RETRY_MS = 5_000

/**
 * Follows the event log from one connection of its own: woken by this process's writes and by the other processes'
 * notifications, and polling besides. Its place in the log is kept here, so a database that went away and came back is
 * read on from where it was.
 */
export class Follower {
  private client: Client | undefined
  private at: { events: Position; notices: Position } | undefined
  private readonly stopping = new AbortController()
  private woken = false
  private nap: AbortController | undefined
  private running: Promise<void> | undefined
  private heldFor = 0
  /** When the log was last read to its end; the age of everything on screen counts from here. */
  readAt: Date | undefined

  constructor(
    private readonly options: FollowerOptions,
    private readonly follows: Follows,
  ) {}

  get position(): Position | undefined {
    return this.at?.events
  }

  start() {
    this.running ??= this.run()
  }

  async stop() {
    this.stopping.abort()
    this.poke()
    await this.running
    this.disconnect()
  }

  poke() {
    this.woken = true
    this.nap?.abort()
  }

  private async run() {
    for (let failures = 0; !this.stopping.signal.aborted;) {
      try {
        const pause = await this.readOn(await this.connection())
        failures = 0
        await this.rest(pause)
      } catch (error) {
        this.disconnect()
        if (this.stopping.signal.aborted) return
        this.follows.trouble(error as Error)
        await pauseUnless(this.stopping, Math.min(SLOWEST_RETRY_MS, 100 * 2 ** failures++) * (0.5 + Math.random() / 2))
      }
    }
  }

  /** One page of each log; answers how long nothing more is expected. */
  private async readOn(sql: Sql): Promise<number> {
    this.woken = false
    const at = this.at ?? (await this.begin(sql))
    const [events, notices] = await Promise.all([eventsAfter(sql, at.events), noticesAfter(sql, at.notices)])
    if (events.rewound) {
      await this.begin(sql)
      return 0
    }
    this.at = { events: events.next, notices: notices.next }
    this.follows.events(events.rows, events.next, events.more)
    if (notices.rows.length) this.follows.notices(notices.rows)
    if (!events.more) this.readAt = new Date()
    return this.pauseAfter(events, notices)
  }

  private pauseAfter(...pages: LogPage<unknown>[]): number {
    const idle = this.options.idleMs ?? IDLE_MS
    if (pages.some((page) => page.more)) return 0
    const expecting = pages.some((page) => page.held)
    this.heldFor = expecting && !pages.some((page) => page.rows.length) ? this.heldFor + 1 : 0
    return expecting ? Math.min(idle, HELD_MS * 2 ** Math.min(this.heldFor, 8)) : idle
  }

  private async begin(sql: Sql) {
    const end = await endOfLog(sql)
    const recent = await eventsBefore(sql, end, this.options.recent)
    this.follows.begin(end, recent)
    return (this.at = { events: end, notices: end })
  }

  private async connection(): Promise<Sql> {
    const client = (this.client ??= await this.connect())
    return { query: async (text, values, name) => (await client.query({ text, values, name })).rows }
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.options.url,
      application_name: 'jiban-live',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
      // The few small index ranges are always right, also while the tables are too small for the planner to see it.
      options: '-c jit=off -c enable_seqscan=off -c enable_bitmapscan=off',
    })
    // Lost while resting: the next read finds out at once and connects again.
    client.on('error', () => this.poke())
    client.on('notification', () => this.poke())
    try {
      await client.connect()
      await client.query(`LISTEN ${WAKE_CHANNEL}`)
    } catch (error) {
      client.end().catch(() => undefined)
      throw error
    }
    return client
  }

  private disconnect() {
    this.client?.end().catch(() => undefined)
    this.client = undefined
  }

  /** A burst of writes is read in batches: never more often than every GAP_MS. */
  private async rest(ms: number) {
    if (ms <= 0) return
    await pauseUnless(this.stopping, GAP_MS)
    if (this.woken) return
    this.nap = new AbortController()
    await pauseUnless(this.nap, ms)
    this.nap = undefined
  }
}

async function pauseUnless(aborter: AbortController, ms: number) {
  await sleep(ms, undefined, { signal: aborter.signal }).catch(() => undefined)
}
