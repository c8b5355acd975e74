import { handlerLogin } from '../world/people'
import { dispatchAsProposed, findPlace, onAssignment, register, ticketOf } from '../world/thread'
import { type Consoles, startConsoles } from './console'

let consoles: Consoles

beforeAll(async () => {
  consoles = await startConsoles()
}, 180_000)
afterAll(() => consoles?.stop())

const shown = (number: string) => `${number.slice(0, 6)}-${number.slice(6)}`

test('three chosen by keyboard are signed in one go, the one somebody signed meanwhile says so; a reload keeps the outcome', async () => {
  const operator = await consoles.api.as('operator')
  const dispatcher = await consoles.api.as('dispatcher')
  const place = await findPlace(operator, false)
  const made = []
  for (let n = 0; n < 3; n++) {
    const ticket = await register(operator, place)
    await dispatchAsProposed(dispatcher, ticket.ticketId)
    made.push(ticket)
  }
  const [assignment] = (await ticketOf(dispatcher, made[1]!.ticketId)).assignments
  const login = await handlerLogin(consoles.databaseUrl, assignment!.unitId)
  const page = await consoles.open(login)
  await page.getByText('已选').or(page.getByText('空格选中一行')).waitFor()

  // The list stays as it was when it was read, as on a slow line; a colleague is faster with one of the three.
  const read = await page.evaluate(() => fetch('/api/v1/inbox?state=pending&limit=50').then((answer) => answer.text()))
  await page.route('**/api/v1/inbox*', (route) => route.fulfill({ contentType: 'application/json', body: read }))
  await onAssignment(await consoles.api.as(login), made[1]!.ticketId, assignment!, 'sign')

  await page.getByRole('link', { name: '小区路灯不亮' }).first().focus()
  await page.keyboard.press(' ')
  await page.getByText('已选 1 件').waitFor()
  await page.keyboard.press('Control+a')
  await page.getByText('已选 3 件').waitFor()
  await page.getByRole('region', { name: '批量办理' }).getByRole('button', { name: '签收' }).click()
  await page.getByText('3 / 3，已办理 2 件，期间有变化 1 件').waitFor()
  const left = page.getByRole('list', { name: '未办理的工单' })
  expect(await left.textContent()).toContain(shown(made[1]!.number))
  expect(await left.textContent()).toContain('工单已被他人更新')
  for (const { ticketId } of made) {
    const own = (await ticketOf(dispatcher, ticketId)).assignments.find(({ unitId }) => unitId === assignment!.unitId)
    expect(own).toMatchObject({ state: 'signed' })
  }

  await page.unroute('**/api/v1/inbox*')
  await page.reload()
  await page.goto('/inbox?state=pending')
  await register(operator, place).then(({ ticketId }) => dispatchAsProposed(dispatcher, ticketId))
  await page.getByText('3 / 3，已办理 2 件').waitFor()
  await page.getByRole('button', { name: '知道了' }).click()
  await page.getByText('3 / 3').waitFor({ state: 'hidden' })
}, 90_000)

test('the list is exported with what it is for', async () => {
  const operator = await consoles.api.as('operator')
  await register(operator, await findPlace(operator, false))
  const page = await consoles.open('dispatcher')
  await page.goto('/tickets')
  await page.getByRole('button', { name: '导出列表' }).click()
  await page.getByRole('dialog').getByLabel('导出用途').fill('周调度会材料')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('dialog')
      .getByRole('button', { name: /导\s?出/ })
      .click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^tickets-\d{12}\.xlsx$/)
}, 60_000)
