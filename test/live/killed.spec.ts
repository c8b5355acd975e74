import type { Client } from 'pg'
import { startApi } from '../world/api'
import { type TestDatabase, freshDatabase } from '../world/database'
import { type Running, spawnApi } from '../world/processes'
import { until } from '../world/until'
import { TestConsole, signIn } from './consoles'
import { DEPARTMENT, TOWN, logWriter, plantUnits, writeEvent } from './log-rows'

let database: TestDatabase
let writer: Client
const processes: Running[] = []
const consoles: TestConsole[] = []
const cookies: Record<string, string> = {}

beforeAll(async () => {
  database = await freshDatabase()
  writer = await logWriter(database.url)
  await plantUnits(writer)
  const api = await startApi({ databaseUrl: database.url })
  for (const [login, unit] of Object.entries({ dispatcher: 9001, town: TOWN, department: DEPARTMENT })) {
    await api.as(login)
    await writer.query('UPDATE person SET unit_id = $2 WHERE login = $1', [login, unit])
    cookies[login] = await signIn(api.url, login)
  }
  await api.stop()
})
afterAll(async () => {
  for (const each of consoles) each.close()
  await Promise.all(processes.map((each) => each.kill()))
  await writer.end()
  await database.drop()
})

async function api() {
  const started = await spawnApi(database.url)
  processes.push(started)
  return started
}
async function seat(url: string, login: string) {
  const opened = new TestConsole(url, cookies[login]!)
  consoles.push(opened)
  await until(() => opened.listening)
  return opened
}

test('a process is killed while events pour in: its consoles move to the other one, every event arrives once', async () => {
  const [doomed, survivor] = await Promise.all([api(), api()])
  const [center, town, department] = await Promise.all(
    ['dispatcher', 'town', 'department'].map((login) => seat(doomed.url, login)),
  )
  const onlooker = await seat(survivor.url, 'dispatcher')
  const written: { name: string; unit: number }[] = []
  let pouring = true
  const pour = (async () => {
    for (let seq = 1; pouring; seq++) {
      const unit = seq % 3 === 0 ? DEPARTMENT : TOWN
      await writeEvent(writer, { ticket: 70, seq, units: [unit] })
      written.push({ name: `70/${seq}`, unit })
      await new Promise((resolve) => setTimeout(resolve, 3))
    }
  })()

  await until(() => center!.events.length > 20)
  const moving = [center!, town!, department!]
  await doomed.kill()
  for (const each of moving) each.moveTo(survivor.url)
  const after = written.length
  await until(() => written.length > after + 100)
  pouring = false
  await pour

  const all = written.map(({ name }) => name)
  const of = (unit: number) => written.filter((each) => each.unit === unit).map(({ name }) => name)
  await until(() => [center!, onlooker].every((each) => each.events.length >= all.length))
  await until(() => town!.events.length >= of(TOWN).length && department!.events.length >= of(DEPARTMENT).length)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(center!.heard).toEqual(all)
  expect(onlooker.heard).toEqual(all)
  expect(town!.heard).toEqual(of(TOWN))
  expect(department!.heard).toEqual(of(DEPARTMENT))
  expect(moving.map((each) => each.resyncs)).toEqual([1, 1, 1])
})

test('a process that starts anew serves those who come back from the log it finds', async () => {
  const first = await api()
  const center = await seat(first.url, 'dispatcher')
  await writeEvent(writer, { ticket: 71, seq: 1 })
  await until(() => center.events.length === 1)
  await first.kill()
  center.socket.disconnect()
  for (let seq = 2; seq <= 4; seq++) await writeEvent(writer, { ticket: 71, seq })
  const second = await api()
  center.moveTo(second.url)
  await until(() => center.events.length === 4)
  expect(center.heard).toEqual(['71/1', '71/2', '71/3', '71/4'])
  expect(center.resyncs).toBe(1)
})
