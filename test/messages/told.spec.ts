import { Database } from '#data/database'
import type { DeliveryView, TicketView } from '#domain/views'
import { Deliveries } from '#services/messages/deliveries'
import { Messages } from '#services/messages/messages'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { REFUSES, SECRET, StandIn } from '../world/gateway'
import { handlerLogin } from '../world/people'
import {
  CONTACT,
  dispatchAsProposed,
  expectOk,
  findPlace,
  onAssignment,
  onTicket,
  type Place,
  register,
  REPLY,
  ticketOf,
} from '../world/thread'

/** Daytime, whatever the clock on the wall says. */
const NOON = new Date(Date.now() + 60_000)

let database: TestDatabase
let api: TestApi
let db: Database
let operator: Agent
let dispatcher: Agent
let place: Place
const gateway = new StandIn()

beforeAll(async () => {
  database = await freshDatabase()
  const smsUrl = await gateway.open()
  api = await startApi({ databaseUrl: database.url, config: { smsUrl, smsSecret: SECRET, logLevel: 'silent' } })
  db = api.app.get(Database)
  await db.query(`UPDATE region SET settings = settings || '{"messages": {"quietFrom": "00:00", "quietTo": "00:00"}}'`)
  operator = await api.as('operator')
  dispatcher = await api.as('dispatcher')
  place = await findPlace(operator, true)
})
afterAll(async () => {
  await api?.stop()
  await gateway.close()
  await database?.drop()
})

const toldOf = async (someone: Agent, id: string): Promise<DeliveryView[]> =>
  expectOk<{ items: DeliveryView[] }>(await someone.get(`/api/v1/tickets/${id}/messages`), 200).items
const last = async (id: string) => (await toldOf(operator, id))[0]!
const unitOf = async (unitId: number) => api.as(await handlerLogin(database.url, unitId))
const lead = ({ assignments }: TicketView) => assignments.find(({ role }) => role === 'lead')!

async function dispatched(over: object = {}): Promise<TicketView> {
  const { ticketId } = await register(operator, place, over)
  await dispatchAsProposed(dispatcher, ticketId)
  return ticketOf(dispatcher, ticketId)
}

test('on the way to its end the requester hears of every step, in public words and in no others', async () => {
  const ticket = await dispatched()
  const id = ticket.id
  expect(await last(id)).toMatchObject({ label: '转办告知', text: expect.stringContaining(lead(ticket).unitName) })
  const unit = await unitOf(lead(ticket).unitId)
  await onAssignment(unit, id, lead(ticket), 'sign')
  await onAssignment(unit, id, lead(ticket), 'stageReport', { publicText: '灯具已采购，明日到货。' })
  expect((await last(id)).text).toContain('灯具已采购，明日到货')
  await onAssignment(unit, id, lead(ticket), 'extend', {
    amount: 1,
    explanation: '灯具到货延误一天。',
    told: '已电话告知诉求人。',
  })
  const { requests } = await ticketOf(dispatcher, id)
  await onTicket(dispatcher, id, 'approve', { requestId: requests[0]!.id, note: '内部意见' })
  expect(await last(id)).toMatchObject({ label: '延期告知', text: expect.stringContaining('灯具到货延误一天') })
  for (const assignment of (await ticketOf(dispatcher, id)).assignments) {
    const someone = await unitOf(assignment.unitId)
    if (assignment.state === 'pending') await onAssignment(someone, id, assignment, 'sign')
    await onAssignment(someone, id, assignment, 'contact', CONTACT)
    await onAssignment(someone, id, assignment, 'reply', { ...REPLY, internalText: '经办人内部说明' })
  }
  await onTicket(dispatcher, id, 'accept')
  expect(await last(id)).toMatchObject({ label: '答复告知', text: expect.stringContaining(REPLY.publicText) })
  const contacted = ticket.assignments.map((each) => ({ assignmentId: each.id, contacted: true }))
  await onTicket(await api.as('callback'), id, 'callback', { solved: 'yes', resultGrade: 5, mannerGrade: 5, contacted })
  expect(await last(id)).toMatchObject({ label: '办结告知', text: expect.stringContaining(REPLY.publicText) })
  const all = (await toldOf(operator, id)).map(({ text }) => text).join('\n')
  for (const internal of ['经办人内部说明', '内部意见', REPLY.findings, REPLY.measures])
    expect(all).not.toContain(internal)
  expect((await toldOf(operator, id)).map(({ label }) => label)).toEqual([
    '办结告知',
    '答复告知',
    '延期告知',
    '办理进展',
    '转办告知',
    '受理告知',
  ])
})

