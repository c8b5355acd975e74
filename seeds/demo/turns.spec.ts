import { Client, type QueryResultRow } from 'pg'
import { Database, dataSource } from '#data/database'
import { type KeyMaterial, KeyRing } from '#data/secrets/key-ring'
import { verify } from '#data/verify/verify'
import { freshDatabase, type TestDatabase } from '../../test/world/database'
import { loadDemo } from './load'

/** The turns a demo ticket takes: asked back, put off, shelved, urged, looked into, reopened. */

const KEYS: KeyMaterial = { keys: new Map([[1, Buffer.alloc(32, 1)]]), tokenKey: Buffer.alloc(32, 2), cipher: 'aes' }
const NOW = new Date('2026-07-15T03:00:00Z')

let database: TestDatabase
let client: Client
const ask = async <R extends QueryResultRow>(sql: string) => (await client.query<R>(sql)).rows
const none = (sql: string) => expect(ask(sql)).resolves.toEqual([])
const counts = async (sql: string) =>
  Object.fromEntries((await ask<{ of: string; count: number }>(sql)).map(({ of, count }) => [of, count]))

beforeAll(async () => {
  database = await freshDatabase()
  await loadDemo(database.url, KEYS, { tickets: 2000, months: 6, seed: 7, now: NOW, threads: 0, batchSize: 500 })
  client = new Client({ connectionString: database.url, options: '-c timezone=Asia/Shanghai' })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

test('everything that can happen to a ticket has happened to some', async () => {
  const kinds = await counts('SELECT kind AS of, count(*)::int AS count FROM event GROUP BY 1')
  const turns = 'return approve reject redispatch extend shelve shelved unshelve urge supervise answerSupervision closeSupervision instruct stageReport delegate reopen rectification rectify checkRectification followUp promiseCall table conclude retract undoDispatch problem rule' // prettier-ignore
  expect(turns.split(' ').filter((kind) => !kinds[kind])).toEqual([])
})

test('in shares a city would believe', async () => {
  const [all] = await ask<{ tickets: number; assignments: number }>(`SELECT
    (SELECT count(*)::int FROM ticket WHERE outcome = 'register') AS tickets,
    (SELECT count(*)::int FROM assignment WHERE role <> 'copy') AS assignments`)
  const { extend, shelve, ...asked } = await counts('SELECT kind AS of, count(*)::int AS count FROM request GROUP BY 1')
  const between = (count: number | undefined, of: number, least: number, most: number) => {
    expect((count ?? 0) / of).toBeGreaterThan(least)
    expect((count ?? 0) / of).toBeLessThan(most)
  }
  between(asked['return'], all!.assignments, 0.03, 0.12)
  between(extend, all!.tickets, 0.02, 0.14)
  between(shelve, all!.tickets, 0.004, 0.04)
})

test('requests are decided by whoever may, once, and only one of a kind is open', async () => {
  await none(`SELECT assignment_id FROM request WHERE state = 'open' GROUP BY assignment_id, kind HAVING count(*) > 1`)
  await none(`SELECT id FROM request WHERE decided_by = asked_by OR decided_at < asked_at OR (state = 'open') <> (decided_at IS NULL)`)
  await none(`SELECT r.id FROM request r JOIN ticket t ON t.id = r.ticket_id WHERE r.state = 'open' AND t.state <> 'handling'`)
  await none(`SELECT r.id FROM request r JOIN assignment a ON a.id = r.assignment_id
    WHERE r.kind = 'return' AND r.state = 'approved' AND a.state <> 'returned'`)
  await none(`SELECT r.id FROM request r JOIN assignment a ON a.id = r.assignment_id
    WHERE (a.ticket_id, a.unit_id) IS DISTINCT FROM (r.ticket_id, r.unit_id)`)
}) // prettier-ignore

test('what is shelved stands still until it is looked at again', async () => {
  const [shelved] = await ask<{ count: number }>(`SELECT count(*)::int AS count FROM ticket WHERE shelved_at IS NOT NULL`)
  expect(shelved!.count).toBeGreaterThan(0)
  await none(`SELECT number FROM ticket WHERE (shelved_at IS NULL) <> (review_on IS NULL)`)
  await none(`SELECT c.id FROM clock c JOIN ticket t ON t.id = c.ticket_id
    WHERE c.stopped_at IS NULL AND c.kind <> 'rectify' AND (t.shelved_at IS NOT NULL) <> c.suspended`)
  await none(`SELECT id FROM clock WHERE suspended AND next_at IS NOT NULL`)
  await none(`SELECT number FROM ticket t WHERE (shelved_at IS NOT NULL) <> EXISTS (
    SELECT FROM suspension s WHERE s.ticket_id = t.id AND s.to_at IS NULL AND s.from_at = t.shelved_at)`)
}) // prettier-ignore

test('nothing is closed while it is looked into, and some are looked into now', async () => {
  const [open] = await ask<{ count: number }>(`SELECT count(*)::int AS count FROM supervision WHERE closed_at IS NULL`)
  expect(open!.count).toBeGreaterThan(0)
  await none(`SELECT s.id FROM supervision s JOIN ticket t ON t.id = s.ticket_id
    WHERE s.closed_at IS NULL AND t.state NOT IN ('handling', 'callback')`)
  await none(`SELECT number FROM ticket t WHERE urge_count <> (SELECT count(*) FROM event e WHERE e.ticket_id = t.id AND kind = 'urge')`)
}) // prettier-ignore

test('what a bad review obliges to is put right and checked by others, and what is over goes to the archive', async () => {
  const states = await counts('SELECT state AS of, count(*)::int AS count FROM rectification GROUP BY 1')
  expect(states['done']).toBeGreaterThan(states['open'] ?? 0)
  await none(`SELECT id FROM rectification WHERE submitted_by = checked_by`)
  await none(`SELECT t.number FROM ticket t JOIN rectification r ON r.ticket_id = t.id WHERE t.state = 'archived' AND r.state <> 'done'`)
  await none(`SELECT t.number FROM ticket t JOIN disposal d ON d.ticket_id = t.id
    WHERE t.state = 'archived' AND d.check_on IS NOT NULL AND d.checked_at IS NULL`)
}) // prettier-ignore

test('what waits for a meeting is on the agenda of one that is to come, and a meeting that was held left nothing open', async () => {
  await none(`SELECT i.id FROM consultation_item i JOIN consultation c ON c.id = i.consultation_id WHERE i.state = 'listed' AND c.state <> 'planned'`)
  await none(`SELECT id FROM consultation c WHERE state = 'held' AND NOT EXISTS (SELECT FROM consultation_item i WHERE i.consultation_id = c.id)`)
  await none(`SELECT i.id FROM consultation_item i WHERE NOT EXISTS (
    SELECT FROM consultation_unit u WHERE u.consultation_id = i.consultation_id)`)
  const [free] = await ask<{ free: boolean }>(`SELECT nextval('consultation_id_seq') > max(id) AS free FROM consultation`)
  expect(free).toEqual({ free: true })
}) // prettier-ignore

test('the whole city stands up to the verifier', async () => {
  const options = { url: database.url, poolSize: 2, applicationName: 'test', statementTimeoutMs: 60_000 }
  const db = new Database(await dataSource(options).initialize())
  const { tickets, broken } = await verify(db, new KeyRing(KEYS))
  await db.source.destroy()
  expect(broken.slice(0, 3)).toEqual([])
  expect(tickets).toBe(2000)
})
