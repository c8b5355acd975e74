import { Client } from 'pg'
import { verifyPassword } from '#data/secrets/password'
import { ROLES, type Role } from '#domain/access'
import { DEMO_PASSWORD } from '#seeds/load'

interface Login {
  role: Role
  login: string
  name: string
  unit: string
}

/** Prints somebody of every role who still has the demo password; nothing where there is nobody. */
async function main() {
  const client = new Client({ connectionString: process.env['DATABASE_URL'] })
  await client.connect()
  const logins = await demoLogins(client).finally(() => client.end())
  if (!logins.length) return
  console.log(`演示账号（密码都是 ${DEMO_PASSWORD}）：`)
  for (const { role, login, name, unit } of logins)
    console.log(`  ${pad(ROLES[role], 12)}${pad(login, 18)}${pad(name, 10)}${unit}`)
}

async function demoLogins(client: Client): Promise<Login[]> {
  const hash = await commonestHash(client)
  if (!hash || !(await verifyPassword(DEMO_PASSWORD, hash)).ok) return []
  const { rows } = await client.query<Login>(ONE_OF_EACH, [hash])
  return rows.sort((one, other) => ORDER.indexOf(one.role) - ORDER.indexOf(other.role))
}

const ORDER = Object.keys(ROLES)

/** Demo people share one hash; whoever changed the password has another. */
async function commonestHash(client: Client): Promise<string | null> {
  const sql = 'SELECT mode() WITHIN GROUP (ORDER BY password_hash) AS hash FROM person WHERE active'
  return (await client.query<{ hash: string | null }>(sql)).rows[0]?.hash ?? null
}

/** For those who work in units: one of a town and one of a department, the two lines of a dual dispatch. */
const ONE_OF_EACH = `
  SELECT DISTINCT ON (role, unit_kind) role, login, name, unit
  FROM (
    SELECT role, login, person.id, person.name, unit.name AS unit,
           CASE WHEN role IN ('handler', 'unitLead') THEN unit.kind END AS unit_kind
    FROM person_role JOIN person ON person.id = person_id JOIN unit ON unit.id = unit_id
    WHERE person.active AND password_hash = $1
  ) people
  WHERE unit_kind IS NULL OR unit_kind IN ('town', 'department')
  ORDER BY role, unit_kind, id`

/** Chinese characters are two columns wide. */
function pad(text: string, width: number): string {
  const columns = [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0)
  return text + ' '.repeat(Math.max(1, width - columns))
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
})
