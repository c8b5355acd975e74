import { Client } from 'pg'
import type { DeadlineView, RuleChangeView, RulesView } from '#domain/clock-views'
import type { HolidayYear } from '#domain/clock/holidays'
import { Database } from '#data/database'
import { KeyRing } from '#data/secrets/key-ring'
import { verify } from '#data/verify/verify'
import { Recalculation } from '#services/clocks/recalculation'
import { Rules } from '#services/clocks/rules'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { type Running, spawnWorker } from '../world/processes'
import { dispatchAsProposed, findPlace, type Place, register, ticketOf } from '../world/thread'
import { until } from '../world/until'

let database: TestDatabase
let client: Client
let api: TestApi
let supervisor: Agent
let leader: Agent
let operator: Agent
let dispatcher: Agent
let place: Place
const workers: Running[] = []

beforeAll(async () => {
  database = await freshDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
  api = await startApi({ databaseUrl: database.url })
  ;[supervisor, leader, operator, dispatcher] = (await Promise.all(
    ['supervisor', 'leader', 'operator', 'dispatcher'].map(api.as),
  )) as [Agent, Agent, Agent, Agent]
  place = await findPlace(operator, false)
})
afterEach(() => Promise.all(workers.splice(0).map((each) => each.kill())))
afterAll(async () => {
  await api?.stop()
  await client?.end()
  await database?.drop()
})

async function worker(): Promise<Running> {
  const started = await spawnWorker(database.url)
  workers.push(started)
  return started
}
const rules = async (): Promise<RulesView> => (await supervisor.get('/api/v1/rules').expect(200)).body
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
/** The next weekday after so many days that is not free yet. */
async function freeDay(after: number): Promise<string> {
  const year = await yearOf(0)
  for (let n = after; ; n++) {
    const at = new Date(Date.now() + 8 * 3_600_000 + n * 86_400_000)
    const day = at.toISOString().slice(0, 10)
    const off = year.off.some(({ from, to }) => from <= day && day <= to)
    if (![0, 6].includes(at.getUTCDay()) && !off) return day
  }
}
const yearOf = async (ahead: number): Promise<HolidayYear> => {
  const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear() + ahead
  return (await rules()).years.find((each) => each.year === year)!.content as HolidayYear
}
const withDayOff = async (day: string): Promise<HolidayYear> => {
  const year = await yearOf(0)
  const notices = year.notices.length ? year.notices : ['https://www.gov.cn/']
  return { ...year, notices, off: [...year.off, { name: '那达慕', from: day, to: day }] }
}
const propose = async (body: object): Promise<RuleChangeView> =>
  (await supervisor.post('/api/v1/rules/changes').send({ reason: '按通知调整', effectiveOn: today(), ...body }).expect(200)).body // prettier-ignore
const approve = async (id: number): Promise<RuleChangeView> =>
  (await leader.post(`/api/v1/rules/changes/${id}/decision`).send({ approve: true }).expect(200)).body
const recalculate = (id: number) => api.app.get(Recalculation).run(id)
const replyDue = async (ticketId: string) =>
  (await ticketOf(dispatcher, ticketId)).clocks.find(({ kind }) => kind === 'reply')!.dueAt

async function dispatched() {
  const { ticketId, number } = await register(operator, place)
  await dispatchAsProposed(dispatcher, ticketId)
  return { ticketId, number, due: await replyDue(ticketId) }
}
const whole = async () => expect((await verify(api.app.get(Database), api.app.get(KeyRing))).broken).toEqual([])

