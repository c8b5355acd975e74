import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { agendaOf } from '#data/consultations/agenda'
import { findMeeting, meetingPage } from '#data/consultations/meetings'
import { callPage, ringingFor } from '#data/calls/call-lists'
import { lostCalls } from '#data/calls/call-rows'
import { missedCounts, missedPage } from '#data/calls/missed-rows'
import { longestReady } from '#data/calls/operators'
import { firstAsked } from '#data/calls/owners'
import type { Sql } from '#data/database'
import type { Desk } from '#domain/words'
import { takeDueClocks } from '#data/due-clocks'
import { callbackPage, CALL_QUEUES } from '#data/callback-queue'
import { eventsSince } from '#data/event-log'
import { lastClosed } from '#data/false-closures'
import { exportFacts } from '#data/export-rows'
import { findKept } from '#data/idempotency'
import { inboxPage } from '#data/inbox'
import { deliveriesOf, deliveryCounts, deliveryPage } from '#data/messages/list'
import { workOf } from '#data/messages/reminders'
import { sentSince } from '#data/messages/sending'
import { expireDeliveries } from '#data/messages/sweep'
import { uploadCounts, uploadPage, uploadsOf } from '#data/messages/uploads'
import { noticesSince } from '#data/notice-log'
import { noticePage } from '#data/notices'
import { queuePage, searchPage } from '#data/queues'
import { ratingLinkOf } from '#data/rating-links'
import { openRectifications, rectificationsBetween } from '#data/rectifications'
import { movesPage, openTicketsAfter } from '#data/recalculation'
import { requestersByPhone } from '#data/requesters'
import type { Scope } from '#data/scope'
import { lockTicket, readTicket } from '#data/snapshot'
import { readWithDetails } from '#data/ticket-details'
import { readEvents } from '#data/timeline'
import { openRequests, openSupervisions } from '#data/waiting'
import { WATCHED, watchedPage } from '#data/watched'
import type { DeliveryState, MessageChannel } from '#domain/messages/kinds'
import type { Role } from '#domain/access'
import type { ConsultationState } from '#domain/words'
import { stagesOf } from '#domain/workflow/requests'
import { FOLLOWER_SETTINGS } from '#services/live/follower'
import { fill } from '../bench/fill'
import { freshDatabase, type TestDatabase } from '../world/database'
import { FURTHER } from './further'
import { DESK_ASKED, DESK_ROWS } from './desk'
import { generalScansOf, readWhole, scansOf, statementsOf } from './plan'

const TICKETS = 8_000
const ONE = '5000'
const PAGE = 50

let database: TestDatabase
let client: Client
let follower: Client
let keys: string
let busiest: number
let month: string
/** Somebody at the general desk. */
let caller: number
const lately: unknown[] = []

beforeAll(async () => {
  database = await freshDatabase()
  keys = mkdtempSync(join(tmpdir(), 'jiban-plans-'))
  await fill(database.url, TICKETS, keys, () => undefined)
  // What a page costs to fetch, as our own server is told.
  client = await connected('-c timezone=Asia/Shanghai -c jit=off -c random_page_cost=1.1')
  follower = await connected(FOLLOWER_SETTINGS)
  await client.query(FURTHER)
  await client.query(DESK_ROWS)
  await client.query('VACUUM ANALYZE')
  busiest = await one(
    `SELECT unit_id AS it FROM assignment WHERE state = 'pending' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`,
  )
  const closed = await client.query<{ phone: Buffer; category: string; since: Date }>(
    `SELECT phone_token AS phone, category_code AS category, closed_at - interval '7 days' AS since FROM ticket t
     JOIN requester r ON r.id = requester_id WHERE closed_at IS NOT NULL AND phone_token IS NOT NULL ORDER BY t.id LIMIT 1`,
  )
  lately.push(...Object.values(closed.rows[0]!))
  caller = await one(`SELECT person_id AS it FROM desk_member WHERE desk_code = 'general' LIMIT 1`)
  month = await one(`SELECT month::text AS it FROM ticket WHERE id = ${ONE}`)
}, 180_000)
afterAll(async () => {
  await follower?.end()
  await client?.end()
  await database?.drop()
  rmSync(keys, { recursive: true })
})

