import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { KeyRing } from '#data/secrets/key-ring'
import { rotateAll, SEALED_COLUMNS } from '#data/secrets/sealed-columns'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { findPlace, onTicket, type Place, register, ticketOf } from '../world/thread'

const [first, second, tokenKey] = [randomBytes(32), randomBytes(32), randomBytes(32)]
const config = (...keys: Buffer[]) => ({
  keys: keys.map((key, at) => `${at + 1}:${key.toString('base64')}`).join(),
  tokenKey: tokenKey.toString('base64'),
})

let database: TestDatabase
let client: Client
beforeAll(async () => {
  database = await freshDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
})
afterAll(async () => {
  await client?.end()
  await database?.drop()
})

const withApi = async <T>(keys: ReturnType<typeof config>, work: (api: TestApi) => Promise<T>) => {
  const api = await startApi({ databaseUrl: database.url, config: keys })
  try {
    return await work(api)
  } finally {
    await api.stop()
  }
}

const write = async (operator: Agent, place: Place) => {
  const { ticketId } = await register(operator, place, { type: 'report' })
  await operator
    .put(`/api/v1/drafts/ticket-${ticketId}`)
    .send({ body: `草稿 ${ticketId}` })
    .expect(204)
  return ticketId
}

async function reads(api: TestApi, ids: string[]) {
  const operator = await api.as('operator')
  for (const id of ids) {
    expect((await ticketOf(operator, id)).content).toContain('路灯')
    const revealed = await operator.post(`/api/v1/tickets/${id}/reveal`).send({ field: 'phone', reason: '核对' })
    expect(revealed.body.value).toBe('+8613900001234')
    expect((await operator.get(`/api/v1/drafts/ticket-${id}`)).body.body).toBe(`草稿 ${id}`)
    const { items } = (await operator.get(`/api/v1/tickets/${id}/events`)).body
    expect(items.at(-1).words).toContain('属实')
  }
}

test('keys are rotated while tickets are written: everything reads before, meanwhile and after, then without the old key', async () => {
  const before = await withApi(config(first), async (api) => {
    const [operator, dispatcher] = [await api.as('operator'), await api.as('dispatcher')]
    const place = await findPlace(operator, true)
    const ids = []
    for (let at = 0; at < 15; at += 1) ids.push(await write(operator, place))
    for (const id of ids) await dispatched(dispatcher, id)
    return ids
  })

  const during = await withApi(config(first, second), async (api) => {
    const [operator, dispatcher] = [await api.as('operator'), await api.as('dispatcher')]
    const place = await findPlace(operator, true)
    const ring = new KeyRing({
      keys: new Map([
        [1, first],
        [2, second],
      ]),
      tokenKey,
      cipher: 'aes',
    })
    const ids: string[] = []
    const rotation = rotateAll(
      async (sql, params) => (await client.query(sql, params)).rows,
      ring,
      async () => {
        ids.push(await write(operator, place))
        await dispatched(dispatcher, ids.at(-1)!)
      },
    )
    const all = await rotation
    expect(all.flatMap(({ done }) => done.failed)).toEqual([])
    expect(all.find(({ column }) => column.context === 'draft.sealed')!.done.moved).toBe(15)
    await reads(api, [...before, ...ids])
    return ids
  })
  expect(during.length).toBeGreaterThan(3)

  for (const { table, column } of SEALED_COLUMNS) {
    const { rows } = await client.query(`SELECT FROM ${table} WHERE substring(${column} from 3 for 2) = '\\x0001'`)
    expect([table, rows.length]).toEqual([table, 0])
  }
  const alone = { keys: `2:${second.toString('base64')}`, tokenKey: tokenKey.toString('base64') }
  await withApi(alone, (api) => reads(api, [...before, ...during]))
})

test('an API with the keys of another database does not start, and says which', async () => {
  await expect(startApi({ databaseUrl: database.url, config: config(first) })).rejects.toThrow('JIBAN_KEYS')
  const strange = { ...config(first, second), tokenKey: randomBytes(32).toString('base64') }
  await expect(startApi({ databaseUrl: database.url, config: strange })).rejects.toThrow('JIBAN_TOKEN_KEY')
})

/** Words of somebody in an event. */
async function dispatched(dispatcher: Agent, id: string) {
  const { units } = (await dispatcher.get(`/api/v1/tickets/${id}/proposal`)).body
  await onTicket(dispatcher, id, 'dispatch', {
    units: units.map(({ unitId, line, role }: never) => ({ unitId, line, role })),
    advice: '请核查是否属实',
  })
}
