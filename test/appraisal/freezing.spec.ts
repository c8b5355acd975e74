import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { loadKeys } from '#data/secrets/keys'
import { periodOf } from '#domain/appraisal/period'
import type { FrozenCheckView, FrozenList, FrozenView, RankingView, SeatView } from '#domain/appraisal/views'
import { addMonths, localDayOf } from '#domain/local-day'
import { loadDemo } from '#seeds/demo/load'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { countedByTheLog } from './by-the-log'

let database: TestDatabase
let one: TestApi
let other: TestApi
let client: Client
let appraiser: Agent
let leader: Agent

beforeAll(async () => {
  database = await freshDatabase()
  const keys = loadKeys({}, join(tmpdir(), 'jiban-test'))
  await loadDemo(database.url, keys, { tickets: 1500, months: 6, seed: 3, threads: 0 })
  ;[one, other] = await Promise.all([startApi({ databaseUrl: database.url }), startApi({ databaseUrl: database.url })])
  client = new Client({ connectionString: database.url, options: '-c timezone=Asia/Shanghai' })
  await client.connect()
  appraiser = await one.as('appraiser')
  leader = await other.as('leader')
}, 240_000)
afterAll(async () => {
  await client?.end()
  await Promise.all([one?.stop(), other?.stop()])
  await database?.drop()
})

const monthsBack = (count: number) => periodOf('month', addMonths(localDayOf(new Date()), -count)).from
const wish = (day: string) => ({ kind: 'month', day })
const propose = (day: string, who = appraiser) =>
  who.post('/api/v1/appraisal/freezes').send({ ...wish(day), preset: 'A' })
const sign = (day: string, who = leader) => who.post('/api/v1/appraisal/freezes/sign').send(wish(day))
const check = async (day: string): Promise<FrozenCheckView> =>
  (await appraiser.get(`/api/v1/appraisal/frozen/check?kind=month&day=${day}`)).body

