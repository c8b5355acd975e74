import { startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { seat, Telephone } from '../world/telephone'
import { until } from '../world/until'
import { signIn, TestConsole } from '../live/consoles'

let database: TestDatabase
let apis: TestApi[]
beforeAll(async () => {
  database = await freshDatabase()
  apis = [await startApi({ databaseUrl: database.url }), await startApi({ databaseUrl: database.url })]
})
afterAll(async () => {
  await Promise.all((apis ?? []).map((api) => api.stop()))
  await database?.drop()
})

test('a call told to one API is heard at the consoles of the other, by those who answer calls and nobody else; only its id', async () => {
  const heard: Record<string, unknown[]> = {}
  const consoles = await Promise.all(
    ['operator', 'supervisor', 'dispatcher', 'town'].map(async (login) => {
      await apis[0]!.as(login)
      const console = new TestConsole(apis[1]!.url, await signIn(apis[1]!.url, login))
      console.socket.on('calls', (body: unknown) => (heard[login] ??= []).push(body))
      await until(() => console.listening)
      return console
    }),
  )
  await seat(database.url, 'operator', 'general')
  const { callId } = await new Telephone(apis[0]!.url).call({ number: '13900002468' }).offered()
  await until(() => heard['operator'] !== undefined && heard['supervisor'] !== undefined)
  for (const console of consoles) console.close()
  expect(heard).toEqual({ operator: [{ ids: [callId] }], supervisor: [{ ids: [callId] }] })
})
