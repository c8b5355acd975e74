import { Client, escapeIdentifier } from 'pg'

/** On a server of the tests' own: drops databases that killed runs left and templates of older schemas. */
export async function removeLeftovers(admin: string): Promise<void> {
  const client = new Client({ connectionString: admin })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(LEFT)
    for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`)
  } finally {
    await client.end()
  }
}

const LEFT = `
  SELECT datname AS name FROM pg_database
  WHERE starts_with(datname, 'jiban_test_')
     OR starts_with(datname, 'jiban_template_')
        AND oid < (SELECT max(oid) FROM pg_database WHERE starts_with(datname, 'jiban_template_'))`
