import { Client } from 'pg'
import { findPlace, type Place } from '../world/thread'
import { seat, Telephone } from '../world/telephone'
import { until } from '../world/until'
import { type Consoles, pick, startConsoles } from './console'

let consoles: Consoles
let telephone: Telephone
let place: Place

beforeAll(async () => {
  consoles = await startConsoles()
  telephone = new Telephone(consoles.api.url)
  place = await findPlace(await consoles.api.as('operator'), true)
  await seat(consoles.databaseUrl, 'operator', 'general')
}, 180_000)
afterAll(() => consoles?.stop())

test('a call rings on the page, Alt+A answers it into the intake, and the ticket belongs to the call', async () => {
  const page = await consoles.open('operator')
  await page.getByText('实时').waitFor()
  await page.getByRole('button', { name: /坐席状态/ }).waitFor()
  await page.keyboard.press('Alt+r')
  await page.getByRole('button', { name: '坐席状态：就绪，点击切换' }).waitFor()
  const call = telephone.call({ number: '13900004321' })
  const { callId } = await call.offered()
  await page.getByRole('region', { name: '来电 139****4321' }).waitFor()
  await page.keyboard.press('Alt+a')
  await page.waitForURL(/\/intake\?call=\d+/)
  await until(async () => (await page.getByLabel('联系电话').inputValue()) === '13900004321')
  await page.getByText(/没有.*记录/).waitFor()
  await page.getByLabel('姓名', { exact: true }).fill('乌云')
  await page.getByLabel('诉求内容').fill('小区南门路灯坏了一周，晚上看不见路。')
  await call.tell('ended')
  await page.getByText('已挂机，登记内容保留').waitFor()
  expect(await page.getByLabel('诉求内容').inputValue()).toContain('路灯坏了一周')
  const region = (await (await consoles.api.as('operator')).get('/api/v1/region')).body
  const nameOf = (list: { code: string; name: string }[], code: string) => list.find((each) => each.code === code)!.name
  await pick(page, '诉求分类', nameOf(region.categories, place.categoryCode))
  await pick(page, '事发地', nameOf(region.places, place.placeCode))
  await page.keyboard.press('Control+Enter')
  await page.getByText('登记成功').waitFor()
  const client = new Client({ connectionString: consoles.databaseUrl })
  await client.connect()
  const { rows } = await client.query('SELECT how FROM call_ticket WHERE call_id = $1', [callId])
  await client.end()
  expect(rows).toEqual([{ how: 'registered' }])
  await page.getByRole('button', { name: '坐席状态：话后整理，点击切换' }).waitFor()
})

test('who gave up stands on the telephone desk until rung back', async () => {
  const call = telephone.call({ number: '13900004399' })
  await call.offered()
  const page = await consoles.open('operator')
  await page.goto('/telephone')
  await page.getByRole('heading', { name: '话务台' }).waitFor()
  await call.tell('abandoned')
  const row = page.getByRole('row', { name: /139\*\*\*\*4399/ })
  await row.getByRole('button', { name: '领取' }).click()
  const mine = page.getByRole('row', { name: /13900004399/ })
  await mine.getByRole('button', { name: '已接通' }).click()
  await page.waitForURL(/\/intake$/)
  await until(async () => (await page.getByLabel('联系电话').inputValue()) === '13900004399')
})
