import { Client } from 'pg'
import type { FeedbackView, KnowledgeItem, KnowledgeMatch, KnowledgeView } from '#domain/desk-views'
import { Database } from '#data/database'
import { expireOutdated } from '#data/desk/knowledge'
import { KeyRing } from '#data/secrets/key-ring'
import { verify } from '#data/verify/verify'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { ITEM, published } from '../world/knowledge'
import { memberOf } from '../world/members'
import { expectOk, findPlace, type Place, register, ticketOf } from '../world/thread'

/** 知识库: written by one, approved by another, read out at intake, counted, and told when it is wrong. */

let database: TestDatabase
let api: TestApi
let sql: Client
let operator: Agent
let dispatcher: Agent
let supervisor: Agent
let place: Place
/** The unit that answers for the items, one below it, and a stranger. */
let units: { own: number; below: number; other: number }

beforeAll(async () => {
  database = await freshDatabase()
  sql = new Client({ connectionString: database.url })
  await sql.connect()
  api = await startApi({ databaseUrl: database.url })
  ;[operator, dispatcher, supervisor] = (await Promise.all(
    ['operator', 'dispatcher', 'supervisor'].map((login) => api.as(login)),
  )) as [Agent, Agent, Agent]
  place = await findPlace(operator, true)
  const { rows } = await sql.query<{ own: number; below: number }>(
    'SELECT p.id AS own, c.id AS below FROM unit p JOIN unit c ON c.parent_id = p.id ORDER BY p.id LIMIT 1',
  )
  const others = await sql.query<{ id: number }>(
    `SELECT id FROM unit WHERE kind = 'department' AND parent_id IS NULL AND id <> $1 LIMIT 1`,
    [rows[0]!.own],
  )
  units = { ...rows[0]!, other: others.rows[0]!.id }
})
afterAll(async () => {
  await api?.stop()
  await sql?.end()
  await database?.drop()
})

const itemOf = async (who: Agent, id: string): Promise<KnowledgeItem> =>
  expectOk(await who.get(`/api/v1/knowledge/${id}`), 200)
const stepOn = (who: Agent, id: string, step: string, version: number) =>
  who.post(`/api/v1/knowledge/${id}/steps/${step}`).send({ version })
const matching = async (who: Agent, words: string, categoryCode?: string): Promise<KnowledgeMatch[]> =>
  (await who.post('/api/v1/knowledge/matches').send({ words, ...(categoryCode && { categoryCode }) })).body.items

test('who wrote it does not approve it; what changed meanwhile is not approved unread; then it is published once', async () => {
  const { body } = await dispatcher.post('/api/v1/knowledge').send({ ...ITEM, title: '户口怎么迁', unitId: units.own })
  expect((await stepOn(dispatcher, body.id, 'approve', 1)).body.code).toBe('secondPersonNeeded')
  expect((await stepOn(operator, body.id, 'approve', 1)).status).toBe(403)
  expect((await stepOn(supervisor, body.id, 'publish', 1)).body.code).toBe('knowledgeMoved')
  await dispatcher
    .put(`/api/v1/knowledge/${body.id}`)
    .send({ ...ITEM, title: '户口怎么迁移', unitId: units.own })
    .expect(200)
  expect((await stepOn(supervisor, body.id, 'approve', 1)).body.code).toBe('knowledgeMoved')
  expect((await stepOn(supervisor, body.id, 'approve', 2)).status).toBe(200)
  const rewriting = await dispatcher.put(`/api/v1/knowledge/${body.id}`).send({ ...ITEM, unitId: units.own })
  expect(rewriting.body.code).toBe('knowledgeMoved')
  const twice = await Promise.all([
    stepOn(supervisor, body.id, 'publish', 2),
    stepOn(supervisor, body.id, 'publish', 2),
  ])
  expect(twice.map(({ status }) => status).sort()).toEqual([200, 409])
  const { versions } = await itemOf(operator, body.id)
  expect(versions).toMatchObject([
    { version: 2, state: 'published', title: '户口怎么迁移', writtenBy: '派单甲', approvedBy: '督办甲' },
  ])
})

