import { Client } from 'pg'

/** The login of a handler of this unit, made when the seed has none. */
export async function handlerLogin(databaseUrl: string, unitId: number): Promise<string> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const login = `handler-of-${unitId}`
    await client.query(
      `WITH p AS (INSERT INTO person (login, name, unit_id) VALUES ($1, $1, $2) ON CONFLICT DO NOTHING RETURNING id)
       INSERT INTO person_role (person_id, role) SELECT id, 'handler' FROM p`,
      [login, unitId],
    )
    return login
  } finally {
    await client.end()
  }
}