test('shelving tells the reason and the day it is looked at again; going on tells the new deadline', async () => {
  const ticket = await dispatched()
  const unit = await unitOf(lead(ticket).unitId)
  await onAssignment(unit, ticket.id, lead(ticket), 'sign')
  const shelve = { reason: 'season', reviewOn: '2099-05-01', explanation: '冬季无法开挖。', told: '已说明开春施工。' }
  await onAssignment(unit, ticket.id, lead(ticket), 'shelve', shelve)
  const { requests } = await ticketOf(dispatcher, ticket.id)
  const deciders = [
    await api.as(await handlerLogin(database.url, lead(ticket).unitId, 'unitLead')),
    dispatcher,
    await api.as('leader'),
  ]
  for (const someone of deciders) {
    expect((await last(ticket.id)).label).toBe('转办告知')
    await onTicket(someone, ticket.id, 'approve', { requestId: requests[0]!.id })
  }
  const { text } = await last(ticket.id)
  expect(text).toContain('受季节施工限制')
  expect(text).toContain('2099-05-01')
  await onTicket(dispatcher, ticket.id, 'unshelve', { reason: '已开春' })
  expect(await last(ticket.id)).toMatchObject({ label: '恢复办理告知' })
})

test('a decline is told with its reason and its words, an answer with its words, each once', async () => {
  const declined = await register(operator, place, {
    outcome: 'decline',
    decline: { reason: 'legalChannel', told: '请向人民法院提起诉讼。' },
  })
  const items = await toldOf(operator, declined.ticketId)
  expect(items).toHaveLength(1)
  expect(items[0]!.text).toMatch(/法定途径解决.*请向人民法院提起诉讼/)
  const answered = await register(operator, place, { type: 'inquiry', outcome: 'answer', answer: '窗口在二楼。' })
  expect(await toldOf(operator, answered.ticketId)).toMatchObject([
    { label: '直接答复', text: expect.stringContaining('窗口在二楼') },
  ])
})

test.each([{ type: 'report' }, { confidential: true }])(
  'of a matter that is nobody’s to know nothing is said: %j',
  async (over) => {
    const ticket = await dispatched(over)
    await onAssignment(await unitOf(lead(ticket).unitId), ticket.id, lead(ticket), 'sign')
    await onAssignment(await unitOf(lead(ticket).unitId), ticket.id, lead(ticket), 'stageReport', {
      publicText: '已对南门路灯进行现场核查。',
    })
    const all = (await toldOf(operator, ticket.id)).map(({ text }) => text).join('\n')
    expect(all).toContain('有新进展')
    for (const word of ['路灯', '核查', lead(ticket).unitName]) expect(all).not.toContain(word)
  },
)

test('a unit that does not hold the ticket learns nothing of its messages', async () => {
  const ticket = await dispatched()
  const [foreign] = await db.query<{ id: number }>(
    `SELECT id FROM unit WHERE active AND kind = 'town' AND id <> ALL($1) ORDER BY id LIMIT 1`,
    [ticket.assignments.map(({ unitId }) => unitId)],
  )
  await (await unitOf(foreign!.id)).get(`/api/v1/tickets/${ticket.id}/messages`).expect(404)
})