/** Everything asked for again and again, and how many rows of growing tables it may look at. */
const ASKED: Record<string, { rows: number; by: (sql: Sql) => Promise<unknown> }> = {
  // One row more than the page, and for each state counted up to its limit or to what there is.
  'inbox, what is due': { rows: 2 * PAGE + 700, by: (sql) => inbox(sql, 'pending') },
  'inbox, what is done': { rows: 2 * PAGE + 700, by: (sql) => inbox(sql, 'accepted') },
  'inbox, a later page': { rows: 2 * PAGE, by: (sql) => inbox(sql, 'pending', dueCursor) },
  'dispatch queue': { rows: 2 * PAGE + 1_000, by: (sql) => queuePage(sql, 'dispatch', undefined, PAGE) },
  'review queue': { rows: 2 * PAGE + 1_000, by: (sql) => queuePage(sql, 'review', undefined, PAGE) },
  'everything open, a later page': { rows: 4 * PAGE, by: (sql) => queuePage(sql, 'open', dueCursor, PAGE) },
  'requests to decide': { rows: 20 * PAGE, by: (sql) => toDecide(sql, 'dispatcher') },
  'requests to decide, a later page': { rows: 20 * PAGE, by: (sql) => toDecide(sql, 'dispatcher', dueCursor) },
  'supervisions of a unit': { rows: 8 * PAGE, by: (sql) => supervised(sql, { all: false, unitIds: [busiest] }) },
  'supervisions of all': { rows: 4 * PAGE, by: (sql) => supervised(sql, { all: true }) },
  ...Object.fromEntries(
    WATCHED.map((queue) => [
      `${queue} tickets`,
      { rows: 10 * PAGE + 2_000, by: (sql: Sql) => watchedPage(sql, queue, undefined, PAGE) },
    ]),
  ),
  'meetings to come': { rows: 6 * PAGE, by: (sql) => meetings(sql, { all: true }, 'planned') },
  'meetings held, of a unit': {
    rows: 6 * PAGE,
    by: (sql) => meetings(sql, { all: false, unitIds: [busiest] }, 'held'),
  },
  'a meeting': { rows: 150, by: (sql) => findMeeting(sql, '7') },
  'its agenda': { rows: 20, by: (sql) => agendaOf(sql, '7') },
  ...Object.fromEntries(
    CALL_QUEUES.flatMap((queue) =>
      [null, { unitIds: [1, 2, 3] }].map((callers) => [
        `${queue} of ${callers ? 'districts' : 'the centre'}`,
        { rows: 10 * PAGE + 2_000, by: (sql: Sql) => callbackPage(sql, queue, callers, undefined, PAGE, NOON) },
      ]),
    ),
  ),
  'callbacks of the centre, a later page': {
    rows: 10 * PAGE,
    by: (sql) => callbackPage(sql, 'callback', null, placeCursor, PAGE, NOON),
  },
  'rectifications of all': { rows: 4 * PAGE, by: (sql) => rectifications(sql, { all: true }) },
  'rectifications of a unit': {
    rows: 20 * PAGE,
    by: (sql) => rectifications(sql, { all: false, unitIds: [busiest] }),
  },
  'rectifications of a month': {
    rows: 400,
    by: (sql) => rectificationsBetween(sql, { all: true }, new Date('2026-02-01'), new Date('2026-02-02')),
  },
  'a rating link': { rows: 1, by: (sql) => ratingLinkOf(sql, 'some-token-that-is-not-there') },
  'newest tickets': { rows: 2 * PAGE, by: (sql) => search(sql, null, null) },
  'a rare word': { rows: 2 * 3_000 + 6 * PAGE, by: (sql) => search(sql, `'37' & '号楼' & '燃气'`, null) },
  'a ticket by its number': { rows: 1, by: (sql) => search(sql, null, '260101000000') },
  'a page of an export': { rows: 30 * PAGE, by: (sql) => exportFacts(sql, some) },
  'open tickets to count anew': { rows: 40 * PAGE, by: (sql) => openTicketsAfter(sql, ONE, PAGE) },
  'what a change moved': { rows: 8 * PAGE, by: (sql) => movesPage(sql, 1, undefined, PAGE) },
  'ticket page': { rows: 30, by: (sql) => readWithDetails(sql, ONE) },
  'ticket of an assignment': { rows: 20, by: (sql) => readTicket(sql, { assignmentId: String(2 * Number(ONE)) }) },
  'a ticket to act on': { rows: 20, by: (sql) => lockTicket(sql, { ticketId: ONE }, 1, 'some-key-1') },
  timeline: { rows: 10, by: (sql) => readEvents(sql, { id: ONE, month }, 0) },
  notices: {
    rows: 10 * PAGE,
    by: (sql) => noticePage(sql, { personId: 1, unitId: busiest, roles: ['dispatcher'] }, undefined, PAGE),
  },
  'messages of a ticket': { rows: 10, by: (sql) => deliveriesOf(sql, ONE) },
  'messages of a state': { rows: 3 * PAGE, by: (sql) => messagesIn(sql, 'delivered', null) },
  'messages of a state and channel': { rows: 3 * PAGE, by: (sql) => messagesIn(sql, 'failed', 'wechat') },
  'messages to look after': { rows: 700, by: (sql) => deliveryCounts(sql) },
  'messages that are too late': { rows: 3_000, by: (sql) => expireDeliveries(sql) },
  'messages to one number today': { rows: 20, by: (sql) => sentSince(sql, Buffer.alloc(16), new Date('2026-01-01')) },
  'uploads of a state': { rows: 5 * PAGE, by: (sql) => uploadPage(sql, 'refused', undefined, PAGE) },
  'uploads of a ticket': { rows: 10, by: (sql) => uploadsOf(sql, ONE) },
  'uploads to look after': { rows: 700, by: (sql) => uploadCounts(sql) },
  'what a unit is reminded of': {
    rows: 8_000,
    by: (sql) => workOf(sql, busiest, new Date('2026-10-20'), new Date('2026-10-21')),
  },
  'clocks due': { rows: 2_000, by: (sql) => takeDueClocks(sql, new Date('2026-10-20')) },
  'requesters by telephone': { rows: 1_000, by: (sql) => requestersByPhone(sql, Buffer.alloc(16), []) },
  ...DESK_ASKED,
  'what was closed lately': { rows: 20, by: (sql) => sql.query(lastClosed('$1', '$2', '$3'), lately) },
  'calls ringing for somebody': { rows: 100, by: (sql) => ringingFor(sql, caller) },
  'who is ready': { rows: 10, by: (sql) => longestReady(sql, 'enterprise') },
  'calls of an operator': { rows: 6 * PAGE, by: (sql) => callsOf(sql, { desk: null, operatorId: caller }) },
  'calls of a desk': { rows: 6 * PAGE, by: (sql) => callsOf(sql, { desk: 'general', operatorId: null }) },
  'numbers to ring back': { rows: 8 * PAGE, by: (sql) => missedPage(sql, ['general', 'night'], undefined, PAGE) },
  'numbers to ring back, counted': { rows: 500, by: (sql) => missedCounts(sql, ['general', 'night']) },
  'who was asked first by a number': { rows: 100, by: (sql) => firstAsked(sql, Buffer.from('00', 'hex'), new Date()) },
  'calls nobody told the end of': { rows: 300, by: (sql) => lostCalls(sql, new Date(), new Date(), 200) },
  'answer to a repeated request': { rows: 1, by: (sql) => findKept(sql, 1, 'key-of-260101000000', Buffer.alloc(1)) },
}
const callsOf = (sql: Sql, of: { desk: Desk | null; operatorId: number | null }) =>
  callPage(sql, { ...of, after: undefined, limit: PAGE })
