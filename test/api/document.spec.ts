import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REFUSALS } from '#domain/refusals'
import { routesOf } from '#platform/routes'
import { descriptionOf, openApi, type OpenApi } from '#platform/openapi/document'
import { startApi, type TestApi } from '../world/api'
import { Schemas } from '../world/schemas'
import { freshDatabase, type TestDatabase } from '../world/database'

const ROOT = join(__dirname, '../..')

let database: TestDatabase
let api: TestApi
let document: OpenApi

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  document = (await api.stranger().get('/api/openapi.json').expect(200)).body
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

test('every route is in the document', () => {
  const routes = routesOf(api.app)
  expect(routes.filter((route) => !descriptionOf(route)).map(({ method, path }) => `${method} ${path}`)).toEqual([])
  expect(document).toEqual(JSON.parse(JSON.stringify(openApi(routes))))
})

test('every operation has a name of its own and says what can go wrong', () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
  for (const { responses, operationId } of operations) {
    expect([operationId, Object.keys(responses)]).toEqual([
      operationId,
      expect.arrayContaining(['400', '429', '500', '503']),
    ])
  }
})

/** What the rules only say to a filing form, to a self-rating or to a partner: each has an address of its own. */
const ELSEWHERE = [
  ...['requesterNeeded', 'answerNeeded', 'callbackOnlyWrong', 'threeWayNeeded', 'handOverNeeded', 'declineNeeded'],
  ...['ratingLinkDead', 'turnPast', 'uploadOpen'],
]
const INTAKE = ['workflow/intake.ts', 'workflow/outcomes.ts', 'workflow/dispatch.ts', 'dispatch/duty.ts']

/** Where rules say no, the addresses at which somebody hears it, and what nobody hears there. */
const RULES: [string, string[], (path: string) => boolean, string[]][] = [
  [
    'an action',
    [...sourcesIn('libs/domain/workflow'), ...sourcesIn('libs/domain/dispatch')],
    (path) => path.includes('/actions/'),
    ELSEWHERE,
  ],
  [
    'intake',
    [...INTAKE.map((file) => `libs/domain/${file}`), 'libs/services/tickets/intake.ts', 'libs/data/requester-rows.ts'],
    (path) => path === '/api/v1/tickets',
    [],
  ],
]

test.each(RULES)('whatever the rules of %s say no with is declared', (_what, sources, isTheirs, elsewhere) => {
  const words = sources.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n')
  const said = Object.keys(REFUSALS).filter((code) => words.includes(`'${code}'`))
  const declared = Object.entries(document.paths)
    .filter(([path]) => isTheirs(path))
    .flatMap(([, operations]) => Object.values(operations['post']?.responses ?? {}))
    .flatMap(
      ({ content }) => (content?.['application/json']?.schema as Problem | undefined)?.properties?.code?.enum ?? [],
    )
  expect(said.length).toBeGreaterThan(15)
  expect(said.filter((code) => !declared.includes(code) && !elsewhere.includes(code))).toEqual([])
})

function sourcesIn(folder: string): string[] {
  const files = readdirSync(join(ROOT, folder)).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  return files.map((file) => `${folder}/${file}`)
}

interface Problem {
  properties?: { code?: { enum?: string[] } }
}

test('every schema in it is one, and every reference leads somewhere', () => {
  const schemas = new Schemas(document)
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
  for (const { requestBody, responses } of operations)
    for (const { content } of [requestBody, ...Object.values(responses)].filter((part) => part !== undefined))
      for (const { schema } of Object.values(content ?? {})) expect(() => schemas.faults(schema, null)).not.toThrow()
})

test('the page works without any other server', async () => {
  const { text } = await api.stranger().get('/api/docs').expect(200)
  const links = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link!)
  expect(links.length).toBeGreaterThan(2)
  for (const link of links) {
    expect(link).not.toMatch(/^(https?:)?\/\//)
    await api
      .stranger()
      .get(new URL(link, `${api.url}/api/docs`).pathname)
      .expect(200)
  }
})
