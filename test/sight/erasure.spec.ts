import { Database } from '#data/database'
import { requesterOfTicket } from '#data/erase'
import { KeyRing } from '#data/secrets/key-ring'
import { rotateAll, SEALED_COLUMNS } from '#data/secrets/sealed-columns'
import { verify } from '#data/verify/verify'
import { Erasure } from '#services/tickets/erasure'
import { ERASED } from '#services/tickets/demand'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { memberOf } from '../world/members'
import {
  dispatchAsProposed,
  findPlace,
  onAssignment,
  onTicket,
  type Place,
  register,
  REPLY,
  ticketOf,
} from '../world/thread'
import { poison, traces, WHO } from './poison'

let database: TestDatabase
let api: TestApi
let db: Database
let operator: Agent
let place: Place

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  db = api.app.get(Database)
  operator = await api.as('operator')
  place = await findPlace(operator, true)
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

/** A whole life with the requester in everybody's words. */
async function lived(over: object): Promise<{ id: string; number: string }> {
  const { ticketId: id, number } = await register(operator, place, {
    requester: {
      kind: 'enterprise',
      name: WHO.name,
      phone: WHO.phone,
      identity: WHO.identity,
      contactPerson: WHO.name,
    },
    title: `${WHO.name}反映路灯不亮`,
    content: poison(),
    address: WHO.address,
    channelRef: `${WHO.phone}/${JSON.stringify(over)}`,
    ...over,
  })
  await dispatchAsProposed(await api.as('dispatcher'), id, { advice: poison() })
  const { assignments } = await ticketOf(operator, id)
  for (const assignment of assignments) {
    const unit = await memberOf(api, assignment.unitId, 'handler')
    const way = 'type' in over ? 'relay' : 'contact'
    await onAssignment(unit, id, assignment, 'sign')
    await onAssignment(unit, id, assignment, way, { ...(way === 'contact' && { way: 'phone' }), note: poison() })
    await onAssignment(unit, id, assignment, 'reply', { ...REPLY, internalText: poison() })
  }
  await onTicket(await api.as('dispatcher'), id, 'accept')
  const contacted = assignments.map((each) => ({ assignmentId: each.id, contacted: true }))
  await onTicket(await api.as('callback'), id, 'callback', {
    ...{ solved: 'no', resultGrade: 1, mannerGrade: 3, contacted, words: poison() },
    ...{ exit: 'judged', exitReason: poison() },
  })
  const lead = assignments.find(({ role }) => role === 'lead')!
  await onAssignment(await memberOf(api, lead.unitId, 'handler'), id, lead, 'rectify', { measures: poison() })
  await operator
    .post(`/api/v1/tickets/${id}/reveal`)
    .send({ field: 'phone', reason: `回拨${WHO.phone}` })
    .expect(200)
  return { id, number }
}

/** Everything kept, opened: what somebody with the database and the keys could read. */
async function everything(): Promise<string> {
  const keys = api.app.get(KeyRing)
  const tables = await db.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`,
  )
  const plain = await Promise.all(
    tables.map(({ name }) => db.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`)),
  )
  const sealed = await Promise.all(
    SEALED_COLUMNS.map(async ({ table, column, context }) => {
      const rows = await db.query<{ sealed: Buffer }>(
        `SELECT ${column} AS sealed FROM ${table} WHERE length(${column}) > 0`,
      )
      return rows.map((row) => keys.open(row.sealed, context))
    }),
  )
  return [...plain.flat().map(({ text }) => text), ...sealed.flat()].join('\n')
}

const facts = async (id: string) => {
  const {
    title: _t,
    content: _c,
    address: _a,
    requester: _r,
    channelRef: _ref,
    callbacks,
    assignments,
    kin: { links, ...kin },
    disposals,
    rectifications,
    ...rest
  } = await ticketOf(operator, id)
  const grades = callbacks.map(({ words: _w, ...callback }) => callback)
  return {
    ...rest,
    kin: { ...kin, links: links.map(({ title: _title, ...link }) => link) },
    grades,
    disposals: disposals.map(({ reason: _reason, ...disposal }) => disposal),
    rectifications: rectifications.map(({ steps, ...each }) => ({
      ...each,
      steps: steps.map(({ words: _words, ...step }) => step),
    })),
    assignments: assignments.map(({ replies, ...each }) => ({ ...each, replies: replies.length })),
  }
}

