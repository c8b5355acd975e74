import { createHash, randomBytes } from 'node:crypto'
import type { Database, Tx } from '#data/database'
import { writeAudit } from '#data/people/audit'
import {
  clearFailures,
  countFailure,
  findCredentials,
  latestHashes,
  replaceHash,
  upgradeHash,
  type Credentials,
} from '#data/people/passwords'
import { endListedSession, endSession, insertSession, type LiveSession } from '#data/people/sessions'
import { hashPassword, isOneOf, verifyNobody, verifyPassword } from '#data/secrets/password'
import type { PasswordInput, SignInInput } from '#domain/inputs'
import { PASSWORD_RULES, passwordFaults } from '#domain/privacy/password'
import { Refusal } from '#domain/refusals'
import { Failures } from './failures'

/** Where a request came from, for the audit row and the session list. */
export interface Origin {
  address: string
  agent: string
  requestId: string
}

/** 256 random bits. Only its hash is kept, so a stolen table opens nothing. */
const newToken = () => randomBytes(32).toString('base64url')
export const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex')

/** Signing in and out, and changing one's password. */
export class SignIn {
  constructor(
    private readonly db: Database,
    private readonly options: { sessionHours: number },
  ) {}

  private readonly failures = new Failures()

  /** Answers the token of a new session; who does not exist is told nothing else than who mistyped, and not sooner. */
  signIn(input: SignInInput, from: Origin): Promise<string> {
    const login = input.login.toLowerCase()
    this.failures.refuseFlood(from.address)
    return this.failures.oneAtATime(login, async () => {
      const person = await findCredentials(this.db, login)
      if (!person?.hash) return this.refuseUnknown(login, input.password, from)
      if (person.lockedUntil) throw locked(person.lockedUntil)
      const { ok, upgrade } = await verifyPassword(input.password, person.hash)
      if (!ok) return this.refuseWrong(person, from)
      if (upgrade) await upgradeHash(this.db, person.personId, person.hash, await hashPassword(input.password))
      return this.db.transaction(async (tx) => {
        await clearFailures(tx, person.personId)
        await writeAudit(tx, { kind: 'signIn', personId: person.personId, ...trace(from) })
        return this.open(tx, person.personId, from)
      })
    })
  }

  async signOut(session: LiveSession, from: Origin): Promise<void> {
    await this.db.transaction(async (tx) => {
      await endSession(tx, session.hash)
      await writeAudit(tx, { kind: 'signOut', personId: session.personId, ...trace(from) })
    })
  }

  /** Ends every session of the person, this one too, and answers the token of a new one. */
  async changePassword(session: LiveSession, input: PasswordInput, from: Origin): Promise<string> {
    const [current, ...earlier] = await this.proveCurrent(session, input, from)
    const reused = await isOneOf(input.next, [current!, ...earlier])
    const faults = passwordFaults(input.next, { login: session.login, name: session.name, reused })
    if (faults.length) throw new Refusal('passwordWeak', { fields: { next: faults } })
    const next = await hashPassword(input.next)
    return this.db.transaction(async (tx) => {
      if (!(await replaceHash(tx, session.personId, current!, next))) throw new Refusal('signInNeeded')
      await writeAudit(tx, { kind: 'passwordChanged', personId: session.personId, ...trace(from) })
      return this.open(tx, session.personId, from)
    })
  }

  /** The security administrator sends somebody out; answers the hash of the session that ended. */
  async revoke(by: LiveSession, id: string, from: Origin): Promise<string> {
    return this.db.transaction(async (tx) => {
      const ended = await endListedSession(tx, id)
      if (!ended) throw new Refusal('notFound')
      const { detail, requestId } = trace(from)
      await writeAudit(tx, {
        kind: 'sessionRevoked',
        personId: by.personId,
        detail: { ...detail, of: ended.personId },
        requestId,
      })
      return ended.hash
    })
  }

  private async open(tx: Tx, personId: number, from: Origin): Promise<string> {
    const token = newToken()
    await insertSession(tx, { hash: tokenHash(token), personId, hours: this.options.sessionHours, ...from })
    return token
  }

  /** A session left open must not be enough to guess the password: failures count as at sign-in. */
  private proveCurrent(session: LiveSession, input: PasswordInput, from: Origin): Promise<string[]> {
    return this.failures.oneAtATime(session.login, async () => {
      const person = await findCredentials(this.db, session.login)
      if (!person?.hash) throw new Refusal('signInNeeded')
      if (person.lockedUntil) throw locked(person.lockedUntil)
      if (!(await verifyPassword(input.current, person.hash)).ok) return this.refuseWrong(person, from)
      return latestHashes(this.db, session.personId, PASSWORD_RULES.history)
    })
  }

  private async refuseWrong(person: Credentials, from: Origin): Promise<never> {
    this.failures.count(from.address)
    const until = await this.db.transaction(async (tx) => {
      const until = await countFailure(tx, person.personId, PASSWORD_RULES)
      await writeAudit(tx, { kind: until ? 'signInLocked' : 'signInFailed', personId: person.personId, ...trace(from) })
      return until
    })
    throw until ? locked(until) : new Refusal('signInFailed')
  }

  private async refuseUnknown(login: string, password: string, from: Origin): Promise<never> {
    const before = this.failures.lockOf(login)
    if (before) throw locked(before)
    await verifyNobody(password)
    this.failures.count(from.address)
    const until = this.failures.countUnknown(login)
    await writeAudit(this.db, { kind: 'signInFailed', personId: null, ...trace(from) })
    throw until ? locked(until) : new Refusal('signInFailed')
  }
}

const trace = (from: Origin) => ({ detail: { address: from.address, agent: from.agent }, requestId: from.requestId })

const locked = (until: Date) => new Refusal('locked', { until: until.toISOString() })
