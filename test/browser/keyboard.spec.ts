import type { Page } from 'playwright-core'
import { findPlace } from '../world/thread'
import { handlerLogin } from '../world/people'
import { type Consoles, startConsoles } from './console'

let consoles: Consoles
let category: string
let place: string
let handler: string

beforeAll(async () => {
  consoles = await startConsoles()
  const operator = await consoles.api.as('operator')
  const found = await findPlace(operator, true)
  const { body: region } = await operator.get('/api/v1/region')
  const named = (list: { code: string; name: string }[], code: string) => list.find((each) => each.code === code)!.name
  category = named(region.categories, found.categoryCode)
  place = named(region.places, found.placeCode)
  const { body: proposal } = await operator
    .post('/api/v1/proposals')
    .send({ type: 'help', urgency: 'normal', ...found })
  // Who leads waits for those who assist.
  const assist = (proposal.units as { unitId: number; role: string }[]).find(({ role }) => role === 'assist')!
  handler = await handlerLogin(consoles.databaseUrl, assist.unitId)
}, 180_000)
afterAll(() => consoles?.stop())

/** What a screen reader would say the focus is on: the question, then the name of the thing itself. */
const FOCUSED = `(() => {
  const at = document.activeElement
  // A dialog that has just opened holds the focus itself for a moment; it is no field.
  if (at.querySelector('form')) return ''
  const question = at.closest('.ant-form-item')?.querySelector('label')?.textContent ?? ''
  return question + ' ' + (at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent ?? '')
})()`

async function tabTo(page: Page, name: string, { back = false } = {}) {
  for (let tabs = 0; tabs < 90; tabs++) {
    if (((await page.evaluate(FOCUSED)) as string).includes(name)) return
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
  }
  throw new Error(`no way to “${name}” by Tab`)
}

async function write(page: Page, field: string, words: string, back = false) {
  await tabTo(page, field, { back })
  await page.keyboard.type(words)
}

async function choose(page: Page, field: string, words: string) {
  await write(page, field, words)
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option-active').waitFor()
  await page.keyboard.press('Enter')
}

/** The first of a row of answers; arrows would take the next ones. */
async function first(page: Page, question: string) {
  await tabTo(page, question)
  await page.keyboard.press('Space')
}

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

async function openFirst(page: Page, ...keys: string[]) {
  await press(page, ...keys)
  await page.locator('[data-row]').first().waitFor()
  await press(page, 'j', 'Enter')
}

test('register, dispatch, handle: without a mouse', async () => {
  const operator = await consoles.open('operator')
  await operator.getByLabel('联系电话').waitFor()
  await write(operator, '联系电话', '13900001234')
  await write(operator, '姓名', '苏日娜')
  await write(operator, '诉求内容', '小区南门路灯坏了一周')
  await choose(operator, '诉求分类', category)
  await choose(operator, '事发地', place)
  await press(operator, 'Control+Enter')
  await operator.getByText('登记成功').waitFor()

  const dispatcher = await consoles.open('dispatcher')
  await dispatcher.getByRole('heading', { name: '派单台' }).waitFor()
  await openFirst(dispatcher, 'g', 'd')
  await dispatcher.getByLabel('派单意见').waitFor()
  await write(dispatcher, '派单意见', '请尽快联系')
  await press(dispatcher, 'Control+Enter')
  await dispatcher.getByText('没有待派单的工单').waitFor()

  const unit = await consoles.open(handler)
  await openFirst(unit, 'g', 'i')
  await unit.getByRole('button', { name: '签收' }).waitFor()
  await press(unit, 'a', 'Enter')
  await unit.getByRole('button', { name: '登记联系' }).waitFor()
  await press(unit, 'a')
  await tabTo(unit, '登记联系', { back: true })
  await press(unit, 'Enter')
  await unit.getByLabel('联系情况').waitFor()
  await write(unit, '联系情况', '已电话联系，约定今日上门')
  await press(unit, 'Control+Enter')
  await unit.locator('.timeline', { hasText: '约定今日上门' }).waitFor()
  await press(unit, 'a', 'Enter')
  await first(unit, '办理结果')
  await write(unit, '调查情况', '经现场查看，线路老化。')
  await write(unit, '处理措施', '已更换线路和灯具。')
  await write(unit, '政策依据', '《城市照明管理规定》')
  await write(unit, '联系人及电话', '养护班 0477-8500001')
  await write(unit, '公开答复', '您反映的路灯已于当日修复。')
  await press(unit, 'Control+Enter')
  await unit.locator('.assignment', { hasText: '已更换线路和灯具' }).waitFor()
})

test('the keys are told, and never act while one writes or composes', async () => {
  const page = await consoles.open('operator')
  await page.getByLabel('诉求内容').waitFor()
  await page.getByRole('heading', { name: '诉求登记' }).focus()
  await press(page, 'Shift+?')
  await page.getByText('启用单键快捷键').waitFor()
  await press(page, 'g', 't', 'Escape')
  await page.getByText('启用单键快捷键').waitFor({ state: 'hidden' })
  expect(page.url()).toContain('/intake')

  await page.getByLabel('诉求内容').fill('')
  await page.getByLabel('诉求内容').focus()
  await page.keyboard.type('gt?jk/')
  expect(await page.getByLabel('诉求内容').inputValue()).toBe('gt?jk/')
  expect(page.url()).toContain('/intake')

  await page.getByLabel('诉求内容').evaluate(`field => field.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true }))`)
  await page.waitForTimeout(200)
  expect(await page.getByText('请按提示补充').count()).toBe(0)

  await press(page, 'Escape', 'g', 't')
  await page.getByRole('heading', { name: '工单查询' }).waitFor()
  await press(page, '/')
  expect(await page.evaluate(FOCUSED)).toContain('查找工单')
})
