import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import { serveConsole } from '../../apps/api/console'

let server: FastifyInstance

beforeAll(async () => {
  const root = mkdtempSync(join(tmpdir(), 'jiban-console-'))
  mkdirSync(join(root, 'assets'))
  writeFileSync(join(root, 'index.html'), '<title>即办</title>')
  writeFileSync(join(root, 'favicon.svg'), '<svg/>')
  writeFileSync(join(root, 'assets', 'main-abc123.js'), 'go()')
  server = fastify()
  await serveConsole(server, root)
})
afterAll(() => server?.close())

const get = (url: string) => server.inject({ method: 'GET', url })

test.each(['/', '/index.html', '/tickets/123', '/desk/dispatch?after=1'])(
  '%s is a page of the console',
  async (url) => {
    const answer = await get(url)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toContain('text/html')
    expect(answer.headers['cache-control']).toBe('no-cache')
    expect(answer.body).toContain('即办')
  },
)

test('files named by their content are kept for ever, others are asked for again', async () => {
  const asset = await get('/assets/main-abc123.js')
  expect(asset.headers['content-type']).toContain('javascript')
  expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect((await get('/favicon.svg')).headers['cache-control']).toBe('no-cache')
})

test.each(['/assets/main-old.js', '/api/v1/nothing', '/health/nothing', '/metrics/nothing', '/socket.io/nothing'])(
  '%s is not found, and is no page',
  async (url) =>
    expect(await get(url).then((answer) => [answer.statusCode, answer.json().code])).toEqual([404, 'notFound']),
)

test.each([
  '/../package.json',
  '/..%2f..%2fpackage.json',
  '/assets/../../package.json',
  '/.env',
  '/%2e%2e/package.json',
])('%s opens nothing outside', async (url) => expect((await get(url)).body).not.toContain('dependencies'))
