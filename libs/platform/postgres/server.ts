import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureCluster } from './cluster'
import { readJson, withLock, writePrivately } from './files'
import { findRunning, launch, repairPassword, shutDown, WrongPassword, type Running, type Secret } from './launch'
import { findPlace, type Place } from './place'
import { isAlive } from './processes'
import { writeSettings, type Settings } from './settings'
import { Trouble } from './trouble'

export interface PostgresOptions {
  /** the product's data folder; the server's own folder is made inside */
  dataDir: string
  /** told what is being done, in Chinese, for the person waiting */
  log?: (line: string) => void
  /** settings on top of ours */
  settings?: Settings
  /** restart the server when it dies; on unless told otherwise */
  supervise?: boolean
}

const BUSY = '另一个即办命令正在启动数据库，等了两分钟仍未结束。'
const PAUSES = [0, 200, 500, 1_000, 2_000, 5_000, 10_000]

/** Starts the embedded server of a data folder, or takes over the one that already runs there. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const say = options.log ?? (() => undefined)
  const place = findPlace(options.dataDir, say)
  const server = new Postgres(place, await findOrLaunch(place, options.settings ?? {}, say), options)
  if (options.supervise ?? true) server.watch()
  return server
}

/** A running embedded PostgreSQL. It outlives this process unless stopped. */
export class Postgres {
  /** it ran before we came */
  readonly adopted: boolean
  private stopping = false
  private deaths: (() => void)[] = []
  private returns: (() => void)[] = []

  constructor(
    readonly place: Place,
    private running: Found,
    private readonly options: PostgresOptions,
  ) {
    this.adopted = running.adopted
  }

  get pid(): number {
    return this.running.process.pid
  }

  get port(): number {
    return this.running.secret.port
  }

  get password(): string {
    return this.running.secret.password
  }

  url(database = 'postgres', user = 'postgres'): string {
    return `postgres://${user}:${this.password}@127.0.0.1:${this.port}/${database}`
  }

  /** Told when the server is found dead, before it is started again. */
  onDeath(listener: () => void): void {
    this.deaths.push(listener)
  }

  /** Told when a server that died answers again, on the same port unless that was taken. */
  onReturn(listener: () => void): void {
    this.returns.push(listener)
  }

  /** Writes the settings again, as the folder now asks for, and has the server read them. */
  async reloadSettings(): Promise<void> {
    writeSettings(this.place, this.port, this.options.settings ?? {})
    process.kill(this.pid, 'SIGHUP')
    await sleep(100)
  }

  async stop(): Promise<void> {
    this.stopping = true
    await shutDown(this.running)
  }

  /** For a short command: leaves a server that ran before, stops one that was started for it. */
  async release(): Promise<void> {
    this.stopping = true
    if (!this.adopted) await shutDown(this.running)
  }

  watch(): void {
    void this.guard()
  }

  private async guard() {
    while (!this.stopping) {
      await sleep(250, undefined, { ref: false })
      if (!this.stopping && !isAlive(this.running.process)) await this.revive()
    }
  }

  private async revive() {
    const say = this.options.log ?? (() => undefined)
    say('数据库进程意外退出，正在重新启动')
    this.deaths.forEach((tell) => tell())
    for (let round = 0; !this.stopping; round++) {
      await sleep(PAUSES[Math.min(round, PAUSES.length - 1)])
      try {
        this.running = await findOrLaunch(this.place, this.options.settings ?? {}, say)
        say('数据库已恢复运行')
        return this.returns.forEach((tell) => tell())
      } catch (error) {
        if (round % 5 === 0) say(error instanceof Trouble ? error.message : '数据库暂时无法启动，继续重试')
      }
    }
  }
}

interface Found extends Running {
  adopted: boolean
}

async function findOrLaunch(place: Place, settings: Settings, say: (line: string) => void): Promise<Found> {
  return withLock(place.lock, BUSY, async () => {
    const before = await findRunning(place).catch(() => undefined)
    if (before) return { ...before, adopted: true }
    return { ...(await launchAnew(place, settings, say)), adopted: false }
  })
}

async function launchAnew(place: Place, settings: Settings, say: (line: string) => void): Promise<Running> {
  const known = readJson<Secret>(place.secret)
  const secret = known ?? { port: 0, password: randomBytes(18).toString('base64url') }
  const fresh = !existsSync(place.pgdata)
  await ensureCluster(place, secret.password, settings.fsync !== 'off', say)
  if (!known) writePrivately(place.secret, JSON.stringify(secret))
  if (!known && !fresh) await repairPassword(place, secret.password)
  return launchWithPassword(place, secret, settings, say)
}

/** A server that no longer takes our password is ours all the same: we own its folder. */
async function launchWithPassword(place: Place, secret: Secret, settings: Settings, say: (line: string) => void) {
  try {
    return await launch(place, secret, settings, say)
  } catch (error) {
    if (!(error instanceof WrongPassword)) throw error
    say('数据库口令文件与数据不符，重新设定口令')
    await repairPassword(place, secret.password)
    return launch(place, secret, settings, say)
  }
}