test('what failed is on a page, is sent again from there under a new key, and says of each what became of it', async () => {
  const { ticketId } = await register(operator, place, { urgency: 'urgent' })
  const { id } = await last(ticketId)
  gateway.reset()
  gateway.next(REFUSES('内容含敏感词'))
  await api.app.get(Messages).send(id, NOON)
  const { body: page } = await dispatcher.get('/api/v1/deliveries?state=failed&channel=sms')
  expect(page).toMatchObject({ channels: ['sms'], counts: { failed: 1 } })
  expect(page.items[0]).toMatchObject({ id, fault: 'rejected', note: '内容含敏感词', text: null })
  const { body } = await dispatcher
    .post('/api/v1/deliveries/retry')
    .send({ ids: [id, '999999', 'x'] })
    .expect(200)
  expect(body.items).toEqual([
    { id, refused: null },
    { id: '999999', refused: 'notFound' },
    { id: 'x', refused: 'notFound' },
  ])
  await api.app.get(Messages).send(id, new Date(Date.now() + 1000))
  expect([...gateway.taken.keys()]).toEqual([`jb-${id}-1`])
  expect(await last(ticketId)).toMatchObject({ state: 'sent' })
  const { body: again } = await dispatcher.post('/api/v1/deliveries/retry').send({ ids: [id] })
  expect(again.items).toEqual([{ id, refused: 'notNow' }])
})

test('who cannot be reached is told by a person, who says so; who wants no messages gets none', async () => {
  const { ticketId } = await register(operator, place, {
    requester: { kind: 'citizen', anonymous: true },
    type: 'inquiry',
    outcome: 'answer',
    answer: '窗口在二楼。',
  })
  const { id } = await last(ticketId)
  await operator.post(`/api/v1/deliveries/${id}/told`).expect(204)
  expect(await last(ticketId)).toMatchObject({ state: 'delivered', channel: 'console' })
  await operator.post(`/api/v1/deliveries/${id}/told`).expect(409)

  const reached = await register(operator, place, {
    urgency: 'urgent',
    requester: { kind: 'citizen', name: '巴图', phone: '13712340000' },
  })
  await operator.put(`/api/v1/tickets/${reached.ticketId}/opt-out`).send({ out: true }).expect(204)
  gateway.reset()
  await api.app.get(Messages).send((await last(reached.ticketId)).id, NOON)
  expect(await last(reached.ticketId)).toMatchObject({ state: 'failed', fault: 'optedOut' })
  expect(gateway.asked).toHaveLength(0)
  expect((await operator.get(`/api/v1/tickets/${reached.ticketId}/messages`)).body.optedOut).toBe(true)
  await operator.put(`/api/v1/tickets/${reached.ticketId}/opt-out`).send({ out: false }).expect(204)
  expect((await operator.get(`/api/v1/tickets/${reached.ticketId}/messages`)).body.optedOut).toBe(false)
})

test('every hour: what is too late expires, what stayed without a gateway goes as soon as there is one', async () => {
  const late = await register(operator, place)
  const idle = await register(operator, place)
  await db.query(`UPDATE delivery SET expires_at = now() WHERE ticket_id = $1`, [late.ticketId])
  await db.query(`UPDATE delivery SET fault = 'noChannel' WHERE ticket_id = $1`, [idle.ticketId])
  await db.query('DELETE FROM graphile_worker._private_jobs')
  await api.app.get(Deliveries).sweep()
  expect(await last(late.ticketId)).toMatchObject({ state: 'expired', fault: 'late' })
  expect(await last(idle.ticketId)).toMatchObject({ state: 'queued', fault: null })
  const jobs = await db.query(`SELECT FROM graphile_worker._private_jobs WHERE payload->>'deliveryId' = $1`, [
    (await last(idle.ticketId)).id,
  ])
  expect(jobs).toHaveLength(1)
})

test('inside, the units are told of what they are to do, a desk of what it decides', async () => {
  const ticket = await dispatched()
  const unit = await unitOf(lead(ticket).unitId)
  const texts = async (someone: Agent) =>
    ((await someone.get('/api/v1/notices')).body.items as { text: string; ticketId: string }[])
      .filter(({ ticketId }) => ticketId === ticket.id)
      .map(({ text }) => text)
  expect(await texts(unit)).toEqual([expect.stringContaining('新派工单，请签收')])
  await onTicket(operator, ticket.id, 'urge', { by: 'requester', note: '请尽快' })
  await onAssignment(unit, ticket.id, lead(ticket), 'return', {
    reason: 'competence',
    explanation: '该路段由其他单位管护。',
    basis: '权责清单第三项',
  })
  expect(await texts(dispatcher)).toEqual([expect.stringContaining('申请退单')])
  expect(await texts(unit)).toEqual([expect.stringContaining('被催办'), expect.stringContaining('请签收')])
})
