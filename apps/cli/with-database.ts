import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dataFolder } from '#platform/postgres/place'
import { Trouble } from '#platform/postgres/trouble'
import { openDatabase } from './product-database'
import { commandFile, hasCommand } from './step'

/** Commands that see to the database themselves. */
const ON_THEIR_OWN = ['stop', 'backup', 'restore', 'bench']

/** Runs a command of ours with DATABASE_URL set; a database started only for it is stopped after it. */
export async function runCommand(name: string, args: string[]): Promise<void> {
  if (!/^[a-z-]+$/.test(name) || !hasCommand(name))
    throw new Trouble(`没有名为“${name}”的命令。`, '可用的命令见 README。')
  if (ON_THEIR_OWN.includes(name)) return runHere(name, args)
  const dataDir = dataFolder()
  mkdirSync(dataDir, { recursive: true })
  const database = await openDatabase(dataDir, false)
  const code = await runProgram(name, args, database.url)
  await database.embedded?.release()
  process.exit(code)
}

async function runHere(name: string, args: string[]) {
  const command = (await import(commandFile(name))) as { run: (args: string[]) => Promise<void> }
  await command.run(args)
  process.exit(0)
}

/** The program has the terminal; Ctrl-C is its affair, we wait for its end. */
function runProgram(name: string, args: string[], url: string): Promise<number> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['--enable-source-maps', commandFile(name), ...args], {
      env: { ...process.env, DATABASE_URL: url },
      stdio: 'inherit',
    })
    child.on('error', fail)
    child.on('close', (code) => done(code ?? 1))
  })
}
