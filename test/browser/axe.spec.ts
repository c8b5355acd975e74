import { AxeBuilder } from '@axe-core/playwright'
import { Client } from 'pg'
import type { Page } from 'playwright-core'
import { enqueue } from '#data/jobs'
import type { Agent } from '../world/api'
import { handlerLogin } from '../world/people'
import {
  CONTACT,
  dispatchAsProposed,
  findPlace,
  onAssignment,
  onTicket,
  register,
  REPLY,
  ticketOf,
} from '../world/thread'
import { type Consoles, pick, startConsoles } from './console'

let consoles: Consoles
let waiting: string
let handling: string
let replied: string
let answered: string
let handler: string
let dispatcher: Page

/** One ticket in every state a page shows. */
beforeAll(async () => {
  consoles = await startConsoles()
  const operator = await consoles.api.as('operator')
  const dispatching = await consoles.api.as('dispatcher')
  const place = await findPlace(operator, true)
  const ids: string[] = []
  for (let n = 0; n < 4; n++) ids.push((await register(operator, place)).ticketId)
  ;[waiting, handling, replied, answered] = ids as [string, string, string, string]
  for (const id of ids.slice(1)) await dispatchAsProposed(dispatching, id)
  for (const id of ids.slice(2)) await finish(dispatching, id)
  await onTicket(dispatching, answered, 'accept')
  handler = await handlerLogin(consoles.databaseUrl, (await ticketOf(dispatching, handling)).assignments[0]!.unitId)
  dispatcher = await consoles.open('dispatcher')
}, 180_000)
afterAll(() => consoles?.stop())

async function finish(dispatcher: Agent, id: string) {
  for (const assignment of (await ticketOf(dispatcher, id)).assignments) {
    const someone = await consoles.api.as(await handlerLogin(consoles.databaseUrl, assignment.unitId))
    await onAssignment(someone, id, assignment, 'sign')
    await onAssignment(someone, id, assignment, 'contact', CONTACT)
    await onAssignment(someone, id, assignment, 'reply', REPLY)
  }
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Popups hang at the end of the page, outside its landmarks, and belong to the field that opened them. */
async function faults(page: Page, shown: string, ...without: string[]): Promise<string[]> {
  await page.getByText(shown).first().waitFor()
  await page.waitForTimeout(300)
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(RULES)
    .disableRules(without)
    .analyze()
  const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    ...(wide ? ['scrolls sideways'] : []),
  ]
}

test('the door', async () => {
  const page = await consoles.door()
  expect(await faults(page, '登录工作台')).toEqual([])
  await page.getByLabel('账号').fill('nobody')
  await page.getByLabel('密码', { exact: true }).fill('wrong')
  await page.getByLabel('密码', { exact: true }).press('Enter')
  expect(await faults(page, '账号或密码不正确')).toEqual([])
})

test('intake, empty, refused, and with its lists open', async () => {
  const page = dispatcher
  await page.getByRole('link', { name: '诉求登记' }).click()
  expect(await faults(page, '来电历史')).toEqual([])
  await page.getByLabel('联系电话').fill('13900001234')
  await page.getByLabel('诉求内容').fill('路灯不亮')
  await page.keyboard.press('Control+Enter')
  expect(await faults(page, '请按提示补充')).toEqual([])
  await page.getByRole('combobox', { name: '诉求分类' }).click()
  await page.getByRole('combobox', { name: '诉求分类' }).pressSequentially('噪声')
  expect(await faults(page, '噪声', 'region')).toEqual([])
})

test.each([
  ['the dispatch desk', () => '/dispatch', '从左侧选择一件工单'],
  ['a ticket to dispatch', () => `/dispatch/${waiting}`, '派单意见'],
  ['replies to review', () => `/dispatch/${replied}?queue=review`, '审核通过'],
  ['the meetings', () => '/consultations', '没有等待会商的工单'],
  ['meetings to come', () => '/consultations?tab=planned', '没有待召开的会商'],
  ['the search', () => '/tickets', '工单查询'],
  ['a ticket', () => `/ticket/${replied}`, '全程留痕'],
  ['the password', () => '/password', '再输一次新密码'],
  ['nowhere', () => '/elsewhere', '没有这个页面'],
])('%s', async (_, path, shown) => {
  await dispatcher.goto(path())
  expect(await faults(dispatcher, shown)).toEqual([])
})

test('a request to decide', async () => {
  const [assignment] = (await ticketOf(await consoles.api.as('dispatcher'), handling)).assignments
  await onAssignment(await consoles.api.as(handler), handling, assignment!, 'return', {
    reason: 'competence',
    explanation: '该路段由其他单位管护。',
    basis: '权责清单第三项',
  })
  await dispatcher.goto('/requests')
  expect(await faults(dispatcher, '从左侧选择一件申请')).toEqual([])
  await dispatcher.locator('[data-row]').first().click()
  expect(await faults(dispatcher, '审批意见')).toEqual([])
  await dispatcher.getByText('驳回', { exact: true }).click()
  expect(await faults(dispatcher, '驳回理由')).toEqual([])
  await dispatcher.getByLabel('驳回理由').fill('该路段就是贵单位管护。')
  await dispatcher.getByRole('button', { name: '驳回申请' }).click()
  expect(await faults(dispatcher, '没有等您审批的申请')).toEqual([])
})

