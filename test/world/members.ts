import { randomBytes } from 'node:crypto'
import { Database } from '#data/database'
import { insertSession } from '#data/people/sessions'
import type { Role } from '#domain/access'
import { tokenHash } from '#services/people/sign-in'
import { type Agent, type TestApi } from './api'

/** Somebody of this unit with these roles, signed in without the time a password takes: for tests with people of every unit. */
export async function memberOf(api: TestApi, unitId: number, ...roles: Role[]): Promise<Agent> {
  const db = api.app.get(Database)
  const login = `${roles.join('-').toLowerCase()}-of-${unitId}`
  await db.query(
    `WITH p AS (
       INSERT INTO person (login, name, unit_id, must_change_password, password_changed_at)
       VALUES ($1, $1, $2, false, now()) ON CONFLICT DO NOTHING RETURNING id)
     INSERT INTO person_role (person_id, role) SELECT id, unnest($3::text[]) FROM p`,
    [login, unitId, roles],
  )
  const [person] = await db.query<{ id: number }>('SELECT id FROM person WHERE login = $1', [login])
  const token = randomBytes(32).toString('base64url')
  await insertSession(db, { hash: tokenHash(token), personId: person!.id, hours: 1, address: '', agent: '' })
  const agent = api.stranger()
  agent.jar.setCookie(`jiban_session=${token}`, '127.0.0.1', '/')
  return agent
}
