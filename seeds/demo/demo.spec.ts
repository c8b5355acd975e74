import { Client, type QueryResultRow } from 'pg'
import { chain } from '#data/chain'
import { type KeyMaterial, KeyRing } from '#data/secrets/key-ring'
import { isCreditCode } from '#domain/privacy/credit-code'
import { normalisePhone } from '#domain/privacy/phone'
import { freshDatabase, type TestDatabase } from '../../test/world/database'
import { loadDemo } from './load'

const KEYS: KeyMaterial = { keys: new Map([[1, Buffer.alloc(32, 1)]]), tokenKey: Buffer.alloc(32, 2), cipher: 'aes' }
const NOW = new Date()
const WISH = { tickets: 300, months: 4, seed: 7, now: NOW, threads: 0, batchSize: 100 }
const FINGERPRINT = `SELECT number, state, title, version, encode(last_hash, 'hex') AS hash FROM ticket ORDER BY id`

let database: TestDatabase
let client: Client
const ask = async <R extends QueryResultRow>(sql: string, values: unknown[] = []) =>
  (await client.query<R>(sql, values)).rows
const none = (sql: string) => expect(ask(sql)).resolves.toEqual([])

beforeAll(async () => {
  database = await freshDatabase()
  await loadDemo(database.url, KEYS, WISH)
  client = new Client({ connectionString: database.url, options: '-c timezone=Asia/Shanghai' })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

test('there are as many tickets as asked for, in every state, over the months', async () => {
  expect(await ask('SELECT count(*)::int AS tickets FROM ticket')).toEqual([{ tickets: 300 }])
  const states = await ask<{ state: string }>('SELECT DISTINCT state FROM ticket ORDER BY state')
  expect(states.map(({ state }) => state)).toEqual(['archived', 'callback', 'closed', 'handling', 'registered'])
  const duties = await ask<{ state: string }>('SELECT DISTINCT state FROM assignment ORDER BY state')
  expect(duties.map(({ state }) => state)).toEqual(expect.arrayContaining(['accepted', 'pending', 'signed']))
  await none(`SELECT number FROM ticket WHERE registered_at > '${NOW.toISOString()}'`)
  const [span] = await ask<{ days: number }>(
    'SELECT extract(day FROM max(registered_at) - min(registered_at))::int AS days FROM ticket',
  )
  expect(span!.days).toBeGreaterThan(115)
})

test('every chain is whole: each link covers the one before it, the ticket holds the last', async () => {
  const events = await ask<{
    ticket_id: string
    seq: number
    kind: string
    assignment_id: string | null
    person_id: number
    at: Date
    data: Record<string, unknown>
    words_digest: Buffer | null
    units: number[]
    hash: Buffer
    last_hash: Buffer
    version: number
  }>(`SELECT e.ticket_id::text, e.seq, e.kind, e.assignment_id::text, e.person_id, e.at, e.data, e.words_digest, e.units, e.hash, t.last_hash, t.version
      FROM event e JOIN ticket t ON t.id = e.ticket_id AND t.month = e.month ORDER BY e.ticket_id, e.seq`)
  let previous: Buffer | null = null
  events.forEach((event, at) => {
    if (event.seq === 1) previous = null
    const hash = chain(previous, {
      ticketId: event.ticket_id,
      seq: event.seq,
      kind: event.kind,
      assignmentId: event.assignment_id,
      personId: event.person_id,
      at: event.at,
      data: event.data,
      wordsDigest: event.words_digest,
      units: event.units,
    })
    expect(hash.equals(event.hash)).toBe(true)
    previous = event.hash
    if (events[at + 1]?.ticket_id !== event.ticket_id) expect(event.hash.equals(event.last_hash)).toBe(true)
  })
  expect(events.length).toBeGreaterThan(1500)
})

test('sequences have no gap and end at the version of the ticket; time never runs backwards', async () => {
  await none(`SELECT t.number FROM ticket t LEFT JOIN LATERAL (SELECT count(*) AS n, max(seq) AS last, min(seq) AS first FROM event e
    WHERE e.ticket_id = t.id AND e.month = t.month) e ON true WHERE (e.n, e.last, e.first) IS DISTINCT FROM (t.version, t.version, 1)`)
  await none(
    `SELECT ticket_id FROM (SELECT ticket_id, at, lag(at) OVER (PARTITION BY ticket_id ORDER BY seq) AS before FROM event) e WHERE at < before`,
  )
})

test('the state of a ticket agrees with its assignments, clocks and log', async () => {
  await none(
    `SELECT number FROM ticket t WHERE state = 'handling' AND NOT EXISTS (SELECT FROM assignment a WHERE a.ticket_id = t.id AND a.role = 'lead')`,
  )
  await none(
    `SELECT number FROM ticket t WHERE state = 'registered' AND EXISTS (SELECT FROM assignment a WHERE a.ticket_id = t.id AND a.state <> 'withdrawn')`,
  )
  await none(
    `SELECT t.number FROM ticket t JOIN assignment a ON a.ticket_id = t.id AND a.role <> 'copy' WHERE t.state IN ('callback', 'closed', 'archived') AND a.state NOT IN ('accepted', 'returned', 'withdrawn')`,
  )
  await none(
    `SELECT number FROM ticket t WHERE state IN ('closed', 'archived') AND EXISTS (SELECT FROM clock c WHERE c.ticket_id = t.id AND c.stopped_at IS NULL AND c.kind NOT IN ('arrive', 'rectify'))`,
  )
  await none(
    `SELECT number FROM ticket t WHERE redo_count <> (SELECT count(*) FROM event e WHERE e.ticket_id = t.id AND kind = 'redo') OR round <> 1 + (SELECT count(*) FROM event e WHERE e.ticket_id = t.id AND kind IN ('redo', 'reopen'))`,
  )
  await none(`SELECT a.id FROM assignment a JOIN ticket t ON t.id = a.ticket_id JOIN unit u ON u.id = a.unit_id
    WHERE (a.unit_path, a.number, a.title, a.type, a.urgency) IS DISTINCT FROM (u.path, t.number, t.title, t.type, t.urgency)`)
  await none(
    `SELECT a.id FROM assignment a WHERE state = 'replied' AND NOT EXISTS (SELECT FROM reply r WHERE r.assignment_id = a.id AND r.round = a.round AND r.state = 'submitted')`,
  )
})

test('what is open has a clock that the worker will look at, and an assignment shows what it owes', async () => {
  await none(`SELECT number FROM ticket t WHERE state IN ('registered', 'callback') AND NOT EXISTS (
    SELECT FROM clock c WHERE c.ticket_id = t.id AND c.stopped_at IS NULL AND c.due_at = t.due_at)`)
  await none(
    `SELECT id FROM clock WHERE stopped_at IS NULL AND NOT suspended AND (next_at IS NULL) <> (due_at <= '${NOW.toISOString()}')`,
  )
  await none(`SELECT id FROM clock WHERE next_at <= '${NOW.toISOString()}'`)
  await none(`SELECT a.id FROM assignment a WHERE state = 'pending' AND role <> 'copy' AND type <> 'praise' AND NOT EXISTS (
    SELECT FROM clock c WHERE c.assignment_id = a.id AND c.kind = 'sign' AND c.stopped_at IS NULL AND c.due_at = a.due_at)`)
})

test('a unit that lets the limit pass is signed for by the system', async () => {
  const late = await ask<{ person: number; onTime: boolean }>(
    `SELECT DISTINCT person_id AS person, (data->>'onTime')::boolean AS "onTime" FROM event WHERE kind = 'autoSign'`,
  )
  expect(late).toEqual([{ person: 0, onTime: false }])
  await none(
    `SELECT a.id FROM assignment a JOIN clock c ON c.assignment_id = a.id AND c.kind = 'sign' WHERE a.state = 'pending' AND NOT c.suspended AND c.due_at < '${NOW.toISOString()}'`,
  )
})

test('callers are sealed, found by their tokens, and reachable at numbers nobody has', async () => {
  const keys = new KeyRing(KEYS)
  const callers = await ask<{ phone: Buffer; token: Buffer; calls: number }>(
    `SELECT phone_sealed AS phone, phone_token AS token, (SELECT count(*)::int FROM ticket t WHERE t.requester_id = r.id) AS calls FROM requester r`,
  )
  for (const { phone, token } of callers) {
    const opened = keys.open(phone, 'requester.phone')
    expect(opened).toMatch(/^\+86160\d{8}$/)
    expect(keys.phoneToken(normalisePhone(opened)!).equals(token)).toBe(true)
  }
  expect(Math.max(...callers.map(({ calls }) => calls))).toBeGreaterThan(3)
  await none('SELECT number FROM ticket WHERE requester_id IS NULL')
  await none(
    `SELECT number FROM ticket t JOIN requester r ON r.id = t.requester_id WHERE r.kind <> t.requester_kind OR t.anonymous <> (r.name_sealed IS NULL)`,
  )
  const codes = await ask<{ code: string }>(`SELECT credit_code AS code FROM requester WHERE kind = 'enterprise'`)
  expect(codes.filter(({ code }) => !isCreditCode(code))).toEqual([])
  expect(codes.length).toBeGreaterThan(5)
})

test('reports and confidential matters are sealed, their titles say nothing, and units without consent go through the centre', async () => {
  await none(
    `SELECT number FROM ticket WHERE (type = 'report' OR confidential) AND (content IS NOT NULL OR address <> '' OR title !~ '^(举报件|保密件)：' OR search @@ '举报'::tsquery)`,
  )
  await none(`SELECT t.number FROM event e JOIN ticket t ON t.id = e.ticket_id JOIN assignment a ON a.id = e.assignment_id
    WHERE e.kind = 'contact' AND (t.type = 'report' OR t.confidential) AND NOT EXISTS (SELECT FROM consent c WHERE c.ticket_id = t.id AND c.unit_id = a.unit_id)`)
  await none(
    `SELECT t.number FROM ticket t JOIN assignment a ON a.ticket_id = t.id WHERE a.role = 'lead' AND a.unit_id = t.accused_unit_id`,
  )
})

test('what is closed is promised to the archive, unless something is still to be put right or looked at', async () => {
  const promises = `SELECT j.payload->>'ticketId' FROM graphile_worker._private_jobs j
    JOIN graphile_worker._private_tasks k ON k.id = j.task_id WHERE k.identifier = 'archive'`
  await none(`SELECT number FROM ticket t WHERE state = 'closed' AND id::text NOT IN (${promises})
    AND NOT EXISTS (SELECT FROM rectification r WHERE r.ticket_id = t.id AND r.state <> 'done')
    AND NOT EXISTS (SELECT FROM disposal d WHERE d.ticket_id = t.id AND d.check_on IS NOT NULL AND d.checked_at IS NULL)`)
  await none(`SELECT number FROM ticket WHERE state = 'archived' AND id::text IN (${promises})`)
  const [jobs] = await ask<{ count: number }>(`SELECT count(*)::int AS count FROM (${promises}) p`)
  expect(jobs!.count).toBeGreaterThan(20)
})

test('the same seed and moment make the same city', async () => {
  const other = await freshDatabase()
  await loadDemo(other.url, KEYS, WISH)
  const twin = new Client({ connectionString: other.url })
  await twin.connect()
  const { rows } = await twin.query(FINGERPRINT)
  await twin.end()
  await other.drop()
  expect(rows).toEqual(await ask(FINGERPRINT))
})

test('an interrupted load goes on where it stopped, and a repeated one adds only what is missing', async () => {
  const other = await freshDatabase()
  const stop = new Error('pulled the plug')
  const interrupted = loadDemo(other.url, KEYS, WISH, (done) => {
    if (done >= 100) throw stop
  })
  await expect(interrupted).rejects.toBe(stop)
  expect(await loadDemo(other.url, KEYS, WISH)).toMatchObject({ added: 200, total: 300 })
  expect(await loadDemo(other.url, KEYS, WISH)).toMatchObject({ added: 0, total: 300 })
  expect(await loadDemo(other.url, KEYS, { ...WISH, tickets: 350 })).toMatchObject({ added: 50, total: 350 })
  const twin = new Client({ connectionString: other.url })
  await twin.connect()
  const { rows } = await twin.query(FINGERPRINT)
  await twin.end()
  await other.drop()
  const mine = await ask(FINGERPRINT)
  expect(rows).toHaveLength(350)
  expect(rows.slice(0, 300)).toEqual(mine)
})

test('the product hands out fresh ids and numbers after it', async () => {
  const [ticket] = await ask<{ free: boolean }>(`SELECT nextval('ticket_id') > max(id) AS free FROM ticket`)
  const [duty] = await ask<{ free: boolean }>(`SELECT nextval('assignment_id') > max(id) AS free FROM assignment`)
  const [caller] = await ask<{ free: boolean }>(`SELECT nextval('requester_id_seq') > max(id) AS free FROM requester`)
  const [call] = await ask<{ free: boolean }>(`SELECT nextval('callback_id_seq') > max(id) AS free FROM callback`)
  const [fact] = await ask<{ free: boolean }>(
    `SELECT nextval('fact_id') > max(id) AS free FROM (SELECT id FROM request UNION ALL SELECT id FROM supervision) f`,
  )
  expect([ticket, duty, caller, call, fact]).toEqual(Array(5).fill({ free: true }))
})

test('the figures are those of the facts, counted by the database itself', async () => {
  const live =
    await ask(`SELECT unit_id, day::text, sum(lead_valid + assist_valid)::int AS valid, sum(lead_contacted + assist_contacted)::int AS contacted,
      sum(lead_yes + assist_yes)::int AS yes, sum(lead_grade5 + lead_grade4 + assist_grade5 + assist_grade4)::int AS content
    FROM figure_delta WHERE basis = 'callback' GROUP BY 1, 2 HAVING sum(lead_valid + assist_valid) > 0 ORDER BY 1, 2`)
  const facts =
    await ask(`SELECT unit_id, (judged_at AT TIME ZONE 'Asia/Shanghai')::date::text AS day, count(*)::int AS valid,
      count(*) FILTER (WHERE contacted)::int AS contacted, count(*) FILTER (WHERE solved = 'yes')::int AS yes, count(*) FILTER (WHERE grade >= 4)::int AS content
    FROM (SELECT DISTINCT ON (assignment_id) * FROM appraisal_fact WHERE verdict = 'valid' ORDER BY assignment_id, round DESC) f
    GROUP BY 1, 2 ORDER BY 1, 2`)
  expect(facts.length).toBeGreaterThan(50)
  expect(live).toEqual(facts)
  await none(
    `SELECT f.ticket_id FROM appraisal_fact f JOIN assignment a ON a.id = f.assignment_id WHERE a.role = 'copy' OR a.parent_id IS NOT NULL`,
  )
})
