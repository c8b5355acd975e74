import type { Page, RequestRow, SupervisionRow, TicketRow, TicketView } from '#domain/views'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { handlerLogin } from '../world/people'
import {
  dispatchAsProposed,
  expectOk,
  findPlace,
  onAssignment,
  onTicket,
  type Place,
  register,
  ticketOf,
} from '../world/thread'

let database: TestDatabase
let api: TestApi
let operator: Agent
let dispatcher: Agent
let supervisor: Agent
let leader: Agent
let place: Place

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  operator = await api.as('operator')
  dispatcher = await api.as('dispatcher')
  supervisor = await api.as('supervisor')
  leader = await api.as('leader')
  place = await findPlace(operator, true)
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

const handlerOf = async (unitId: number) => api.as(await handlerLogin(database.url, unitId))
const leadOf = async (unitId: number) => api.as(await handlerLogin(database.url, unitId, 'unitLead'))

const RETURN = { reason: 'competence', explanation: '该路段由其他单位管护。', basis: '权责清单第三项' }
const EXTEND = { amount: 1, explanation: '等待配件到货后更换。', told: '已电话告知诉求人并取得理解。' }
const SHELVE = {
  reason: 'season',
  reviewOn: '2099-05-01',
  explanation: '冬季无法开挖路面。',
  told: '已向诉求人说明开春施工。',
}

const lead = ({ assignments }: TicketView) => assignments.find(({ role }) => role === 'lead')!

async function dispatched(over: object = {}): Promise<TicketView> {
  const { ticketId } = await register(operator, place, over)
  await dispatchAsProposed(dispatcher, ticketId)
  return ticketOf(dispatcher, ticketId)
}

/** A ticket whose lead has signed and asked. */
async function asked(action: string, body: object, over: object = {}): Promise<TicketView> {
  const ticket = await dispatched(over)
  const unit = await handlerOf(lead(ticket).unitId)
  await onAssignment(unit, ticket.id, lead(ticket), 'sign')
  await onAssignment(unit, ticket.id, lead(ticket), action, body)
  return ticketOf(dispatcher, ticket.id)
}

/** The whole list, read in pages as small as can be. */
async function all<T extends { id: string }>(someone: Agent, path: string, limit = 1): Promise<T[]> {
  const items: T[] = []
  for (let after = ''; ;) {
    const page: Page<T> = expectOk(await someone.get(path).query({ limit, ...(after && { after }) }), 200)
    items.push(...page.items)
    if (!page.next) return items
    after = page.next
  }
}
const requestsOf = (someone: Agent) => all<RequestRow>(someone, '/api/v1/requests')
const ticketsIn = async (queue: string) =>
  (await all<TicketRow>(supervisor, `/api/v1/tickets?queue=${queue}`)).map(({ id }) => id)

test('whoever may decide finds it, whoever may not does not, through every step', async () => {
  const tickets = [
    await asked('return', RETURN),
    await asked('extend', EXTEND),
    await asked('extend', { ...EXTEND, amount: 4 }),
    await asked('shelve', SHELVE),
    await asked('shelve', SHELVE, { type: 'report', title: '举报占道', confidential: true }),
  ]
  const mine = await leadOf(lead(tickets[0]!).unitId)
  const elsewhere = await leadOf(tickets[0]!.assignments.find(({ role }) => role !== 'lead')!.unitId)
  const people = { dispatcher, supervisor, leader, mine, elsewhere }
  await expectAgreement(people, tickets)
  const found = async (someone: Agent) => (await requestsOf(someone)).map(({ kind, step }) => `${kind} ${step}`)
  expect(await found(dispatcher)).toEqual(['return 1', 'extend 1'])
  expect(await found(supervisor)).toEqual(['extend 1'])
  expect(await found(mine)).toEqual(['shelve 1', 'shelve 1'])
  expect(await found(leader)).toEqual([])
  expect(await found(elsewhere)).toEqual([])
  expect((await requestsOf(supervisor))[0]).toMatchObject({
    ticketId: tickets[2]!.id,
    reason: '',
    unitName: expect.any(String),
  })
  expect((await requestsOf(supervisor))[0]!.amount).toMatch(/^4/)

  const requestId = tickets[3]!.requests[0]!.id
  for (const [decider, next] of [
    [mine, dispatcher],
    [dispatcher, leader],
  ] as const) {
    await onTicket(decider, tickets[3]!.id, 'approve', { requestId })
    await expectAgreement(people, tickets)
    expect((await requestsOf(next)).map(({ id }) => id)).toContain(requestId)
  }
  await onTicket(leader, tickets[3]!.id, 'approve', { requestId })
  expect(await requestsOf(leader)).toEqual([])
  expect(await ticketsIn('shelved')).toEqual([tickets[3]!.id])
})

