import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { Sql } from '#data/database'
import { type LoggedEvent, type News, eventsSince, newestEvents } from '#data/event-log'
import { callsSince, type LoggedCall } from '#data/calls/call-log'
import { type LoggedNotice, noticesSince } from '#data/notice-log'
import type { Place } from '#data/place'
import { WAKE_CHANNEL } from './wake'

/** What the follower hands on, each row once. */
export interface Follows {
  /** The place it starts from, with the newest events before it. Again after the database was set back. */
  begin(recent: News<LoggedEvent>): void
  /** After every look, also without news. */
  events(news: News<LoggedEvent>): void
  notices(rows: LoggedNotice[]): void
  calls(rows: LoggedCall[]): void
  trouble(error: Error): void
}

export interface FollowerOptions {
  url: string
  /** How many past events `begin` brings. */
  recent: number
  idleMs?: number
}

/** A burst of writes is read in batches: never more often than this. */
const GAP_MS = 8
const IDLE_MS = 250
const SLOWEST_RETRY_MS = 5_000

/** The few small index ranges are always right, also while the tables are too small for the planner to see it. */
export const FOLLOWER_SETTINGS = '-c jit=off -c enable_seqscan=off -c enable_bitmapscan=off'

/**
 * Follows the event log from one connection of its own: woken by this process's writes and by the other processes'
 * notifications, and polling besides. Its place in the log is kept here, so a database that went away and came back is
 * read on from where it was.
 */
export class Follower {
  private client: Client | undefined
  private at: { events: Place; notices: Place; calls: Place } | undefined
  private readonly stopping = new AbortController()
  private woken = false
  private nap: AbortController | undefined
  private running: Promise<void> | undefined
  /** When the log was last read; the age of everything on screen counts from here. */
  readAt: Date | undefined

  constructor(
    private readonly options: FollowerOptions,
    private readonly follows: Follows,
  ) {}

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
        await this.look(await this.connection())
        failures = 0
        await this.rest()
      } catch (error) {
        this.disconnect()
        if (this.stopping.signal.aborted) return
        this.follows.trouble(error as Error)
        await pauseUnless(this.stopping, Math.min(SLOWEST_RETRY_MS, 100 * 2 ** failures++) * (0.5 + Math.random() / 2))
      }
    }
  }

  private async look(sql: Sql) {
    this.woken = false
    const at = this.at ?? (await this.begin(sql))
    const [events, notices, calls] = await Promise.all([
      eventsSince(sql, at.events),
      noticesSince(sql, at.notices),
      callsSince(sql, at.calls),
    ])
    if (events.at.xmax < at.events.xmax) return void (await this.begin(sql))
    this.at = { events: events.at, notices: notices.at, calls: calls.at }
    this.readAt = new Date()
    this.follows.events(events)
    if (notices.rows.length) this.follows.notices(notices.rows)
    if (calls.rows.length) this.follows.calls(calls.rows)
  }

  private async begin(sql: Sql) {
    const recent = await newestEvents(sql, this.options.recent)
    this.follows.begin(recent)
    return (this.at = { events: recent.at, notices: recent.at, calls: recent.at })
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
      options: FOLLOWER_SETTINGS,
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

  private async rest() {
    await pauseUnless(this.stopping, GAP_MS)
    if (this.woken) return
    this.nap = new AbortController()
    await pauseUnless(this.nap, this.options.idleMs ?? IDLE_MS)
    this.nap = undefined
  }
}

async function pauseUnless(aborter: AbortController, ms: number) {
  await sleep(ms, undefined, { signal: aborter.signal }).catch(() => undefined)
}
