import { readFileSync } from 'node:fs'
import {
  addresses,
  anyText,
  choice,
  databaseUrl,
  gatewayAddress,
  onOff,
  secretText,
  secrets,
  webAddress,
  whole,
  type Read,
} from './config-values'

/**
 * Every environment variable of the product, one row each: name, what for, default, how it is read.
 * `npm run config` prints this table; a test finds variables that are read anywhere and are not in it.
 */
// prettier-ignore
export const SETTINGS = {
  mode: given('NODE_ENV', 'production refuses generated development keys', choice('development', 'test', 'production'), 'development'),
  databaseUrl: wanted('DATABASE_URL', 'an existing PostgreSQL 15 or later; unset: the embedded one', databaseUrl, { secret: true }),
  standbyUrl: wanted('JIBAN_STANDBY_URL', 'a hot standby that reports and exports read from; unset: the primary', databaseUrl, { secret: true }),
  dataFolder: given('JIBAN_DATA', 'local data folder: embedded database, development keys, logs, backups', anyText, '.data'),
  filesFolder: wanted('JIBAN_FILES', 'folder of what is attached to tickets, the same for every process; unset: files in the data folder', anyText),
  scanCommand: wanted('JIBAN_SCAN_COMMAND', 'virus scanner given each upload, 0 clean and 1 found, e.g. `clamdscan --fdpass`; unset: files say that nobody looked', anyText),
  uploadSeconds: given('JIBAN_UPLOAD_SECONDS', 'how long one upload may take', whole(30, 7200), '900'),
  host: given('JIBAN_HOST', 'address the API listens on', anyText, '127.0.0.1'),
  port: given('PORT', 'port the API and the console listen on; `npm start` takes the next free one unless it is set', whole(0, 65_535), '3080'),
  publicUrl: wanted('JIBAN_PUBLIC_URL', 'address people type in; an https one makes cookies Secure and sends HSTS', webAddress),
  trustProxy: wanted('JIBAN_TRUST_PROXY', 'proxies whose X-Forwarded-* headers count: addresses or networks, comma separated', addresses),
  region: given('JIBAN_REGION', 'folder of seeds/ that the region data is loaded from', anyText, 'ejin-horo'),
  demo: given('JIBAN_DEMO', 'loading region data gives everybody the known demo password: for trying out, never for real work', onOff, 'off'),
  keys: wanted('JIBAN_KEYS', 'encryption keys, `1:base64,2:base64`; the highest version seals, all open', anyText, { secret: true }),
  keysFile: wanted('JIBAN_KEYS_FILE', 'file with JIBAN_KEYS= and JIBAN_TOKEN_KEY= lines instead', anyText),
  tokenKey: wanted('JIBAN_TOKEN_KEY', 'key of the blind search tokens, 32 bytes as base64', anyText, { secret: true }),
  cipher: given('JIBAN_CIPHER', 'aes (AES-256-GCM) or sm (SM4 + SM3) for values sealed from now on', choice('aes', 'sm'), 'aes'),
  poolSize: given('JIBAN_POOL', 'database connections of one process', whole(2, 500), '20'),
  reportPoolSize: given('JIBAN_REPORT_POOL', 'further connections for reports and exports', whole(1, 50), '2'),
  statementSeconds: given('JIBAN_STATEMENT_SECONDS', 'a statement longer than this is cancelled', whole(1, 600), '10'),
  reportSeconds: given('JIBAN_REPORT_SECONDS', 'the same for reports and exports', whole(1, 3600), '60'),
  idleMinutes: given('JIBAN_IDLE_MINUTES', 'a session unused for this long ends', whole(1, 1440), '30'),
  sessionHours: given('JIBAN_SESSION_HOURS', 'a session ends after this long, used or not', whole(1, 168), '12'),
  bodyKilobytes: given('JIBAN_BODY_KB', 'largest request body', whole(16, 102_400), '1024'),
  inFlight: given('JIBAN_IN_FLIGHT', 'requests worked on at once; lists are shed from half of it, actions at all of it', whole(8, 100_000), '1024'),
  sessionRate: given('JIBAN_SESSION_RATE', 'requests a second one session may keep up; 0: no limit', whole(0, 1_000_000), '100'),
  sessionBurst: given('JIBAN_SESSION_BURST', 'requests one session may send at once before that limit counts', whole(1, 1_000_000), '1000'),
  drainSeconds: given('JIBAN_DRAIN_SECONDS', 'how long a stopping process waits for requests in flight', whole(0, 300), '20'),
  metricsToken: wanted('JIBAN_METRICS_TOKEN', 'bearer token that opens /metrics from other machines; unset: loopback only', anyText, { secret: true }),
  smsUrl: wanted('JIBAN_SMS_URL', 'HTTP gateway that sends text messages; unset: messages stay, shown as not sent (docs/gateways.md)', gatewayAddress),
  smsSecret: wanted('JIBAN_SMS_SECRET', 'what both sides sign with', secretText, { secret: true }),
  wechatUrl: wanted('JIBAN_WECHAT_URL', 'HTTP gateway to the WeChat official account; unset: those messages go by SMS', gatewayAddress),
  wechatSecret: wanted('JIBAN_WECHAT_SECRET', 'what both sides sign with', secretText, { secret: true }),
  telephonyKeys: wanted('JIBAN_TELEPHONY_KEYS', 'telephone systems that may report calls, `name:secret,name:secret`, secrets of 32 characters or more', secrets, { secret: true }),
  handOverKeys: wanted('JIBAN_HANDOVER_KEYS', 'who takes calls over and may report on them, `police110:secret,helpWindow:secret`, secrets of 32 characters or more', secrets, { secret: true }),
  uploadUrl: wanted('JIBAN_UPLOAD_URL', 'HTTP gateway to the platforms that want answers back; unset: answers stay, shown as not uploaded', gatewayAddress),
  uploadSecret: wanted('JIBAN_UPLOAD_SECRET', 'what both sides sign with', secretText, { secret: true }),
  logLevel: given('JIBAN_LOG_LEVEL', 'least severe log line written', choice('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'), 'info'),
  consoleApi: wanted('JIBAN_API', 'development: the API that the console served by vite talks to', webAddress),
  benchDatabase: wanted('DATABASE_URL_BENCH', 'a PostgreSQL that `npm run bench` may create databases on; unset: the embedded one', databaseUrl, { secret: true }),
  testDatabase: wanted('JIBAN_TEST_PG', 'a PostgreSQL the tests may create databases on; `npm test` sets it', databaseUrl, { secret: true }),
}

