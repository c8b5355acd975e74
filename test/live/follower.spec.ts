import { Client } from 'pg'
import type { Database } from '#data/database'
import type { LoggedEvent } from '#data/event-log'
import type { LoggedNotice } from '#data/notice-log'
import { Follower } from '#services/live/follower'
import { Committed } from '#services/committed'
import { WakeOthers } from '#services/live/wake'
import { type TestDatabase, adminUrl, freshDatabase } from '../world/database'
import { until } from '../world/until'
import { TOWN, logWriter, plantUnits, writeEvent } from './log-rows'

let database: TestDatabase
let writer: Client
const followers: Follower[] = []

beforeAll(async () => {
  database = await freshDatabase()
  writer = await logWriter(database.url)
  await plantUnits(writer)
})
afterEach(async () => {
  await Promise.all(followers.splice(0).map((follower) => follower.stop()))
})
afterAll(async () => {
  await writer.end()
  await database.drop()
})

async function follow(options: { idleMs?: number; url?: string } = {}) {
  const heard = { events: [] as string[], recent: [] as string[], notices: [] as LoggedNotice[], troubles: 0, began: 0 }
  const name = (event: LoggedEvent) => `${event.ticketId}/${event.seq}`
  const follower = new Follower(
    { url: database.url, recent: 100, ...options },
    {
      begin: ({ rows }) => void (heard.began++, (heard.recent = rows.map(name))),
      events: ({ rows }) => void heard.events.push(...rows.map(name)),
      notices: (rows) => void heard.notices.push(...rows),
      calls: () => undefined,
      trouble: () => void heard.troubles++,
    },
  )
  followers.push(follower)
  follower.start()
  await until(() => heard.began > 0)
  return { follower, heard }
}

const followersGone = () =>
  writer.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'jiban-live'
    AND datname = current_database()`)

async function allowConnections(allowed: boolean) {
  const admin = new Client({ connectionString: adminUrl() })
  await admin.connect()
  await admin.query(`ALTER DATABASE ${new URL(database.url).pathname.slice(1)} ALLOW_CONNECTIONS ${allowed}`)
  await admin.end()
}

test('it begins at the end of the log, with what happened just before, and hears what follows once', async () => {
  await writeEvent(writer, { ticket: 1, seq: 1 })
  const { heard } = await follow()
  expect(heard.recent).toContain('1/1')
  await writeEvent(writer, { ticket: 1, seq: 2 })
  await until(() => heard.events.length > 0)
  expect(heard.events).toEqual(['1/2'])
})

test('a poke by the writer is heard at once, by the other processes within a batch, without waiting for the poll', async () => {
  const here = await follow({ idleMs: 60_000 })
  const elsewhere = await follow({ idleMs: 60_000 })
  const committed = new Committed()
  committed.onCommit(() => here.follower.poke())
  const db = { query: async (text: string, values?: unknown[]) => (await writer.query(text, values)).rows }
  new WakeOthers(db as unknown as Database, committed)
  await new Promise((resolve) => setTimeout(resolve, 50))
  await writeEvent(writer, { ticket: 2, seq: 1 })
  const written = Date.now()
  committed.tell()
  await until(() => here.heard.events.length > 0 && elsewhere.heard.events.length > 0)
  expect(Date.now() - written).toBeLessThan(1000)
  expect(here.heard.events).toEqual(['2/1'])
  expect(elsewhere.heard.events).toEqual(['2/1'])
})

test('its connection is cut again and again while others write: nothing is lost, nothing comes twice', async () => {
  const { heard } = await follow({ idleMs: 20 })
  const written: string[] = []
  for (let seq = 1; seq <= 60; seq++) {
    await writeEvent(writer, { ticket: 3, seq })
    written.push(`3/${seq}`)
    if (seq % 15 === 0) await followersGone()
  }
  await until(() => heard.events.length >= written.length)
  expect(heard.events).toEqual(written)
  expect(heard.troubles).toBeGreaterThan(0)
})

test('what committed while the database was unreachable arrives after it is back', async () => {
  const { heard } = await follow({ idleMs: 20 })
  await allowConnections(false)
  await followersGone()
  await until(() => heard.troubles > 2)
  await writeEvent(writer, { ticket: 4, seq: 1 })
  expect(heard.events).toEqual([])
  await allowConnections(true)
  await until(() => heard.events.length > 0)
  expect(heard.events).toEqual(['4/1'])
})

test('notices are followed by the same promise, also one that commits late', async () => {
  const { heard } = await follow({ idleMs: 20 })
  const slow = await logWriter(database.url)
  await slow.query('BEGIN')
  await slow.query(`INSERT INTO notice (kind, unit_id, at) VALUES ('clock', ${TOWN}, now())`)
  await writer.query(`INSERT INTO notice (kind, role, at) VALUES ('clock', 'dispatcher', now())`)
  await until(() => heard.notices.length === 1)
  await slow.query('COMMIT')
  await slow.end()
  await until(() => heard.notices.length === 2)
  expect(heard.notices.map(({ unitId, role }) => [unitId, role])).toEqual([
    [null, 'dispatcher'],
    [TOWN, null],
  ])
})