test('a holiday goes through two people, moves open deadlines once, tells what moved and why, and the log says it', async () => {
  const { ticketId, number, due } = await dispatched()
  const day = await freeDay(1)
  const content = await withDayOff(day)
  const body = { kind: 'calendar', content }
  const preview = await supervisor
    .post('/api/v1/rules/preview')
    .send({ ...body, reason: '试算', effectiveOn: today() })
    .expect(200)
  expect(preview.body).toMatchObject({ looked: 1, more: false, tickets: 1 })
  expect(preview.body.items).toContainEqual(expect.objectContaining({ ticketId, limit: '答复', from: due }))
  expect(await replyDue(ticketId)).toBe(due)

  const { id } = await propose(body)
  await supervisor.post(`/api/v1/rules/changes/${id}/decision`).send({ approve: true }).expect(403)
  expect(await replyDue(ticketId)).toBe(due)
  expect(await approve(id)).toMatchObject({ state: 'inForce', proposedBy: '督办甲', decidedBy: '领导甲' })
  await leader.post(`/api/v1/rules/changes/${id}/decision`).send({ approve: false }).expect(409)

  await recalculate(id)
  const moved = await replyDue(ticketId)
  expect(Date.parse(moved)).toBeGreaterThan(Date.parse(due))
  const { body: events } = await dispatcher.get(`/api/v1/tickets/${ticketId}/events`)
  expect(events.items.at(-1)).toMatchObject({ kind: 'recompute', by: '系统', text: expect.stringContaining('节假日安排变更') }) // prettier-ignore
  await recalculate(id)
  expect((await dispatcher.get(`/api/v1/tickets/${ticketId}/events`)).body.items).toHaveLength(events.items.length)

  const { body: report } = await leader.get(`/api/v1/rules/changes/${id}/moves`).expect(200)
  expect(report.items).toContainEqual(
    expect.objectContaining({ ticketId, limit: '答复', from: due, to: moved, moved: true, why: '节假日安排变更' }),
  )
  const { text } = await leader.get(`/api/v1/rules/changes/${id}/moves.csv`).expect(200)
  expect(text).toContain(`${number.slice(0, 6)}-${number.slice(6)},答复`)
  expect((await rules()).changes[0]).toMatchObject({ id, looked: 1, finishedAt: expect.any(String) })
  const { body: why } = await dispatcher.get(`/api/v1/tickets/${ticketId}/deadlines`)
  const reply = (why.items as DeadlineView[]).find(({ kind }) => kind === 'reply')!
  expect(reply).toMatchObject({ asCounted: true, dueAt: moved })
  expect(reply.lines).toContainEqual(expect.objectContaining({ firstDay: day, words: '那达慕', counted: false }))
  await whole()
})

test('a worker killed in the middle: another one goes on, and every ticket is moved exactly once', async () => {
  const many = 400
  for (let n = 0; n < many; n += 20) await Promise.all(Array.from({ length: 20 }, () => register(operator, place)))
  const { id } = await propose({ kind: 'calendar', content: await withDayOff(await freeDay(1)) })
  await approve(id)
  await client.query(`UPDATE graphile_worker._private_jobs SET run_at = now()`)
  const moves = async () =>
    Number((await client.query('SELECT count(*) FROM clock_move WHERE change_id = $1 AND moved', [id])).rows[0].count)
  const first = await worker()
  await until(async () => (await moves()) > 30, 30_000)
  await first.kill()
  const sofar = await moves()
  await worker()
  const done = `SELECT FROM recalculation WHERE change_id = $1 AND finished_at IS NOT NULL`
  await until(async () => (await client.query(done, [id])).rowCount === 1, 60_000)
  const events = await client.query(
    `SELECT ticket_id, count(*)::int AS n FROM event WHERE kind = 'recompute' AND data->>'changeId' = $1 GROUP BY 1`,
    [String(id)],
  )
  expect(sofar).toBeLessThan(many)
  expect(events.rows.length).toBeGreaterThanOrEqual(many)
  expect(events.rows.filter(({ n }) => n !== 1)).toEqual([])
  await whole()
}, 120_000)

test('a date somebody changed behind the back of the log is named by the verifier', async () => {
  const { ticketId } = await dispatched()
  const { id } = await propose({ kind: 'calendar', content: await withDayOff(await freeDay(2)) })
  await approve(id)
  await recalculate(id)
  await client.query(`UPDATE clock SET due_at = due_at + interval '1 day' WHERE ticket_id = $1 AND kind = 'contact'`, [ticketId]) // prettier-ignore
  const { broken } = await verify(api.app.get(Database), api.app.get(KeyRing))
  const named = broken.filter((each) => each.ticketId === ticketId)
  await client.query(`UPDATE clock SET due_at = due_at - interval '1 day' WHERE ticket_id = $1 AND kind = 'contact'`, [ticketId]) // prettier-ignore
  expect(named.length).toBe(1)
  await whole()
})

