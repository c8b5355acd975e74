import { dispatchAsProposed, findPlace, register } from '../world/thread'
import { type Consoles, startConsoles } from './console'

let consoles: Consoles

beforeAll(async () => {
  consoles = await startConsoles()
}, 180_000)
afterAll(() => consoles?.stop())

test('a year is pasted, corrected, tried out, proposed by one and approved by another', async () => {
  const operator = await consoles.api.as('operator')
  const { ticketId } = await register(operator, await findPlace(operator, false))
  await dispatchAsProposed(await consoles.api.as('dispatcher'), ticketId)
  const page = await consoles.open('supervisor')
  await page.getByRole('link', { name: '时限与日历' }).click()
  await page
    .getByRole('row', { name: /伊金霍洛/ })
    .getByText('在用')
    .waitFor()
  await page.getByRole('tab', { name: '节假日' }).click()
  await page.getByRole('button', { name: '导入公布的安排' }).click()
  await page.getByLabel('通知网址').fill('https://www.gov.cn/notice')
  const days = ['2099-01-01,元旦,休', '2099-01-32,元旦,休', '2099-01-04,元旦,班']
  await page.getByLabel('安排', { exact: true }).fill(days.join('\n'))
  await page.getByRole('button', { name: '检查并继续' }).click()
  await page.getByText('第2行：日期“2099-01-32”无效').waitFor()
  await page.getByLabel('安排', { exact: true }).fill([days[0], days[2]].join('\n'))
  await page.getByRole('button', { name: '检查并继续' }).click()
  await page.getByText('2099 年节假日').waitFor()
  await page.getByLabel('变更理由').fill('按国务院办公厅通知')
  await page.getByRole('button', { name: '试算影响' }).click()
  await page.getByText('看了 1 件未办结工单').waitFor()
  await page.getByRole('button', { name: '提交审批' }).click()
  const row = page.getByRole('row', { name: /2099 年节假日/ })
  await row.getByText('待批准').waitFor()
  expect(await row.getByRole('button', { name: '批准', exact: true }).count()).toBe(0)

  const leader = await consoles.open('leader')
  await leader.goto('/rules?tab=changes')
  await leader.getByRole('button', { name: '批准', exact: true }).click()
  await leader
    .getByRole('dialog')
    .getByRole('button', { name: /确\s?定/ })
    .click()
  await leader
    .getByRole('row', { name: /2099 年节假日/ })
    .getByText('已生效')
    .waitFor()
}, 90_000)

test('a policy is edited into a new version, what is wrong with it said line by line', async () => {
  const page = await consoles.open('supervisor')
  await page.goto('/rules')
  await page.getByRole('button', { name: /查看和修改 伊金霍洛/ }).click()
  const rule = page.getByRole('group', { name: '求助、建议' })
  await rule.getByLabel('答复时限', { exact: true }).fill('3')
  await page.getByLabel('上班时段').fill('九点到五点')
  await page.getByRole('button', { name: '以此为新版本' }).click()
  await page.getByText('上班时段应形如').waitFor()
  await page.getByLabel('上班时段').fill('09:00-12:00 14:00-18:00')
  await page.getByLabel('方案名称').fill('伊金霍洛（夏令）')
  await page.getByRole('button', { name: '以此为新版本' }).click()
  await page.getByLabel('变更理由').fill('夏令作息')
  await page.getByRole('button', { name: '提交审批' }).click()
  await page
    .getByRole('row', { name: /伊金霍洛（夏令）/ })
    .getByText('待批准')
    .waitFor()
}, 60_000)
