import { randomBytes } from 'node:crypto'
import { Database } from '#data/database'
import { insertSession } from '#data/people/sessions'
import { can, ROLES, type Role } from '#domain/access'
import { ASSIGNMENT_ACTIONS, TICKET_ACTIONS } from '#domain/workflow/actions'
import { keysOf } from '#domain/words'
import { routesOf, type Route } from '#platform/routes'
import { tokenHash } from '#services/people/sign-in'
import { startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'

/** Who asks: nobody, somebody who must first change the password, and one person of every role. */
const CALLERS = ['nobody', 'initial', ...keysOf(ROLES)] as const
type Caller = (typeof CALLERS)[number]

let database: TestDatabase
let api: TestApi
let db: Database
const people = new Map<Caller, number>()

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url, config: { logLevel: 'silent' } })
  db = api.app.get(Database)
  await api.as('operator')
  for (const caller of CALLERS.slice(1)) people.set(caller, await insertPerson(caller))
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

/**
 * Every route × every role, over HTTP. A new route, or a role that gains or loses one, changes the snapshot: look at it,
 * and when it is meant, run this file with `-u`.
 */
test('who is answered where', async () => {
  const rows: string[][] = []
  for (const route of routesOf(api.app)) {
    const answers = await Promise.all(CALLERS.map((caller) => ask(route, caller)))
    expect([route.name, answers]).toEqual([route.name, CALLERS.map((caller) => expected(route, caller))])
    rows.push([`${route.method} ${route.path}`, ...answers])
  }
  expect(`\n${table(['route', ...CALLERS], rows)}\n`).toMatchSnapshot()
})

test('who may take which action', () => {
  const actions = [
    ...Object.entries(TICKET_ACTIONS).map(([name, row]) => [`ticket ${name}`, row.by] as const),
    ...Object.entries(ASSIGNMENT_ACTIONS).map(([name, row]) => [`assignment ${name}`, row.by] as const),
  ]
  const rows = actions.map(([name, by]) => [
    name,
    ...keysOf(ROLES).map((role) => (by !== 'system' && can([role], by) ? 'yes' : '-')),
  ])
  expect(`\n${table(['action', ...keysOf(ROLES)], rows)}\n`).toMatchSnapshot()
})

/** Asks as that person, and says whether the guard let the question through. */
async function ask(route: Route, caller: Caller): Promise<string> {
  const method = route.method.toLowerCase() as 'get'
  const stranger = api.stranger()
  const request = stranger[method](route.path.replace(/:\w+/g, '1')).set('Cookie', await cookieOf(caller))
  const { status, body } = route.method === 'GET' ? await request : await request.send({})
  if (['signInNeeded', 'forbidden', 'passwordChangeNeeded'].includes(body?.code)) return '-'
  return status < 500 ? 'yes' : `${status}`
}

function expected(route: Route, caller: Caller): string {
  if (route.isPublic) return 'yes'
  if (caller === 'nobody') return '-'
  if (caller === 'initial') return BEFORE_PASSWORD_CHANGE.includes(`${route.method} ${route.path}`) ? 'yes' : '-'
  return route.permissions.some((permission) => can([caller], permission)) ? 'yes' : '-'
}

const BEFORE_PASSWORD_CHANGE = [
  'GET /api/v1/me',
  'PUT /api/v1/me/password',
  'DELETE /api/v1/session',
  'GET /api/v1/region',
]

async function cookieOf(caller: Caller): Promise<string> {
  if (caller === 'nobody') return ''
  const token = randomBytes(32).toString('base64url')
  const personId = people.get(caller)!
  await insertSession(db, { hash: tokenHash(token), personId, hours: 1, address: '', agent: '' })
  return `jiban_session=${token}`
}

async function insertPerson(caller: Caller): Promise<number> {
  const role: Role = caller === 'initial' || caller === 'nobody' ? 'operator' : caller
  const [person] = await db.query<{ id: number }>(
    `INSERT INTO person (login, name, unit_id, must_change_password, password_changed_at)
     SELECT $1, $1, unit_id, $2, now() FROM person WHERE login = 'operator' RETURNING id`,
    [`matrix-${caller.toLowerCase()}`, caller === 'initial'],
  )
  await db.query('INSERT INTO person_role (person_id, role) VALUES ($1, $2)', [person!.id, role])
  return person!.id
}

function table(heads: string[], rows: string[][]): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)))
  return [heads, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
