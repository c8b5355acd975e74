import { Database } from '#data/database'
import { verify } from '#data/verify/verify'
import { KeyRing } from '#data/secrets/key-ring'
import { Clocks } from '#services/clocks/clocks'
import { Uploads } from '#services/messages/uploads'
import type { TicketMessages } from '#domain/views'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { FAILS, REFUSES, report, SECRET, StandIn, TAKES, TAKES_SILENTLY } from '../world/gateway'
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

let database: TestDatabase
let api: TestApi
let db: Database
let uploads: Uploads
let operator: Agent
let dispatcher: Agent
let place: Place
let ref = 0
const platform = new StandIn()

beforeAll(async () => {
  database = await freshDatabase()
  const uploadUrl = await platform.open()
  api = await startApi({ databaseUrl: database.url, config: { uploadUrl, uploadSecret: SECRET, logLevel: 'silent' } })
  db = api.app.get(Database)
  uploads = api.app.get(Uploads)
  await db.query(`UPDATE region SET settings = settings || '{"answerCallbackShare": 0}'`)
  operator = await api.as('operator')
  dispatcher = await api.as('dispatcher')
  place = await findPlace(operator, true)
})
beforeEach(() => platform.reset())
afterAll(async () => {
  await api?.stop()
  await platform.close()
  await database?.drop()
})

/** Answered on the spot and closed. */
async function closed(channel = 'superior') {
  const channelRef = `SJ-${++ref}`
  const { ticketId } = await register(operator, place, {
    type: 'inquiry',
    channel,
    channelRef,
    outcome: 'answer',
    answer: '请到政务大厅二楼办理。',
  })
  const jobs = await db.query<{ payload: { seq: number } }>(
    `SELECT payload FROM graphile_worker._private_jobs WHERE payload->>'ticketId' = $1 AND payload->>'seq' IS NOT NULL`,
    [ticketId],
  )
  return { ticketId, channelRef, seq: jobs[0]?.payload.seq ?? 0, jobs: jobs.length }
}
const stateOf = async (ticketId: string) =>
  (
    await db.query<{ upload: string | null; state: string }>('SELECT state, upload FROM ticket WHERE id = $1', [
      ticketId,
    ])
  )[0]!
const kindsOf = async (ticketId: string) =>
  expectOk<{ items: { kind: string }[] }>(await operator.get(`/api/v1/tickets/${ticketId}/events`), 200).items.map(
    ({ kind }) => kind,
  )
const panelOf = async (ticketId: string) =>
  expectOk<TicketMessages>(await dispatcher.get(`/api/v1/tickets/${ticketId}/messages`), 200)

test('what came from a platform goes back to it when it is closed; what did not, does not', async () => {
  const { ticketId, channelRef, seq, jobs } = await closed()
  expect(jobs).toBe(1)
  expect(await stateOf(ticketId)).toEqual({ state: 'closed', upload: 'uploading' })
  await uploads.send(ticketId, seq)
  const [sent] = [...platform.taken.values()]
  expect(sent).toMatchObject({ key: `up-${ticketId}-${seq}`, ref: channelRef, answer: '请到政务大厅二楼办理。' })
  expect(await stateOf(ticketId)).toMatchObject({ upload: 'uploaded' })
  expect(await kindsOf(ticketId)).toEqual(expect.arrayContaining(['upload', 'uploaded']))
  const other = await closed('phone')
  expect([other.jobs, (await stateOf(other.ticketId)).upload]).toEqual([0, null])
})

test('the platform gets the public answer of the lead unit, and nothing that was written for inside', async () => {
  const { ticketId } = await register(operator, place, { channel: 'superior', channelRef: `SJ-${++ref}` })
  await dispatchAsProposed(dispatcher, ticketId)
  const { assignments } = await ticketOf(dispatcher, ticketId)
  for (const assignment of assignments) {
    const someone = await api.as(await handlerLogin(database.url, assignment.unitId))
    await onAssignment(someone, ticketId, assignment, 'sign')
    await onAssignment(someone, ticketId, assignment, 'contact', CONTACT)
    await onAssignment(someone, ticketId, assignment, 'reply', { ...REPLY, internalText: '仅供内部：资金未落实' })
  }
  await onTicket(dispatcher, ticketId, 'accept')
  await onTicket(await api.as('callback'), ticketId, 'callback', {
    solved: 'yes',
    resultGrade: 5,
    mannerGrade: 5,
    contacted: assignments.map(({ id }) => ({ assignmentId: id, contacted: true })),
  })
  const [job] = await db.query<{ seq: number }>(
    `SELECT (payload->>'seq')::int AS seq FROM graphile_worker._private_jobs WHERE payload->>'ticketId' = $1 AND payload->>'seq' IS NOT NULL`,
    [ticketId],
  )
  await uploads.send(ticketId, job!.seq)
  const [sent] = [...platform.taken.values()]
  expect(sent!['answer']).toBe(REPLY.publicText)
  expect(JSON.stringify(sent)).not.toContain('内部')
})

