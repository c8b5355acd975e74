import { Injectable } from '@nestjs/common'
import { type Actor, mayGrant, mayManage, type Role } from '#domain/access'
import { NewPersonInput, PersonInput, RolesInput } from '#domain/inputs'
import { parse } from '#domain/parse'
import { Refusal } from '#domain/refusals'
import type { Page, PersonCreated, PersonView } from '#domain/views'
import { Database, type Tx } from '#data/database'
import { findKept, keepAnswer, requestHash } from '#data/idempotency'
import { type AuditKind, writeAudit } from '#data/people/audit'
import {
  findPerson,
  insertPerson,
  isUnitActive,
  lockPeople,
  peoplePage,
  type PersonFilter,
  replaceRoles,
  resetPassword,
  sessionsEnded,
  updatePerson,
} from '#data/people/people'
import { initialPassword } from '#data/secrets/initial-password'
import { KeyRing } from '#data/secrets/key-ring'
import { hashPassword } from '#data/secrets/password'

/** Who asks, and how the request is told from a repeated one. */
export interface Managing {
  actor: Actor
  idempotencyKey: string
  requestId: string
}

/** What came of it, and the sessions that ended with it. */
export interface Managed<T> {
  answer: T
  ended: string[]
}

/** Accounts, kept by the system administrator: every change is one transaction with its audit row. */
@Injectable()
export class People {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
  ) {}

  page(filter: PersonFilter): Promise<Page<PersonView>> {
    return peoplePage(this.db, filter)
  }

  async add(by: Managing, body: unknown): Promise<PersonCreated> {
    const input = parse(NewPersonInput, body)
    const roles = grantable(by.actor, input.roles)
    const password = this.password(by)
    const hash = await hashPassword(password)
    const { answer } = await this.once(by, ['person', input], async (tx) => {
      if (!(await isUnitActive(tx, input.unitId))) throw new Refusal('unitUnknown')
      const id = await insertPerson(tx, { ...input, desk: input.desk ?? null, hash })
      if (id === null) throw new Refusal('loginTaken')
      await replaceRoles(tx, id, roles, by.actor.personId)
      await audit(tx, by, 'personAdded', id, { login: input.login, roles })
      return id
    })
    return { person: answer, initialPassword: password }
  }

  change(by: Managing, id: number, body: unknown): Promise<Managed<PersonView>> {
    const input = parse(PersonInput, body)
    return this.once(by, ['person', id, input], async (tx) => {
      const before = await manageable(tx, by.actor, id)
      const desk = input.desk === 'none' ? null : (input.desk ?? before.desk)
      const after = { ...before, ...given(input), desk }
      if (after.unitId !== before.unitId && !(await isUnitActive(tx, after.unitId))) throw new Refusal('unitUnknown')
      await updatePerson(tx, id, after)
      const changed = CHANGEABLE.filter((key) => before[key] !== after[key])
      const values = Object.fromEntries(changed.map((key) => [key, after[key]]))
      if (changed.length) await audit(tx, by, kindOf(before.active, after.active), id, values)
      return id
    })
  }

  setRoles(by: Managing, id: number, body: unknown): Promise<Managed<PersonView>> {
    const roles = grantable(by.actor, parse(RolesInput, body).roles)
    return this.once(by, ['roles', id, roles], async (tx) => {
      const before = await manageable(tx, by.actor, id)
      await replaceRoles(tx, id, roles, by.actor.personId)
      const added = roles.filter((role) => !before.roles.includes(role))
      const removed = before.roles.filter((role) => !roles.includes(role))
      if (added.length + removed.length) await audit(tx, by, 'rolesChanged', id, { added, removed })
      return id
    })
  }

  async resetPassword(by: Managing, id: number): Promise<Managed<PersonCreated>> {
    const password = this.password(by)
    const hash = await hashPassword(password)
    const { answer, ended } = await this.once(by, ['reset', id], async (tx) => {
      await manageable(tx, by.actor, id)
      await resetPassword(tx, id, hash)
      await audit(tx, by, 'passwordReset', id, {})
      return id
    })
    return { answer: { person: answer, initialPassword: password }, ended }
  }

  /** The same request gets the same password, and it is kept nowhere. */
  private password({ actor, idempotencyKey }: Managing): string {
    return initialPassword(this.keys.token('initialPassword', `${actor.personId}\0${idempotencyKey}`))
  }

  private async once(
    by: Managing,
    request: unknown[],
    work: (tx: Tx) => Promise<number>,
  ): Promise<Managed<PersonView>> {
    const hash = requestHash(...request)
    return this.db.transaction(async (tx) => {
      await lockPeople(tx)
      const kept = await findKept(tx, by.actor.personId, by.idempotencyKey, hash)
      if (kept) return { answer: kept.response as PersonView, ended: [] }
      const id = await work(tx)
      const answer = (await findPerson(tx, id))!
      await keepAnswer(tx, by.actor.personId, {
        key: by.idempotencyKey,
        requestHash: hash,
        status: 200,
        response: answer,
      })
      return { answer, ended: await sessionsEnded(tx, id) }
    })
  }
}

const CHANGEABLE = ['name', 'unitId', 'desk', 'active'] as const

function grantable(actor: Actor, roles: readonly Role[]): Role[] {
  if (!roles.every((role) => mayGrant(actor.roles, role))) throw new Refusal('roleReserved')
  return [...new Set(roles)].sort()
}

async function manageable(tx: Tx, actor: Actor, id: number): Promise<PersonView> {
  const person = await findPerson(tx, id)
  if (!person) throw new Refusal('notFound')
  if (!mayManage(actor.roles, person.roles)) throw new Refusal('roleReserved')
  return person
}

const given = <T extends object>(input: T) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Partial<Omit<T, 'desk'>>

const kindOf = (before: boolean, after: boolean): AuditKind =>
  before === after ? 'personChanged' : after ? 'personEnabled' : 'personDisabled'

function audit(tx: Tx, { actor, requestId }: Managing, kind: AuditKind, of: number, detail: Record<string, unknown>) {
  return writeAudit(tx, { kind, personId: actor.personId, detail: { of, ...detail }, requestId })
}
