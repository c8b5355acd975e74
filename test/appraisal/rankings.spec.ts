import { Client } from 'pg'
import { foldFigures, tallies } from '#data/figures'
import type { FactView, RankedView, RankingView } from '#domain/appraisal/views'
import { localDayOf } from '#domain/local-day'
import { freshDatabase, type TestDatabase } from '../world/database'
import { type Agent, startApi, type TestApi } from '../world/api'
import { handlerLogin } from '../world/people'
import {
  CONTACT,
  dispatchAsProposed,
  findPlace,
  handle,
  onAssignment,
  onTicket,
  type Place,
  register,
  REPLY,
  ticketOf,
} from '../world/thread'

let database: TestDatabase
let api: TestApi
let client: Client
let operator: Agent
let dispatcher: Agent
let caller: Agent
let place: Place

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  client = new Client({ connectionString: database.url })
  await client.connect()
  operator = await api.as('operator')
  dispatcher = await api.as('dispatcher')
  caller = await api.as('callback')
  place = await findPlace(operator, true)
})
afterAll(async () => {
  await client?.end()
  await api?.stop()
  await database?.drop()
})

const sql = { query: async (text: string, values: unknown[] = []) => (await client.query(text, values)).rows as never }

/** From the call to what the requester says of it; answers the ticket. */
async function judged(answer: object, contacted = true): Promise<string> {
  const { ticketId } = await register(operator, place)
  await dispatchAsProposed(dispatcher, ticketId)
  await again(ticketId, answer, contacted)
  return ticketId
}

async function again(ticketId: string, answer: object, contacted = true) {
  const { assignments } = await ticketOf(dispatcher, ticketId)
  for (const assignment of assignments) {
    const unit = await api.as(await handlerLogin(database.url, assignment.unitId))
    await (assignment.state === 'pending'
      ? handle(unit, ticketId, assignment)
      : replyAgain(unit, ticketId, assignment.id))
  }
  await onTicket(dispatcher, ticketId, 'accept')
  const asked = assignments.map(({ id }) => ({ assignmentId: id, contacted }))
  await onTicket(caller, ticketId, 'callback', { mannerGrade: 5, contacted: asked, ...answer })
}

async function replyAgain(unit: Agent, ticketId: string, id: string) {
  await onAssignment(unit, ticketId, { id }, 'contact', CONTACT)
  await onAssignment(unit, ticketId, { id }, 'reply', REPLY)
}

const ranking = async (someone: Agent): Promise<RankingView> =>
  (await someone.get('/api/v1/appraisal/rankings?kind=month')).body
const rowsOf = ({ groups }: RankingView): RankedView[] => groups.flatMap(({ ranked, small }) => [...ranked, ...small])
const factsOf = async (someone: Agent, unitId: number, list: string): Promise<FactView[]> =>
  (await someone.get(`/api/v1/appraisal/units/${unitId}/facts?list=${list}`)).body.items

test('what requesters said is in the ranking at once, the last answer of a redone ticket alone', async () => {
  await judged({ solved: 'yes', resultGrade: 5 })
  await judged({ solved: 'partly', resultGrade: 3, exit: 'judged', exitReason: '条件所限' }, false)
  const redone = await judged({ solved: 'no', resultGrade: 1, exit: 'redo', exitReason: '仍未解决' })
  await again(redone, { solved: 'yes', resultGrade: 4 })

  const rows = rowsOf(await ranking(dispatcher)).filter(({ valid }) => valid)
  expect(rows).toHaveLength(2)
  for (const { valid, rates, rank } of rows) {
    expect({ valid, rank }).toEqual({ valid: 3, rank: null })
    expect(rates.map(({ numerator, denominator, percent }) => [numerator, denominator, percent])).toEqual([
      ['2', '3', '66.67'],
      ['2', '3', '66.67'],
      ['2.9', '3', '96.67'],
    ])
  }
})

test('tile, list and table say the same; a lost point names its ticket', async () => {
  const rows = rowsOf(await ranking(dispatcher)).filter(({ valid }) => valid)
  for (const { unitId, valid, rates } of rows) {
    const facts = await factsOf(dispatcher, unitId, 'valid')
    expect(facts).toHaveLength(valid)
    expect(String(facts.filter(({ contacted }) => contacted).length)).toBe(rates[0]!.numerator)
    expect(String(facts.filter(({ solved }) => solved === 'yes').length)).toBe(rates[1]!.numerator)
    const lost = await factsOf(dispatcher, unitId, 'lost')
    expect(lost.map(({ solved, grade, contacted }) => ({ solved, grade, contacted }))).toEqual([
      { solved: 'partly', grade: 3, contacted: false },
    ])
  }
})

test('folding changes no number, whoever folds at once', async () => {
  const today = localDayOf(new Date())
  const asked = { basis: 'callback', from: `${today.slice(0, 7)}-01`, to: today } as const
  const before = await tallies(sql, asked)
  const other = new Client({ connectionString: database.url })
  await other.connect()
  const second = {
    query: async (text: string, values: unknown[] = []) => (await other.query(text, values)).rows as never,
  }
  const taken = await Promise.all([foldFigures(sql), foldFigures(second), foldFigures(sql)])
  expect(taken.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(0)
  await other.end()
  expect(await tallies(sql, asked)).toEqual(before)
  expect((await client.query('SELECT count(*)::int AS left FROM figure_delta')).rows[0].left).toBe(0)
  expect((await client.query('SELECT count(*)::int AS days FROM figure')).rows[0].days).toBeGreaterThan(0)
})

test('a unit reads the ranking of all and the tickets of its own alone', async () => {
  const rows = rowsOf(await ranking(dispatcher)).filter(({ valid }) => valid)
  const [mine, theirs] = rows.map(({ unitId }) => unitId)
  const unit = await api.as(await handlerLogin(database.url, mine!))
  expect(rowsOf(await ranking(unit)).filter(({ valid }) => valid)).toHaveLength(2)
  expect(await factsOf(unit, mine!, 'valid')).toHaveLength(3)
  const stranger = (
    await client.query('SELECT id FROM unit WHERE id <> ALL($1) AND kind = $2 ORDER BY id DESC LIMIT 1', [
      [mine, theirs],
      'town',
    ])
  ).rows[0].id
  const far = await api.as(await handlerLogin(database.url, stranger))
  expect(await factsOf(far, mine!, 'valid')).toEqual([])
})

test('a day that is none, a unit that is none', async () => {
  const wrong = await dispatcher.get('/api/v1/appraisal/rankings?day=2026-02-30')
  expect([wrong.status, wrong.body.code]).toEqual([400, 'invalidInput'])
  expect((await dispatcher.get('/api/v1/appraisal/units/999999/facts')).status).toBe(404)
})
