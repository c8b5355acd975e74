import fc from 'fast-check'
import { Client } from 'pg'
import type { ToldKind } from '#domain/calls/words'
import { Database, type Tx } from '#data/database'
import { type CallsReport, verifyCalls } from '#data/verify/calls'
import { Telephony } from '#services/calls/telephony'
import { startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import type { ToldBody } from '../world/telephone'

let database: TestDatabase
let api: TestApi
let client: Client
let telephony: Telephony

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  client = new Client({ connectionString: database.url })
  await client.connect()
  telephony = api.app.get(Telephony)
})
afterAll(async () => {
  await client?.end()
  await api?.stop()
  await database?.drop()
})

const KINDS = [
  'answered',
  'held',
  'resumed',
  'conferenced',
  'ended',
  'abandoned',
  'recorded',
] as const satisfies ToldKind[]
const lives = fc.array(
  fc.array(fc.record({ kind: fc.constantFrom(...KINDS), after: fc.integer({ min: 0, max: 40 }) }), { maxLength: 4 }),
  { minLength: 1, maxLength: 3 },
)
const START = Date.now() - 3_600_000
let runs = 0

function bodiesOf(run: string, calls: { kind: ToldKind; after: number }[][]): ToldBody[] {
  return calls.flatMap((steps, index) => {
    let at = START + index * 1000
    const of = {
      call: `${run}-${index}`,
      number: `139${String(runs).padStart(4, '0')}${String(index).padStart(4, '0')}`,
    }
    const first: ToldBody = { ...of, seq: 1, kind: 'offered', at: new Date(at).toISOString() }
    return [
      first,
      ...steps.map(({ kind, after }, step): ToldBody => ({
        call: of.call,
        seq: step + 2,
        kind,
        at: new Date((at += after * 1000)).toISOString(),
        ...(kind === 'answered' && { operator: 'operator1' }),
      })),
    ]
  })
}

/** What is written of the calls of a run, without what tells the runs apart. */
async function written(run: string) {
  const { rows } = await client.query(
    `SELECT substr(ref, length($1) + 1) AS ref, state, desk, offered_at, answered_at, ended_at, operator_id, held_count, parties, recording
     FROM call WHERE ref LIKE $1 || '%' ORDER BY 1`,
    [run],
  )
  return rows
}
const figures = async () =>
  (await client.query(`SELECT person_id, sum(offered)::int AS offered, sum(answered)::int AS answered, sum(answered_soon)::int AS soon,
     sum(abandoned)::int AS abandoned, sum(talk_seconds)::int AS talk FROM call_figure GROUP BY 1 ORDER BY 1`)).rows as Record<string, number>[] // prettier-ignore

function difference(before: Record<string, number>[], after: Record<string, number>[]) {
  return after.map((row) => {
    const old = before.find((each) => each['person_id'] === row['person_id'])
    return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, key === 'person_id' ? value : value - (old?.[key] ?? 0)])) // prettier-ignore
  })
}

test('events in any order, any number of times, side by side: the same calls and the same figures as told once in order', async () => {
  await fc.assert(
    fc.asyncProperty(lives, fc.infiniteStream(fc.nat()), async (calls, picks) => {
      runs++
      const [one, other] = [`plain-${runs}`, `mixed-${runs}`]
      const start = await figures()
      for (const body of bodiesOf(one, calls)) await telephony.tell('pbx', body)
      const middle = await figures()
      const mixed = [...bodiesOf(other, calls), ...bodiesOf(other, calls)]
        .map((body) => ({ body, key: picks.next().value as number }))
        .sort((a, b) => a.key - b.key)
      for (let at = 0; at < mixed.length; at += 3)
        await Promise.all(mixed.slice(at, at + 3).map(({ body }) => telephony.tell('pbx', body)))
      expect(await written(other)).toEqual(await written(one))
      const end = await figures()
      expect(difference(middle, end).filter(({ offered }) => offered)).toEqual(difference(start, middle).filter(({ offered }) => offered)) // prettier-ignore
    }),
    { numRuns: 25 },
  )
}, 120_000)

