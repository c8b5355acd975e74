import type { Page } from 'playwright-core'
import { findPlace } from '../world/thread'
import { handlerLogin } from '../world/people'
import { answer, type Consoles, PATIENCE, pick, startConsoles, stayed } from './console'

interface Named {
  code: string
  name: string
  parentCode: string | null
}

let consoles: Consoles

beforeAll(async () => {
  consoles = await startConsoles()
}, 180_000)
afterAll(() => consoles?.stop())

/** A category and a place by the words one types for them, and the units that will get the ticket. */
async function matter() {
  const operator = await consoles.api.as('operator')
  const place = await findPlace(operator, true)
  const { body: region } = await operator.get('/api/v1/region')
  const { body: proposal } = await operator
    .post('/api/v1/proposals')
    .send({ type: 'help', urgency: 'normal', ...place })
  const byCode = (list: Named[], code: string) => list.find((each) => each.code === code)!
  const category = byCode(region.categories, place.categoryCode)
  return {
    category: `${category.name} ${byCode(region.categories, category.parentCode!).name}`,
    place: byCode(region.places, place.placeCode).name,
    units: proposal.units as { unitId: number; unitName: string }[],
  }
}

test('one ticket through five consoles at once, each seeing every step without loading again', async () => {
  const { category, place, units } = await matter()
  const [first, second] = await Promise.all(units.map(({ unitId }) => handlerLogin(consoles.databaseUrl, unitId)))
  const [operator, dispatcher, callback, lead, assist] = (await Promise.all(
    ['operator', 'dispatcher', 'callback', first!, second!].map((login) => consoles.open(login)),
  )) as [Page, Page, Page, Page, Page]
  for (const page of [operator, dispatcher, callback, lead, assist]) await page.getByText('实时').waitFor()
  await dispatcher.getByRole('link', { name: '派单台' }).click()

  const number = await registerCall(operator, category, place)
  await operator.getByRole('link', { name: '打开工单' }).click()

  await dispatcher.locator('.desk-row', { hasText: number }).click()
  await dispatcher.getByLabel('派单意见').fill('请于今日联系诉求人')
  await dispatcher
    .getByRole('region', { name: '派单', exact: true })
    .getByRole('button', { name: '派单', exact: true })
    .click()
  await step(operator, '派单至')

  for (const [page, unit] of [
    [lead, units[0]!],
    [assist, units[1]!],
  ] as const) {
    await openFromInbox(page, number)
    await page.getByRole('button', { name: '签收' }).click()
    await page.getByRole('button', { name: '登记联系' }).click()
    await page.getByLabel('联系情况').fill(`${unit.unitName}已电话联系，约定今日上门`)
    await page.getByRole('dialog').getByRole('button', { name: '登记联系' }).click()
    await step(operator, '约定今日上门')
  }

  await lead.getByRole('button', { name: '答复', exact: true }).click()
  await fillReply(lead, '老化线路')
  await reply(assist, '配合施工')

  // The other unit's reply arrived while this form was open: it is told, and nothing typed is gone.
  await lead.getByText('有更新：').waitFor()
  expect(await lead.getByLabel('调查情况').inputValue()).toContain('老化线路')
  await lead.getByRole('button', { name: /知道了/ }).click()
  await lead.getByRole('dialog').getByRole('button', { name: '提交答复' }).click()
  await step(operator, '老化线路')

  await dispatcher.getByRole('tab', { name: /待审核/ }).click()
  await dispatcher.locator('.desk-row', { hasText: number }).click()
  await dispatcher.getByRole('button', { name: '审核通过' }).click()
  await step(operator, '审核通过')

  await callBack(
    callback,
    number,
    units.map(({ unitName }) => unitName),
  )
  await operator.locator('.ticket-head').getByText('已办结').waitFor({ timeout: PATIENCE })
  await lead.locator('.ticket-head').getByText('已办结').waitFor({ timeout: PATIENCE })

  const pages = [operator, dispatcher, callback, lead, assist]
  expect(await Promise.all(pages.map(stayed))).toEqual(pages.map(() => true))
}, 120_000)

async function registerCall(page: Page, category: string, place: string): Promise<string> {
  await page.getByLabel('联系电话').fill('１３９ 0000-1234')
  await page.getByLabel('姓名', { exact: true }).fill('苏日娜')
  await page.getByLabel('诉求内容').fill('小区南门路灯坏了一周，晚上出行不便。请尽快维修')
  await pick(page, '诉求分类', category)
  await pick(page, '事发地', place)
  await page.getByText('目录确定').waitFor()
  await page.keyboard.press('Control+Enter')
  return (await page.locator('.big-number').textContent())!
}

/** A line of the timeline, on a page that is only looked at. */
const step = (page: Page, words: string) => page.locator('.timeline', { hasText: words }).waitFor({ timeout: PATIENCE })

async function openFromInbox(page: Page, number: string) {
  await page.getByRole('link', { name: '单位工单' }).click()
  await page.locator('tr', { hasText: number }).getByRole('link').click()
  await page.getByRole('heading', { name: number }).waitFor()
}

async function fillReply(page: Page, finding: string) {
  const form = page.getByRole('dialog')
  await answer(form, '办理结果', '已解决')
  await form.getByLabel('调查情况').fill(`经现场查看，${finding}造成路灯不亮。`)
  await form.getByLabel('处理措施').fill('已更换线路和灯具，当晚恢复照明。')
  await form.getByLabel('政策依据').fill('《城市照明管理规定》')
  await form.getByLabel('联系人及电话').fill('养护班 0477-8500001')
  await form.getByRole('button', { name: '用以上内容起草' }).click()
}

async function reply(page: Page, finding: string) {
  await page.getByRole('button', { name: '答复', exact: true }).click()
  await fillReply(page, finding)
  await page.getByRole('dialog').getByRole('button', { name: '提交答复' }).click()
  await page.locator('.assignment', { hasText: finding }).waitFor()
}

async function callBack(page: Page, number: string, units: string[]) {
  await page.locator('.desk-row', { hasText: number }).click()
  for (const unit of units) await answer(page, `${unit}联系过您吗`, '联系过')
  await answer(page, '问题解决了吗', '已解决')
  await answer(page, '对办理结果满意吗', '满意')
  await answer(page, '对工作态度满意吗', '非常满意')
  await page.getByLabel('诉求人原话').fill('灯亮了，谢谢')
  await page.getByRole('button', { name: '提交回访' }).click()
}
