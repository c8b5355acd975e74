import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { backUp } from '#platform/postgres/backup'
import { listBackups, prune } from '#platform/postgres/backups'
import { findPlace } from '#platform/postgres/place'
import { restore, undoRestore } from '#platform/postgres/restore'
import { startPostgres, type Postgres } from '#platform/postgres/server'

/** The drill: a back-up under load, a mistake, and the way back to the second before it. */
let dataDir: string
let server: Postgres

beforeEach(async () => {
  dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'jiban-restore-')))
  chmodSync(dataDir, 0o755)
})

afterEach(async () => {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('a fresh data folder', () => {
  beforeEach(begin)

  test('rows deleted by mistake are there again at the second before; then the restore is undone', async () => {
    await ask(`insert into call (words) select '来电' || n from generate_series(1, 1000) n`)
    await backUp(server)
    await ask(`insert into call (words) select '备份之后' || n from generate_series(1, 500) n`)
    const before = await moment()
    await ask('delete from call')
    await server.stop()

    const restored = await bringTo(before)
    expect(await count()).toBe(1500)
    expect(restored.upTo?.getTime()).toBeLessThanOrEqual(before.getTime())

    await server.stop()
    undoRestore(findPlace(dataDir, () => undefined))
    await begin()
    expect(await count()).toBe(0)
  })

  test('before the first back-up no log is kept, since nothing could use it', async () => {
    await ask('select pg_switch_wal()')
    await sleep(300)
    expect(readFileSync(join(server.place.pgdata, 'jiban.conf'), 'utf8')).toContain(`archive_command = 'exit 0'`)
    expect(readdirSync(dataDir)).not.toContain('archive')
  })
})

describe('a data folder whose log is kept already', () => {
  beforeEach(async () => {
    keepLogFromTheStart()
    await begin()
  })

  test('a back-up taken while rows pour in holds every row committed before its end', async () => {
    let pouring = true
    const pour = (async () => {
      for (; pouring;) await ask(`insert into call (words) select repeat('雨', 500) from generate_series(1, 50)`)
    })()
    await sleep(200)
    await backUp(server)
    pouring = false
    await pour
    const committed = await count()
    await server.stop()

    await bringTo('latest')
    expect(await count()).toBe(committed)
    expect(Number(await ask('select count(distinct id) from call'))).toBe(committed)
  })

  test('the latest moment includes what was written last, even after a kill and without the log being archived', async () => {
    await backUp(server)
    await ask(`insert into call (words) values ('最后一条')`)
    process.kill(server.pid, 'SIGKILL')
    await sleep(300)
    await bringTo('latest')
    expect(await ask('select words from call')).toBe('最后一条')
  })

  test('a destroyed data folder comes back from the back-up', async () => {
    await ask(`insert into call (words) values ('要紧')`)
    await backUp(server)
    await server.stop()
    writeFileSync(join(server.place.pgdata, 'global/pg_control'), Buffer.alloc(8192))
    await expect(startPostgres({ dataDir })).rejects.toMatchObject({
      advice: expect.stringContaining('npm run restore'),
    })
    await bringTo('latest')
    expect(await ask('select words from call')).toBe('要紧')
  })

  test('two restores in a row, the second to before the first: each history is its own', async () => {
    await ask(`insert into call (words) values ('甲')`)
    await backUp(server)
    const first = await moment()
    await ask(`insert into call (words) values ('乙')`)
    const second = await moment()
    await ask(`insert into call (words) values ('丙')`)
    await server.stop()
    await bringTo(second)
    expect(await count()).toBe(2)
    await ask(`insert into call (words) values ('丁')`)
    await server.stop()
    await bringTo(first)
    expect(await count()).toBe(1)
    await server.stop()
    await bringTo('latest')
    expect(await count()).toBe(1)
  })

  test('a moment that cannot be reached is refused with the range that can, and nothing is changed', async () => {
    await ask(`insert into call (words) values ('在')`)
    await expectRefusal(new Date(), /还没有任何备份/)
    await begin()
    await backUp(server)
    await expectRefusal(new Date(Date.now() - 3_600_000), /没有早于/)
    await expectRefusal(new Date(Date.now() + 3_600_000), /还没有到/)
    await begin()
    expect(await count()).toBe(1)

    async function expectRefusal(when: Date, words: RegExp) {
      await server.stop()
      await expect(bringTo(when)).rejects.toThrow(words)
    }
  })

  test('the last two back-ups are kept, and the log from the older of them on', async () => {
    for (let n = 1; n <= 3; n++) {
      await ask(`insert into call (words) values ('${n}')`)
      await backUp(server)
      await sleep(1_100)
    }
    const [gone, kept] = listBackups(server.place)
    expect(prune(server.place)).toEqual([gone?.name])
    expect(listBackups(server.place)).toHaveLength(2)
    const segments = readdirSync(server.place.archive).filter((name) => /^[0-9A-F]{24}$/.test(name))
    expect(segments.sort()[0]).toBe(kept?.startSegment)
    await server.stop()
    await bringTo('latest')
    expect(await count()).toBe(3)
  })
})

/** PostgreSQL takes ten seconds to switch its archiver over at the first back-up; one test waits for that. */
function keepLogFromTheStart() {
  mkdirSync(join(dataDir, 'backups', '0-none'), { recursive: true })
}

async function begin() {
  server = await startPostgres({ dataDir, supervise: false, settings: { fsync: 'off' } })
  await ask('create table if not exists call (id int generated always as identity primary key, words text)')
}

async function bringTo(when: Date | 'latest') {
  const nothing = () => undefined
  const restored = await restore(findPlace(dataDir, nothing), when, nothing, nothing)
  server = restored.server
  return restored
}

/** Now, by the database's clock, with a little time before and after it. */
async function moment(): Promise<Date> {
  await sleep(50)
  const now = await ask<Date>('select clock_timestamp()')
  await sleep(50)
  return now
}

async function count(): Promise<number> {
  return Number(await ask('select count(*) from call'))
}

async function ask<T>(sql: string): Promise<T> {
  const client = new Client(server.url())
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<Record<string, T>>(sql).finally(() => client.end())
  return Object.values(rows[0] ?? {})[0] as T
}
