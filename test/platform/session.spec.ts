import { randomUUID } from 'node:crypto'
import { Database } from '#data/database'
import type { Page } from '#domain/views'
import { Sessions } from '#platform/sessions'
import { PASSWORD, startApi, type Agent, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'

const NEW_PASSWORD = 'Ordos-horse-77#'

let database: TestDatabase
let api: TestApi
let db: Database

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  db = api.app.get(Database)
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

const signIn = (login: string, password: string) => api.stranger().post('/api/v1/session').send({ login, password })
const personOf = async (someone: Agent) => (await someone.get('/api/v1/me').expect(200)).body.person as { id: number }
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
/** An ended session may still be believed for this long by a process that did not end it. */
const believed = () => pause(1000)

test('someone who signed in is known by name, role and unit', async () => {
  const dispatcher = await api.as('dispatcher')
  const { body } = await dispatcher.get('/api/v1/me').expect(200)
  expect(body.person).toMatchObject({ login: 'dispatcher', name: expect.any(String), mustChangePassword: false })
  expect(body.roles).toEqual(['dispatcher'])
  expect(body.permissions).toContain('ticket.dispatch')
  expect(body.permissions).not.toContain('person.manage')
  expect(body.unit.kind).toBe('center')
})

test('the cookie is out of reach of scripts and other sites, and the table cannot open a session', async () => {
  await api.as('operator')
  const answer = await signIn('Operator', PASSWORD).expect(200)
  const cookie = answer.headers['set-cookie']![0]!
  expect(cookie).toMatch(/^jiban_session=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/)
  const token = /=([\w-]+)/.exec(cookie)![1]!
  const rows = await db.query<{ row: string }>('SELECT session::text AS row FROM session')
  expect(rows.some(({ row }) => row.includes(token))).toBe(false)
})

test('over HTTPS behind a trusted proxy the cookie is Secure', async () => {
  const behind = await startApi({ databaseUrl: database.url, config: { trustProxy: ['127.0.0.1'] } })
  const answer = await behind
    .stranger()
    .post('/api/v1/session')
    .set('X-Forwarded-Proto', 'https')
    .send({ login: 'operator', password: PASSWORD })
  await behind.stop()
  expect(answer.headers['set-cookie']![0]).toContain('; Secure')
})

test('signing out ends the session at once', async () => {
  const someone = await api.as('operator')
  const cookie = (await signIn('operator', PASSWORD)).headers['set-cookie']![0]!
  const other = () => api.stranger().get('/api/v1/me').set('Cookie', cookie)
  await other().expect(200)
  await api.stranger().delete('/api/v1/session').set('Cookie', cookie).expect(204)
  expect((await other().expect(401)).body.code).toBe('signInNeeded')
  await someone.get('/api/v1/me').expect(200)
})

test('five wrong passwords lock the account, for unknown logins alike', async () => {
  await api.as('town2')
  for (const login of ['town2', 'nobody-at-all']) {
    const codes: string[] = []
    for (let i = 0; i < 6; i++) codes.push((await signIn(login, `wrong-${i}`)).body.code)
    expect(codes).toEqual([...Array(4).fill('signInFailed'), 'locked', 'locked'])
  }
  expect((await signIn('town2', PASSWORD).expect(423)).body).toMatchObject({
    code: 'locked',
    detail: { until: expect.any(String) },
  })
  await db.query(`UPDATE person SET locked_until = now() - interval '1 second' WHERE login = 'town2'`)
  await signIn('town2', PASSWORD).expect(200)
})

test('a burst of guesses gets no more tries than one after the other', async () => {
  await api.as('appraiser')
  const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => signIn('appraiser', `guess-${i}`)))
  expect(answers.filter(({ body }) => body.code === 'signInFailed')).toHaveLength(4)
  await db.query(`UPDATE person SET locked_until = NULL WHERE login = 'appraiser'`)
})

