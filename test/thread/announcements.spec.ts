import type { AnnouncementView } from '#domain/desk-views'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { until } from '../world/until'
import { signIn, TestConsole } from '../live/consoles'

/** 公告与热点口径 reach whoever talks to callers, at once and while they stand; and it is known who has read them. */

let database: TestDatabase
let api: TestApi
let operator: Agent
let supervisor: Agent

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  ;[operator, supervisor] = (await Promise.all(['operator', 'supervisor'].map((login) => api.as(login)))) as [
    Agent,
    Agent,
  ]
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
const ANNOUNCEMENT = {
  kind: 'announcement',
  title: '阿镇今晚停水',
  body: '因管道抢修，今晚八点至明早六点阿镇东部停水。',
  priority: 2,
}
const publish = (over: object = {}) =>
  supervisor.post('/api/v1/announcements').send({ ...ANNOUNCEMENT, from: at(-1), until: at(5), ...over })
const standing = async (who: Agent): Promise<AnnouncementView[]> =>
  (await who.get('/api/v1/announcements/standing')).body.items

test('what stands now is shown, the urgent first; not what is over, not yet begun or withdrawn', async () => {
  const ordinary = (await publish()).body.id
  const urgent = (await publish({ kind: 'hotAnswer', title: '停水口径', priority: 1 })).body.id
  await publish({ title: '下周停水', from: at(100), until: at(120) }).expect(201)
  const withdrawn = (await publish({ title: '写错了' })).body.id
  await supervisor.post(`/api/v1/announcements/${withdrawn}/withdraw`).expect(200)
  await supervisor.post(`/api/v1/announcements/${withdrawn}/withdraw`).expect(404)
  expect((await standing(operator)).map(({ id }) => id)).toEqual([urgent, ordinary])
  expect((await supervisor.get('/api/v1/announcements')).body.items).toHaveLength(4)
})

test('a time that ends before it begins, is over, or does not exist is refused', async () => {
  for (const over of [{ from: at(2), until: at(1) }, { from: at(-5), until: at(-1) }, { from: '2026-13-45T00:00:00Z' }])
    expect((await publish(over)).body.code).toBe('periodReversed')
  expect((await publish({ from: '明天' })).body.detail.fields.from[0]).toContain('开始时间')
  expect((await operator.post('/api/v1/announcements').send(ANNOUNCEMENT)).status).toBe(403)
})

test('who has read it is known, the first time counts, and who has not is named first', async () => {
  const { id } = (await publish({ title: '请阅' })).body
  const one = async () => (await standing(operator)).find((each) => each.id === id)!
  expect((await one()).read).toBe(false)
  for (let times = 0; times < 2; times += 1) await operator.post(`/api/v1/announcements/${id}/read`).expect(204)
  expect((await one()).read).toBe(true)
  const { items } = (await supervisor.get(`/api/v1/announcements/${id}/readers`)).body
  expect(items.filter((each: { at: string | null }) => each.at)).toMatchObject([{ login: 'operator' }])
  expect(items[0].at).toBeNull()
})

test('a console hears of it the moment it is published', async () => {
  const console = new TestConsole(api.url, await signIn(api.url, 'operator'))
  await until(() => console.listening)
  await publish({ title: '立即可见' }).expect(201)
  await until(() => console.notices.length > 0)
  console.close()
  expect((await operator.get('/api/v1/notices')).body.items[0].text).toContain('立即可见')
})
