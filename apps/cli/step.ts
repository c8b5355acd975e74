import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Trouble } from '#platform/postgres/trouble'
import { say } from './say'

let current: ChildProcess | undefined

/** Runs one of our commands to its end, showing its lines as they come. */
export async function runStep(name: string, args: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const errors: string[] = []
  const code = await new Promise<number | null>((done, fail) => {
    const child = spawn(process.execPath, ['--enable-source-maps', commandFile(name), ...args], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    current = child
    createInterface(child.stdout).on('line', say)
    createInterface(child.stderr).on('line', (line) => errors.push(line))
    child.on('error', fail)
    child.on('close', done)
  })
  current = undefined
  if (code !== 0) throw failure(name, errors)
}

/** Ends the command that is running now, for a Ctrl-C in the middle of it. */
export function interruptStep(): void {
  current?.kill('SIGTERM')
}

export function commandFile(name: string): string {
  return join(__dirname, `${name}.js`)
}

export function hasCommand(name: string): boolean {
  return existsSync(commandFile(name))
}

/** A command tells its trouble on its first line of error output; a stack goes to the log. */
function failure(name: string, errors: string[]): Error {
  const trouble = new Trouble(errors[0] ?? `${name} 没有完成。`)
  trouble.stack = errors.join('\n')
  return trouble
}
