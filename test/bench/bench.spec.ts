import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { freshDatabase, type TestDatabase } from '../world/database'
import type { Row } from './bench'

let database: TestDatabase
let folder: string

beforeAll(async () => {
  database = await freshDatabase({ seeded: false })
  folder = mkdtempSync(join(tmpdir(), 'jiban-bench-'))
})
afterAll(async () => {
  await dropBenchDatabases()
  await database.drop()
  rmSync(folder, { recursive: true })
})

test('each benchmark brings rows, with ours beside a named baseline', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['apps/cli/run.mjs', 'bench', '--seconds', '0.3', '--tickets', '400'],
    { env: { ...process.env, DATABASE_URL_BENCH: database.url, JIBAN_DATA: folder } },
  )
  expect(stdout).toContain('结果已写入')
  const rows = JSON.parse(readFileSync(join(folder, 'bench.json'), 'utf8')) as Row[]
  const stems = [...new Set(rows.map(({ name }) => name.split(/ |,/)[0]))]
  expect(stems).toEqual(['intake', 'inbox', 'ticket', 'queue', 'search', 'whole', 'live'])
  for (const { ours, raw, ratio, unit, baseline } of rows) {
    expect({ ours: ours > 0, raw: raw > 0, ratio: ratio > 0, unit: unit !== '' }).toEqual({
      ours: true,
      raw: true,
      ratio: true,
      unit: true,
    })
    expect(baseline).toMatch(/ by the driver|from a bare server/)
  }
}, 480_000)

test('a benchmark nobody wrote is refused by its name', async () => {
  const run = promisify(execFile)(process.execPath, ['apps/cli/run.mjs', 'bench', 'nothing'])
  await expect(run).rejects.toMatchObject({ stderr: expect.stringContaining('没有名为“nothing”的性能测试') })
})

async function dropBenchDatabases() {
  const client = new Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE starts_with(datname, current_database() || '_bench')`,
  )
  for (const { name } of rows) await client.query(`DROP DATABASE ${name} WITH (FORCE)`)
  await client.end()
}