/** The list of each person is what the tickets themselves say this person may decide. */
async function expectAgreement(people: Record<string, Agent>, tickets: TicketView[]) {
  for (const [who, someone] of Object.entries(people)) {
    const decidable: string[] = []
    for (const { id } of tickets) {
      const { status, body } = await someone.get(`/api/v1/tickets/${id}`)
      if (status === 404) continue
      for (const each of (body as TicketView).requests) if (each.mayDecide) decidable.push(each.id)
    }
    expect([who, (await requestsOf(someone)).map(({ id }) => id).sort()]).toEqual([who, decidable.sort()])
  }
}

test('the list says nothing that anybody wrote', async () => {
  const secret = '举报人住在三号楼'
  const ticket = await asked('shelve', { ...SHELVE, explanation: secret }, { type: 'report', title: secret })
  await onTicket(supervisor, ticket.id, 'supervise', {
    mode: 'written',
    unitId: lead(ticket).unitId,
    days: 3,
    words: secret,
  })
  for (const someone of [await leadOf(lead(ticket).unitId), await handlerOf(lead(ticket).unitId), leader])
    for (const path of ['requests', 'supervisions']) {
      const { text } = await someone.get(`/api/v1/${path}`)
      expect(text).not.toContain(secret)
    }
})

test('supervision is found by who issued it and by whom it is addressed to, until it is closed or the unit is out', async () => {
  const ticket = await dispatched()
  const { unitId } = lead(ticket)
  const [unit, other] = [
    await handlerOf(unitId),
    await handlerOf(ticket.assignments.find((each) => each.unitId !== unitId)!.unitId),
  ]
  const supervise = (days: number) =>
    onTicket(supervisor, ticket.id, 'supervise', { mode: 'phone', unitId, days, words: '请抓紧办理。' })
  await supervise(9)
  await supervise(1)
  const of = async (someone: Agent) =>
    (await all<SupervisionRow>(someone, '/api/v1/supervisions')).filter(({ ticketId }) => ticketId === ticket.id)
  const [first, second] = await of(unit)
  expect(new Date(first!.answerBy).getTime()).toBeLessThan(new Date(second!.answerBy).getTime())
  expect(await of(supervisor)).toEqual([first, second])
  expect(await of(other)).toEqual([])
  expect((await ticketsIn('supervised')).filter((id) => id === ticket.id)).toEqual([ticket.id])

  for (const { id } of [first!, second!])
    await onTicket(supervisor, ticket.id, 'closeSupervision', {
      supervisionId: id,
      outcome: 'satisfied',
      note: '已核实',
    })
  expect(await of(unit)).toEqual([])
  expect(await ticketsIn('supervised')).not.toContain(ticket.id)

  await supervise(2)
  await onAssignment(unit, ticket.id, lead(ticket), 'return', RETURN)
  const { requests } = await ticketOf(dispatcher, ticket.id)
  await onTicket(dispatcher, ticket.id, 'approve', { requestId: requests[0]!.id })
  expect(await of(unit)).toEqual([])
  expect(await of(supervisor)).toHaveLength(1)
})

test('difficult tickets by the day they are looked at, with how many there are; not for units', async () => {
  const [late, soon] = [await dispatched(), await dispatched()]
  await onTicket(dispatcher, late.id, 'difficult', { checkOn: '2099-06-01', reason: '产权不明' })
  await onTicket(dispatcher, soon.id, 'difficult', { checkOn: '2099-01-01', reason: '产权不明' })
  expect(await ticketsIn('difficult')).toEqual([soon.id, late.id])
  expect(await ticketsIn('problem')).toEqual([])
  const { counts, items } = expectOk(await supervisor.get('/api/v1/tickets?queue=difficult'), 200)
  expect(counts).toMatchObject({ difficult: 2, problem: 0, shelved: 1 })
  expect(items[0]).toMatchObject({ id: soon.id, checkOn: '2099-01-01', reviewOn: null })
  await onTicket(operator, soon.id, 'retract', { reason: '已自行解决' })
  expect(await ticketsIn('difficult')).toEqual([late.id])
  const unit = await handlerOf(lead(late).unitId)
  await unit.get('/api/v1/tickets?queue=difficult').expect(403)
  await unit.get('/api/v1/requests').expect(403)
})
