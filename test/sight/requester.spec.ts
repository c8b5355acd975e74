import { Writable } from 'node:stream'
import { Database } from '#data/database'
import { KeyRing } from '#data/secrets/key-ring'
import type { ActionOffer, AssignmentView, TicketView } from '#domain/views'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { memberOf } from '../world/members'
import { findPlace, type Place, register } from '../world/thread'
import { inputFor, PARTING } from './filled'
import { poison, traces, WHO } from './poison'
import { CURIOUS, Snoop } from './snoop'

/**
 * Vector 7 of the rulebook: whoever may not know the requester of a report or a confidential ticket finds no byte of it,
 * though everybody who does know writes it into everything: into every action there is, the ones not written yet, too.
 */

type Viewer = 'accused' | 'accusedLead' | 'belowAccused' | 'assist' | 'consented' | 'leader' | 'appraiser' | 'auditor'
const BLIND: Viewer[] = ['accused', 'accusedLead', 'belowAccused', 'assist', 'leader', 'appraiser', 'auditor']

let database: TestDatabase
let api: TestApi
let db: Database
let log = ''
let snoop: Snoop
let tokens: string[]
let place: Place
let staff: Agent[]
let units: Record<'accused' | 'belowAccused' | 'assist' | 'consented', number>
const viewers = {} as Record<Viewer, Agent>

