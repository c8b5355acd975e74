import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DEMO_PASSWORD } from '#seeds/load'

const READY_WITHIN_MS = 30_000
const MAIN = join(__dirname, '..', '..', 'apps', 'api', 'main.js')

/** The product's API as `npm start` runs it: one process, its log in a file, its own pool. */
export class ApiProcess {
  private constructor(
    readonly port: number,
    private readonly child: ChildProcess,
  ) {}

  static async start(databaseUrl: string, dataFolder: string): Promise<ApiProcess> {
    const port = await freePort()
    const child = spawn(process.execPath, [...profiling(), MAIN], {
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl,
        JIBAN_DATA: dataFolder,
        PORT: String(port),
        JIBAN_SESSION_RATE: '0',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    process.once('exit', () => child.kill())
    const log = createWriteStream(join(dataFolder, 'api.log'))
    child.stdout.pipe(log)
    child.stderr.pipe(log)
    const api = new ApiProcess(port, child)
    await api.ready(log.path as string)
    return api
  }

  /** Signs in, and gives the cookie that says so. */
  async signIn(login: string): Promise<string> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/api/v1/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `bench-${login}-${Date.now()}` },
      body: JSON.stringify({ login, password: DEMO_PASSWORD }),
    })
    if (!answer.ok) throw new Error(`${login} cannot sign in: ${await answer.text()}`)
    return answer.headers.getSetCookie()[0]!.split(';')[0]!
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return
    const ended = new Promise((done) => this.child.once('exit', done))
    this.child.kill('SIGTERM')
    await ended
  }

  private async ready(log: string) {
    for (const began = Date.now(); !(await this.answers()); await sleep(50))
      if (this.child.exitCode !== null || Date.now() - began > READY_WITHIN_MS)
        throw new Error(`the API did not start, see ${log}`)
  }

  private async answers(): Promise<boolean> {
    return fetch(`http://127.0.0.1:${this.port}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
  }
}

/** `BENCH_PROFILE=folder` writes a CPU profile of the API there. */
function profiling(): string[] {
  const folder = process.env['BENCH_PROFILE']
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : []
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
}
