import { dispatchAsProposed, findPlace, register } from '../world/thread'
import { type Consoles, startConsoles } from './console'

let consoles: Consoles

beforeAll(async () => {
  consoles = await startConsoles()
}, 180_000)
afterAll(() => consoles?.stop())

test('beside a deadline one learns why it is due then, from the list and on the ticket', async () => {
  const operator = await consoles.api.as('operator')
  const dispatcher = await consoles.api.as('dispatcher')
  const { ticketId, number } = await register(operator, await findPlace(operator, false))
  await dispatchAsProposed(dispatcher, ticketId)
  const shown = `${number.slice(0, 6)}-${number.slice(6)}`

  const page = await consoles.open('dispatcher')
  await page.goto('/tickets')
  await page.getByRole('button', { name: `${shown} 的期限为什么是这个时间` }).click()
  const dialog = page.getByRole('dialog').filter({ hasText: '为什么是这个期限' })
  await dialog.getByText('自首次派单起算').waitFor()
  await dialog.getByText('5个工作日').waitFor()
  expect(await dialog.getByRole('list', { name: '逐段计算' }).textContent()).toMatch(/上班时间计 \d/)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })

  await page.goto(`/ticket/${ticketId}`)
  const limits = page.getByRole('region', { name: '时限' })
  const rows = limits.locator('li', { hasText: '首次联系' })
  await rows.first().getByRole('button', { name: '这个期限为什么是这个时间' }).click()
  await dialog.getByText('自派给本单位起算').waitFor()
}, 60_000)
