import { Database } from '#data/database'
import { verify } from '#data/verify/verify'
import { KeyRing } from '#data/secrets/key-ring'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { memberOf } from '../world/members'
import { dispatchAsProposed, findPlace, type Place, register, ticketOf } from '../world/thread'

/** Whom it comes from and what it says are confidential each for itself. */

let database: TestDatabase
let api: TestApi
let operator: Agent
let place: Place
const CODE = '91350100M000100Y43'
const REQUESTER = {
  kind: 'enterprise',
  name: '草原明珠餐饮有限公司',
  phone: '13947712345',
  creditCode: CODE,
  contactPerson: '格日勒图雅',
  industry: '餐饮住宿',
  size: 'small',
  language: 'mongolian',
}
const DEMAND = {
  type: 'complaint',
  requester: REQUESTER,
  title: '草原明珠餐饮有限公司门口积水',
  content: '门口下水道堵塞，格日勒图雅说已反映两次，店里没法开门。',
}

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  operator = await api.as('operator')
  place = await findPlace(operator, true)
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

async function seen(over: object) {
  const { ticketId } = await register(operator, place, { ...DEMAND, ...over })
  await dispatchAsProposed(await api.as('dispatcher'), ticketId)
  const { assignments } = await ticketOf(operator, ticketId)
  const unit = await memberOf(api, assignments[0]!.unitId, 'handler')
  const inbox = await unit.get('/api/v1/inbox')
  const listed = inbox.body.items.find((item: { ticketId: string }) => item.ticketId === ticketId)
  return {
    ticketId,
    unit: await ticketOf(unit, ticketId),
    listed: JSON.stringify(listed),
    leader: await ticketOf(await api.as('leader'), ticketId),
    operator: await ticketOf(operator, ticketId),
    found: async (who: Agent, q: string) =>
      (await who.get('/api/v1/tickets').query({ q })).body.items.some((item: { id: string }) => item.id === ticketId),
    by: unit,
  }
}

test('the name alone: everybody who handles it reads the matter, nobody of them whom it comes from', async () => {
  const { unit, listed, leader, operator: center, found, by } = await seen({ nameConfidential: true })
  expect(unit).toMatchObject({ requester: null, requesterHidden: true, confidential: false, nameConfidential: true })
  expect(unit.content).toContain('下水道堵塞')
  for (const text of [JSON.stringify(unit), listed, JSON.stringify(leader)])
    expect(text).not.toMatch(/格日勒|图雅|草原明珠|13947712345|91350100M/)
  expect(listed).toContain('门口积水')
  expect(leader.content).toContain('下水道堵塞')
  expect(center.title).toBe(DEMAND.title)
  expect(center.requester).toMatchObject({
    language: 'mongolian',
    industry: '餐饮住宿',
    size: 'small',
    creditCode: CODE,
  })
  expect(await found(by, '下水道堵塞')).toBe(true)
  expect(await found(by, '格日勒图雅')).toBe(false)
  expect(await found(by, '草原明珠')).toBe(false)
  expect(await found(operator, '格日勒图雅')).toBe(true)
})

test('the words alone: who handles it may call the requester, and nobody else reads what it says', async () => {
  const { unit, listed, leader, found, by } = await seen({ confidential: true, nameConfidential: false })
  expect(unit.requester).toMatchObject({ phone: '139****2345', contactPerson: '格**', language: 'mongolian' })
  expect(unit.content).toContain('格日勒图雅说')
  expect(unit.actions.map(({ action }) => action)).not.toContain('relay')
  expect(listed).toContain('保密件')
  expect(listed).not.toContain('积水')
  expect(leader).toMatchObject({ content: null, requester: { phone: '139****2345' } })
  expect(await found(by, '下水道堵塞')).toBe(false)
  expect(await found(operator, '下水道堵塞')).toBe(true)
})

test('confidential without a word more means both', async () => {
  const { unit } = await seen({ confidential: true })
  expect(unit).toMatchObject({ requester: null, confidential: true, nameConfidential: true })
})

test('an enterprise is found by its code, with what is known of it; a code that cannot be is explained', async () => {
  await register(operator, place, DEMAND)
  const { body } = await operator.get('/api/v1/requesters').query({ creditCode: ` ${CODE.toLowerCase()} ` })
  expect(body.items[0]).toMatchObject({
    kind: 'enterprise',
    creditCode: CODE,
    contactPerson: '格**',
    industry: '餐饮住宿',
    language: 'mongolian',
  })
  expect(body.items[0].tickets.length).toBeGreaterThan(0)
  expect((await operator.get('/api/v1/requesters').query({ creditCode: '91350100M000100Y44' })).body.code).toBe(
    'creditCodeInvalid',
  )
  const refused = await operator
    .post('/api/v1/tickets')
    .send({ ...DEMAND, ...place, requester: { ...REQUESTER, creditCode: '91350100M000100Y44' } })
  expect(refused.status).toBe(400)
  expect(JSON.stringify(refused.body.detail)).toContain('校验位不符')
})

test('the contact person opens for a reason, as the name does', async () => {
  const { ticketId } = await register(operator, place, DEMAND)
  const revealed = await operator
    .post(`/api/v1/tickets/${ticketId}/reveal`)
    .send({ field: 'contact', reason: '核对联系人' })
  expect(revealed.body.value).toBe('格日勒图雅')
})

test('the verifier finds nothing wrong with any of them', async () => {
  expect(await verify(api.app.get(Database), api.app.get(KeyRing))).toMatchObject({ brokenCount: 0 })
})