test('an outage over there keeps nothing open here; it is tried again and arrives once', async () => {
  const { ticketId, seq } = await closed()
  platform.next(FAILS, TAKES_SILENTLY, TAKES)
  for (const state of ['uploading', 'uploading', 'uploaded']) {
    await uploads.send(ticketId, seq)
    expect(await stateOf(ticketId)).toEqual({ state: 'closed', upload: state })
  }
  expect(platform.taken.size).toBe(1)
  await uploads.send(ticketId, seq)
  expect(platform.asked).toHaveLength(3)
})

test('refused, it comes back with the reason, is corrected, and goes out anew', async () => {
  const { ticketId, seq } = await closed()
  platform.next(REFUSES('答复未说明办理依据'))
  await uploads.send(ticketId, seq)
  expect(await stateOf(ticketId)).toMatchObject({ upload: 'refused' })
  const { body: queue } = await dispatcher.get('/api/v1/uploads?state=refused')
  expect(queue.items[0]).toMatchObject({ ticketId, state: 'refused' })
  expect((await panelOf(ticketId)).uploads[0]).toMatchObject({ reason: '答复未说明办理依据' })
  const publicText = '依据《政务服务条例》，请到政务大厅二楼办理。'
  await expect(onTicket(operator, ticketId, 'correctUpload', { publicText })).rejects.toThrow('forbidden')
  await onTicket(dispatcher, ticketId, 'correctUpload', { publicText })
  expect(await stateOf(ticketId)).toMatchObject({ upload: 'uploading' })
  const [again] = await db.query<{ seq: number }>(
    `SELECT max((payload->>'seq')::int) AS seq FROM graphile_worker._private_jobs WHERE payload->>'ticketId' = $1 AND payload->>'seq' IS NOT NULL`,
    [ticketId],
  )
  await uploads.send(ticketId, again!.seq)
  expect([...platform.taken.values()].at(-1)).toMatchObject({ answer: publicText })
  expect(await stateOf(ticketId)).toMatchObject({ upload: 'uploaded' })
})

test('a verdict may come later: signed, of the delivery that stands, also after it had been accepted', async () => {
  const { ticketId, seq } = await closed()
  const key = `up-${ticketId}-${seq}`
  platform.next((_, response, take) => response.writeHead(202).end(JSON.stringify({ id: take(), pending: true })))
  await uploads.send(ticketId, seq)
  expect(await stateOf(ticketId)).toMatchObject({ upload: 'uploading' })
  await uploads.send(ticketId, seq)
  expect(platform.asked).toHaveLength(1)
  expect((await report(api.url, 'upload', { key, state: 'accepted' }, 'some other secret here')).status).toBe(401)
  expect((await report(api.url, 'upload', { key: `up-${ticketId}-999`, state: 'accepted' })).status).toBe(404)
  expect((await report(api.url, 'upload', { key, state: 'accepted' })).status).toBe(204)
  expect(await stateOf(ticketId)).toMatchObject({ upload: 'uploaded' })
  expect((await report(api.url, 'upload', { key, state: 'refused', reason: '诉求人反映未办理' })).status).toBe(204)
  expect(await stateOf(ticketId)).toMatchObject({ upload: 'refused' })
})

test('given up after a day of silence, it is sent again by hand with the words it had', async () => {
  const { ticketId, seq } = await closed()
  platform.next(...Array.from({ length: 10 }, () => FAILS))
  for (let attempt = 0; attempt < 10; attempt++) await uploads.send(ticketId, seq)
  expect(await stateOf(ticketId)).toMatchObject({ upload: 'failed' })
  await onTicket(dispatcher, ticketId, 'resendUpload')
  await uploads.send(ticketId, seq + 2)
  expect(await stateOf(ticketId)).toMatchObject({ upload: 'uploaded' })
})

test('archived when its time has come, not before its answer is up there, and read-only from then on', async () => {
  const clocks = api.app.get(Clocks)
  const { ticketId, seq } = await closed()
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
  await clocks.archive(ticketId, inDays(1))
  await clocks.archive(ticketId, inDays(40))
  expect(await stateOf(ticketId)).toMatchObject({ state: 'closed' })
  const later = await db.query(
    `SELECT FROM graphile_worker._private_jobs WHERE payload->>'ticketId' = $1 AND run_at > now() + interval '40 days'`,
    [ticketId],
  )
  expect(later).toHaveLength(1)
  await uploads.send(ticketId, seq)
  await clocks.archive(ticketId, inDays(7))
  expect(await stateOf(ticketId)).toMatchObject({ state: 'closed' })
  await clocks.archive(ticketId, inDays(40))
  expect(await stateOf(ticketId)).toMatchObject({ state: 'archived' })
  for (const login of ['operator', 'dispatcher', 'supervisor', 'callback', 'leader']) {
    const { actions } = await ticketOf(await api.as(login), ticketId)
    expect(actions.map(({ action }) => action).filter((action) => !/link/i.test(action))).toEqual([])
  }
})

test('the log tells what the rows say', async () => {
  const { broken } = await verify(db, api.app.get(KeyRing))
  expect(broken).toEqual([])
})