test('an unknown login takes as long as a wrong password', async () => {
  await api.as('leader')
  const time = async (login: string) => {
    const started = performance.now()
    await signIn(login, 'wrong')
    return performance.now() - started
  }
  await time('leader')
  const [known, unknown] = [await time('leader'), await time('no-such-person')]
  expect(unknown).toBeGreaterThan(known * 0.4)
})

test('an initial password opens nothing but changing it', async () => {
  const someone = await api.as('callback')
  await db.query(`UPDATE person SET must_change_password = true WHERE login = 'callback'`)
  await believed()
  expect((await someone.get('/api/v1/me').expect(200)).body.person.mustChangePassword).toBe(true)
  expect((await someone.get('/api/v1/sessions').expect(403)).body.code).toBe('passwordChangeNeeded')
  const change = (current: string, next: string) => someone.put('/api/v1/me/password').send({ current, next })
  expect((await change('wrong', NEW_PASSWORD).expect(401)).body.code).toBe('signInFailed')
  const weak = await change(PASSWORD, 'callback').expect(400)
  expect(weak.body.code).toBe('passwordWeak')
  expect(weak.body.detail.fields.next).toContain('密码不能包含登录名')
  expect((await change(PASSWORD, PASSWORD).expect(400)).body.detail.fields.next).toContain(
    '不能使用最近 5 次用过的密码',
  )
  await change(PASSWORD, NEW_PASSWORD).expect(204)
  expect((await someone.get('/api/v1/me').expect(200)).body.person.mustChangePassword).toBe(false)
  expect((await someone.get('/api/v1/sessions').expect(403)).body.code).toBe('forbidden')
  await signIn('callback', PASSWORD).expect(401)
})

test('changing the password ends the other sessions', async () => {
  const [here, there] = [await api.as('supervisor'), await api.as('supervisor')]
  await here.put('/api/v1/me/password').send({ current: PASSWORD, next: NEW_PASSWORD }).expect(204)
  await here.get('/api/v1/me').expect(200)
  await believed()
  await there.get('/api/v1/me').expect(401)
})

describe('a session ends with what it rests on', () => {
  test.each([
    ['idleness', `UPDATE session SET seen_at = now() - interval '31 minutes' WHERE person_id = $1`],
    ['its absolute end', `UPDATE session SET expires_at = now() WHERE person_id = $1`],
    ['the account', `UPDATE person SET active = false WHERE id = $1`],
    ['a role taken', `DELETE FROM person_role WHERE person_id = $1`],
    ['a role given', `INSERT INTO person_role VALUES ($1, 'handler', NULL) ON CONFLICT DO NOTHING`],
    [
      'another unit',
      `UPDATE person SET unit_id = (SELECT id FROM unit WHERE kind = 'oversight' LIMIT 1) WHERE id = $1`,
    ],
    [
      'its unit moved',
      `UPDATE unit SET path = path || '999999.' WHERE id = (SELECT unit_id FROM person WHERE id = $1)`,
    ],
    ['its unit closed', `UPDATE unit SET active = NOT active WHERE id = (SELECT unit_id FROM person WHERE id = $1)`],
  ])('%s', async (_what, statement) => {
    await Promise.all([api.as('oversight'), api.as('department')])
    const login = `p${randomUUID().slice(0, 8)}`
    await db.query(
      `WITH made AS (
         INSERT INTO person (login, name, unit_id) SELECT $1, '临时', unit_id FROM person WHERE login = 'department' RETURNING id)
       INSERT INTO person_role (person_id, role) SELECT id, 'unitLead' FROM made`,
      [login],
    )
    const someone = await api.as(login)
    const { id } = await personOf(someone)
    const sessions = api.app.get(Sessions)
    const [session] = await db.query<{ hash: string }>(
      `SELECT encode(token_hash, 'hex') AS hash FROM session WHERE person_id = $1`,
      [id],
    )
    expect(await sessions.stillValid([session!.hash])).toEqual(new Set([session!.hash]))
    await db.query(statement, [id])
    expect(await sessions.stillValid([session!.hash])).toEqual(new Set())
    await someone.get('/api/v1/me').expect(401)
    await db.query(`UPDATE unit SET active = true, path = replace(path, '.999999.', '.')`)
  })
})