test('the rows of figures are what counting the calls says', async () => {
  const { rows } = await client.query(
    `SELECT 0 AS person_id, count(*)::int AS offered, count(answered_at)::int AS answered,
       (count(*) FILTER (WHERE answered_at - offered_at < interval '16 seconds'))::int AS soon,
       (count(*) FILTER (WHERE state = 'abandoned'))::int AS abandoned,
       coalesce(sum(floor(extract(epoch FROM ended_at - answered_at))), 0)::int AS talk FROM call WHERE offered_at IS NOT NULL`,
  )
  expect((await figures()).filter(({ person_id: id }) => id === 0)).toEqual(rows)
})

test('the verifier finds the calls as told, and whatever is changed behind its back', async () => {
  const db = api.app.get(Database)
  await oneTakenOneGivenUp()
  expect(await verifyCalls(db)).toMatchObject({ wrongCount: 0 })
  const one = `(SELECT id FROM call WHERE ref = 'taken')`
  const tampered = [
    [`UPDATE call SET answered_at = answered_at - interval '1 second' WHERE id = ${one}`, /answeredAt/],
    [`UPDATE call SET operator_id = NULL WHERE id = ${one}`, /operatorId/],
    [`UPDATE call_figure SET answered = answered + 1 WHERE person_id = 0`, /话务统计/],
    [`DELETE FROM missed_call`, /话务统计/],
  ] as const
  for (const [change, words] of tampered) {
    const found = await db
      .transaction(async (tx) => {
        expect(await tx.query(`${change} RETURNING 1`)).not.toEqual([])
        const inside = { transaction: <T>(work: (sql: Tx) => Promise<T>) => work({ ...tx, query: quiet(tx) }) }
        throw Object.assign(new Error('undo'), { report: await verifyCalls(inside as unknown as Database) })
      })
      .catch((error: { report?: CallsReport }) => error.report)
    expect(found?.wrong.join()).toMatch(words)
  }
})

/** The calls of chance may all have ended unanswered; these give the forger something to change. */
async function oneTakenOneGivenUp() {
  const at = (seconds: number) => new Date(START + seconds * 1000).toISOString()
  await telephony.tell('pbx', { call: 'taken', seq: 1, kind: 'offered', at: at(0), number: '13800008888' })
  await telephony.tell('pbx', { call: 'taken', seq: 2, kind: 'answered', at: at(5), operator: 'operator1' })
  await telephony.tell('pbx', { call: 'taken', seq: 3, kind: 'ended', at: at(60) })
  await telephony.tell('pbx', { call: 'given-up', seq: 1, kind: 'offered', at: at(0), number: '13800007777' })
  await telephony.tell('pbx', { call: 'given-up', seq: 2, kind: 'abandoned', at: at(9) })
}

/** Within a transaction that has begun already. */
const quiet =
  (tx: Tx): Tx['query'] =>
  (text, values, name) =>
    text.startsWith('SET TRANSACTION') ? Promise.resolve([]) : tx.query(text, values, name)

test('what nobody told the end of is ended by the worker, and the end told later is the one that counts', async () => {
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  await telephony.tell('pbx', { call: 'lost', seq: 1, kind: 'offered', at: at(20), number: '13900009999' })
  await client.query(`UPDATE call SET heard_at = now() - interval '20 minutes' WHERE ref = 'lost'`)
  expect(await telephony.endLost()).toBeGreaterThanOrEqual(1)
  expect((await written('lost'))[0]).toMatchObject({ state: 'abandoned' })
  await telephony.tell('pbx', { call: 'lost', seq: 2, kind: 'answered', at: at(19), operator: 'operator1' })
  await telephony.tell('pbx', { call: 'lost', seq: 3, kind: 'ended', at: at(15) })
  expect((await written('lost'))[0]).toMatchObject({ state: 'ended', ended_at: expect.any(Date) })
  expect(await telephony.endLost()).toBe(0)
})
