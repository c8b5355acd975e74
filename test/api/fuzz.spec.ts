import { randomBytes, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { Database } from '#data/database'
import { insertSession } from '#data/people/sessions'
import { routesOf } from '#platform/routes'
import { openApi, type OpenApi, type Operation } from '#platform/openapi/document'
import { tokenHash } from '#services/people/sign-in'
import type { RegionView } from '#domain/views'
import { startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { SAMPLE_FILES } from '../world/file-bytes'
import { dispatchAsProposed, findPlace, register, ticketOf } from '../world/thread'
import { handlerLogin } from '../world/people'
import { Schemas } from '../world/schemas'
import { body, nasty, valid } from './arbitrary'

/**
 * Sends every operation of the document what it promises to take, what it does not, and what nobody should send, as people of
 * several roles. Nothing may break, and every answer must be one the document declares. FUZZ_RUNS and FUZZ_SEED look further.
 */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 20)
const SEED = Number(process.env['FUZZ_SEED'] ?? 12345)
const CALLERS = ['operator', 'dispatcher', 'callback', 'town', 'leader', 'security', 'sysadmin', 'nobody']

let database: TestDatabase
let api: TestApi
let document: OpenApi
let schemas: Schemas
/** Things that exist, by the name of the parameter that asks for them. */
let known: {
  tickets: string[]
  assignments: string[]
  categories: string[]
  places: string[]
  units: number[]
  handlers: string[]
}

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url, config: { logLevel: 'silent' } })
  document = openApi(routesOf(api.app))
  schemas = new Schemas(JSON.parse(JSON.stringify(document)) as OpenApi)
  known = await someTickets()
  for (const caller of [...CALLERS, ...known.handlers]) if (caller !== 'nobody') await api.as(caller)
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

test('no answer breaks, and every answer is declared', async () => {
  const seen = new Set<number>()
  for (const [path, operations] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(operations)) {
      const runs = /password|api\/v1\/session$/.test(path) ? 4 : RUNS
      await fc.assert(
        fc.asyncProperty(request(path, operation), async (asked) => {
          const answer = await send(method, asked)
          seen.add(answer.status)
          expect({ asked, answer, faults: faultsOf(operation, answer) }).toMatchObject({ faults: [] })
        }),
        { numRuns: runs, seed: SEED, endOnFailure: true },
      )
    }
  for (const status of [200, 201, 204, 400, 401, 403, 404, 409]) expect(seen).toContain(status)
}, 300_000)

interface Asked {
  caller: string
  path: string
  headers: Record<string, string>
  body: string | Uint8Array<ArrayBuffer> | undefined
}
interface Answer {
  status: number
  type: string | null
  body: unknown
}

function faultsOf(operation: Operation, { status, type, body }: Answer): string[] {
  const declared = operation.responses[status]
  if (status >= 500) return [`${status}`]
  if (!declared) return [`${status} is not declared`]
  if (!declared.content) return body === '' ? [] : ['a body was not declared']
  const [media, content] = Object.entries(declared.content).find(([each]) => type?.startsWith(each)) ?? []
  if (!content) return [`${type} is not ${Object.keys(declared.content).join(' or ')}`]
  return media === 'application/json' ? schemas.faults(content.schema, body) : []
}

function request(path: string, { parameters, requestBody }: Operation): fc.Arbitrary<Asked> {
  const of = (where: string) => parameters.filter((parameter) => parameter.in === where)
  const named = (where: string, value: (name: string, schema: object) => fc.Arbitrary<string | undefined>) =>
    fc.record(Object.fromEntries(of(where).map(({ name, schema }) => [name, value(name, schema)])))
  return fc
    .record({
      caller: fc.oneof(fc.constantFrom(...CALLERS), fc.constantFrom(...likely(path))),
      path: named('path', (name) => pathPart(name, path)),
      query: named('query', (_, schema) => queryPart(schema)),
      headers: named('header', headerPart),
      body: sent(requestBody),
    })
    .map(({ caller, path: parts, query, headers, body: text }) => ({
      caller,
      path: path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parts[name]!)) + queryText(query),
      headers: defined({ ...headers, 'content-type': text === undefined ? undefined : mediaOf(requestBody) }),
      body: text,
    }))
}

const mediaOf = (body: Operation['requestBody']) => Object.keys(body!.content)[0]!

function sent(body: Operation['requestBody']): fc.Arbitrary<Asked['body']> {
  if (!body) return fc.constant(undefined)
  const json = body.content['application/json']
  return json ? bodyText(json.schema) : fc.oneof(fc.constantFrom(...FILES), fc.uint8Array({ maxLength: 300 }))
}
const FILES = Object.values(SAMPLE_FILES).map((bytes) => new Uint8Array(bytes))

/** Who gets past the guard there. */
function likely(path: string): string[] {
  if (path.includes('/assignments/') || path.includes('/inbox')) return known.handlers
  if (path.includes('/jobs')) return ['sysadmin']
  if (path.includes('/sessions')) return ['security']
  return path.includes('callback') || path.includes('unreached') ? ['callback'] : ['dispatcher']
}

