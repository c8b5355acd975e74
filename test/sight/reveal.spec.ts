import { request } from 'node:http'
import { Database } from '#data/database'
import type { TicketView } from '#domain/views'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { memberOf } from '../world/members'
import { dispatchAsProposed, findPlace, onAssignment, onTicket, type Place, register, ticketOf } from '../world/thread'
import { until } from '../world/until'

let database: TestDatabase
let api: TestApi
let db: Database
let operator: Agent
let dispatcher: Agent
let place: Place

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url, config: { logLevel: 'silent' } })
  db = api.app.get(Database)
  ;[operator, dispatcher] = [await api.as('operator'), await api.as('dispatcher')]
  place = await findPlace(operator, true)
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

const LOOK = { field: 'phone', reason: '核对来电号码' }
const rows = (id: string) =>
  db.query('SELECT field, reason, until > now() AS open FROM reveal WHERE ticket_id = $1 ORDER BY id', [id])

async function dispatched(
  over: object = {},
): Promise<{ id: string; assignments: TicketView['assignments']; people: Agent[] }> {
  const { ticketId: id } = await register(operator, place, over)
  await dispatchAsProposed(dispatcher, id)
  const { assignments } = await ticketOf(dispatcher, id)
  return {
    id,
    assignments,
    people: await Promise.all(assignments.map(({ unitId }) => memberOf(api, unitId, 'handler'))),
  }
}

test('masked for everybody; in clear for those who must call, with a reason, and a row of it', async () => {
  const { id, people } = await dispatched()
  for (const someone of [operator, dispatcher, people[0]!, await api.as('leader')])
    expect((await ticketOf(someone, id)).requester).toMatchObject({ name: '苏**', phone: '139****1234' })
  const ask = (someone: Agent, body: object) => someone.post(`/api/v1/tickets/${id}/reveal`).send(body)
  for (const body of [{ field: 'phone' }, { field: 'phone', reason: '1' }, { field: 'content', reason: '看看内容' }])
    expect((await ask(operator, body)).body.code).toBe('invalidInput')
  for (const login of ['leader', 'supervisor', 'appraiser', 'oversight', 'sysadmin', 'security', 'auditor'])
    expect((await ask(await api.as(login), LOOK)).body.code).toBe('forbidden')
  expect(await rows(id)).toEqual([])

  const { body } = await ask(people[0]!, LOOK)
  expect(body.value).toBe('+8613900001234')
  expect(new Date(body.until).getTime() - Date.now()).toBeLessThan(5 * 60_000 + 1000)
  expect((await ask(operator, { field: 'name', reason: '核对姓名' })).body.value).toBe('苏日娜')
  expect((await ask(operator, { field: 'identity', reason: '核对证件' })).body.code).toBe('notFound')
  expect(await rows(id)).toEqual([
    { field: 'phone', reason: '核对来电号码', open: true },
    { field: 'name', reason: '核对姓名', open: true },
  ])
})

test('who looked is read by those who check it: newest first, with the reason, and in the audit log', async () => {
  const { id, people } = await dispatched()
  await people[0]!.post(`/api/v1/tickets/${id}/reveal`).send(LOOK)
  await operator.post(`/api/v1/tickets/${id}/reveal`).send({ field: 'name', reason: '回拨苏日娜 13900001234' })
  for (const login of ['supervisor', 'oversight', 'auditor']) {
    const { body } = await (await api.as(login)).get(`/api/v1/tickets/${id}/reveals`)
    expect(body.items.map(({ field }: { field: string }) => field)).toEqual(['name', 'phone'])
    expect(body.items[0].reason).not.toMatch(/苏日娜|13900001234/)
    expect(body.items[1]).toMatchObject({ reason: LOOK.reason, by: expect.any(String) })
  }
  for (const someone of [operator, dispatcher, people[0]!])
    expect((await someone.get(`/api/v1/tickets/${id}/reveals`)).body.code).toBe('forbidden')
  const { body } = await (await api.as('auditor')).get('/api/v1/audit?kind=revealed')
  const { number } = await ticketOf(operator, id)
  expect(body.items[0].facts).toEqual(
    expect.arrayContaining([
      { name: '工单', value: number },
      { name: '字段', value: '姓名' },
    ]),
  )
  expect(body.items[0].requestId).toMatch(/.{8}/)
})

test('the row is there even when the answer never arrives', async () => {
  const { id, people } = await dispatched()
  const cookie = (
    people[0]!.jar.getCookie('jiban_session', { domain: '127.0.0.1', path: '/', secure: false, script: false }) as {
      value: string
    }
  ).value
  const body = JSON.stringify(LOOK)
  const lost = request(`${api.url}/api/v1/tickets/${id}/reveal`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'idempotency-key': 'lost-answer-1',
      cookie: `jiban_session=${cookie}`,
    },
  })
  lost.on('error', () => undefined)
  lost.end(body)
  await until(async () => (await rows(id)).length === 1)
  lost.destroy()
  expect(await rows(id)).toHaveLength(1)
})

test('no value leaves without its row: when the row cannot be written, nothing is shown', async () => {
  const { id } = await dispatched()
  await db.query(`ALTER TABLE reveal ADD CONSTRAINT full_disk CHECK (reason <> '写不进去') NOT VALID`)
  const answer = await operator.post(`/api/v1/tickets/${id}/reveal`).send({ field: 'phone', reason: '写不进去' })
  expect(answer.status).toBe(500)
  expect(answer.text).not.toContain('13900001234')
  expect(await rows(id)).toEqual([])
  await db.query('ALTER TABLE reveal DROP CONSTRAINT full_disk')
})

