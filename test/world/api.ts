import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Type } from '@nestjs/common'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { Test } from '@nestjs/testing'
import supertest from 'supertest'
import { apiAdapter, apiModule, prepare } from '../../apps/api/app'
import { Database, type Tx } from '#data/database'
import { hashPassword } from '#data/secrets/password'
import type { Role } from '#domain/access'
import { readConfig, type Config } from '#platform/config'
import { TELEPHONY_KEYS } from './telephone'

export interface ApiOptions {
  databaseUrl: string
  /** Anything of the configuration that should differ. */
  config?: Partial<Config>
  /** Provider tokens and what stands in for them: the clock and the outside doors, nothing else. */
  replace?: readonly (readonly [token: unknown, value: unknown])[]
  /** Further modules, with routes that only a test needs. */
  also?: Type[]
  /** Gets every log line. */
  logTo?: NodeJS.WritableStream
}

export interface TestApi {
  url: string
  app: NestFastifyApplication
  /** Signed in as one of PEOPLE or of the seed, by login. Every write carries an Idempotency-Key unless given one. */
  as(login: string): Promise<Agent>
  /** Nobody. */
  stranger(): Agent
  stop(): Promise<void>
}
export type Agent = ReturnType<typeof supertest.agent>

/** The password of everybody the tests make. */
export const PASSWORD = 'Grass-land-2026!'

/** Everybody by role; units are the first ones of their kind in the seed, or made when there is none. */
export const PEOPLE: Record<string, { name: string; unit: keyof typeof UNITS; roles: Role[] }> = {
  operator: { name: '话务甲', unit: 'center', roles: ['operator'] },
  dispatcher: { name: '派单甲', unit: 'center', roles: ['dispatcher'] },
  dispatcher2: { name: '派单乙', unit: 'center', roles: ['dispatcher'] },
  callback: { name: '回访甲', unit: 'center', roles: ['callbackAgent'] },
  supervisor: { name: '督办甲', unit: 'center', roles: ['supervisor'] },
  appraiser: { name: '考核甲', unit: 'center', roles: ['appraiser'] },
  leader: { name: '领导甲', unit: 'center', roles: ['leader'] },
  oversight: { name: '督查甲', unit: 'oversight', roles: ['oversight'] },
  sysadmin: { name: '系统管理甲', unit: 'center', roles: ['systemAdmin'] },
  security: { name: '安全管理甲', unit: 'center', roles: ['securityAdmin'] },
  auditor: { name: '审计管理甲', unit: 'center', roles: ['auditAdmin'] },
  town: { name: '镇经办甲', unit: 'town', roles: ['handler'] },
  townlead: { name: '镇负责甲', unit: 'town', roles: ['unitLead'] },
  town2: { name: '镇经办乙', unit: 'town2', roles: ['handler'] },
  department: { name: '局经办甲', unit: 'department', roles: ['handler'] },
  departmentlead: { name: '局负责甲', unit: 'department', roles: ['unitLead'] },
}

const UNITS = {
  center: { kind: 'center', nth: 0 },
  oversight: { kind: 'oversight', nth: 0 },
  town: { kind: 'town', nth: 0 },
  town2: { kind: 'town', nth: 1 },
  department: { kind: 'department', nth: 0 },
}

/** The whole API on a free port, against `databaseUrl`. */
export async function startApi(options: ApiOptions): Promise<TestApi> {
  const config = testConfig(options)
  const adapter = apiAdapter(config, options.logTo)
  const building = Test.createTestingModule({ imports: [apiModule(config), ...(options.also ?? [])] })
  for (const [token, value] of options.replace ?? []) building.overrideProvider(token).useValue(value)
  const app = (await building.compile()).createNestApplication<NestFastifyApplication>(adapter, { bodyParser: false })
  await prepare(app, config).catch(async (error) => {
    await app.close()
    throw error
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as { port: number }).port}`
  return {
    url,
    app,
    as: async (login) => signedIn(url, await ensurePerson(app.get(Database), login)),
    stranger: () => agent(url),
    stop: () => app.close(),
  }
}

export function testConfig({ databaseUrl, config }: ApiOptions): Config {
  const standard = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    JIBAN_DATA: join(tmpdir(), 'jiban-test'),
    JIBAN_POOL: '8',
    JIBAN_REPORT_POOL: '1',
    JIBAN_SESSION_RATE: '0',
    JIBAN_LOG_LEVEL: 'warn',
  })
  return { ...standard, telephonyKeys: TELEPHONY_KEYS, ...config }
}

/** Keeps its cookies; every request is a new one, so writes get a key each. */
function agent(url: string): Agent {
  return supertest.agent(url).use((request: supertest.Test) => void request.set('Idempotency-Key', randomUUID()))
}

async function signedIn(url: string, login: string): Promise<Agent> {
  const someone = agent(url)
  await someone.post('/api/v1/session').send({ login, password: PASSWORD }).expect(200)
  return someone
}

/** Whoever it is has the password of the tests from now on; hashed once per test file, it is slow on purpose. */
async function ensurePerson(db: Database, login: string): Promise<string> {
  const person = PEOPLE[login]
  if (person && (await db.query('SELECT FROM person WHERE login = $1', [login])).length === 0)
    await insertPerson(db, login, person)
  await db.query(
    `UPDATE person SET password_hash = $2, password_changed_at = coalesce(password_changed_at, now()), must_change_password = false
     WHERE login = $1 AND (password_hash IS DISTINCT FROM $2 OR must_change_password)`,
    [login, await (hashed ??= hashPassword(PASSWORD))],
  )
  return login
}
let hashed: Promise<string> | undefined

async function insertPerson(db: Database, login: string, person: (typeof PEOPLE)[string]) {
  await db.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock(1)')
    const unitId = await ensureUnit(tx, person.unit)
    const rows = await tx.query<{ id: number }>(
      'INSERT INTO person (login, name, unit_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id',
      [login, person.name, unitId],
    )
    for (const role of rows[0] ? person.roles : [])
      await tx.query('INSERT INTO person_role (person_id, role) VALUES ($1, $2)', [rows[0]!.id, role])
  })
}

async function ensureUnit(tx: Tx, name: keyof typeof UNITS): Promise<number> {
  const { kind, nth } = UNITS[name]
  const found = await tx.query<{ id: number }>(
    'SELECT id FROM unit WHERE kind = $1 AND active ORDER BY id OFFSET $2 LIMIT 1',
    [kind, nth],
  )
  if (found[0]) return found[0].id
  const made = await tx.query<{ id: number }>(
    `WITH next AS (SELECT nextval(pg_get_serial_sequence('unit', 'id'))::int AS id)
     INSERT INTO unit (id, code, name, kind, path) SELECT id, $1, $1, $2, id || '.' FROM next RETURNING id`,
    [`测试${name}`, kind],
  )
  return made[0]!.id
}
