import { ITEM, published } from '../world/knowledge'
import { findPlace } from '../world/thread'
import { type Consoles, pick, startConsoles } from './console'

let consoles: Consoles

beforeAll(async () => {
  consoles = await startConsoles()
}, 180_000)
afterAll(() => consoles?.stop())

test('an operator answers from the knowledge item that the words of the call bring up', async () => {
  const id = await published(consoles.api)
  const operator = await consoles.api.as('operator')
  const { categoryCode } = await findPlace(operator, true)
  const { body: region } = await operator.get('/api/v1/region')
  const { name } = region.categories.find(({ code }: { code: string }) => code === categoryCode)
  const page = await consoles.open('operator')
  await page.getByRole('link', { name: '诉求登记' }).click()
  await page.getByLabel('联系电话').fill('13900001234')
  await page.getByText('咨询', { exact: true }).click()
  await page.getByLabel('诉求内容').fill('问在外地住院，医保异地就医怎么备案')
  const card = page.getByRole('region', { name: '知识库' })
  await card.getByRole('button', { name: ITEM.title }).click()
  await card.getByRole('button', { name: '用这条答复' }).click()
  expect(await page.getByLabel('答复内容').inputValue()).toBe(ITEM.answer)
  await page.getByText('依据知识：').waitFor()
  await pick(page, '诉求分类', name)
  await page.keyboard.press('Control+Enter')
  await page.locator('.big-number').waitFor()
  await page.getByRole('link', { name: '打开工单' }).click()
  await page.getByText(`${ITEM.title}（第 1 版）`).waitFor()

  await page.getByRole('link', { name: '知识库' }).click()
  await page.getByLabel('查找知识').fill('异地就医')
  await page.locator('tr', { hasText: ITEM.title }).getByText('1', { exact: true }).waitFor()
  const { body: item } = await operator.get(`/api/v1/knowledge/${id}`)
  expect(item.versions[0].uses).toBe(1)
}, 90_000)

test('one writes, another approves and publishes, on the same page', async () => {
  const page = await consoles.open('dispatcher')
  await page.goto('/knowledge')
  await page.getByRole('button', { name: '撰写知识' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: '保存草稿' }).click()
  await drawer.getByText('请按提示补充').waitFor()
  await drawer.getByLabel('标题').fill('居住证办理')
  await drawer.getByLabel('问题').fill('居住证到哪里办？')
  await drawer.getByLabel('答复口径').fill('持身份证和居住证明到就近派出所办理。')
  await pick(page, '责任单位', '公安')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('tab', { name: '草稿' }).click()
  await page.getByRole('button', { name: '居住证办理' }).click()
  await page.getByRole('dialog').getByText('公安').waitFor()
  expect(await page.getByRole('dialog').getByRole('button', { name: '审核通过' }).count()).toBe(0)

  const other = await consoles.open('supervisor')
  await other.goto('/knowledge?tab=draft')
  await other.getByRole('button', { name: '居住证办理' }).click()
  for (const step of ['审核通过', '发布']) {
    await other.getByRole('dialog').getByRole('button', { name: step, exact: true }).click()
    await other.getByRole('tooltip').getByRole('button', { name: step, exact: true }).click()
  }
  await other.getByRole('dialog').getByText('已发布').waitFor()
}, 90_000)