test('a report is worked on through the centre until the requester agrees to be called, by that unit alone', async () => {
  const { id, assignments, people } = await dispatched({ type: 'report' })
  const [one, other] = people as [Agent, Agent]
  const contact = { way: 'phone', note: '已电话联系' }
  for (const [at, someone] of people.entries()) {
    await onAssignment(someone, id, assignments[at]!, 'sign')
    await expect(onAssignment(someone, id, assignments[at]!, 'contact', contact)).rejects.toThrow('relayNeeded')
    expect((await ticketOf(someone, id)).actions.map(({ action }) => action)).not.toContain('contact')
    expect((await someone.post(`/api/v1/tickets/${id}/reveal`).send(LOOK)).body).toMatchObject({
      code: 'relayNeeded',
      message: expect.stringContaining('请通过热线中心转达'),
    })
  }
  await onAssignment(other, id, assignments[1]!, 'relay', { note: '请中心转问具体时间' })
  const relayed = (await ticketOf(other, id)).assignments[1]!
  expect(relayed).toMatchObject({ contactedAt: expect.any(String), contactedOnTime: true })

  await onTicket(operator, id, 'consent', { unitId: assignments[0]!.unitId, words: '可以让他们联系我' })
  expect((await ticketOf(one, id)).requester).toMatchObject({ phone: '139****1234' })
  expect((await one.post(`/api/v1/tickets/${id}/reveal`).send(LOOK)).body.value).toBe('+8613900001234')
  await onAssignment(one, id, assignments[0]!, 'contact', contact)
  expect((await ticketOf(one, id)).actions.map(({ action }) => action)).not.toContain('relay')
  expect((await ticketOf(other, id)).requester).toBeNull()
  expect((await other.post(`/api/v1/tickets/${id}/reveal`).send(LOOK)).body.code).toBe('relayNeeded')
  expect(await rows(id)).toHaveLength(1)
})

test('the unit complained about is no lead, gets no consent, and neither does a unit below it', async () => {
  const [family] = await db.query<{ parent: number; child: number }>(
    'SELECT p.id AS parent, c.id AS child FROM unit p JOIN unit c ON c.parent_id = p.id WHERE p.active AND c.active ORDER BY p.id LIMIT 1',
  )
  const { body: region } = await operator.get('/api/v1/region')
  const third = region.units.find(
    ({ kind, id }: { kind: string; id: number }) => kind === 'department' && id !== family!.parent,
  )
  const { ticketId } = await register(operator, place, { type: 'report', accusedUnitId: family!.parent })
  const dispatch = (...units: [number, string][]) =>
    onTicket(dispatcher, ticketId, 'dispatch', {
      units: units.map(([unitId, role]) => ({ unitId, role, line: 'industry' })),
      singleReason: '仅此单位',
    })
  await expect(dispatch([family!.parent, 'lead'])).rejects.toThrow('avoidance')
  await expect(dispatch([family!.child, 'lead'], [third.id, 'assist'])).rejects.toThrow('avoidance')
  await dispatch([third.id, 'lead'], [family!.parent, 'assist'], [family!.child, 'assist'])
  for (const unitId of [family!.parent, family!.child])
    await expect(onTicket(operator, ticketId, 'consent', { unitId, words: '可以' })).rejects.toThrow('avoidance')
  // Even a consent that got into the database is of no use to it.
  await db.query('INSERT INTO consent (ticket_id, unit_id, at, person_id) VALUES ($1, $2, now(), 1)', [
    ticketId,
    family!.parent,
  ])
  const accused = await memberOf(api, family!.parent, 'handler')
  expect((await ticketOf(accused, ticketId)).requester).toBeNull()
  expect((await accused.post(`/api/v1/tickets/${ticketId}/reveal`).send(LOOK)).body.code).toBe('relayNeeded')
})

test('a report about the centre itself is read there without its requester, and found there by nobody', async () => {
  const [center] = await db.query<{ id: number }>(`SELECT unit_id AS id FROM person WHERE login = 'operator'`)
  const words = { type: 'report', accusedUnitId: center!.id, content: '苏日娜反映话务员态度恶劣，摔电话。' }
  const { ticketId, number } = await register(operator, place, words)
  const seen = await ticketOf(operator, ticketId)
  expect(seen).toMatchObject({ requester: null, requesterHidden: true })
  expect(seen.content).toMatch(/反映话务员态度恶劣/)
  expect(seen.content).not.toContain('苏日娜')
  const found = async (someone: Agent, q: string) =>
    (await someone.get('/api/v1/tickets').query({ q })).body.items.map(({ id }: { id: string }) => id)
  expect(await found(operator, '摔电话')).toEqual([])
  expect(await found(operator, number)).toEqual([ticketId])
  const oversight = await api.as('oversight')
  expect(await found(oversight, '摔电话')).toEqual([ticketId])
  expect((await ticketOf(oversight, ticketId)).content).toContain('苏日娜')
  const { body } = await operator.get('/api/v1/requesters').query({ phone: '13900001234' })
  expect(JSON.stringify(body)).not.toContain(ticketId)
})

test('confidential texts are found by their words, but only by those who may read them', async () => {
  const { ticketId } = await register(operator, place, {
    confidential: true,
    content: '锡尼布拉格大街夜间违规倾倒废渣',
  })
  const found = async (login: string, q: string) =>
    (await (await api.as(login)).get('/api/v1/tickets').query({ q })).body.items.map(({ id }: { id: string }) => id)
  for (const login of ['operator', 'dispatcher', 'callback', 'supervisor', 'oversight'])
    expect(await found(login, '倾倒废渣')).toEqual([ticketId])
  for (const login of ['leader', 'appraiser']) expect(await found(login, '倾倒废渣')).toEqual([])
})
