import { routesOf } from '#platform/routes'
import { openApi, type OpenApi } from '#platform/openapi/document'
import { startApi, type Agent, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { handlerLogin } from '../world/people'
import { Schemas } from '../world/schemas'
import {
  DEMAND,
  dispatchAsProposed,
  findPlace,
  handle,
  onTicket,
  register,
  ticketOf,
  type Place,
} from '../world/thread'

let database: TestDatabase
let api: TestApi
let document: OpenApi
let schemas: Schemas
let place: Place

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  document = JSON.parse(JSON.stringify(openApi(routesOf(api.app)))) as OpenApi
  schemas = new Schemas(document)
  place = await findPlace(await api.as('operator'), false)
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

/** Asks and holds the answer against what the document says about that address. */
async function expectDeclared(someone: Agent, template: string, path = template): Promise<void> {
  const { status, body } = await someone.get(path)
  const declared = document.paths[template.split('?')[0]!]!['get']!.responses[status]!
  expect([path, status, schemas.faults(declared.content!['application/json']!.schema, body)]).toEqual([path, 200, []])
}

/** Everything that can be read about a ticket, at every stage of its life, as everybody who may. */
async function expectAllDeclared(ticketId: string, readers: Agent[]) {
  for (const reader of readers) {
    await expectDeclared(reader, '/api/v1/tickets/{id}', `/api/v1/tickets/${ticketId}`)
    await expectDeclared(reader, '/api/v1/tickets/{id}/events', `/api/v1/tickets/${ticketId}/events`)
  }
}

const ANONYMOUS = { kind: 'citizen', anonymous: true, phone: DEMAND.requester.phone }

test.each([
  ['an ordinary ticket', {}, false],
  ['a report, whose requester is hidden', { type: 'report', confidential: true }, true],
  ['an anonymous complaint', { type: 'complaint', urgency: 'urgent', requester: ANONYMOUS }, false],
])('%s is answered as declared from the call to the close', async (_what, over, sealed) => {
  const [operator, dispatcher, callback, leader] = (await Promise.all(
    ['operator', 'dispatcher', 'callback', 'leader'].map(api.as),
  )) as [Agent, Agent, Agent, Agent]
  const center = [operator, dispatcher, leader]
  const { ticketId } = await register(operator, place, over)
  await expectAllDeclared(ticketId, center)
  await expectDeclared(dispatcher, '/api/v1/tickets/{id}/proposal', `/api/v1/tickets/${ticketId}/proposal`)
  await dispatchAsProposed(dispatcher, ticketId)

  const { assignments } = await ticketOf(dispatcher, ticketId)
  for (const assignment of assignments) {
    const unit = await api.as(await handlerLogin(database.url, assignment.unitId))
    await expectAllDeclared(ticketId, [unit])
    await expectDeclared(unit, '/api/v1/inbox')
    if (sealed) continue
    await handle(unit, ticketId, assignment)
    await expectDeclared(unit, '/api/v1/inbox', '/api/v1/inbox?state=replied')
    await expectAllDeclared(ticketId, [unit])
  }
  if (sealed) return
  await onTicket(dispatcher, ticketId, 'accept')
  await expectAllDeclared(ticketId, center)
  const contacted = assignments.map(({ id }) => ({ assignmentId: id, contacted: true }))
  const answers = { solved: 'partly', resultGrade: 2, mannerGrade: 4, words: '还有一盏不亮', contacted }
  await onTicket(callback, ticketId, 'callback', { ...answers, exit: 'redo', exitReason: '补修剩余路灯' })
  await expectAllDeclared(ticketId, [...center, callback])
})

test('lists and what forms offer are answered as declared', async () => {
  const dispatcher = await api.as('dispatcher')
  for (const queue of ['dispatch', 'review', 'callback', 'open'])
    await expectDeclared(dispatcher, '/api/v1/tickets', `/api/v1/tickets?queue=${queue}`)
  await expectDeclared(dispatcher, '/api/v1/tickets', `/api/v1/tickets?q=${encodeURIComponent('路灯')}`)
  await expectDeclared(dispatcher, '/api/v1/requesters', `/api/v1/requesters?phone=${DEMAND.requester.phone}`)
  for (const path of ['/api/v1/region', '/api/v1/me', '/api/v1/notices']) await expectDeclared(dispatcher, path)
  await expectDeclared(await api.as('security'), '/api/v1/sessions')
})
