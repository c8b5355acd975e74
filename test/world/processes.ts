import { type ChildProcess, spawn } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from './until'

const ROOT = join(__dirname, '..', '..')
const running = new Set<ChildProcess>()
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')))

export interface Running {
  url: string
  child: ChildProcess
  /** What it wrote, for a failing test to show. */
  output: () => string
  /** As a power cut would. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** The built API as a process of its own. */
export async function spawnApi(databaseUrl: string, environment: Record<string, string> = {}): Promise<Running> {
  const port = await freePort()
  const started = launch('apps/api/main.js', databaseUrl, { PORT: String(port), ...environment })
  const url = `http://127.0.0.1:${port}`
  await until(async () => {
    if (started.child.exitCode !== null) throw new Error(`the API did not start: ${started.output()}`)
    return (await fetch(`${url}/health/ready`).catch(() => null))?.ok ?? false
  }, 30_000)
  return { ...started, url }
}

/** The built worker as a process of its own. */
export async function spawnWorker(databaseUrl: string, environment: Record<string, string> = {}): Promise<Running> {
  return { ...launch('apps/worker/main.js', databaseUrl, environment), url: '' }
}

function launch(entry: string, databaseUrl: string, environment: Record<string, string>) {
  const child = spawn(process.execPath, [join('dist', entry)], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      DATABASE_URL: databaseUrl,
      JIBAN_DATA: join(tmpdir(), 'jiban-test'),
      JIBAN_POOL: '6',
      JIBAN_REPORT_POOL: '1',
      JIBAN_SESSION_RATE: '0',
      JIBAN_LOG_LEVEL: 'warn',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  const gone = new Promise<void>((resolve) => child.once('exit', () => (running.delete(child), resolve())))
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal)
    await gone
  }
  return { child, output: () => output, kill: end('SIGKILL'), stop: end('SIGTERM') }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
