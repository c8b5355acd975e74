import { Client } from 'pg'
import { ADMIN_ROLES, ROLES } from '#domain/access'
import { Database } from '#data/database'
import { AdministratorRefused, Administrators } from '#services/people/administrators'
import { type Agent, PASSWORD, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { expectOk } from '../world/thread'
import { until } from '../world/until'

let database: TestDatabase
let api: TestApi
let system: Agent
let auditor: Agent
let client: Client
let unitId: number

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  client = new Client({ connectionString: database.url })
  await client.connect()
  ;[system, auditor] = [await api.as('sysadmin'), await api.as('auditor')]
  unitId = (await client.query(`SELECT id FROM unit WHERE kind = 'department' ORDER BY id LIMIT 1`)).rows[0].id
})
afterAll(async () => {
  await client?.end()
  await api?.stop()
  await database?.drop()
})

let count = 0
const newcomer = (over: object = {}) => ({
  login: `newcomer${++count}`,
  name: '新来的人',
  unitId,
  roles: ['handler'],
  ...over,
})
const add = async (over: object = {}) =>
  expectOk((await system.post('/api/v1/people').send(newcomer(over))) as never, 201) as {
    person: { id: number; login: string; roles: string[] }
    initialPassword: string
  }
const auditOf = async (kind: string) => (await auditor.get(`/api/v1/audit?kind=${kind}`)).body.items
/** Signed in with a password of their own. */
async function settled(over: object = {}) {
  const { person } = await add(over)
  return { id: person.id, login: person.login, agent: await api.as(person.login) }
}

test('a new person gets an initial password, told once, that must be changed', async () => {
  const { person, initialPassword } = await add({ roles: ['handler', 'unitLead', 'handler'], desk: 'night' })
  expect(person).toMatchObject({
    unitId,
    desk: 'night',
    roles: ['handler', 'unitLead'],
    active: true,
    mustChangePassword: true,
  })
  const someone = api.stranger()
  const signedIn = await someone.post('/api/v1/session').send({ login: person.login, password: initialPassword })
  expect(signedIn.body.person.mustChangePassword).toBe(true)
  expect((await someone.get('/api/v1/inbox')).body.code).toBe('passwordChangeNeeded')
  await someone.put('/api/v1/me/password').send({ current: initialPassword, next: PASSWORD }).expect(204)
  expect((await someone.get('/api/v1/inbox')).status).toBe(200)
  const { rows } = await client.query(
    `SELECT response::text, (SELECT json_agg(a)::text FROM audit a) AS audit FROM idempotency`,
  )
  expect(JSON.stringify(rows)).not.toContain(initialPassword)
})

test('asked twice, it is done once and answered the same', async () => {
  const body = newcomer()
  const key = 'people-same-intention'
  const send = (over: object = {}) =>
    system
      .post('/api/v1/people')
      .set('Idempotency-Key', key)
      .send({ ...body, ...over })
  const [one, two] = await Promise.all([send(), send()])
  expect([one.status, two.status]).toEqual([201, 201])
  expect(one.body).toEqual(two.body)
  expect((await send({ name: '另一个人' })).body.code).toBe('idempotencyMismatch')
  expect((await system.post('/api/v1/people').send(body)).body.code).toBe('loginTaken')
})

test.each(['unit', 'roles', 'disabled', 'password'])(
  'a change of %s ends the sessions at once and leaves a row',
  async (what) => {
    const { id, agent, login } = await settled()
    expect((await agent.get('/api/v1/inbox')).status).toBe(200)
    const other = (await client.query(`SELECT id FROM unit WHERE kind = 'town' ORDER BY id LIMIT 1`)).rows[0].id
    const path = `/api/v1/people/${id}`
    const [answer, kind] = await {
      unit: async () => [await system.patch(path).send({ unitId: other }), 'personChanged'] as const,
      roles: async () => [await system.put(`${path}/roles`).send({ roles: ['operator'] }), 'rolesChanged'] as const,
      disabled: async () => [await system.patch(path).send({ active: false }), 'personDisabled'] as const,
      password: async () => [await system.post(`${path}/password-reset`).send(), 'passwordReset'] as const,
    }[what]!()
    expect(answer.status).toBe(200)
    expect((await agent.get('/api/v1/inbox')).body.code).toBe('signInNeeded')
    const [row] = await auditOf(kind)
    expect(row).toMatchObject({ kind, login: 'sysadmin', requestId: answer.headers['x-request-id'] })
    expect(row.facts[0]).toEqual({ name: '对象', value: `新来的人（${login}）` })
  },
)

test('a name alone changes nothing about the session; a desk can be taken away', async () => {
  const { id, agent } = await settled({ desk: 'night' })
  const { body } = await system.patch(`/api/v1/people/${id}`).send({ name: '改了名字', desk: 'none' })
  expect(body).toMatchObject({ name: '改了名字', desk: null, unitId })
  expect((await agent.get('/api/v1/inbox')).status).toBe(200)
})

