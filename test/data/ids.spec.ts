import { Ids } from '#data/ids'
import { Database, dataSource } from '#data/database'
import { freshDatabase, type TestDatabase } from '../world/database'

let own: TestDatabase
let db: Database

beforeAll(async () => {
  own = await freshDatabase({ seeded: false })
  const options = { url: own.url, poolSize: 4, applicationName: 'test', statementTimeoutMs: 10_000 }
  db = new Database(await dataSource(options).initialize())
})
afterAll(async () => {
  await db?.source.destroy()
  await own?.drop()
})

test('hundreds that ask at once, of two processes, each get ids of their own', async () => {
  const [here, there] = [new Ids(db, 'assignment_id'), new Ids(db, 'assignment_id')]
  const counts = [...Array(500).keys()].map((n) => n % 7)
  const taken = await Promise.all(
    counts.map(async (count, n) => {
      const take = await (n % 2 ? here : there).reserve(count)
      await new Promise((resolve) => setTimeout(resolve, n % 5))
      return [...Array(count)].map(take)
    }),
  )
  const all = taken.flat()
  expect(all).toHaveLength(counts.reduce((sum, count) => sum + count))
  expect(new Set(all).size).toBe(all.length)
})

test('nobody takes more than was reserved', async () => {
  const take = await new Ids(db, 'ticket_id').reserve(1)
  take()
  expect(take).toThrow('reserved')
})
