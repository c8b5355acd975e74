import { routesOf } from '#platform/routes'
import { descriptionOf, openApi, type OpenApi } from '#platform/openapi/document'
import { startApi, type TestApi } from '../world/api'
import { Schemas } from '../world/schemas'
import { freshDatabase, type TestDatabase } from '../world/database'

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