test('the security administrator sees who is signed in and sends them out', async () => {
  const security = await api.as('security')
  const someone = await api.as('operator')
  const { id } = await personOf(someone)
  const ended: string[] = []
  api.app.get(Sessions).ended.subscribe((hash) => ended.push(hash))
  const { body } = await security.get('/api/v1/sessions').expect(200)
  const theirs = body.items.find((session: { personId: number }) => session.personId === id)
  await security.delete(`/api/v1/sessions/${theirs.id}`).expect(204)
  expect(ended).toEqual([theirs.id])
  await someone.get('/api/v1/me').expect(401)
  await security.delete(`/api/v1/sessions/${theirs.id}`).expect(404)
  await (await api.as('dispatcher')).get('/api/v1/sessions').expect(403)
})

test('the list of sessions goes on where the page ended', async () => {
  const security = await api.as('security')
  await db.query(
    `INSERT INTO session (token_hash, person_id, expires_at)
     SELECT sha256(n::text::bytea), (SELECT id FROM person WHERE login = 'security'), now() + interval '1 hour'
     FROM generate_series(1, 120) n`,
  )
  const seen = new Set<string>()
  let next: string | null = null
  do {
    const { body }: { body: Page<{ id: string }> } = await security
      .get(`/api/v1/sessions${next ? `?after=${next}` : ''}`)
      .expect(200)
    for (const { id } of body.items) expect(seen.has(id) || !seen.add(id)).toBe(false)
    next = body.next
  } while (next)
  const [{ count }] = (await db.query<{ count: string }>('SELECT count(*) FROM session WHERE revoked_at IS NULL')) as [
    { count: string },
  ]
  expect(seen.size).toBeGreaterThanOrEqual(120)
  expect(seen.size).toBeLessThanOrEqual(Number(count))
})

test('every sign-in, failure, change and end leaves a row, without the password', async () => {
  const rows = await db.query<{ kind: string; row: string }>('SELECT kind, audit::text AS row FROM audit')
  const kinds = new Set(rows.map(({ kind }) => kind))
  for (const kind of ['signIn', 'signInFailed', 'signInLocked', 'signOut', 'passwordChanged', 'sessionRevoked'])
    expect(kinds).toContain(kind)
  expect(rows.some(({ row }) => /wrong-|Grass-land|Ordos/.test(row))).toBe(false)
})

describe('a foreign page cannot write', () => {
  test('without the header only our own pages can set', async () => {
    const answer = await api
      .stranger()
      .post('/api/v1/session')
      .unset('Idempotency-Key')
      .send({ login: 'a', password: 'b' })
    expect(answer.body.code).toBe('idempotencyNeeded')
  })

  test('from another origin', async () => {
    const answer = await api.stranger().post('/api/v1/session').set('Origin', 'https://evil.example').send({})
    expect(answer.body.code).toBe('forbidden')
  })

  test('our own origin is welcome', async () => {
    await api
      .stranger()
      .post('/api/v1/session')
      .set('Origin', api.url)
      .send({ login: 'operator', password: PASSWORD })
      .expect(200)
  })
})

test('a busy session is written about once a minute', async () => {
  const someone = await api.as('dispatcher')
  const { id } = await personOf(someone)
  await db.query(`UPDATE session SET seen_at = now() - interval '2 minutes' WHERE person_id = $1`, [id])
  await believed()
  await Promise.all(Array.from({ length: 20 }, () => someone.get('/api/v1/me').expect(200)))
  await pause(100)
  const [row] = await db.query<{ fresh: boolean }>(
    `SELECT max(seen_at) > now() - interval '10 seconds' AS fresh FROM session WHERE person_id = $1`,
    [id],
  )
  expect(row!.fresh).toBe(true)
})
