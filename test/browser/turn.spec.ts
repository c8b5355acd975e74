import { findPlace, register } from '../world/thread'
import { answer, type Consoles, PATIENCE, startConsoles } from './console'

let consoles: Consoles

beforeAll(async () => {
  consoles = await startConsoles()
}, 180_000)
afterAll(() => consoles?.stop())

test('a hand-over that was refused is back among those to dispatch, with what was said', async () => {
  const operator = await consoles.api.as('operator')
  const place = await findPlace(operator, true)
  const handOver = { to: 'helpWindow', told: '已转“帮您办”窗口办理。' }
  const { number } = await register(operator, place, { outcome: 'handOver', handOver })
  const shown = `${number.slice(0, 6)}-${number.slice(6)}`
  const page = await consoles.open('dispatcher')
  await page.goto('/dispatch')
  await page.getByRole('tab', { name: /交转跟踪/ }).click()
  await page.locator('.desk-row', { hasText: shown }).click()
  const pane = page.getByRole('region', { name: '登记交转结果' })
  await answer(pane, '对方办理情况', '对方不受理').catch(async () => {
    await pane.getByLabel('对方办理情况').click()
    await page.getByTitle('对方不受理').click()
  })
  await pane.getByLabel('情况说明').fill('不属于窗口受理范围，请热线另行派单')
  await pane.getByRole('button', { name: '登记交转结果' }).click()
  await page.getByRole('tab', { name: /待派单/ }).click()
  await page.locator('.desk-row', { hasText: shown }).click({ timeout: PATIENCE })
  await page.locator('.ticket-head').getByText('对方不受理').waitFor({ timeout: PATIENCE })
  await page.getByRole('region', { name: '派单', exact: true }).waitFor()
}, 90_000)