test('the same intention twice writes one item', async () => {
  const send = () =>
    dispatcher
      .post('/api/v1/knowledge')
      .set('Idempotency-Key', 'the-same-item-1')
      .send({ ...ITEM, unitId: units.own })
  const [one, two] = await Promise.all([send(), send()])
  expect(one.body.id).toBe(two.body.id)
})

test('what is published takes the place of the wording before it, which stays to be read', async () => {
  const id = await published(api, { title: '暖气费什么时候交', answer: '每年十月交。' })
  const { versions: before } = await itemOf(dispatcher, id)
  const revised = { ...ITEM, title: '暖气费什么时候交', answer: '每年九月起交。', unitId: before[0]!.unitId }
  await dispatcher.put(`/api/v1/knowledge/${id}`).send(revised).expect(200)
  expect((await matching(operator, '暖气费什么时候交'))[0]!.answer).toBe('每年十月交。')
  for (const step of ['approve', 'publish']) await stepOn(supervisor, id, step, 2).expect(200)
  expect((await matching(operator, '暖气费什么时候交'))[0]).toMatchObject({ version: 2, answer: '每年九月起交。' })
  expect((await itemOf(operator, id)).versions.map(({ version, state }) => [version, state])).toEqual([
    [2, 'published'],
    [1, 'expired'],
  ])
})

test('the words of a call find what answers it, the nearest first, and nothing that is not in force', async () => {
  const right = await published(api, {
    title: '残疾人两项补贴怎么申请',
    question: '残疾人生活补贴和护理补贴到哪里申请？',
  })
  await published(api, { title: '高龄补贴怎么申请', question: '八十岁以上老人的补贴到哪里申请？' })
  const late = await published(api, { title: '残疾人补贴旧办法', validFrom: '2020-01-01', validUntil: '2020-12-31' })
  await published(api, { title: '残疾人补贴新办法', validFrom: '2099-01-01' })
  const found = await matching(operator, '您好，我想问一下残疾人护理补贴怎么申请，到哪里办')
  expect(found[0]!.id).toBe(right)
  expect(found.map(({ title }) => title)).not.toEqual(expect.arrayContaining(['残疾人补贴旧办法']))
  expect(found.map(({ title }) => title)).not.toEqual(expect.arrayContaining(['残疾人补贴新办法']))
  expect(await matching(operator, '')).toEqual([])
  expect(await matching(operator, '，。！')).toEqual([])
  await expireOutdated(api.app.get(Database))
  expect((await itemOf(operator, late)).versions[0]!.state).toBe('expired')
})

test('a call answered from an item keeps the item in its version, and is counted, at any speed and once for one key', async () => {
  const knowledgeId = await published(api, { title: '居住证到哪里办' })
  const answered = () => register(operator, place, { type: 'inquiry', outcome: 'answer', knowledgeId })
  const made = await Promise.all(Array.from({ length: 12 }, answered))
  const ticket = await ticketOf(operator, made[0]!.ticketId)
  expect(ticket).toMatchObject({
    answer: ITEM.answer,
    knowledge: { id: knowledgeId, version: 1, title: '居住证到哪里办' },
  })
  const key = { 'Idempotency-Key': 'answered-once-1' }
  const demand = { ...ITEM_CALL, ...place, knowledgeId }
  const [one, two] = [
    await operator.post('/api/v1/tickets').set(key).send(demand),
    await operator.post('/api/v1/tickets').set(key).send(demand),
  ]
  expect(one.body).toEqual(two.body)
  expect((await itemOf(operator, knowledgeId)).versions[0]!.uses).toBe(13)
  expect(await verify(api.app.get(Database), api.app.get(KeyRing))).toMatchObject({ brokenCount: 0 })
})

