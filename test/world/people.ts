import { Client } from 'pg'
import type { Role } from '#domain/access'

/** The login of a handler of this unit, or its lead; made when there is none. */
export const handlerLogin = (databaseUrl: string, unitId: number, role: 'handler' | 'unitLead' = 'handler') =>
  personLogin(databaseUrl, unitId, role)

/** Somebody of that role in that unit; made when there is none. */
export async function personLogin(databaseUrl: string, unitId: number, role: Role): Promise<string> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const login = `${role.toLowerCase()}-of-${unitId}`
    await client.query(
      `WITH p AS (INSERT INTO person (login, name, unit_id) VALUES ($1, $1, $2) ON CONFLICT DO NOTHING RETURNING id)
       INSERT INTO person_role (person_id, role) SELECT id, $3 FROM p`,
      [login, unitId, role],
    )
    return login
  } finally {
    await client.end()
  }
}
