import { Database } from '#data/database'
import { TestConsole } from '../live/consoles'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { memberOf } from '../world/members'
import { findPlace, onAssignment, onTicket, register, ticketOf } from '../world/thread'
import { until } from '../world/until'
import { poison, traces, WHO } from './poison'

let database: TestDatabase
let api: TestApi
beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

const cookieOf = (agent: Agent) => {
  const found = agent.jar.getCookie('jiban_session', { domain: '127.0.0.1', path: '/', secure: false, script: false })
  return `jiban_session=${(found as { value: string }).value}`
}

test('the unit complained about hears that something happened, in ids; once it lost the ticket, nothing', async () => {
  const [operator, dispatcher] = [await api.as('operator'), await api.as('dispatcher')]
  const place = await findPlace(operator, true)
  const db = api.app.get(Database)
  const [accused, lead] = await db.query<{ id: number }>(
    `SELECT id FROM unit WHERE kind = 'department' AND parent_id IS NULL AND active ORDER BY id LIMIT 2`,
  )
  const someone = await memberOf(api, accused!.id, 'handler')
  const screen = new TestConsole(api.url, cookieOf(someone))
  const heard: unknown[] = []
  screen.socket.onAny((...message) => heard.push(message))
  await until(() => screen.listening)

  const who = { kind: 'citizen', name: WHO.name, phone: WHO.phone, identity: WHO.identity }
  const demand = { type: 'report', accusedUnitId: accused!.id, requester: who, title: WHO.name, content: poison() }
  const { ticketId } = await register(operator, place, demand)
  const units = [
    { unitId: lead!.id, line: 'industry', role: 'lead' },
    { unitId: accused!.id, line: 'territory', role: 'assist' },
  ]
  await onTicket(dispatcher, ticketId, 'dispatch', { units, advice: poison() })
  const { assignments } = await ticketOf(dispatcher, ticketId)
  const own = assignments.find(({ unitId }) => unitId === accused!.id)!
  const other = assignments.find(({ unitId }) => unitId === lead!.id)!
  const leading = await memberOf(api, lead!.id, 'handler')
  await onAssignment(leading, ticketId, other, 'sign')
  await onAssignment(leading, ticketId, other, 'relay', { note: poison() })
  await until(() => screen.events.some(({ kind }) => kind === 'relay'))
  expect(traces(JSON.stringify(heard), [])).toEqual([])
  for (const event of screen.events) expect(Object.keys(event).sort()).toEqual(['cursor', 'kind', 'seq', 'ticketId'])

  const before = screen.events.length
  await db.query(`UPDATE assignment SET state = 'withdrawn' WHERE id = $1`, [own.id])
  await onAssignment(leading, ticketId, other, 'relay', { note: '再问一次' })
  const next = await register(operator, place)
  await onTicket(dispatcher, next.ticketId, 'dispatch', { units })
  await until(() => screen.events.some((event) => event.ticketId === next.ticketId))
  expect(screen.events.slice(before).map((event) => event.ticketId)).toEqual([next.ticketId])
  screen.socket.disconnect()
})