test('administrators grant no administrator, change none, and not themselves', async () => {
  const { id } = await settled()
  for (const role of ADMIN_ROLES) {
    expect((await system.put(`/api/v1/people/${id}/roles`).send({ roles: [role] })).body.code).toBe('roleReserved')
    expect((await system.post('/api/v1/people').send(newcomer({ roles: [role] }))).body.code).toBe('roleReserved')
  }
  const { rows } = await client.query(
    `SELECT id FROM person WHERE login IN ('sysadmin', 'security', 'auditor') AND id > 0`,
  )
  await api.as('security')
  for (const admin of rows) {
    const path = `/api/v1/people/${admin.id}`
    const answers = await Promise.all([
      system.patch(path).send({ active: false }),
      system.patch(path).send({ name: '别人' }),
      system.put(`${path}/roles`).send({ roles: ['dispatcher'] }),
      system.post(`${path}/password-reset`).send(),
    ])
    expect(answers.map(({ body }) => body.code)).toEqual(Array(4).fill('roleReserved'))
  }
  for (const other of ['security', 'auditor', 'dispatcher', 'leader'])
    expect((await (await api.as(other)).get('/api/v1/people')).body.code).toBe('forbidden')
  for (const other of ['security', 'sysadmin', 'dispatcher'])
    expect((await (await api.as(other)).get('/api/v1/audit')).body.code).toBe('forbidden')
})

test('on the server, administrators are made and unmade, but never the last of a kind', async () => {
  const admins = new Administrators(api.app.get(Database))
  const { login, id } = await settled()
  await admins.grant(login, 'systemAdmin')
  await expect(admins.grant(login, 'auditAdmin')).rejects.toThrow('系统管理员')
  const second = await api.as(login)
  expect((await second.get('/api/v1/people')).status).toBe(200)
  expect((await system.put(`/api/v1/people/${id}/roles`).send({ roles: ['handler'] })).body.code).toBe('roleReserved')

  const { rows } = await client.query(
    `SELECT p.login FROM person p JOIN person_role r ON r.person_id = p.id WHERE r.role = 'systemAdmin' AND p.active AND p.login <> $1`,
    [login],
  )
  for (const other of rows) await admins.disable(other.login)
  await until(async () => (await system.get('/api/v1/people')).body.code === 'signInNeeded')
  const both = await Promise.allSettled([admins.revoke(login), admins.disable(login)])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await admins.enable('sysadmin')
  const initial = await admins.reset('sysadmin')
  const back = api.stranger()
  await back.post('/api/v1/session').send({ login: 'sysadmin', password: initial }).expect(200)
  system = await api.as('sysadmin')
  await admins.revoke(login)
  await until(async () => (await second.get('/api/v1/people')).body.code === 'signInNeeded')
  await expect(admins.disable(login)).rejects.toThrow(AdministratorRefused)
  const added = await admins.add(
    'auditor2',
    '审计乙',
    (await client.query(`SELECT code FROM unit WHERE kind = 'center'`)).rows[0].code,
    'auditAdmin',
  )
  await api.stranger().post('/api/v1/session').send({ login: 'auditor2', password: added }).expect(200)
  expect((await auditOf('rolesChanged'))[0].by).toBeNull()
})

test('people are found by a part of their name, by unit, and page by page', async () => {
  await add({ name: '布仁巴雅尔' })
  const found = (await system.get('/api/v1/people').query({ q: '巴雅' })).body.items
  expect(found.map(({ name }: { name: string }) => name)).toContain('布仁巴雅尔')
  expect((await system.get('/api/v1/people').query({ q: '100%' })).body.items).toEqual([])
  const seen: number[] = []
  let after: string | undefined
  do {
    const { body } = await system.get('/api/v1/people').query({ unit: unitId, limit: 3, ...(after && { after }) })
    seen.push(...body.items.map(({ id }: { id: number }) => id))
    after = body.next
  } while (after)
  const { rows } = await client.query('SELECT id FROM person WHERE unit_id = $1 ORDER BY id', [unitId])
  expect(seen).toEqual(rows.map(({ id }) => id))
})

test('audit rows are found by kind, person and time, newest first', async () => {
  const { id } = await settled()
  await system.patch(`/api/v1/people/${id}`).send({ name: '审计对象' })
  const about = (await auditor.get(`/api/v1/audit?person=${id}`)).body.items
  expect(about.map(({ kind }: { kind: string }) => kind)).toEqual(['personChanged', 'signIn', 'personAdded'])
  const later = new Date(Date.now() + 60_000).toISOString()
  expect((await auditor.get('/api/v1/audit').query({ from: later })).body.items).toEqual([])
  expect((await auditor.get('/api/v1/audit').query({ to: later, limit: 2 })).body.items).toHaveLength(2)
  expect((await auditor.get('/api/v1/audit').query({ from: 'yesterday' })).body.code).toBe('invalidInput')
  expect(Object.keys(ROLES)).toContain('auditAdmin')
})
