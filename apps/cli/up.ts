import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '#platform/config'
import { dataFolder } from '#platform/postgres/place'
import { Trouble } from '#platform/postgres/trouble'
import { AppProcess } from './app-process'
import { checkedConfiguration, localAddress } from './configuration'
import { Ending } from './ending'
import { claimInstance, endOrphans, fileOf, noteInstance, runningInstance } from './instance'
import { backUpNightly } from './nightly'
import { choosePort } from './port'
import { openDatabase, type ProductDatabase } from './product-database'
import { say } from './say'
import { runStep } from './step'

const READY_WITHIN_MS = 120_000
const ROOT = join(__dirname, '..', '..')

/** What runs now; it goes on by itself. */
export interface Up {
  /** Restarts API and worker, after their code changed. */
  restart(): Promise<void>
}

/** Brings everything up, keeps it up, and takes it down in order on Ctrl-C or SIGTERM. Nothing is returned when it already runs. */
export async function up(): Promise<Up | undefined> {
  const config = checkedConfiguration()
  const dataDir = dataFolder()
  if (tellsOfAnother(dataDir)) return undefined
  mkdirSync(dataDir, { recursive: true })
  const ended = await endOrphans(dataDir)
  if (ended.length) say(`上次运行被强行结束，已停止遗留的 ${ended.join('、')}`)
  if (!claimInstance(dataDir) && tellsOfAnother(dataDir)) return undefined
  const end = new Ending(() => rmSync(fileOf(dataDir), { force: true }))
  try {
    return await bringUp(dataDir, end, config)
  } catch (error) {
    if (end.begun) return undefined
    await end.run()
    throw error
  }
}

function tellsOfAnother(dataDir: string): boolean {
  const other = runningInstance(dataDir)
  if (!other) return false
  console.log(other.url ? `即办已在运行：${other.url}` : `即办正在启动（进程 ${other.pid}），请稍候。`)
  console.log('要停止它，在原来的窗口按 Ctrl-C，或执行 npm stop。')
  return true
}

async function bringUp(dataDir: string, end: Ending, config: Config): Promise<Up | undefined> {
  const port = await choosePort(process.env.PORT, config.host)
  const opening = openDatabase(dataDir, true)
  end.first(async () => {
    const { embedded } = await opening
    if (embedded) say('停止数据库')
    await embedded?.stop()
  })
  const database = await opening
  if (!end.begun) await fill(database.url)
  if (end.begun) return undefined
  const url = config.publicUrl?.toString() ?? `http://localhost:${port}`
  const apps = makeApps(dataDir, url, environmentFor(database, port))
  for (const app of apps) end.first(() => stopApp(app, config.drainSeconds))
  apps.forEach((app) => app.start())
  database.embedded?.onReturn(() => void reconnect(apps, database, port))
  await ready(apps, `http://${localAddress(config)}:${port}/health/ready`)
  if (!end.begun) await welcome(url, database.url)
  if (database.embedded) backUpNightly(database.embedded)
  return { restart: () => restartAll(apps, environmentFor(database, port)) }
}

/** Schema, region data and, outside production, the demo people and once the demo city. */
async function fill(url: string) {
  const demo = process.env.JIBAN_DEMO || (process.env.NODE_ENV === 'production' ? 'off' : 'on')
  const environment = { DATABASE_URL: url, JIBAN_DEMO: demo }
  await runStep('migrate', [], environment)
  await runStep('seed', [], environment)
  if (demo === 'on') await runStep('demo', ['--once'], environment)
}

function environmentFor(database: ProductDatabase, port: number): NodeJS.ProcessEnv {
  const url = database.embedded ? database.embedded.url('jiban', 'jiban') : database.url
  return { DATABASE_URL: url, PORT: String(port), JIBAN_DATA: dataFolder() }
}

function makeApps(dataDir: string, url: string, environment: NodeJS.ProcessEnv): AppProcess[] {
  const running = () => apps.flatMap((app) => (app.pid ? [[app.name, app.pid] as const] : []))
  const note = () => noteInstance(dataDir, url, Object.fromEntries(running()))
  const apps = ['worker', 'api'].map(
    (name) => new AppProcess(name, join(ROOT, 'apps', name, 'main.js'), environment, dataDir, note),
  )
  return apps
}

/** It drains by itself; only one that does not is cut off. */
async function stopApp(app: AppProcess, drainSeconds: number) {
  say(`停止 ${app.name}`)
  await app.stop((drainSeconds + 10) * 1_000)
}

/** A database that came back on another port has another address. */
async function reconnect(apps: AppProcess[], database: ProductDatabase, port: number) {
  const environment = environmentFor(database, port)
  if (environment.DATABASE_URL === database.url) return
  database.url = environment.DATABASE_URL ?? database.url
  await restartAll(apps, environment)
}

async function restartAll(apps: AppProcess[], environment: NodeJS.ProcessEnv) {
  await Promise.all(apps.map((app) => app.restart(environment)))
  say('服务已重新启动')
}

async function ready(apps: AppProcess[], health: string) {
  const began = Date.now()
  for (let told = began; !(await answers(health)); await sleep(100)) {
    for (const app of apps) if (app.trouble.deaths >= 3) throw cannotRun(app)
    if (Date.now() - began > READY_WITHIN_MS)
      throw new Trouble('服务在两分钟内没有就绪。', `详见 ${apps.map((app) => app.logPath).join('、')}`)
    if (Date.now() - told < 5_000) continue
    told = Date.now()
    say('等待服务就绪')
  }
}

async function answers(health: string): Promise<boolean> {
  try {
    return (await fetch(health, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}

function cannotRun(app: AppProcess): Trouble {
  const words = app.trouble.lastWords.split('\n').filter((line) => line && !/^\s+at /.test(line))
  return new Trouble(`${app.name} 无法启动：${words.at(-1) ?? '没有给出原因'}`, `详见 ${app.logPath}`)
}

async function welcome(url: string, database: string) {
  say('已就绪')
  console.log(`\n  打开 ${url}\n`)
  await runStep('logins', [], { DATABASE_URL: database }, (line) => console.log(`  ${line}`))
  console.log('\n  停止：Ctrl-C（或在另一个窗口执行 npm stop）\n')
}

if (require.main === module)
  up().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error))
    process.exit(1)
  })
