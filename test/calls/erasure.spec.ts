import { Database } from '#data/database'
import { KeyRing } from '#data/secrets/key-ring'
import { verifyCalls } from '#data/verify/calls'
import { Erasure } from '#services/tickets/erasure'
import { startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { Telephone } from '../world/telephone'
import { findPlace, register } from '../world/thread'

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

test('with the requester go the numbers and recordings of the calls; times and figures stay', async () => {
  const db = api.app.get(Database)
  const operator = await api.as('operator')
  const phone = '13900001357'
  const telephone = new Telephone(api.url)
  const call = telephone.call({ number: phone })
  await call.offered()
  await call.tell('answered', { operator: 'operator' })
  await call.tell('ended', { recording: 'https://pbx.example/rec/9' })
  const gone = telephone.call({ number: phone })
  await gone.offered()
  await gone.tell('abandoned')
  await register(operator, await findPlace(operator, true), { requester: { kind: 'citizen', name: '乌兰', phone } })
  const figures = () => db.query('SELECT * FROM call_figure ORDER BY day, desk, person_id')
  const before = await figures()
  const [who] = await db.query<{ id: string }>('SELECT id::text FROM requester')
  await new Erasure(db, api.app.get(KeyRing)).erase(who!.id, '本人申请')
  const kept = await db.query(
    `SELECT number_sealed, number_token, recording FROM call UNION ALL SELECT number_sealed, number_token, NULL FROM missed_call
     UNION ALL SELECT NULL, NULL, recording FROM call_event`,
  )
  expect(kept.flatMap((row) => Object.values(row)).filter((value) => value !== null)).toEqual([])
  expect(await figures()).toEqual(before)
  expect(await verifyCalls(db)).toMatchObject({ calls: 2, wrongCount: 0 })
})
