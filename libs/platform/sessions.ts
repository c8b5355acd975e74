import { createHash } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import { Subject } from 'rxjs'
import { Database } from '#data/database'
import { findSessions, touchSessions, type LiveSession } from '#data/people/sessions'
import type { Actor } from '#domain/access'
import { mustChange } from '#domain/privacy/password'
import { CONFIG, type Config } from './config'

/** Who sent a request, and the session it came with. */
export interface SignedIn {
  actor: Actor
  session: LiveSession
  /** Nothing but changing the password is answered until it is changed. */
  mustChangePassword: boolean
}

/** A session that ended anywhere is refused here at most this long after. */
const FRESH_MS = 900
const TOUCH_MS = 60_000
const KEPT = 20_000

interface Entry {
  at: number
  found: SignedIn | null
}

const ENDED: Entry = { at: Infinity, found: null }

/** The sessions as this process knows them: read in batches, believed for less than a second. */
@Injectable()
export class Sessions {
  /** Hashes of tokens whose sessions this process ended; other processes notice by `stillValid`. */
  readonly ended = new Subject<string>()
  private readonly known = new Map<string, Entry>()
  private wanted: { hashes: Set<string>; done: Promise<void> } | null = null

  constructor(
    private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async actorOf(token: string): Promise<SignedIn | null> {
    const hash = createHash('sha256').update(token).digest('hex')
    const entry = this.known.get(hash)
    if (entry && Date.now() - entry.at < FRESH_MS) return entry.found
    await this.read([hash])
    const found = this.known.get(hash)?.found ?? null
    if (found && Date.now() - found.session.seenAt.getTime() > TOUCH_MS) this.touch(found.session)
    return found
  }

  /** Which of these still count, asked afresh; a session whose person lost a role or moved does not. */
  async stillValid(hashes: readonly string[]): Promise<Set<string>> {
    await this.read(hashes)
    return new Set(hashes.filter((hash) => this.known.get(hash)?.found))
  }

  /** After ending a session: never believe it again, not even an answer still on its way, and tell the sockets. */
  end(hash: string): void {
    this.known.set(hash, ENDED)
    this.ended.next(hash)
  }

  /** All that is asked for within one turn of the event loop travels as one statement. */
  private read(hashes: readonly string[]): Promise<void> {
    if (!this.wanted) {
      const batch = new Set<string>()
      const turn = new Promise<void>((resolve) => setImmediate(resolve))
      this.wanted = { hashes: batch, done: turn.then(() => this.fetch(batch)) }
    }
    for (const hash of hashes) this.wanted.hashes.add(hash)
    return this.wanted.done
  }

  private async fetch(hashes: Set<string>): Promise<void> {
    this.wanted = null
    const at = Date.now()
    const found = new Map(
      (await findSessions(this.db, [...hashes], this.config.idleMinutes)).map((session) => [session.hash, session]),
    )
    for (const hash of hashes) this.remember(hash, { at, found: signedIn(found.get(hash)) })
  }

  private remember(hash: string, entry: Entry) {
    if (this.known.get(hash) === ENDED) return
    this.known.delete(hash)
    this.known.set(hash, entry)
    if (this.known.size > KEPT) this.known.delete(this.known.keys().next().value!)
  }

  private touch(session: LiveSession) {
    session.seenAt = new Date()
    touchSessions(this.db, [session.hash]).catch(() => undefined)
  }
}

function signedIn(session: LiveSession | undefined): SignedIn | null {
  if (!session) return null
  const { personId, name, unitId, unitPath, roles, passwordChangedAt } = session
  const aged = passwordChangedAt !== null && mustChange(passwordChangedAt, new Date())
  return {
    session,
    actor: { personId, name, unitId, unitPath, roles },
    mustChangePassword: session.mustChangePassword || aged,
  }
}
