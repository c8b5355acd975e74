import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeys, loadKeys, readKeys } from './keys'

const key = () => randomBytes(32).toString('base64')
let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'jiban-keys-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('keys come from variables: versions, token key, suite', () => {
  const [one, two, token] = [key(), key(), key()]
  const material = readKeys({ JIBAN_KEYS: `1:${one}, 2:${two}`, JIBAN_TOKEN_KEY: token, JIBAN_CIPHER: 'sm' })
  expect([...material.keys.keys()]).toEqual([1, 2])
  expect(material.keys.get(2)!.toString('base64')).toBe(two)
  expect(material.tokenKey.toString('base64')).toBe(token)
  expect(material.cipher).toBe('sm')
})

test.each([
  [{}, 'JIBAN_KEYS'],
  [{ JIBAN_KEYS: `1:${key()}` }, 'JIBAN_TOKEN_KEY'],
  [{ JIBAN_KEYS: key(), JIBAN_TOKEN_KEY: key() }, '版本号:base64'],
  [{ JIBAN_KEYS: '1:c2hvcnQ=', JIBAN_TOKEN_KEY: key() }, '32 字节'],
  [{ JIBAN_KEYS: `1:${key().slice(0, -4)}!!!=`, JIBAN_TOKEN_KEY: key() }, '32 字节'],
  [{ JIBAN_KEYS: `0:${key()}`, JIBAN_TOKEN_KEY: key() }, '1 到 65535'],
  [{ JIBAN_KEYS: `70000:${key()}`, JIBAN_TOKEN_KEY: key() }, '1 到 65535'],
  [{ JIBAN_KEYS: `1:${key()},1:${key()}`, JIBAN_TOKEN_KEY: key() }, '重复'],
  [{ JIBAN_KEYS: `1:${key()}`, JIBAN_TOKEN_KEY: key(), JIBAN_CIPHER: 'des' }, 'JIBAN_CIPHER'],
])('what cannot be used is refused by name (%#)', (variables, name) => {
  expect(() => readKeys(variables)).toThrow(name)
})

test('a refusal never shows a key', () => {
  const secret = key()
  for (const JIBAN_KEYS of [secret, `1:${secret}x`, `70000:${secret}`, `1:${secret},1:${secret}`]) {
    expect(() => readKeys({ JIBAN_KEYS, JIBAN_TOKEN_KEY: secret })).toThrow()
    expect(() => readKeys({ JIBAN_KEYS, JIBAN_TOKEN_KEY: secret })).not.toThrow(secret)
  }
})

test('a keys file holds both keys; a missing one is named', () => {
  const file = join(folder, 'secrets.env')
  const [one, token] = [key(), key()]
  writeFileSync(file, `# production\nJIBAN_KEYS=3:${one}\r\nJIBAN_TOKEN_KEY = ${token}\n`)
  const material = loadKeys({ NODE_ENV: 'production', JIBAN_KEYS_FILE: file }, folder)
  expect(material.keys.get(3)!.toString('base64')).toBe(one)
  expect(material.tokenKey.toString('base64')).toBe(token)
  expect(() => loadKeys({ JIBAN_KEYS_FILE: join(folder, 'none') }, folder)).toThrow('none')
})

test('development keys are made once, for the owner only, and used again', () => {
  const before = loadKeys({}, join(folder, 'data'))
  const after = loadKeys({}, join(folder, 'data'))
  expect(after).toEqual(before)
  const file = generateKeys(join(folder, 'data'))
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('production refuses to make keys, and refuses made ones wherever they were put', () => {
  expect(() => loadKeys({ NODE_ENV: 'production' }, folder)).toThrow('必须配置密钥')
  const file = generateKeys(folder)
  expect(() => loadKeys({ NODE_ENV: 'production', JIBAN_KEYS_FILE: file }, folder)).toThrow('开发密钥')
  const made = /JIBAN_KEYS=(\S+)/.exec(readFileSync(file, 'utf8'))![1]!
  expect(() => loadKeys({ NODE_ENV: 'production', JIBAN_KEYS: made, JIBAN_TOKEN_KEY: key() }, folder)).toThrow(
    '开发密钥',
  )
  const madeToken = /JIBAN_TOKEN_KEY=(\S+)/.exec(readFileSync(file, 'utf8'))![1]!
  expect(() =>
    loadKeys({ NODE_ENV: 'production', JIBAN_KEYS: `1:${key()}`, JIBAN_TOKEN_KEY: madeToken }, folder),
  ).toThrow('开发密钥')
})
