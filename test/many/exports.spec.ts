import { inflateRawSync } from 'node:zlib'
import { Client } from 'pg'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { memberOf } from '../world/members'
import { DEMAND, dispatchAsProposed, findPlace, type Place, register, ticketOf } from '../world/thread'

let database: TestDatabase
let client: Client
let api: TestApi
let operator: Agent
let dispatcher: Agent
let place: Place

beforeAll(async () => {
  database = await freshDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
  api = await startApi({ databaseUrl: database.url })
  ;[operator, dispatcher] = [await api.as('operator'), await api.as('dispatcher')]
  place = await findPlace(operator, false)
})
afterAll(async () => {
  await api?.stop()
  await client?.end()
  await database?.drop()
})

const REASON = '周调度会材料'
const asBytes = (someone: Agent, body: object) =>
  someone
    .post('/api/v1/exports')
    .send({ format: 'csv', reason: REASON, ...body })
    .buffer()
    .parse((response, done) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('end', () => done(null, Buffer.concat(pieces)))
    })
const exported = async (someone: Agent, body: object): Promise<string> =>
  ((await asBytes(someone, body).expect(200)).body as Buffer).toString('utf8')
const shown = (number: string) => `${number.slice(0, 6)}-${number.slice(6)}`

test('says who, when and what for, masks people, counts its rows, and leaves two rows in the audit', async () => {
  const { ticketId, number } = await register(operator, place, { title: '=HYPERLINK("http://x")路灯' })
  const text = await exported(dispatcher, { ids: [ticketId] })
  const lines = text.trim().split('\r\n')
  expect(lines[0]).toMatch(/^导出人：派单甲（.+）.*用途：周调度会材料.*已脱敏/)
  expect(lines[2]).toContain(`${shown(number)},待派单,求助`)
  expect(lines[2]).toContain("'=HYPERLINK")
  expect(lines.at(-1)).toBe('共 1 行')
  expect(text).not.toContain(DEMAND.requester.phone)
  expect(text).not.toContain(DEMAND.requester.name)
  expect(text).toContain('139')
  const { rows } = await client.query(`SELECT kind, detail FROM audit WHERE kind LIKE 'export%' ORDER BY id`)
  expect(rows).toEqual([
    { kind: 'exported', detail: { format: 'csv', reason: REASON, tickets: 1 } },
    { kind: 'exportEnded', detail: { rows: 1, format: 'csv', whole: true } },
  ])
})

test('no byte that the person may not see: other units’ tickets, and whom a report comes from', async () => {
  const secret = { kind: 'citizen', name: '乌日图那顺', phone: '13800007777' }
  const report = await register(operator, place, { type: 'report', title: '举报某人', content: '举报的内容在此', requester: secret }) // prettier-ignore
  const other = await register(operator, place, { title: '另一件事' })
  await dispatchAsProposed(dispatcher, report.ticketId)
  const { assignments } = await ticketOf(dispatcher, report.ticketId)
  const lead = await memberOf(api, assignments[0]!.unitId, 'unitLead')
  const ids = [report.ticketId, other.ticketId]
  for (const body of [{ ids }, {}, { q: '路灯' }]) {
    for (const format of ['csv', 'xlsx']) {
      const bytes = (await asBytes(lead, { ...body, format }).expect(200)).body as Buffer
      const text = format === 'csv' ? bytes.toString('utf8') : sheetOf(bytes)
      for (const word of ['乌日图', '那顺', '138', '7777', '举报的内容', '举报某人', '另一件事'])
        expect(text).not.toContain(word)
      if ('ids' in body) expect(text).toContain('不提供')
    }
  }
  await asBytes(lead, { queue: 'open' }).expect(403)
  for (const nobody of ['sysadmin', 'operator', 'town']) await asBytes(await api.as(nobody), { ids }).expect(403)
})

test('a workbook that spreadsheets open: one sheet, text cells, sizes and sums that fit', async () => {
  const { number } = await register(operator, place, { title: '<b>&路灯' })
  const bytes = (await asBytes(dispatcher, { format: 'xlsx', queue: 'dispatch' }).expect(200)).body as Buffer
  const sheet = sheetOf(bytes)
  expect(sheet).toContain(`<t xml:space="preserve">${shown(number)}</t>`)
  expect(sheet).toContain('&lt;b&gt;&amp;路灯')
  expect(sheet).toMatch(/<\/sheetData><\/worksheet>$/)
  expect(bytes.readUInt32LE(bytes.length - 22)).toBe(0x06054b50)
  expect(bytes.readUInt16LE(bytes.length - 12)).toBe(5)
})

test('what cannot be asked for is refused before anything is written', async () => {
  const before = await client.query(`SELECT count(*) FROM audit WHERE kind = 'exported'`)
  await asBytes(dispatcher, { ids: ['1; DROP TABLE ticket'] }).expect(400)
  await asBytes(dispatcher, { ids: ['64'], reason: '' }).expect(400)
  await asBytes(dispatcher, { q: '，。' }).expect(400)
  expect((await client.query(`SELECT count(*) FROM audit WHERE kind = 'exported'`)).rows).toEqual(before.rows)
})

/** The sheet out of the archive, by its central directory. */
function sheetOf(zip: Buffer): string {
  let at = zip.readUInt32LE(zip.length - 6)
  for (;;) {
    const [packed, size, length, start] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)] // prettier-ignore
    if (zip.toString('utf8', at + 46, at + 46 + length).endsWith('sheet1.xml')) {
      const data = start + 30 + zip.readUInt16LE(start + 26)
      const text = inflateRawSync(zip.subarray(data, data + packed))
      expect(text.length).toBe(size)
      return text.toString('utf8')
    }
    at += 46 + length
  }
}
