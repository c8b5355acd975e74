import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { findPlace, register } from '../world/thread'
import { handlerLogin } from '../world/people'

let database: TestDatabase
let api: TestApi
let operator: Agent
const ids: Record<string, string> = {}

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  operator = await api.as('operator')
  const place = await findPlace(operator, true)
  const calls = {
    mobile: { name: '格日勒图雅', phone: '139 4771 2345' },
    landline: { name: '王建国', phone: '8582345' },
    report: { name: '格日勒图雅', phone: '13947712345' },
  }
  for (const [key, who] of Object.entries(calls))
    ids[key] = (
      await register(operator, place, {
        requester: { kind: 'citizen', ...who },
        ...(key === 'report' && { type: 'report' }),
      })
    ).ticketId
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

const found = async (query: object, someone = operator) => {
  const { body } = await someone.get('/api/v1/tickets').query(query)
  return body.items ? body.items.map(({ id }: { id: string }) => id) : body.code
}

test.each([
  ['a whole phone, however typed', { phone: '+86 139-4771-2345' }, ['report', 'mobile']],
  ['a local number without its area code', { phone: '858 2345' }, ['landline']],
  ['the same with it', { phone: '0477-8582345' }, ['landline']],
  ['the last four digits', { phone: '2345' }, ['report', 'landline', 'mobile']],
  ['a part of a name', { name: '日勒' }, ['report', 'mobile']],
  ['a name and a tail together', { name: '建国', phone: '2345' }, ['landline']],
  ['another name with that tail', { name: '王芳', phone: '2345' }, []],
  ['a state, too', { phone: '2345', state: 'closed' }, []],
])('tickets are found by %s', async (_, query, expected) => {
  expect(await found(query)).toEqual(expected.map((key) => ids[key]))
})

test('page by page', async () => {
  const first = (await operator.get('/api/v1/tickets').query({ phone: '2345', limit: 2 })).body
  const second = await operator.get('/api/v1/tickets').query({ phone: '2345', limit: 2, after: first.next })
  expect([first.items.length, second.body.items.map(({ id }: { id: string }) => id), second.body.next]).toEqual([
    2,
    [ids['mobile']],
    null,
  ])
})

test('only for those who take calls, and only for what can be meant', async () => {
  const unit = await api.as(await handlerLogin(database.url, 5))
  for (const someone of [await api.as('leader'), await api.as('supervisor'), unit])
    for (const query of [{ phone: '13947712345' }, { name: '格日勒图雅' }])
      expect(await found(query, someone)).toBe('forbidden')
  expect(await found({ phone: '13' })).toBe('phoneInvalid')
  expect(await found({ name: '，。' })).toBe('searchEmpty')
})