const some = Array.from({ length: PAGE }, (_, n) => String(Number(ONE) + n))
const dueCursor = Buffer.from(JSON.stringify(['2026-10-30 00:00:00+08', '100'])).toString('base64url')
const NOON = new Date('2026-10-30T12:00:00+08:00')
const placeCursor = Buffer.from(JSON.stringify(['2 2026-10-30 00:00:00+08', '100'])).toString('base64url')
const rectifications = (sql: Sql, scope: Scope) =>
  openRectifications(sql, { scope, state: 'open', after: undefined, limit: PAGE })
const inbox = (sql: Sql, state: 'pending' | 'accepted', after?: string) =>
  inboxPage(sql, { unitIds: [busiest], state, after, limit: PAGE })
const toDecide = (sql: Sql, role: Role, after?: string) =>
  openRequests(sql, {
    scope: { all: true },
    stages: stagesOf({ roles: [role] }),
    personId: 1,
    unitPath: '1.',
    after,
    limit: PAGE,
  })
const meetings = (sql: Sql, scope: Scope, state: ConsultationState) =>
  meetingPage(sql, { scope, state, after: undefined, limit: PAGE })
const messagesIn = (sql: Sql, state: DeliveryState, channel: MessageChannel | null) =>
  deliveryPage(sql, { state, channel, after: undefined, limit: PAGE })
const supervised = (sql: Sql, scope: Scope) => openSupervisions(sql, { scope, after: undefined, limit: PAGE })
const search = (sql: Sql, tsquery: string | null, number: string | null) =>
  searchPage(sql, { all: true }, { tsquery, number, states: [], after: undefined, limit: PAGE })

test.each(Object.entries(ASKED))('%s: index ranges, and no more rows than it needs', (_name, { rows, by }) =>
  checked(client, by, rows),
)

test('what is new in the logs: index ranges, and no more rows than there are', async () => {
  const at = { xmax: Number(await one(`SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS it`)), running: [] }
  await checked(follower, (sql) => eventsSince(sql, at), 5)
  await checked(follower, (sql) => noticesSince(sql, at), 5)
})

async function checked(on: Client, by: (sql: Sql) => Promise<unknown>, rows: number) {
  for (const statement of await statementsOf(on, by)) {
    const scans = await scansOf(on, statement)
    expect(await readWhole(on, scans)).toEqual([])
    expect(await readWhole(on, await generalScansOf(on, statement))).toEqual([])
    const looked = scans.reduce((sum, scan) => sum + scan.looked, 0)
    expect({ looked, enough: looked <= rows, scans }).toEqual({ looked, enough: true, scans })
  }
}

async function connected(options: string): Promise<Client> {
  const opened = new Client({ connectionString: database.url, options })
  await opened.connect()
  return opened
}

async function one<T>(sql: string): Promise<T> {
  return (await client.query<{ it: T }>(sql)).rows[0]!.it
}
