import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#platform/postgres/launch'
import { pidRuns } from '#platform/postgres/processes'

/** `npm start` as built, from the empty folder to the end of its last process. */
const UP = join(process.cwd(), 'dist/apps/cli/up.js')

let dataDir: string
let port: number
const begun: ChildProcess[] = []

beforeAll(async () => {
  dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'jiban-start-')))
  chmodSync(dataDir, 0o755)
  port = await freePort(0)
})

afterAll(async () => {
  for (const run of begun) run.kill('SIGTERM')
  for (const run of begun) while (run.exitCode === null && run.signalCode === null) await sleep(50)
  rmSync(dataDir, { recursive: true, force: true })
})

test('a whole day: first start, a second one, every process killed in turn, an end in order', async () => {
  const first = start()
  await first.says(`打开 http://localhost:${port}`)
  expect(await statusOf('/health/ready')).toBe(200)
  expect(first.said()).toMatch(/演示账号/)

  const second = start()
  expect(await second.ended()).toBe(0)
  expect(second.said()).toContain(`即办已在运行：http://localhost:${port}`)

  process.kill(children().api, 'SIGKILL')
  await first.says('api 意外退出')
  await eventuallyReady()
  process.kill(children().worker, 'SIGKILL')
  await first.says('worker 意外退出')
  process.kill(postmaster(), 'SIGKILL')
  await first.says('数据库已恢复运行')
  await eventuallyReady()

  const database = postmaster()
  const orphans = children()
  first.kill('SIGKILL')
  await first.ended()
  const next = start()
  await next.says('已停止遗留的')
  await next.says('已就绪')
  expect(postmaster()).toBe(database)
  expect(pidRuns(orphans.api) || pidRuns(orphans.worker)).toBe(false)
  expect(next.said()).toContain('数据库结构已是最新')
  expect(next.said()).toContain('没有变化')

  const last = children()
  next.kill('SIGTERM')
  expect(await next.ended()).toBe(0)
  expect(next.said()).toMatch(/停止 api[^]*停止 worker[^]*停止数据库[^]*已全部停止/)
  for (const pid of [last.api, last.worker, database]) expect(pidRuns(pid)).toBe(false)
  expect([first, second, next].map((run) => run.said()).join()).not.toMatch(/^\s+at .*:\d+:\d+/m)
}, 180_000)

test('a port asked for and taken is refused in words, without starting anything', async () => {
  const squatter = createServer().listen(port)
  const run = start()
  expect(await run.ended()).toBe(1)
  squatter.close()
  expect(run.said()).toContain(`端口 ${port} 无法使用`)
  expect(run.said()).not.toContain('数据库已启动')
})

test('a bad or unknown variable is refused by its name', async () => {
  const run = start({ JIBAN_PORT: '80', JIBAN_POOL: 'many' })
  expect(await run.ended()).toBe(1)
  expect(run.said()).toMatch(/JIBAN_PORT[^]*JIBAN_POOL|JIBAN_POOL[^]*JIBAN_PORT/)
})

test('a database that cannot be reached is told as such', async () => {
  const run = start({ DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none' })
  expect(await run.ended()).toBe(1)
  expect(run.said()).toContain('无法连接 DATABASE_URL')
  expect(run.said()).not.toContain('secret')
})

function start(environment: NodeJS.ProcessEnv = {}) {
  const inherited = {
    ...process.env,
    DATABASE_URL: undefined,
    NODE_ENV: 'development',
    JIBAN_DATA: dataDir,
    PORT: String(port),
  }
  const child = spawn(process.execPath, [UP], {
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  begun.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const closed = new Promise<number | null>((done) => child.on('close', done))
  return {
    said: () => text,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    ended: () => closed,
    async says(words: string) {
      for (; !text.includes(words); await sleep(50))
        if (child.exitCode !== null) throw new Error(`ended without “${words}”:\n${text}`)
    },
  }
}

async function eventuallyReady() {
  for (let round = 0; (await statusOf('/health/ready')) !== 200; round++) {
    if (round > 300) throw new Error('not ready again within half a minute')
    await sleep(100)
  }
}

async function statusOf(path: string): Promise<number> {
  return fetch(`http://127.0.0.1:${port}${path}`).then(
    (answer) => answer.status,
    () => 0,
  )
}

function children(): { api: number; worker: number } {
  const { children } = JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')) as {
    children: Record<'api' | 'worker', { pid: number }>
  }
  return { api: children.api.pid, worker: children.worker.pid }
}

function postmaster(): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}
