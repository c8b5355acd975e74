import { createHash, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SecretError } from './errors'
import type { KeyMaterial } from './key-ring'

/** The variables this module reads; they are documented with all others in the configuration. */
export interface KeyVariables {
  NODE_ENV?: string
  JIBAN_KEYS?: string
  JIBAN_KEYS_FILE?: string
  JIBAN_TOKEN_KEY?: string
  JIBAN_CIPHER?: string
}

const MADE = 'keys.env'

/**
 * Keys from the environment, else from JIBAN_KEYS_FILE, else — never in production — made once and kept in the data folder.
 * Generated keys are refused in production wherever they were copied to.
 */
export function loadKeys(variables: KeyVariables, dataFolder: string): KeyMaterial {
  const production = variables.NODE_ENV === 'production'
  const material = readKeys({ ...configured(variables, dataFolder, production), JIBAN_CIPHER: variables.JIBAN_CIPHER })
  if (production) refuseDevelopmentKeys(material)
  return material
}

/** Parses `JIBAN_KEYS` (`1:base64,2:base64`), `JIBAN_TOKEN_KEY` and `JIBAN_CIPHER`; refuses what it cannot use, by name. */
export function readKeys(variables: KeyVariables): KeyMaterial {
  if (!variables.JIBAN_KEYS)
    throw new SecretError('noKeys', '没有加密密钥：请设置 JIBAN_KEYS（如 1:base64）或 JIBAN_KEYS_FILE')
  if (!variables.JIBAN_TOKEN_KEY)
    throw new SecretError('noKeys', '没有检索密钥：请设置 JIBAN_TOKEN_KEY（32 字节的 base64）')
  const entries = variables.JIBAN_KEYS.split(/[,\s]+/)
    .filter(Boolean)
    .map(readEntry)
  const keys = new Map(entries)
  if (keys.size < entries.length) throw new SecretError('badKeys', 'JIBAN_KEYS 中有重复的版本号，每个版本只能写一次')
  return {
    keys,
    tokenKey: readKey('JIBAN_TOKEN_KEY', variables.JIBAN_TOKEN_KEY),
    cipher: readCipher(variables.JIBAN_CIPHER),
  }
}

/** Makes keys for development in the data folder, readable by the owner only; keeps existing ones. Returns the file. */
export function generateKeys(dataFolder: string): string {
  mkdirSync(dataFolder, { recursive: true })
  const file = join(dataFolder, MADE)
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, developmentFile(), { mode: 0o600, flag: 'wx' })
  try {
    linkSync(draft, file)
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'EEXIST') throw problem
  } finally {
    rmSync(draft, { force: true })
  }
  return file
}

/** Generated keys carry a mark inside the key itself, so they are recognised in a variable, too. */
export function refuseDevelopmentKeys(material: KeyMaterial): void {
  if (![...material.keys.values(), material.tokenKey].some(isDevelopmentKey)) return
  throw new SecretError(
    'developmentKeys',
    '正式环境（NODE_ENV=production）不能使用自动生成的开发密钥：请用“openssl rand -base64 32”生成新密钥并设置 JIBAN_KEYS 和 JIBAN_TOKEN_KEY',
  )
}

function configured(variables: KeyVariables, dataFolder: string, production: boolean): KeyVariables {
  if (variables.JIBAN_KEYS) return variables
  if (variables.JIBAN_KEYS_FILE)
    return { JIBAN_TOKEN_KEY: variables.JIBAN_TOKEN_KEY, ...readKeysFile(variables.JIBAN_KEYS_FILE) }
  if (production)
    throw new SecretError('noKeys', '正式环境必须配置密钥：请设置 JIBAN_KEYS 和 JIBAN_TOKEN_KEY，或 JIBAN_KEYS_FILE')
  return readKeysFile(generateKeys(dataFolder))
}

/** Lines of `NAME=value`; `#` starts a comment. */
function readKeysFile(file: string): KeyVariables {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new SecretError('noKeys', `读不到密钥文件 ${file}：请检查 JIBAN_KEYS_FILE 的路径和权限`)
  }
  const lines = text.split(/\r?\n/).filter((line) => /^\s*JIBAN_(KEYS|TOKEN_KEY)\s*=/.test(line))
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim()]),
  )
}

function readEntry(entry: string): [number, Buffer] {
  const [, version, key] = /^(\d{1,5}):(.+)$/.exec(entry) ?? []
  if (!version || !key) throw new SecretError('badKeys', 'JIBAN_KEYS 的写法应为“版本号:base64”，多个用逗号分开')
  const number = Number(version)
  if (number < 1 || number > 65_535)
    throw new SecretError('badKeys', `JIBAN_KEYS 的版本号 ${version} 应在 1 到 65535 之间`)
  return [number, readKey(`JIBAN_KEYS 版本 ${version}`, key)]
}

function readKey(name: string, text: string): Buffer {
  const key = Buffer.from(text, 'base64')
  if (key.length === 32 && key.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, '')) return key
  throw new SecretError('badKeys', `${name} 应是 32 字节的 base64，可用“openssl rand -base64 32”生成`)
}

function readCipher(text: string | undefined): KeyMaterial['cipher'] {
  if (!text || text === 'aes') return 'aes'
  if (text === 'sm') return 'sm'
  throw new SecretError('unknownCipher', 'JIBAN_CIPHER 只能是 aes（默认）或 sm（国密）')
}

function developmentFile(): string {
  const line = () => developmentKey().toString('base64')
  return `# Development keys, made on this machine. Refused when NODE_ENV=production.\nJIBAN_KEYS=1:${line()}\nJIBAN_TOKEN_KEY=${line()}\n`
}

function developmentKey(): Buffer {
  const random = randomBytes(24)
  return Buffer.concat([random, markOf(random)])
}

function isDevelopmentKey(key: Buffer): boolean {
  return markOf(key.subarray(0, 24)).equals(key.subarray(24))
}

function markOf(random: Buffer): Buffer {
  return createHash('sha256').update('jiban development key').update(random).digest().subarray(0, 8)
}
