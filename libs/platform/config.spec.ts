import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigRefused, readConfig, SETTINGS, settingsTable } from './config'
import { keysOf } from './keys'
import { projectRoot } from './root'

const refusedBy = (environment: Record<string, string>): string[] => {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    return (error as ConfigRefused).faults
  }
}

test('an empty environment gives the defaults', () => {
  expect(readConfig({})).toMatchObject({ mode: 'development', port: 3080, databaseUrl: null, idleMinutes: 30 })
})

test('an empty value is the same as none', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toEqual(readConfig({}))
})

test('every bad value is refused by its name, all at once, and secrets are not repeated', () => {
  const faults = refusedBy({
    PORT: '99999',
    JIBAN_POOL: '2.5',
    NODE_ENV: 'prod',
    DATABASE_URL: 'mysql://root:hunter2@x/y',
    JIBAN_PUBLIC_URL: '12345.example.org',
    JIBAN_TRUST_PROXY: 'everyone',
  })
  for (const name of ['PORT', 'JIBAN_POOL', 'NODE_ENV', 'DATABASE_URL', 'JIBAN_PUBLIC_URL', 'JIBAN_TRUST_PROXY'])
    expect(faults.filter((fault) => fault.startsWith(`${name} `))).toHaveLength(1)
  expect(faults.join()).not.toContain('hunter2')
})

test('a misspelt variable is refused, those of other programs are left alone', () => {
  expect(refusedBy({ JIBAN_PROT: '1', PATH: '/bin' })).toEqual([expect.stringContaining('JIBAN_PROT')])
})

test('a secret may be kept in a file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'jiban-config-')), 'token')
  writeFileSync(file, 'from-a-file\n')
  expect(readConfig({ JIBAN_METRICS_TOKEN_FILE: file }).metricsToken).toBe('from-a-file')
  expect(refusedBy({ JIBAN_METRICS_TOKEN_FILE: `${file}.gone` })).toEqual([
    expect.stringContaining('METRICS_TOKEN_FILE'),
  ])
})

test('development keys are made locally and refused in production', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jiban-keys-'))
  expect(keysOf({ ...readConfig({}), dataFolder: folder }).keys.size).toBe(1)
  expect(() => keysOf({ ...readConfig({ NODE_ENV: 'production' }), dataFolder: folder })).toThrow('JIBAN_KEYS')
  const keysFile = join(folder, 'keys.env')
  expect(() => keysOf(readConfig({ NODE_ENV: 'production', JIBAN_KEYS_FILE: keysFile }))).toThrow('开发密钥')
})

test('docs/operations.md holds the table', () => {
  expect(readFileSync(join(projectRoot(), 'docs/operations.md'), 'utf8')).toContain(settingsTable())
})

test('every variable read anywhere is in the table', () => {
  const known = new Set(Object.values(SETTINGS).flatMap(({ name }) => [name, `${name}_FILE`]))
  const read = ['apps', 'libs', 'seeds']
    .flatMap(sourcesUnder)
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bJIBAN_[A-Z_]*[A-Z]\b|process\.env(?:\.|\[')([A-Z_]+)/g)].map(
        ([whole, name]) => name ?? whole,
      ),
    )
  const others = new Set(['PATH'])
  expect([...new Set(read)].filter((name) => !known.has(name) && !others.has(name))).toEqual([])
})

function sourcesUnder(folder: string): string[] {
  const root = join(projectRoot(), folder)
  return readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => /\.m?ts$|\.mjs$/.test(name) && !name.includes('node_modules') && !name.endsWith('.spec.ts'))
    .map((name) => join(root, name))
}
