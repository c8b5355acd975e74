import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readJson, takeLock } from '#platform/postgres/files'
import { dataFolder } from '#platform/postgres/place'
import { startPostgres, type Postgres } from '#platform/postgres/server'
import { UNSAFE_AND_FAST } from '#platform/postgres/settings'
import { removeLeftovers } from './leftovers'
import { say } from './say'

interface JestResult {
  numPassedTests: number
  numFailedTests: number
  numRuntimeErrorTestSuites: number
}

/** Runs the tests against a database server of their own and ends with `N passed, N failed`. */
export async function runSuite(args: string[]): Promise<void> {
  const folder = claimFolder()
  const server = process.env.JIBAN_TEST_PG ? undefined : await startServer(folder)
  const interrupted = onInterrupt(() => void finish(folder, server).then(() => process.exit(130)))
  const admin = process.env.JIBAN_TEST_PG ?? server?.url() ?? ''
  if (server) await removeLeftovers(admin)
  say('运行测试')
  const resultFile = join(folder, 'result.json')
  const code = await runJest(args, resultFile, {
    ...process.env,
    JIBAN_TEST_PG: admin,
    JIBAN_DATA: join(folder, 'data'),
  })
  if (interrupted()) return
  const result = readJson<JestResult>(resultFile)
  await finish(folder, server)
  report(result, code)
}

/** A second run at the same time gets a folder, and so a server, of its own. */
function claimFolder(): string {
  for (let n = 1; ; n++) {
    const folder = join(dataFolder(), n === 1 ? 'test' : `test-${n}`)
    mkdirSync(folder, { recursive: true })
    if (!takeLock(join(folder, 'run.json'))) continue
    rmSync(join(folder, 'result.json'), { force: true })
    return folder
  }
}

async function startServer(folder: string): Promise<Postgres> {
  const server = await startPostgres({ dataDir: folder, log: say, settings: UNSAFE_AND_FAST })
  say(`测试用数据库已启动（端口 ${server.port}）`)
  return server
}

function runJest(args: string[], resultFile: string, env: NodeJS.ProcessEnv): Promise<number> {
  const jest = join(process.cwd(), 'node_modules', 'jest', 'bin', 'jest.js')
  const all = ['--config', 'test/jest.config.cjs', '--json', '--outputFile', resultFile, ...args]
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [jest, ...all], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    child.on('error', fail)
    child.on('close', (code) => done(code ?? 1))
  })
}

async function finish(folder: string, server: Postgres | undefined) {
  await server?.stop()
  rmSync(join(folder, 'run.json'), { force: true })
}

/** A file that could not even be loaded counts as one failure; so does a run that left no result. */
function report(result: JestResult | undefined, code: number) {
  const passed = result?.numPassedTests ?? 0
  const failed = result ? result.numFailedTests + result.numRuntimeErrorTestSuites : 1
  const shown = code !== 0 && failed === 0 ? 1 : failed
  process.exitCode = shown > 0 ? 1 : 0
  console.log(`${passed} passed, ${shown} failed`)
}

function onInterrupt(work: () => void): () => boolean {
  let interrupted = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (!interrupted) work()
      interrupted = true
    })
  return () => interrupted
}
