import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Trouble } from '#platform/postgres/trouble'
import { say } from './say'

const TITLES: Record<string, string> = { migrate: '更新数据库结构', seed: '装入基础数据', demo: '装入演示数据' }
const SILENCE_MS = 4_000

let current: ChildProcess | undefined

/** Runs one of our commands to its end, showing its lines as they come, and that it goes on while it says nothing. */
export async function runStep(
  name: string,
  args: string[],
  environment: NodeJS.ProcessEnv,
  show: (line: string) => void = say,
): Promise<void> {
  const errors: string[] = []
  const silence = new Silence(TITLES[name] ?? name)
  const code = await new Promise<number | null>((done, fail) => {
    const child = spawn(process.execPath, ['--enable-source-maps', commandFile(name), ...args], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    current = child
    createInterface(child.stdout).on('line', (line) => {
      silence.broken()
      show(line)
    })
    createInterface(child.stderr).on('line', (line) => errors.push(line))
    child.on('error', fail)
    child.on('close', done)
  })
  current = undefined
  silence.end()
  if (code !== 0) throw failure(name, errors)
}

/** Ends the command that is running now, for a Ctrl-C in the middle of it. */
export function interruptStep(): void {
  current?.kill('SIGTERM')
}

export function commandFile(name: string): string {
  return ELSEWHERE[name] ?? join(__dirname, `${name}.js`)
}

/** The benchmarks stand with the tests: the product itself never needs them. */
const ELSEWHERE: Record<string, string> = { bench: join(__dirname, '..', '..', 'test', 'bench', 'command.js') }

export function hasCommand(name: string): boolean {
  return existsSync(commandFile(name))
}

/** A command tells its trouble on its first line of error output; a stack goes to the log. */
function failure(name: string, errors: string[]): Error {
  const trouble = new Trouble(errors[0] ?? `${name} 没有完成。`)
  trouble.stack = errors.join('\n')
  return trouble
}

/** Says every few seconds of silence that the work goes on. */
class Silence {
  private readonly began = Date.now()
  private readonly timer: NodeJS.Timeout

  constructor(title: string) {
    const seconds = () => Math.round((Date.now() - this.began) / 1000)
    this.timer = setInterval(() => say(`${title}：仍在进行，已 ${seconds()} 秒`), SILENCE_MS)
  }

  broken(): void {
    this.timer.refresh()
  }

  end(): void {
    clearInterval(this.timer)
  }
}
