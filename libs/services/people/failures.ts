import { lockout } from '#domain/privacy/password'
import { Refusal } from '#domain/refusals'

const FLOOD = 100
const FLOOD_MINUTES = 10
const REMEMBERED = 10_000

/** What one process remembers of failed sign-ins; the locks of people who exist are in the database. */
export class Failures {
  private readonly unknown = new Map<string, Date[]>()
  private readonly addresses = new Map<string, { since: number; count: number }>()
  private readonly tails = new Map<string, Promise<unknown>>()

  /** Guesses of one login queue up, so that a burst cannot slip in before the first failure is counted. */
  async oneAtATime<T>(login: string, work: () => Promise<T>): Promise<T> {
    const before = this.tails.get(login) ?? Promise.resolve()
    const mine = before.then(work, work)
    this.tails.set(login, mine)
    try {
      return await mine
    } finally {
      if (this.tails.get(login) === mine) this.tails.delete(login)
    }
  }

  /** One address trying many logins is slowed down; a call centre behind one address fails far less. */
  refuseFlood(address: string): void {
    const found = this.addresses.get(address)
    if (!found || found.count < FLOOD) return
    if (Date.now() - found.since > FLOOD_MINUTES * 60_000) this.addresses.delete(address)
    else throw new Refusal('tooMany', { retryAfter: 60 })
  }

  count(address: string): void {
    const found = this.addresses.get(address)
    if (found && Date.now() - found.since <= FLOOD_MINUTES * 60_000) found.count += 1
    else remember(this.addresses, address, { since: Date.now(), count: 1 })
  }

  /** Unknown logins lock like known ones, or a lock would tell which exist. */
  countUnknown(login: string): Date | null {
    remember(this.unknown, login, [...(this.unknown.get(login) ?? []).slice(-20), new Date()])
    return this.lockOf(login)
  }

  lockOf(login: string): Date | null {
    return lockout(this.unknown.get(login) ?? [], new Date()).until
  }
}

/** Bounded: the oldest is forgotten first. */
function remember<T>(map: Map<string, T>, key: string, value: T) {
  map.delete(key)
  map.set(key, value)
  if (map.size > REMEMBERED) map.delete(map.keys().next().value!)
}
