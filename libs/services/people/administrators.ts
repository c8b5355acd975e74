import { randomBytes } from 'node:crypto'
import { ADMIN_ROLES, isAdmin, type Role, ROLES } from '#domain/access'
import { NewPersonInput } from '#domain/inputs'
import { parse } from '#domain/parse'
import type { PersonView } from '#domain/views'
import type { Database, Tx } from '#data/database'
import { type AuditKind, writeAudit } from '#data/people/audit'
import {
  countAdmins,
  findPersonByLogin,
  insertPerson,
  lockPeople,
  replaceRoles,
  resetPassword,
  updatePerson,
} from '#data/people/people'
import { initialPassword } from '#data/secrets/initial-password'
import { hashPassword } from '#data/secrets/password'

type AdminRole = (typeof ADMIN_ROLES)[number]

/** Why an administrator's account could not be changed, in words for whoever sits at the server. */
export class AdministratorRefused extends Error {}

/**
 * The accounts of the three administrators, changed by whoever may sit at the server and open the database: by nobody
 * through the interface. Answers the initial password where one was made. Every change leaves an audit row in nobody's name.
 */
export class Administrators {
  constructor(private readonly db: Database) {}

  async add(login: string, name: string, unitCode: string, role: AdminRole): Promise<string> {
    const password = initialPassword(randomBytes(16))
    const hash = await hashPassword(password)
    await this.change(async (tx) => {
      const [unit] = await tx.query<{ id: number }>('SELECT id FROM unit WHERE (code = $1 OR name = $1) AND active', [
        unitCode,
      ])
      if (!unit) throw new AdministratorRefused(`没有单位“${unitCode}”，请填写单位代码或全称`)
      const person = parse(NewPersonInput, { login, name, unitId: unit.id, roles: [role] })
      const id = await insertPerson(tx, { ...person, desk: null, hash })
      if (id === null) throw new AdministratorRefused(`账号 ${login} 已有人使用`)
      await replaceRoles(tx, id, [role], null)
      await audit(tx, 'personAdded', id, { login, roles: [role] })
    })
    return password
  }

  /** Gives one of the three roles; whoever holds another of them must give it up first. */
  grant(login: string, role: AdminRole): Promise<void> {
    return this.change(async (tx) => {
      const { id, roles } = await personOf(tx, login)
      const other = roles.find((each) => each !== role && isAdmin([each]))
      if (other) throw new AdministratorRefused(`${login} 已是${ROLES[other]}，一个人只能担任一种管理员，请先撤销`)
      await replaceRoles(tx, id, [...roles, role], null)
      await audit(tx, 'rolesChanged', id, { added: [role], removed: [] })
    })
  }

  /** Takes the administrator role away; the last of its kind stays. */
  revoke(login: string): Promise<void> {
    return this.change(async (tx) => {
      const person = await adminOf(tx, login)
      await refuseLast(tx, person)
      const removed = person.roles.filter((role) => isAdmin([role]))
      await replaceRoles(
        tx,
        person.id,
        person.roles.filter((role) => !isAdmin([role])),
        null,
      )
      await audit(tx, 'rolesChanged', person.id, { added: [], removed })
    })
  }

  disable(login: string): Promise<void> {
    return this.change(async (tx) => {
      const person = await adminOf(tx, login)
      await refuseLast(tx, person)
      await updatePerson(tx, person.id, { ...person, active: false })
      await audit(tx, 'personDisabled', person.id, { active: false })
    })
  }

  enable(login: string): Promise<void> {
    return this.change(async (tx) => {
      const person = await adminOf(tx, login)
      await updatePerson(tx, person.id, { ...person, active: true })
      await audit(tx, 'personEnabled', person.id, { active: true })
    })
  }

  async reset(login: string): Promise<string> {
    const password = initialPassword(randomBytes(16))
    const hash = await hashPassword(password)
    await this.change(async (tx) => {
      const { id } = await adminOf(tx, login)
      await resetPassword(tx, id, hash)
      await audit(tx, 'passwordReset', id, {})
    })
    return password
  }

  private change(work: (tx: Tx) => Promise<void>): Promise<void> {
    return this.db.transaction(async (tx) => {
      await lockPeople(tx)
      await work(tx)
    })
  }
}

async function personOf(tx: Tx, login: string): Promise<PersonView> {
  const person = await findPersonByLogin(tx, login)
  if (!person) throw new AdministratorRefused(`没有账号 ${login}，请核对`)
  return person
}

/** Everybody else's account is the system administrator's business, in the interface. */
async function adminOf(tx: Tx, login: string): Promise<PersonView> {
  const person = await personOf(tx, login)
  if (!isAdmin(person.roles)) throw new AdministratorRefused(`${login} 不是管理员，请由系统管理员在“人员管理”中办理`)
  return person
}

async function refuseLast(tx: Tx, { roles, active, login }: PersonView): Promise<void> {
  const role = roles.find((each): each is Role => isAdmin([each]))!
  if (active && (await countAdmins(tx, role)) < 2)
    throw new AdministratorRefused(`${login} 是最后一名${ROLES[role]}，请先设立接替的人`)
}

function audit(tx: Tx, kind: AuditKind, of: number, detail: Record<string, unknown>) {
  return writeAudit(tx, { kind, personId: null, detail: { of, ...detail, place: 'server' }, requestId: null })
}