test('a new policy is for new tickets, or for open ones too; each keeps the version it was promised', async () => {
  const { policies } = await rules()
  const active = policies.find((each) => each.active)!
  const content = structuredClone(active.content) as { label: string; rules: { label: string; limits: Record<string, unknown> }[] } // prettier-ignore
  const rule = content.rules.find(({ label }) => /求助/.test(label))!
  rule.limits['reply'] = { amount: 2, unit: 'workingDay' }
  content.label = '伊金霍洛（求助两日）'
  const [older, open] = [await dispatched(), await dispatched()]

  const first = await propose({ kind: 'policy', content })
  await approve(first.id)
  await recalculate(first.id)
  expect(await replyDue(older.ticketId)).toBe(older.due)
  const newer = await dispatched()
  expect(Date.parse(newer.due)).toBeLessThan(Date.parse(older.due))
  expect((await rules()).policies.find((each) => each.active)).toMatchObject({ code: 'own', version: 1 })

  const again = structuredClone(content)
  again.rules.find(({ label }) => /求助/.test(label))!.limits['reply'] = { amount: 3, unit: 'workingDay' }
  const second = await propose({ kind: 'policy', content: again, openToo: true })
  await approve(second.id)
  await recalculate(second.id)
  const due = await replyDue(open.ticketId)
  expect(Date.parse(due)).toBeLessThan(Date.parse(open.due))
  const { body: why } = await dispatcher.get(`/api/v1/tickets/${open.ticketId}/deadlines`)
  expect(why.items.find(({ kind }: DeadlineView) => kind === 'reply')).toMatchObject({
    policy: { label: '伊金霍洛（求助两日）', version: 2 },
    limit: '3个工作日',
  })
  await whole()
})

test('a preset is chosen as it is; a wrong policy is refused line by line', async () => {
  const beijing = (await rules()).policies.find(({ code }) => code === 'beijing')!
  const { id } = await propose({ kind: 'policy', content: beijing.content })
  await approve(id)
  expect((await rules()).policies.find((each) => each.active)).toMatchObject({ id: beijing.id, code: 'beijing' })
  const wrong = structuredClone(beijing.content) as { rules: { limits: Record<string, unknown> }[] }
  wrong.rules[0]!.limits['reply'] = { amount: -1, unit: 'fortnight' }
  const { body } = await supervisor
    .post('/api/v1/rules/changes')
    .send({ kind: 'policy', content: wrong, reason: '试试', effectiveOn: today() })
    .expect(400)
  expect(body.detail.fields.content).toEqual([expect.stringContaining('数量'), expect.stringContaining('单位')])
})

test('from a day on: in force then, and not before', async () => {
  const unit = (await ticketOf(dispatcher, (await dispatched()).ticketId)).assignments[0]!.unitId
  const officeHours = { intervals: [[600, 720]], weekdays: [2, 4] }
  const { id } = await propose({ kind: 'hours', content: { unitId: unit, officeHours }, effectiveOn: '2099-01-01' })
  expect(await approve(id)).toMatchObject({ state: 'approved', inForceAt: null })
  expect((await rules()).units).toEqual([])
  await recalculate(id)
  await api.app.get(Rules).bringIntoForce(id)
  await api.app.get(Rules).bringIntoForce(id)
  expect((await rules()).units).toMatchObject([{ unitId: unit, hours: '周二、周四 10:00–12:00' }])
  await supervisor
    .post('/api/v1/rules/changes')
    .send({ kind: 'hours', content: { unitId: unit, officeHours: null }, reason: '过去', effectiveOn: '2020-01-01' })
    .expect(400)
})
