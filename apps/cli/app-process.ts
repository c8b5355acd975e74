import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { endProcess, knownProcess } from '#platform/postgres/processes'
import { LogFile } from './log-file'
import { say } from './say'

const PAUSES = [300, 1_000, 2_000, 5_000, 15_000]
const STEADY_MS = 60_000

/**
 * One of our programs, kept running. It has a process group of its own, so that Ctrl-C reaches us alone
 * and everything ends in order; what it prints goes to a log, only what matters to the terminal.
 */
export class AppProcess {
  private child: ChildProcess | undefined
  private stopping = false
  private deaths = 0
  private lastWords: string[] = []
  private readonly log: LogFile
  private readonly shown = new Set<string>()

  constructor(
    readonly name: string,
    private readonly script: string,
    private environment: NodeJS.ProcessEnv,
    dataDir: string,
    private readonly onChange: () => void,
  ) {
    this.log = new LogFile(join(dataDir, 'logs', `${name}.log`))
  }

  get pid(): number | undefined {
    return this.child?.pid
  }

  /** How often it died without having run steadily, and what it last said. */
  get trouble(): { deaths: number; lastWords: string } {
    return { deaths: this.deaths, lastWords: this.lastWords.join('\n') }
  }

  get logPath(): string {
    return this.log.path
  }

  start(): void {
    this.stopping = false
    const began = Date.now()
    const child = spawn(process.execPath, ['--enable-source-maps', this.script], {
      env: { ...process.env, ...this.environment },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child = child
    child.on('error', (error) => this.log.write(`${error.message}\n`))
    for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', (line) => this.hear(line))
    child.on('close', (code, signal) => void this.ended(child, began, signal ?? `退出码 ${code}`))
    this.onChange()
  }

  async stop(patienceMs: number): Promise<void> {
    this.stopping = true
    if (this.pid !== undefined && this.child?.exitCode === null)
      await endProcess(knownProcess(this.pid), 'SIGTERM', patienceMs)
  }

  async restart(environment: NodeJS.ProcessEnv): Promise<void> {
    await this.stop(10_000)
    this.environment = environment
    this.start()
  }

  private async ended(child: ChildProcess, began: number, how: string) {
    if (this.stopping || child !== this.child) return
    this.deaths = Date.now() - began > STEADY_MS ? 1 : this.deaths + 1
    say(`${this.name} 意外退出（${how}），正在重新启动；详见 ${this.log.path}`)
    await sleep(PAUSES[Math.min(this.deaths, PAUSES.length) - 1])
    if (!this.stopping && child === this.child) this.start()
  }

  private hear(line: string) {
    this.log.write(`${line}\n`)
    this.lastWords = [...this.lastWords, line].slice(-5)
    const important = severeMessage(line)
    if (important === undefined || this.shown.has(important)) return
    if (this.shown.size > 100) this.shown.clear()
    this.shown.add(important)
    say(`${this.name}：${important}（详见 ${this.log.path}）`)
  }
}

/** The message of a JSON log line of level error or worse. Other lines are for the log alone. */
function severeMessage(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const entry = JSON.parse(line) as { level?: string | number; msg?: unknown; message?: unknown }
    const severe = entry.level === 'error' || entry.level === 'fatal' || Number(entry.level) >= 50
    return severe
      ? String(entry.msg ?? entry.message ?? '')
          .split('\n')[0]
          ?.slice(0, 200)
      : undefined
  } catch {
    return undefined
  }
}