beforeAll(async () => {
  database = await freshDatabase()
  const logTo = new Writable({ write: (line: Buffer, _, done) => ((log += line.toString()), done()) })
  api = await startApi({ databaseUrl: database.url, config: { logLevel: 'trace' }, logTo })
  db = api.app.get(Database)
  staff = await Promise.all(
    ['operator', 'dispatcher', 'callback', 'supervisor', 'oversight'].map((login) => api.as(login)),
  )
  place = await findPlace(staff[0]!, true)
  await findUnits()
  for (const who of ['accused', 'belowAccused', 'assist', 'consented'] as const)
    viewers[who] = await memberOf(api, units[who], 'handler')
  viewers.accusedLead = await memberOf(api, units.accused, 'unitLead')
  for (const who of ['leader', 'appraiser', 'auditor'] as const) viewers[who] = await api.as(who)
  tokens = tokensOf(api.app.get(KeyRing))
  snoop = new Snoop(api, tokens)
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

async function findUnits() {
  const [family] = await db.query<{ parent: number; child: number }>(
    `SELECT p.id AS parent, c.id AS child FROM unit p JOIN unit c ON c.parent_id = p.id WHERE p.active AND c.active ORDER BY p.id LIMIT 1`,
  )
  const others = await db.query<{ id: number }>(
    `SELECT id FROM unit WHERE active AND kind = 'department' AND parent_id IS NULL AND id <> $1 ORDER BY id LIMIT 2`,
    [family!.parent],
  )
  units = { accused: family!.parent, belowAccused: family!.child, assist: others[0]!.id, consented: others[1]!.id }
}

/** What finds the requester in the database must not leave it either. */
function tokensOf(keys: KeyRing): string[] {
  const all = [
    keys.phoneToken(WHO.phone),
    keys.phoneTail(WHO.phone)!,
    keys.token('identity', WHO.identity),
    ...keys.nameTokens(WHO.name),
  ]
  return [
    ...all.flatMap((token) => [token.toString('hex'), token.toString('base64'), token.toString('base64url')]),
    ...keys.textTokens([WHO.name]),
  ]
}

const DEMAND = () => ({
  requester: { kind: 'citizen', name: WHO.name, phone: WHO.phone, identity: WHO.identity },
  title: `${WHO.name}反映问题`,
  content: `${poison()}。${poison()}。${poison()}`,
  address: `${WHO.address}，找${WHO.name} ${WHO.phone}`,
  tags: [WHO.name, `电话${WHO.phone}`],
  channelRef: `${WHO.phone}-${Math.random()}`,
  accusedUnitId: units.accused,
})

/** The lead has the requester's consent; one unit assists without it, and so do the unit complained about and one below it. */
async function dispatched(over: object): Promise<string> {
  const { ticketId } = await register(staff[0]!, place, { ...DEMAND(), ...over })
  const assists = [units.assist, units.accused, units.belowAccused]
  const dispatch = {
    units: [
      { unitId: units.consented, line: 'industry', role: 'lead' },
      ...assists.map((unitId) => ({ unitId, line: 'territory', role: 'assist' })),
    ],
    advice: poison(),
  }
  await act(staff[1]!, ticketId, { action: 'dispatch' }, dispatch)
  await act(staff[0]!, ticketId, { action: 'consent' }, { unitId: units.consented, words: poison() })
  return ticketId
}

const view = async (someone: Agent, id: string): Promise<TicketView> =>
  (await someone.get(`/api/v1/tickets/${id}`)).body

async function act(
  someone: Agent,
  id: string,
  { action, assignmentId }: Pick<ActionOffer, 'action' | 'assignmentId'>,
  body: unknown,
) {
  const version = (await staff[1]!.get(`/api/v1/tickets/${id}`)).body.version as number
  const path = assignmentId ? `assignments/${assignmentId}` : `tickets/${id}`
  return someone
    .post(`/api/v1/${path}/actions/${action}`)
    .set('If-Match', `"${version}"`)
    .send(body as object)
}

/** Everybody does everything they are offered, with the requester in every text when they know who it is. */
async function live(id: string, rounds: number) {
  const done = new Map<string, number>()
  const unitPeople = [viewers.consented, viewers.assist, viewers.accused, viewers.accusedLead, viewers.belowAccused]
  for (let round = 0; round < rounds; round += 1)
    for (const someone of [...unitPeople, ...staff, viewers.leader]) {
      const seen = await view(someone, id)
      const fresh = seen.actions.filter(({ action, assignmentId }) => !done.get(`${action}${assignmentId}${round}`))
      for (const offer of fresh.filter(({ action }) => !PARTING.includes(action))) {
        const knows = staff.includes(someone) || someone === viewers.consented
        const body = inputFor(offer, seen, units, knows ? poison : () => '已到现场核查，情况正在处理')
        const answer = await act(someone, id, offer, body)
        if (answer.status === 200) done.set(`${offer.action}${offer.assignmentId}${round}`, 1)
        if (!knows) snoop.expectNothing(`${offer.action} by somebody blind`, answer)
      }
    }
  return new Set([...done.keys()].map((key) => key.replace(/(undefined)?\d+$/, '')))
}

describe.each([
  ['report', { type: 'report' }],
  ['confidential complaint', { type: 'complaint', confidential: true }],
  ['complaint whose name alone is confidential', { type: 'complaint', nameConfidential: true }],
])('a %s', (_, over) => {
  let id: string
  let assignments: AssignmentView[]

  beforeAll(async () => {
    id = await dispatched(over)
    const done = await live(id, 3)
    assignments = (await view(staff[1]!, id)).assignments
    for (const action of ['sign', 'relay', 'contact', 'reply', 'accept', 'callback'])
      expect([...done]).toContain(action)
    const reveal = await staff[0]!.post(`/api/v1/tickets/${id}/reveal`).send({ field: 'phone', reason: poison() })
    expect(reveal.body.value).toBe(`+86${WHO.phone}`)
  }, 120_000)

  test('says who it is to those who may know', async () => {
    const seen = await view(staff[0]!, id)
    expect(traces(JSON.stringify(seen), [])).toContain(WHO.name)
    expect(seen.requester).toMatchObject({ name: '格**', phone: '139****2345' })
  })

  test.each(BLIND)('says nothing of it to %s', async (who) => {
    const someone = viewers[who]
    const ids = [id, ...assignments.map((each) => each.id), '1']
    expect(await snoop.walk(someone, who, ids)).toBeGreaterThan(20)
    await snoop.tryEverything(someone, who, id, assignments)
    const seen = await someone.get(`/api/v1/tickets/${id}`)
    if (seen.status === 200)
      expect(seen.body).toMatchObject({ requester: null, requesterHidden: true, channelRef: null })
    for (const q of [...CURIOUS, '柳暗花明', '格日勒图雅反映问题']) {
      const { body } = await someone.get('/api/v1/tickets').query({ q })
      expect([q, (body.items ?? []).map((item: { id: string }) => item.id)]).toEqual([q, []])
    }
  })

  test('shows the unit the requester agreed to whom to call, masked, and in clear for a reason', async () => {
    const seen = await view(viewers.consented, id)
    expect(seen.requester).toMatchObject({
      name: '格**',
      phone: '139****2345',
      revealable: ['phone', 'name', 'identity'],
    })
    const revealed = await viewers.consented
      .post(`/api/v1/tickets/${id}/reveal`)
      .send({ field: 'phone', reason: '联系诉求人' })
    expect(revealed.body.value).toBe(`+86${WHO.phone}`)
  })

  test('lies readable nowhere in the database but in what the centre typed as tags', async () => {
    const tables = await db.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace IN ('public'::regnamespace, 'graphile_worker'::regnamespace)`,
    )
    for (const { name } of tables.filter(({ name }) => name !== 'ticket' && name !== 'reveal')) {
      const rows = await db.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`)
      expect([name, rows.flatMap(({ text }) => traces(text, []))]).toEqual([name, []])
    }
    const [ticket] = await db.query<{ text: string }>(
      `SELECT (to_jsonb(t) - 'tags' - 'channel_ref')::text AS text FROM ticket t WHERE id = $1`,
      [id],
    )
    expect(traces(ticket!.text, [])).toEqual([])
  })
})

test('a guess written by the accused unit itself reads back as written, right or wrong', async () => {
  const id = await dispatched({ type: 'report' })
  const { assignments } = await view(viewers.accused, id)
  const own = assignments.find(({ unitId }) => unitId === units.accused)!
  await act(viewers.accused, id, { action: 'sign', assignmentId: own.id }, {})
  for (const guess of ['是不是格日勒图雅举报的', '是不是斯琴高娃举报的'])
    await act(viewers.accused, id, { action: 'relay', assignmentId: own.id }, { note: guess })
  const words = async (someone: Agent) => {
    const { body } = await someone.get(`/api/v1/tickets/${id}/events`)
    return body.items
      .filter(({ kind }: { kind: string }) => kind === 'relay')
      .map((item: { words: string }) => item.words)
  }
  expect(await words(viewers.accused)).toEqual(['是不是格日勒图雅举报的', '是不是斯琴高娃举报的'])
  expect((await words(viewers.assist))[0]).not.toContain('格日勒')
})

test('the log of all this names nobody', () => {
  expect(log.length).toBeGreaterThan(10_000)
  expect(traces(log, tokens)).toEqual([])
})