test('the supervision desk', async () => {
  const supervisor = await consoles.api.as('supervisor')
  const [assignment] = (await ticketOf(supervisor, handling)).assignments
  const supervision = { mode: 'written', unitId: assignment!.unitId, days: 3, words: '请抓紧办理并反馈。' }
  await onTicket(supervisor, handling, 'supervise', supervision)
  await onTicket(supervisor, handling, 'difficult', { checkOn: '2099-01-01', reason: '产权不明' })
  const page = await consoles.open('supervisor')
  await page.getByRole('link', { name: '督办台' }).click()
  expect(await faults(page, '书面督办')).toEqual([])
  await page.getByRole('tab', { name: '疑难' }).click()
  expect(await faults(page, '下次查看')).toEqual([])
  await page.getByRole('tab', { name: '挂账' }).click()
  expect(await faults(page, '没有挂账的工单')).toEqual([])
  const unit = await consoles.open(handler)
  await unit.getByRole('tab', { name: '督办 1' }).click()
  expect(await faults(unit, '书面督办')).toEqual([])
})

test('the callback desk', async () => {
  const page = await consoles.open('callback')
  await page.goto(`/callbacks/${answered}`)
  await page.getByText('部分解决').click()
  expect(await faults(page, '处置方式')).toEqual([])
})

test('the unit: inbox, ticket, reply, revealing', async () => {
  const page = await consoles.open(handler)
  expect(await faults(page, '待签收')).toEqual([])
  await page.goto(`/ticket/${handling}`)
  await page.getByRole('button', { name: '签收' }).click()
  await page.getByRole('button', { name: '登记联系' }).click()
  expect(await faults(page, '何时与谁联系')).toEqual([])
  await page.getByLabel('联系情况').fill('已电话联系')
  await page.getByRole('dialog').getByRole('button', { name: '登记联系' }).click()
  await page.getByRole('button', { name: '答复', exact: true }).click()
  expect(await faults(page, '公开答复')).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '查看完整电话' }).click()
  expect(await faults(page, '查看会留下记录')).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: '查看' }).click()
  expect(await faults(page, '后隐藏')).toEqual([])
})

test('the machine room, with something to do over', async () => {
  const page = await consoles.open('sysadmin')
  await page.goto('/jobs')
  expect(await faults(page, '没有后台进程在工作')).toEqual([])
  const client = new Client({ connectionString: consoles.databaseUrl })
  await client.connect()
  await enqueue({ query: async (text, values) => (await client.query(text, values)).rows }, 'purgeSessions', {})
  await client.query(`UPDATE graphile_worker._private_jobs SET attempts = max_attempts, last_error = '连接中断'`)
  await client.end()
  await page.reload()
  expect(await faults(page, '连接中断')).toEqual([])
  await page.getByRole('button', { name: /^重试/ }).first().click()
  await page.getByText('已重新排队').waitFor()
})

test('accounts: the list, a new one, its password', async () => {
  const page = await consoles.open('sysadmin')
  await page.getByRole('link', { name: '人员账号' }).click()
  await page.getByRole('button', { name: '新增人员' }).click()
  await page.getByLabel('姓名', { exact: true }).fill('新来的人')
  await page.getByRole('button', { name: '新增并生成初始密码' }).click()
  expect(await faults(page, '账号请填写')).toEqual([])
  await page.getByRole('dialog').getByLabel('账号').fill('newcomer')
  await pick(page, '所属单位', '住建局')
  await page.getByLabel('经办人').check()
  await page.getByRole('button', { name: '新增并生成初始密码' }).click()
  expect(await faults(page, '只显示这一次')).toEqual([])
  const password = await page.locator('.big-number').textContent()
  const newcomer = await consoles.door()
  await newcomer.getByLabel('账号').fill('newcomer')
  await newcomer.getByLabel('密码', { exact: true }).fill(password!)
  await newcomer.getByLabel('密码', { exact: true }).press('Enter')
  await newcomer.getByText('修改后即可进入系统').waitFor()
})

test('the records of the auditor', async () => {
  expect(await faults(await consoles.open('auditadmin'), '登录')).toEqual([])
})

test('what opens over a page', async () => {
  const page = await consoles.open('secadmin')
  expect(await faults(page, '强制下线立即生效')).toEqual([])
  await page.getByRole('button', { name: '键盘快捷键' }).click()
  expect(await faults(page, '启用单键快捷键')).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^通知/ }).click()
  expect(await faults(page, '暂无通知', 'region')).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('banner').getByRole('button', { name: '廖佳恒' }).click()
  expect(await faults(page, '退出登录', 'region')).toEqual([])
})