test('own words go before those of the item; an item for inside use needs them; one out of force answers nothing', async () => {
  const internal = await published(api, { title: '拆迁补偿内部口径', audience: 'internal', answer: '仅供内部掌握。' })
  const ask = (over: object) => operator.post('/api/v1/tickets').send({ ...ITEM_CALL, ...place, ...over })
  expect((await ask({ knowledgeId: internal })).body.code).toBe('answerNeeded')
  const said = await ask({ knowledgeId: internal, answer: '请等待公告。' })
  expect(await ticketOf(operator, said.body.ticketId)).toMatchObject({
    answer: '请等待公告。',
    knowledge: { id: internal },
  })
  await stepOn(supervisor, internal, 'expire', 1).expect(200)
  expect((await ask({ knowledgeId: internal, answer: '请等待公告。' })).body.code).toBe('knowledgeGone')
})

test('units read what is for everybody and what is their own, write for themselves alone', async () => {
  const lead = await memberOf(api, units.own, 'unitLead')
  const below = await memberOf(api, units.below, 'handler')
  const stranger = await memberOf(api, units.other, 'handler')
  const inside = await published(api, { title: '我单位内部口径', audience: 'internal', unitId: units.own })
  expect((await stranger.get(`/api/v1/knowledge/${inside}`)).status).toBe(404)
  expect((await matching(stranger, '我单位内部口径')).map(({ id }) => id)).not.toContain(inside)
  expect((await lead.get(`/api/v1/knowledge/${inside}`)).status).toBe(200)
  expect((await stranger.post('/api/v1/knowledge').send({ ...ITEM, unitId: units.own })).status).toBe(403)
  const { body } = await below.post('/api/v1/knowledge').send({ ...ITEM, title: '下级写的', unitId: units.below })
  expect((await stepOn(lead, body.id, 'approve', 1)).status).toBe(200)
  const listed: KnowledgeView[] = (await lead.get('/api/v1/knowledge').query({ state: 'approved' })).body.items
  expect(listed.map(({ id }) => id)).toContain(body.id)
  expect((await stranger.get('/api/v1/knowledge').query({ state: 'approved' })).body.items).toEqual([])
})

test('“this answer is wrong” reaches the responsible unit with a day, and is settled once', async () => {
  const id = await published(api, { title: '公租房怎么申请', unitId: units.own })
  const note = '窗口电话已换，来电人说打不通'
  await operator.post(`/api/v1/knowledge/${id}/feedback`).send({ version: 1, note }).expect(201)
  const [lead, stranger] = [await memberOf(api, units.own, 'unitLead'), await memberOf(api, units.other, 'unitLead')]
  const { body } = await lead.get('/api/v1/knowledge-feedback')
  const mine: FeedbackView = body.items.find((each: FeedbackView) => each.itemId === id)
  expect(mine).toMatchObject({ note, state: 'open', saidBy: '话务甲', maySettle: true })
  expect(Date.parse(mine.dueAt)).toBeGreaterThan(Date.now() + 86_400_000)
  expect((await lead.get('/api/v1/notices')).body.items[0].text).toContain('公租房怎么申请')
  expect((await stranger.get('/api/v1/knowledge-feedback')).body.items).toEqual([])
  const settle = (who: Agent) =>
    who.post(`/api/v1/knowledge-feedback/${mine.id}/settle`).send({ outcome: 'corrected', answer: '已更换电话。' })
  expect((await settle(stranger)).status).toBe(404)
  expect((await settle(lead)).status).toBe(200)
  expect((await settle(await api.as('supervisor'))).body.code).toBe('feedbackSettled')
  expect((await itemOf(lead, id)).feedback).toMatchObject([{ state: 'corrected', answer: '已更换电话。' }])
})

const ITEM_CALL = {
  type: 'inquiry',
  channel: 'phone',
  urgency: 'normal',
  requester: { kind: 'citizen', phone: '13900001234' },
  title: '问居住证',
  content: '来电问居住证到哪里办。',
  outcome: 'answer',
}
