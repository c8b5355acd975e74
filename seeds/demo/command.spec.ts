import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { freshDatabase, type TestDatabase } from '../../test/world/database'

const COMMAND = join(__dirname, '..', '..', 'dist', 'apps', 'cli', 'demo.js')
const run = promisify(execFile)

let database: TestDatabase
let data: string
beforeAll(async () => {
  database = await freshDatabase()
  data = mkdtempSync(join(tmpdir(), 'jiban-demo-'))
})
afterAll(async () => {
  await database.drop()
  rmSync(data, { recursive: true })
})

/** The built command as `npm run demo` runs it. */
async function demo(args: string[], more: Record<string, string> = {}) {
  const env = { PATH: process.env['PATH'], DATABASE_URL: database.url, JIBAN_DATA: data, JIBAN_DEMO: 'on', ...more }
  return run(process.execPath, [COMMAND, ...args], { env }).then(
    ({ stdout }) => ({ code: 0, said: stdout.trim() }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr.trim() }),
  )
}

test('several threads load what was asked for, and a second run has nothing to add', async () => {
  const first = await demo(['--tickets', '2050', '--threads', '2'])
  expect(first).toMatchObject({ code: 0 })
  expect(first.said).toMatch(/新增 2050 件工单，共 2050 件/)
  expect(await demo(['--tickets', '2050'])).toEqual({ code: 0, said: '演示数据已有 2050 件工单，无需补充' })
  const client = new Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query(`SELECT count(*)::int AS tickets, count(DISTINCT number)::int AS numbers,
    (SELECT count(*)::int FROM ticket t WHERE version <> (SELECT count(*) FROM event e WHERE e.ticket_id = t.id)) AS torn FROM ticket`)
  await client.end()
  expect(rows).toEqual([{ tickets: 2050, numbers: 2050, torn: 0 }])
}, 180_000)

test('a start with tickets there adds none', async () => {
  expect(await demo(['--once'])).toEqual({ code: 0, said: '' })
})

test('production and wrong numbers are refused in words', async () => {
  const production = await demo(['--tickets', '9000'], { NODE_ENV: 'production' })
  expect(production).toMatchObject({ code: 1, said: expect.stringContaining('正式环境') })
  expect(await demo(['--tickets', 'many'])).toMatchObject({ code: 1, said: expect.stringContaining('--tickets 应为') })
})

test('other keys than those the callers were sealed with are refused before anything is written', async () => {
  const other = mkdtempSync(join(tmpdir(), 'jiban-demo-'))
  const refused = await demo(['--tickets', '5000'], { JIBAN_DATA: other })
  rmSync(other, { recursive: true })
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('密钥与数据库不符') })
})

test('made-up tickets are kept from real ones', async () => {
  const real = await freshDatabase()
  const client = new Client({ connectionString: real.url })
  await client.connect()
  await client.query(`INSERT INTO ticket (id, number, month, state, version, last_hash, type, channel, requester_kind, title, content,
    category_code, policy_id, outcome, registered_at, registered_by) SELECT 1, '261120000001', '2026-11-01', 'registered', 1, '', 'help', 'phone',
    'citizen', '真实工单', '内容', (SELECT min(code) FROM category WHERE level = 3), (SELECT id FROM clock_policy WHERE active), 'register', now(), 0`)
  const refused = await demo(['--tickets', '10'], { DATABASE_URL: real.url })
  await client.end()
  await real.drop()
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('已有真实工单') })
})