test('a period is frozen by two people, once, and only when it is over', async () => {
  const last = monthsBack(1)
  expect((await propose(localDayOf(new Date()))).body.code).toBe('periodRunning')
  expect((await sign(last)).body.code).toBe('notProposed')
  const proposed: FrozenList = (await propose(last)).body
  expect(proposed.proposed).toMatchObject([{ from: last, own: true }])
  expect((await sign(last, appraiser)).body.code).toBe('secondPersonNeeded')

  const answers = await Promise.all([sign(last), sign(last, await one.as('leader')), sign(last)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
  expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual([
    'alreadyFrozen',
    'alreadyFrozen',
  ])
  const frozen: FrozenView = answers.find(({ status }) => status === 200)!.body
  expect(frozen.hash).toMatch(/^[0-9a-f]{64}$/)
  expect((await propose(last)).body.code).toBe('alreadyFrozen')
  expect((await leader.get('/api/v1/appraisal/frozen')).body).toMatchObject({
    frozen: [{ hash: frozen.hash }],
    proposed: [],
  })
})

test('what is frozen is what the log says, counted once more from nothing else', async () => {
  const last = monthsBack(1)
  const naive = await countedByTheLog(client, periodOf('month', last))
  const { rows } = await client.query<{
    unit_id: number
    counted: number
    contacted: number
    yes: number
    grades: number
  }>(
    `SELECT unit_id, count(*)::int AS counted, count(*) FILTER (WHERE contacted)::int AS contacted,
       count(*) FILTER (WHERE solved = 'yes')::int AS yes, sum(grade)::int AS grades
     FROM frozen_fact WHERE standing = 'counted' GROUP BY unit_id ORDER BY unit_id`,
  )
  expect(rows.length).toBeGreaterThan(10)
  expect(rows).toEqual(naive)
})

test('the frozen ranks are those the screen showed', async () => {
  const last = monthsBack(1)
  const shown: RankingView = (await appraiser.get(`/api/v1/appraisal/rankings?kind=month&day=${last}`)).body
  const rows = shown.groups.flatMap(({ ranked, small }) => [...ranked, ...small])
  const { rows: kept } = await client.query<{ unit_id: number; rank: number | null; score: string | null }>(
    'SELECT unit_id, rank, score FROM frozen_rank',
  )
  // A ticket judged anew after the month has left it on the screen, not in what was frozen: nothing of that sort in one moment.
  expect(kept.map(({ unit_id, rank }) => `${unit_id} ${rank}`).toSorted()).toEqual(
    rows.map(({ unitId, rank }) => `${unitId} ${rank}`).toSorted(),
  )
})

test('frozen again from the same facts it has the same hash; a changed fact is named by its ticket', async () => {
  const last = monthsBack(1)
  expect(await check(last)).toMatchObject({ whole: true, faults: [], changed: [] })
  const { rows } = await client.query<{ assignment_id: string; round: number; number: string }>(
    `SELECT z.assignment_id, z.round, t.number FROM frozen_fact z JOIN ticket t ON t.id = z.ticket_id WHERE z.standing = 'counted' AND z.solved = 'yes' LIMIT 1`,
  )
  const { assignment_id, round, number } = rows[0]!
  const change = (solved: string) =>
    client.query('UPDATE appraisal_fact SET solved = $3 WHERE assignment_id = $1 AND round = $2', [
      assignment_id,
      round,
      solved,
    ])
  await change('no')
  expect(await check(last)).toMatchObject({ whole: true, changed: [{ number }] })
  await change('yes')
  expect((await check(last)).changed).toEqual([])
})

test('nobody changes what is frozen; who gets round the database is found by the hash', async () => {
  const last = monthsBack(1)
  const forge = `UPDATE frozen_fact SET solved = 'yes', grade = 5 WHERE (assignment_id, round) IN (SELECT assignment_id, round FROM frozen_fact WHERE solved = 'no' LIMIT 1)`
  await expect(client.query(forge)).rejects.toThrow(/not changed/)
  await expect(client.query('DELETE FROM frozen_rank')).rejects.toThrow(/not changed/)
  await client.query('BEGIN')
  await client.query('SET LOCAL session_replication_role = replica')
  await client.query(forge)
  await client.query('COMMIT')
  const found = await check(last)
  expect([found.whole, found.faults.length > 0, found.changed.length]).toEqual([false, true, 1])
})

test('a seat is three frozen months in a row at the end of its group, as a look at the ranks finds it', async () => {
  for (const back of [2, 3, 4]) {
    await propose(monthsBack(back))
    expect((await sign(monthsBack(back))).status).toBe(200)
  }
  const seats: SeatView[] = (await leader.get('/api/v1/appraisal/seats')).body.items
  const { rows } = await client.query<{ unit_id: number; low: boolean[] }>(
    `SELECT unit_id, array_agg(low ORDER BY to_day) AS low FROM (
       SELECT r.unit_id, p.to_day, r.rank > 1 AND (SELECT count(*) FROM frozen_rank w WHERE w.frozen_id = r.frozen_id AND w.group_kind = r.group_kind AND w.rank > r.rank) < 2 AS low
       FROM frozen_rank r JOIN frozen_period p ON p.id = r.frozen_id
       WHERE r.rank IS NOT NULL AND (SELECT count(*) FROM frozen_rank g WHERE g.frozen_id = r.frozen_id AND g.group_kind = r.group_kind AND g.rank IS NOT NULL) >= 5
     ) m GROUP BY unit_id`,
  )
  const seated = rows.filter(({ low }) => low.some((_, at) => at >= 2 && low.slice(at - 2, at + 1).every(Boolean)))
  expect(seats.map(({ unitId }) => unitId).toSorted((a, b) => a - b)).toEqual(
    seated.map(({ unit_id }) => unit_id).toSorted((a, b) => a - b),
  )
  for (const { evidence } of seats) expect(evidence).toHaveLength(3)
})
