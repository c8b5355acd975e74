import type { Page } from 'playwright-core'
import type { Agent } from '../world/api'
import { handlerLogin } from '../world/people'
import { dispatchAsProposed, findPlace, onAssignment, onTicket, type Place, register, ticketOf } from '../world/thread'
import { type Consoles, PATIENCE, startConsoles } from './console'

let consoles: Consoles
let operator: Agent
let dispatching: Agent
let place: Place

beforeAll(async () => {
  consoles = await startConsoles()
  operator = await consoles.api.as('operator')
  dispatching = await consoles.api.as('dispatcher')
  place = await findPlace(operator, true)
}, 180_000)
afterAll(() => consoles?.stop())

const RETURN = { reason: 'competence', explanation: '该路段由其他单位管护。', basis: '权责清单第三项' }

async function leadReturns(id: string) {
  const { assignments } = await ticketOf(dispatching, id)
  const lead = assignments.find(({ role, state }) => role === 'lead' && state === 'pending')!
  const unit = await consoles.api.as(await handlerLogin(consoles.databaseUrl, lead.unitId))
  await onAssignment(unit, id, lead, 'return', RETURN)
  const { requests } = await ticketOf(dispatching, id)
  await onTicket(dispatching, id, 'approve', { requestId: requests.find(({ state }) => state === 'open')!.id })
}

/** Returned by two units, one after the other. */
async function disputed(title: string) {
  const { ticketId } = await register(operator, place, { title })
  await dispatchAsProposed(dispatching, ticketId)
  await leadReturns(ticketId)
  const { body: region } = await dispatching.get('/api/v1/region')
  const { assignments } = await ticketOf(dispatching, ticketId)
  const other = (region.units as { id: number; kind: string }[]).find(
    ({ id, kind }) => kind === 'department' && !assignments.some(({ unitId }) => unitId === id),
  )!
  const units = [{ unitId: other.id, line: 'industry', role: 'lead' }]
  await onTicket(dispatching, ticketId, 'redispatch', { units, reason: '按建议改派' })
  await leadReturns(ticketId)
  return ticketId
}

test('one meeting, from two units that gave a ticket back to a conclusion that binds', async () => {
  const id = await disputed('无人认领的井盖')
  await disputed('无人认领的路灯')
  const page = await consoles.open('dispatcher')
  await page.getByRole('link', { name: '会商' }).click()
  await page.getByText('无人认领的井盖').waitFor()

  await page.getByRole('button', { name: '召集会商' }).click()
  await page.getByRole('button', { name: '召集并通知' }).click()
  await page.getByText('会议名称请填写').waitFor()
  await page.getByLabel('会议名称').fill('路面设施权属会商')
  await page.getByLabel('会议日期').fill('2099-11-20')
  await page.getByLabel('会议地点').fill('三楼会议室')
  await pickFirst(page, '主持人')
  await page.getByRole('button', { name: '召集并通知' }).click()
  await page.getByRole('heading', { name: '路面设施权属会商', exact: true }).waitFor()
  await page.getByRole('link', { name: '从待会商工单中选择' }).click()

  for (const title of ['无人认领的井盖', '无人认领的路灯'])
    await page.locator('tr', { hasText: title }).getByRole('checkbox').check()
  await pickFirst(page, '会商')
  await page.getByRole('button', { name: '列入议程' }).click()
  await page.getByText('2 件已完成').waitFor()
  await page.getByRole('link', { name: '打开会商' }).click()

  const item = page.locator('li[data-row]', { hasText: '无人认领的井盖' })
  await item.getByRole('button', { name: '填写结论' }).click()
  await item.getByRole('button', { name: '保存结论' }).click()
  await page.getByText('会商结论请填写').waitFor()
  await item.getByLabel('会商结论').fill('按权责清单第五条，由属地镇主办。')
  await item.getByLabel('答复期限').fill('3')
  await item.getByText('主办', { exact: true }).first().click()
  await item.getByRole('button', { name: '保存结论' }).click()
  await item.getByText('尚未落实').waitFor()
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/meeting.png`, fullPage: true })

  await page.getByRole('button', { name: '结束会议并落实结论' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: '落 实' })
    .or(page.getByRole('dialog').getByRole('button', { name: '落实' }))
    .click()
  await page.getByText('2 件已完成').waitFor({ timeout: PATIENCE })
  await item.getByText('已有结论').waitFor()
  await page.locator('li[data-row]', { hasText: '无人认领的路灯' }).getByText('延后再议').waitFor()
  await page.getByText('已结束').first().waitFor()
  expect(await ticketOf(dispatching, id)).toMatchObject({ ruled: true, consulting: false })

  await item.getByRole('link').first().click()
  await page.locator('.timeline', { hasText: '会商确定由' }).waitFor()
  await page.getByRole('region', { name: '会商' }).getByText('路面设施权属会商').waitFor()
}, 120_000)

async function pickFirst(page: Page, label: string) {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').first().click()
}

test('the unit that has the ticket is told, and finds it on the agenda', async () => {
  const id = await disputed('两个单位都不认的护栏')
  const { body: chairs } = await dispatching.get('/api/v1/consultations/chairs')
  const meeting = { title: '护栏会商', day: '2099-12-01', time: '09:30', place: '二楼', units: [] }
  const { body: made } = await dispatching
    .post('/api/v1/consultations')
    .send({ ...meeting, chairId: chairs.items[0].id })
  const { assignments } = await ticketOf(dispatching, id)
  const holder = assignments.find(({ state }) => state === 'pending')!
  const page = await consoles.open(await handlerLogin(consoles.databaseUrl, holder.unitId))
  await page.getByText('实时').waitFor()
  await onTicket(dispatching, id, 'table', { consultationId: made.id })
  await page.getByRole('button', { name: /^通知，\d+ 条未读/ }).click()
  await page.getByText('请参加会商：护栏会商').click()
  await page.getByText('两个单位都不认的护栏').waitFor()
  expect(await page.getByRole('button', { name: '填写结论' }).count()).toBe(0)
})
