import { PassThrough } from 'node:stream'
import { startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { handlerLogin } from '../world/people'
import { DEMAND, dispatchAsProposed, findPlace, handle, onTicket, register, ticketOf } from '../world/thread'

let database: TestDatabase
let api: TestApi
let logs = ''

beforeAll(async () => {
  database = await freshDatabase()
  const logTo = new PassThrough().on('data', (chunk) => (logs += String(chunk)))
  api = await startApi({ databaseUrl: database.url, logTo, config: { logLevel: 'trace' } })
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

test('a whole thread leaves a line per request and nobody in it', async () => {
  const [operator, dispatcher, callback] = await Promise.all(['operator', 'dispatcher', 'callback'].map(api.as))
  const { ticketId } = await register(operator!, await findPlace(operator!, false))
  await dispatchAsProposed(dispatcher!, ticketId)
  const { assignments } = await ticketOf(dispatcher!, ticketId)
  for (const assignment of assignments)
    await handle(await api.as(await handlerLogin(database.url, assignment.unitId)), ticketId, assignment)
  await onTicket(dispatcher!, ticketId, 'accept')
  const contacted = assignments.map(({ id }) => ({ assignmentId: id, contacted: true }))
  await onTicket(callback!, ticketId, 'callback', { solved: 'yes', resultGrade: 5, mannerGrade: 5, contacted })
  await operator!.get(`/api/v1/requesters?phone=${DEMAND.requester.phone}`).expect(200)
  await operator!.get(`/api/v1/tickets?q=${encodeURIComponent(DEMAND.requester.name)}`).expect(200)
  await dispatcher!.get('/api/v1/tickets/not-a-number').expect(404)
  await dispatcher!.post(`/api/v1/tickets/${ticketId}/reveal`).send({ field: 'phone', reason: '核实' }).expect(200)

  const { name, phone } = DEMAND.requester
  for (const secret of [
    name,
    encodeURIComponent(name),
    phone,
    phone.slice(-8),
    '路灯',
    'jiban_session',
    'not-a-number',
  ])
    expect(logs).not.toContain(secret)

  const lines = logs
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const answered = lines.filter(({ status }) => status)
  const of = (route: string) => answered.find((line) => line.route === route)
  expect(of('/api/v1/tickets')).toMatchObject({
    level: 'info',
    time: expect.stringMatching(/^20.*Z$/),
    requestId: expect.any(String),
    method: 'POST',
    status: 201,
    ms: expect.any(Number),
    personId: expect.any(Number),
    ticketId,
  })
  expect(of('/api/v1/tickets/:id')).toMatchObject({ method: 'GET', ticketId })
  expect(of('/api/v1/assignments/:id/actions/:action')).toMatchObject({ ticketId })
})