test('a requester who asks for it is gone from everything kept; facts and chain stay; whoever else called stays', async () => {
  const [help, report] = [await lived({}), await lived({ type: 'report' })]
  const other = await register(operator, place, {
    requester: { kind: 'citizen', name: '斯琴高娃', phone: '13800002222' },
  })
  const before = await Promise.all([help, report].map(({ id }) => facts(id)))
  expect(traces(await everything(), []).length).toBeGreaterThan(3)

  const erasure = new Erasure(db, api.app.get(KeyRing))
  const requesterId = (await requesterOfTicket(db, help.number))!
  expect(await erasure.erase(requesterId, `${WHO.name}本人申请`)).toEqual([help.number, report.number])
  expect(await erasure.erase(requesterId, '再来一次')).toBeNull()

  const left = await everything()
  expect(traces(left, [])).toEqual([])
  expect(left).not.toContain(WHO.address)
  expect(await Promise.all([help, report].map(({ id }) => facts(id)))).toEqual(before)
  const { events, broken } = await verify(db, api.app.get(KeyRing))
  expect([events > 20, broken]).toEqual([true, []])
  for (const { id } of [help, report]) {
    const seen = await ticketOf(operator, id)
    expect(seen).toMatchObject({ content: ERASED, address: '', requester: { name: null, phone: null, revealable: [] } })
    expect(seen.assignments[0]!.replies[0]!.findings).toBe(REPLY.findings)
    const { items } = (await operator.get(`/api/v1/tickets/${id}/events`)).body
    expect(items.map(({ words }: { words: string | null }) => words).filter(Boolean)).toEqual([])
  }
  expect((await operator.get('/api/v1/requesters').query({ phone: WHO.phone })).body.items).toEqual([])
  const rotated = await rotateAll((sql, params) => db.query(sql, params), api.app.get(KeyRing))
  expect(rotated.flatMap(({ done }) => done.failed)).toEqual([])
  expect((await ticketOf(operator, other.ticketId)).requester).toMatchObject({ name: '斯**', phone: '138****2222' })
  const { body } = await (await api.as('auditor')).get('/api/v1/audit?kind=requesterErased')
  expect(body.items[0].facts).toEqual(
    expect.arrayContaining([{ name: '涉及工单', value: `${help.number}、${report.number}` }]),
  )
})

test('whoever calls again afterwards is somebody new', async () => {
  const first = await register(operator, place, {
    requester: { kind: 'citizen', name: '再来电', phone: '13811112222' },
  })
  await new Erasure(db, api.app.get(KeyRing)).erase((await requesterOfTicket(db, first.number))!, '本人申请')
  const again = await register(operator, place, {
    requester: { kind: 'citizen', name: '再来电', phone: '13811112222' },
  })
  const { body } = await operator.get('/api/v1/requesters').query({ phone: '13811112222' })
  expect(body.items.map((item: { tickets: { id: string }[] }) => item.tickets.map(({ id }) => id))).toEqual([
    [again.ticketId],
  ])
})

test('everything sealed is either erased or nobody’s words about a requester', () => {
  const erased = [
    'requester.name',
    'requester.phone',
    'requester.identity',
    'requester.contact',
    'mark.words',
    'ticket.content',
    'reply.words',
    'callback.words',
    'request.words',
    'supervision.words',
    'delivery.words',
    'replyUpload.words',
    'agendaStep.words',
    'disposal.words',
    'rectificationStep.words',
    'call.number',
    'call.number',
    'event.words',
    'file.name',
  ]
  const nobodys = ['draft.sealed', 'feedback.said', 'feedback.answer', 'duty.phone']
  expect(SEALED_COLUMNS.map(({ context }) => context).sort()).toEqual([...erased, ...nobodys].sort())
})
