import type { WebSocketRoute } from 'playwright-core'
import type { Agent } from '../world/api'
import { handlerLogin } from '../world/people'
import { dispatchAsProposed, findPlace, onAssignment, type Place, register, ticketOf } from '../world/thread'
import { until } from '../world/until'
import { type Consoles, startConsoles, stayed } from './console'

let consoles: Consoles
let operator: Agent
let place: Place

beforeAll(async () => {
  consoles = await startConsoles()
  operator = await consoles.api.as('operator')
  place = await findPlace(operator, true)
}, 180_000)
afterAll(() => consoles?.stop())

test('of two dispatchers on one ticket the slower is told what changed and keeps what was typed', async () => {
  const { ticketId } = await register(operator, place, { title: '两人同时派单' })
  const page = await consoles.open('dispatcher')
  await page.goto(`/dispatch/${ticketId}`)
  await page.getByText('实时').waitFor()
  await page.getByLabel('派单意见').fill('写了很久的意见')
  await dispatchAsProposed(await consoles.api.as('dispatcher2'), ticketId)
  await page.getByText('已由他人办理').waitFor()
  await page.getByText('派单至').first().waitFor()
  expect(await page.getByLabel('派单意见').inputValue()).toBe('写了很久的意见')
  const form = page.getByRole('region', { name: '派单', exact: true })
  await form.getByRole('button', { name: '派单', exact: true }).click()
  await page.getByText('提交没有生效').waitFor()
  expect(await page.getByLabel('派单意见').inputValue()).toBe('写了很久的意见')
})

test('a cut line is shown, and what was missed is there when it is back', async () => {
  const page = await consoles.open('dispatcher')
  const line = await cuttable(page)
  await page.goto('/dispatch')
  await page.evaluate(() => Object.assign(globalThis, { neverLoadedAgain: true }))
  await page.getByText('实时').waitFor()
  await page.getByText('没有待派单的工单').waitFor()
  line.cut()
  await page.getByText('正在重新连接').waitFor()
  await register(operator, place, { title: '断线期间登记的诉求' })
  await page.waitForTimeout(500)
  expect(await page.getByText('断线期间登记的诉求').count()).toBe(0)
  line.mend()
  // A try made while the line was cut may hang until the console gives it up; the next one comes after a pause.
  await page.getByText('断线期间登记的诉求').first().waitFor({ timeout: 45_000 })
  await page.getByText('实时').waitFor()
  expect(await stayed(page)).toBe(true)
})

test('a form closed by mistake opens again with what was typed', async () => {
  const { ticketId } = await register(operator, place)
  await dispatchAsProposed(await consoles.api.as('dispatcher'), ticketId)
  const { assignments } = await ticketOf(operator, ticketId)
  const login = await handlerLogin(consoles.databaseUrl, assignments[0]!.unitId)
  await onAssignment(await consoles.api.as(login), ticketId, assignments[0]!, 'sign')
  const page = await consoles.open(login)
  await page.goto(`/ticket/${ticketId}`)
  await page.getByRole('button', { name: '登记联系' }).click()
  await page.getByLabel('联系情况').fill('刚刚写下的一句话')
  await page.keyboard.press('Escape')
  await page.getByLabel('联系情况').waitFor({ state: 'hidden' })
  await page.waitForTimeout(500)
  await page.getByRole('button', { name: '登记联系' }).click()
  await until(async () => (await page.getByLabel('联系情况').inputValue()) === '刚刚写下的一句话')
})

/** A wire between the page and the server that can be cut. */
async function cuttable(page: Awaited<ReturnType<Consoles['open']>>) {
  const open = new Set<WebSocketRoute>()
  let whole = true
  await page.routeWebSocket(/socket\.io/, (socket) => {
    if (!whole) return void socket.close()
    open.add(socket)
    socket.connectToServer()
  })
  return {
    cut() {
      whole = false
      for (const socket of open) void socket.close()
      open.clear()
    },
    mend: () => void (whole = true),
  }
}