function pathPart(name: string, path: string): fc.Arbitrary<string> {
  const real = path.includes('/tickets/')
    ? known.tickets
    : path.includes('/assignments/')
      ? known.assignments
      : ['intake']
  const odd = nasty.map((value) => wellFormed(value))
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...real) },
    { weight: 1, arbitrary: fc.constantFrom('1', '0', '-1', name) },
    { weight: 2, arbitrary: odd.filter((text) => !/^\.*$/.test(text) && text.length < 500) },
  )
}

function queryPart(schema: object): fc.Arbitrary<string | undefined> {
  const odd = nasty.map((value) => wellFormed(value).slice(0, 500))
  return fc.oneof(fc.constant(undefined), valid(schema as never).map(String), odd)
}

function headerPart(name: string, schema: object): fc.Arbitrary<string | undefined> {
  if (name === 'Idempotency-Key')
    return fc.oneof(
      { weight: 12, arbitrary: fc.constant(null).map(() => randomUUID()) },
      { weight: 1, arbitrary: fc.constantFrom(undefined, 'short', 'k'.repeat(101), 'the-same-key-again') },
    )
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(CURRENT) },
    { weight: 1, arbitrary: valid(schema as never).map(String) },
    { weight: 1, arbitrary: fc.constantFrom(undefined, '*', '""', '"x"', '"99999999999999999999"', '-1') },
  )
}

function bodyText(schema: object): fc.Arbitrary<string | undefined> {
  return fc.oneof(
    { weight: 15, arbitrary: body(withKnown(schema)).map((value) => JSON.stringify(value)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(undefined, '', '{', '{"a":1}}', '[', 'null', '"text"', '{"__proto__":1}', '\ufeff{}'),
    },
  )
}

/** Categories and places that exist, so that intake gets past its door. */
function withKnown(schema: object): never {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key === 'categoryCode') return { enum: known.categories }
    if (key === 'placeCode') return { enum: known.places }
    if (key === 'unitId' || key === 'accusedUnitId') return { enum: known.units }
    if (key === 'identity') return { enum: ['11010519491231002X'] }
    if (key === 'creditCode') return { enum: ['91350100M000100Y43'] }
    if (key === 'phone') return { enum: ['13900001234', '0477-8500001', '139000', '苏日娜'] }
    return value
  }) as never
}

/** Stands for the version the ticket has when the request is sent. */
const CURRENT = '"current"'

async function versionOf(path: string): Promise<string> {
  const [, kind, id] = /\/(tickets|assignments)\/(\d{1,18})\//.exec(path) ?? []
  const [ticket] = await api.app
    .get(Database)
    .query<{ version: number }>(
      `SELECT version FROM ticket WHERE id = ${kind === 'tickets' ? '$1' : '(SELECT ticket_id FROM assignment WHERE id = $1)'}`,
      [id ?? 0],
    )
  return `"${ticket?.version ?? 1}"`
}

async function send(method: string, { caller, path, headers, body: text }: Asked): Promise<Answer> {
  const cookie = await cookieOf(caller)
  if (headers['If-Match'] === CURRENT) headers['If-Match'] = await versionOf(path)
  const answer = await fetch(api.url + path, {
    method: method.toUpperCase(),
    headers: { ...headers, cookie },
    body: text,
  })
  const type = answer.headers.get('content-type')
  const raw = await answer.text()
  return { status: answer.status, type, body: type?.includes('json') ? JSON.parse(raw) : raw }
}

async function cookieOf(caller: string): Promise<string> {
  if (caller === 'nobody') return ''
  const db = api.app.get(Database)
  const token = randomBytes(32).toString('base64url')
  const [person] = await db.query<{ id: number }>('SELECT id FROM person WHERE login = $1', [caller])
  await insertSession(db, { hash: tokenHash(token), personId: person!.id, hours: 1, address: '', agent: '' })
  return `jiban_session=${token}`
}

async function someTickets(): Promise<typeof known> {
  const [operator, dispatcher] = [await api.as('operator'), await api.as('dispatcher')]
  const place = await findPlace(operator, false)
  const region = (await operator.get('/api/v1/region')).body as RegionView
  const made = [await register(operator, place), await register(operator, place), await register(operator, place)]
  await dispatchAsProposed(dispatcher, made[0]!.ticketId)
  const { assignments } = await ticketOf(dispatcher, made[0]!.ticketId)
  return {
    tickets: made.map(({ ticketId }) => ticketId),
    assignments: assignments.map(({ id }) => id),
    categories: [place.categoryCode],
    places: [place.placeCode],
    handlers: await Promise.all(assignments.map(({ unitId }) => handlerLogin(database.url, unitId))),
    units: region.units.slice(0, 5).map(({ id }) => id),
  }
}

const wellFormed = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value), 'utf8').toString('utf8')

const queryText = (query: Record<string, string | undefined>) => {
  const text = new URLSearchParams(defined(query)).toString()
  return text && `?${text}`
}

const defined = (values: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined))