export type Config = { readonly [K in keyof typeof SETTINGS]: ReturnType<(typeof SETTINGS)[K]['read']> }

/** Where Nest providers find the configuration. */
export const CONFIG = Symbol('config')

/** What is wrong with the environment, every variable by its name. */
export class ConfigRefused extends Error {
  constructor(readonly faults: string[]) {
    super(`配置有误，请更正后再启动：\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
  }
}

/** Reads and checks the whole environment at once; refuses bad values and unknown JIBAN_ variables by name. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const faults: string[] = unknownNames(environment)
  const entries = Object.entries(SETTINGS).map(([key, setting]) => {
    try {
      return [key, setting.read(environment)]
    } catch (fault) {
      faults.push((fault as Error).message)
      return [key, null]
    }
  })
  if (faults.length) throw new ConfigRefused(faults)
  return Object.fromEntries(entries) as Config
}

interface Setting<T> {
  name: string
  what: string
  standard: string | null
  secret: boolean
  read(environment: Record<string, string | undefined>): T
}

function given<T>(name: string, what: string, read: Read<T>, standard: string): Setting<T> {
  return {
    name,
    what,
    standard,
    secret: false,
    read: (environment) => valueOf(name, read, environment[name] || standard),
  }
}

/** Without a default. A secret may also be kept in a file, named by the variable with `_FILE` at its end. */
function wanted<T>(name: string, what: string, read: Read<T>, { secret = false } = {}): Setting<T | null> {
  return {
    name,
    what,
    standard: null,
    secret,
    read: (environment) => {
      const text = environment[name] || (secret ? fromFile(name, environment[`${name}_FILE`]) : undefined)
      return text ? valueOf(name, read, text) : null
    },
  }
}

function valueOf<T>(name: string, read: Read<T>, text: string): T {
  const { value, fault } = read(text)
  if (fault !== undefined) throw new Error(`${name} ${fault}`)
  return value as T
}

function fromFile(name: string, file: string | undefined): string | undefined {
  if (!file || name === 'JIBAN_KEYS') return undefined
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new Error(`${name}_FILE 指向的文件读不到：${file}`)
  }
}

function unknownNames(environment: Record<string, string | undefined>): string[] {
  const known = new Set(
    Object.values(SETTINGS).flatMap(({ name, secret }) => (secret ? [name, `${name}_FILE`] : [name])),
  )
  return Object.keys(environment)
    .filter((name) => name.startsWith('JIBAN_') && !known.has(name))
    .map((name) => `没有 ${name} 这个变量，请核对拼写（npm run config 列出全部变量）`)
}

/** The table as it stands in docs/operations.md. */
export function settingsTable(): string {
  const rows = Object.values(SETTINGS).map(({ name, what, standard, secret }) => [
    `\`${name}\``,
    what,
    standard === null ? '' : `\`${standard}\``,
    secret ? 'yes' : '',
  ])
  const widths = ['variable', 'what for', 'default', 'secret'].map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]!.length)),
  )
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  const heads = line(['variable', 'what for', 'default', 'secret'])
  return [heads, line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
