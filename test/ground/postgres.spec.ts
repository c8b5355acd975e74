import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, type QueryResult } from 'pg'
import { Trouble } from '#platform/postgres/trouble'
import { startPostgres, type Postgres } from '#platform/postgres/server'
import type { Settings } from '#platform/postgres/settings'

/** The launcher on its own: real servers, each in a folder of its own, killed and damaged in every way we know. */
let dataDir: string
let started: Postgres[]
let said: string[]

beforeEach(() => {
  dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'jiban-ground-')))
  chmodSync(dataDir, 0o755)
  started = []
  said = []
})

afterEach(async () => {
  for (const server of started) {
    await server.stop()
    rmSync(server.place.home, { recursive: true, force: true })
  }
  rmSync(dataDir, { recursive: true, force: true })
})

/** Without waiting for the disk, where that is not what is tested: a killed process loses nothing by it. */
async function start(settings: Settings = { fsync: 'off' }): Promise<Postgres> {
  const server = await startPostgres({ dataDir, settings, log: (line) => said.push(line) })
  started.push(server)
  return server
}

async function ask<T>(server: Postgres, sql: string): Promise<T> {
  const client = new Client(server.url())
  client.on('error', () => undefined)
  await client.connect()
  const answers: QueryResult | QueryResult[] = await client.query(sql).finally(() => client.end())
  const last = Array.isArray(answers) ? answers.at(-1) : answers
  return Object.values((last?.rows[0] ?? {}) as Record<string, T>)[0] as T
}

describe('a fresh folder', () => {
  test('becomes a durable server that reads Chinese', async () => {
    const server = await start({})
    expect(await ask(server, 'show fsync')).toBe('on')
    expect(await ask(server, 'show wal_level')).toBe('replica')
    expect(await ask(server, 'show archive_mode')).toBe('on')
    expect(await ask(server, 'show data_checksums')).toBe('on')
    expect(await ask(server, `select datlocale from pg_database where datname = 'postgres'`)).toBe('C.UTF-8')
    await ask(server, 'create extension pg_trgm')
    expect(await ask<string[]>(server, `select show_trgm('停车难')`)).not.toHaveLength(0)
    await ask(server, 'create extension pg_stat_statements')
    expect(Number(await ask(server, 'select count(*) from pg_stat_statements'))).toBeGreaterThan(0)
  })

  test('keeps its password and its data from others', async () => {
    const server = await start()
    expect(statSync(server.place.secret).mode & 0o777).toBe(0o600)
    expect(statSync(server.place.pgdata).mode & 0o777).toBe(0o700)
    const stranger = new Client({ host: '127.0.0.1', port: server.port, user: 'postgres', password: 'guess' })
    await expect(stranger.connect()).rejects.toThrow('password authentication failed')
  })

  test('gets two starters at once and still one server', async () => {
    const [one, other] = await Promise.all([start(), start()])
    expect(one.pid).toBe(other.pid)
    expect([one.adopted, other.adopted].filter(Boolean)).toHaveLength(1)
  })
})

describe('a server that runs', () => {
  test('is taken over by the next start, and left by a command that only borrowed it', async () => {
    const first = await start()
    const second = await start()
    expect(second.adopted).toBe(true)
    expect(second.pid).toBe(first.pid)
    await second.release()
    expect(await ask(first, 'select 1')).toBe(1)
  })

  test('is started again within seconds when killed, on the same port, with every committed row', async () => {
    const server = await start()
    await ask(server, 'create table kept (n int); insert into kept values (7)')
    const { pid, port } = server
    const back = new Promise<void>((done) => server.onReturn(done))
    process.kill(pid, 'SIGKILL')
    await back
    expect(server.pid).not.toBe(pid)
    expect(server.port).toBe(port)
    expect(await ask(server, 'select n from kept')).toBe(7)
    expect(said).toContain('数据库进程意外退出，正在重新启动')
  })
})

describe('a folder left in a bad way', () => {
  test('after a kill: the old process number belongs to a stranger', async () => {
    const server = await stoppedAfter('create table kept (n int); insert into kept values (7)')
    writeFileSync(
      join(server.place.pgdata, 'postmaster.pid'),
      `${process.pid}\n${server.place.pgdata}\n1\n${server.port}\n`,
    )
    expect(await ask(await start(), 'select n from kept')).toBe(7)
  })

  test('another program took the port: a new one is found', async () => {
    const server = await stoppedAfter('select 1')
    const squatter = createServer().listen(server.port, '127.0.0.1')
    const next = await start()
    expect(next.port).not.toBe(server.port)
    expect(await ask(next, 'select 1')).toBe(1)
    squatter.close()
  })

  test('the password file is lost: a new password is set, the rows are there', async () => {
    const server = await stoppedAfter('create table kept (n int); insert into kept values (7)')
    rmSync(server.place.secret)
    const next = await start()
    expect(next.password).not.toBe(server.password)
    expect(await ask(next, 'select n from kept')).toBe(7)
  })

  test('the password file is of another time: set again', async () => {
    const server = await stoppedAfter('select 1')
    writeFileSync(server.place.secret, JSON.stringify({ port: server.port, password: 'of-another-time' }))
    expect(await ask(await start(), 'select 1')).toBe(1)
  })

  test('a half-made folder is put aside and made anew', async () => {
    const server = await stoppedAfter('select 1')
    rmSync(join(server.place.pgdata, 'PG_VERSION'))
    expect(await ask(await start(), 'select 1')).toBe(1)
    expect(readdirSync(server.place.home).filter((name) => name.startsWith('postgres.unfinished-'))).toHaveLength(1)
  })

  test('remains of an initdb that was killed are cleared', async () => {
    mkdirSync(join(dataDir, 'postgres.making-1'))
    const server = await start()
    expect(existsSync(join(server.place.home, 'postgres.making-1'))).toBe(false)
  })

  test('a broken folder with data stops us in plain words, and nothing is touched', async () => {
    const server = await stoppedAfter('create database town')
    rmSync(join(server.place.pgdata, 'global/pg_control'))
    const before = readdirSync(server.place.pgdata).sort()
    await expect(start()).rejects.toThrow(/数据库文件夹已损坏.*pg_control.*没有删除任何内容/)
    await expect(start()).rejects.toBeInstanceOf(Trouble)
    expect(readdirSync(server.place.pgdata).sort()).toEqual(before)
  })

  test('a data file that PostgreSQL itself refuses is reported with its reason', async () => {
    const server = await stoppedAfter('create database town')
    writeFileSync(join(server.place.pgdata, 'global/pg_control'), Buffer.alloc(8192))
    await expect(start()).rejects.toThrow(/数据库无法启动.*没有删除任何内容/)
  })

  async function stoppedAfter(sql: string): Promise<Postgres> {
    const server = await start()
    await ask(server, sql)
    await server.stop()
    return server
  }
})

test('a folder only its owner can enter: root hands the data to where the server account can go, and a link shows the way', async () => {
  chmodSync(dataDir, 0o700)
  const server = await start()
  expect(await ask(server, 'select 1')).toBe(1)
  expect(readFileSync(join(dataDir, 'postgres', 'PG_VERSION'), 'utf8').trim()).toBe('18')
  const root = process.getuid?.() === 0
  expect(lstatSync(join(dataDir, 'postgres')).isSymbolicLink()).toBe(root)
  expect(said.some((line) => line.includes(server.place.home))).toBe(root)
  await server.stop()
  expect((await start()).place.pgdata).toBe(server.place.pgdata)
})
