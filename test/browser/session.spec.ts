import type { Page } from 'playwright-core'
import { PASSWORD } from '../world/api'
import { findPlace } from '../world/thread'
import { type Consoles, pick, startConsoles, stayed } from './console'

let consoles: Consoles
let category: string

beforeAll(async () => {
  consoles = await startConsoles()
  const operator = await consoles.api.as('operator')
  const { categoryCode } = await findPlace(operator, false)
  const { body: region } = await operator.get('/api/v1/region')
  category = region.categories.find(({ code }: { code: string }) => code === categoryCode).name
}, 180_000)
afterAll(() => consoles?.stop())

async function fillIn(page: Page, content: string) {
  await page.getByLabel('联系电话').fill('13900001234')
  await page.getByLabel('姓名', { exact: true }).fill('苏日娜')
  await page.getByLabel('诉求内容').fill(content)
  await pick(page, '诉求分类', category)
}

async function signInOverPage(page: Page) {
  const dialog = page.getByRole('dialog', { name: /登录已失效/ })
  await dialog.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await dialog.getByRole('button', { name: '登录', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

const found = async (words: string) => {
  const dispatcher = await consoles.api.as('dispatcher')
  const { body } = await dispatcher.get(`/api/v1/tickets?q=${encodeURIComponent(words)}`)
  return (body.items as unknown[]).length
}

test('a session that ends while one writes takes nothing away, and what was sent is sent once', async () => {
  const page = await consoles.open('operator')
  await fillIn(page, '幼儿园门口积水严重')
  await page.context().clearCookies()
  await page.keyboard.press('Control+Enter')
  await page.getByText('登录已失效，请重新登录').waitFor()
  expect(await page.getByLabel('诉求内容').inputValue()).toBe('幼儿园门口积水严重')
  await signInOverPage(page)
  await page.getByText('登记成功').waitFor()
  expect(await found('幼儿园门口积水')).toBe(1)
  expect(await stayed(page)).toBe(true)
})

test('a session ended by an administrator is told at once, and the page stays', async () => {
  const page = await consoles.open('operator')
  await page.getByText('实时').waitFor()
  await page.getByLabel('诉求内容').fill('正在写的内容')
  const security = await consoles.api.as('security')
  const { body } = await security.get('/api/v1/sessions')
  const mine = (body.items as { id: string; login: string }[]).filter(({ login }) => login === 'operator')
  for (const { id } of mine) await security.delete(`/api/v1/sessions/${id}`).expect(204)
  await page.getByText('登录已失效，请重新登录').waitFor()
  await signInOverPage(page)
  expect(await page.getByLabel('诉求内容').inputValue()).toBe('正在写的内容')
  await page.getByText('实时').waitFor()
})

test('what was written before the browser was closed is there again', async () => {
  const page = await consoles.open('operator')
  const clear = page.getByRole('button', { name: '清空', exact: true })
  await clear.click()
  await page.getByLabel('诉求内容').fill('写到一半的诉求')
  await page.getByText('草稿已保存').waitFor()
  await page.context().close()
  const again = await consoles.open('operator')
  await again.getByText('已恢复上次没有提交的内容').waitFor()
  expect(await again.getByLabel('诉求内容').inputValue()).toBe('写到一半的诉求')
})

test('a wrong password is told, and a first sign-in changes it before anything else', async () => {
  const page = await consoles.door()
  await consoles.api.as('dispatcher2')
  await mustChange('dispatcher2')
  await page.getByLabel('账号').fill('dispatcher2')
  await page.getByLabel('密码', { exact: true }).fill('wrong')
  await page.getByLabel('密码', { exact: true }).press('Enter')
  await page.getByText('账号或密码不正确').waitFor()
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByLabel('密码', { exact: true }).press('Enter')
  await page.getByText('修改后即可进入系统').waitFor()
  await page.getByLabel('当前密码').fill(PASSWORD)
  await page.getByLabel('新密码', { exact: true }).fill('Another-land-2027!')
  await page.getByLabel('再输一次新密码').fill('Another-land-2027!')
  await page.getByRole('button', { name: '修改密码' }).click()
  await page.getByRole('link', { name: '派单台' }).waitFor()
})

test('a password changed from within ends the other sessions, not this page', async () => {
  const page = await consoles.open('callback')
  const other = await consoles.open('callback')
  await page.getByText('实时').waitFor()
  await page.getByRole('banner').getByRole('button', { name: '回访甲' }).click()
  await page.getByText('修改密码').click()
  await page.getByLabel('当前密码').fill(PASSWORD)
  await page.getByLabel('新密码', { exact: true }).fill('short')
  await page.getByText('密码至少 10 个字符').waitFor()
  await page.getByLabel('新密码', { exact: true }).fill('Another-land-2027!')
  await page.getByLabel('再输一次新密码').fill('Another-land-2027!')
  await page.getByRole('button', { name: '修改密码' }).click()
  await page.getByText('密码已修改').waitFor()
  await other.getByText('登录已失效，请重新登录').waitFor()
  await page.getByText('实时').waitFor()
  expect(await page.getByText('登录已失效').count()).toBe(0)
  expect(await stayed(page)).toBe(true)
})

async function mustChange(login: string) {
  const { Client } = await import('pg')
  const client = new Client({ connectionString: consoles.databaseUrl })
  await client.connect()
  await client.query('UPDATE person SET must_change_password = true WHERE login = $1', [login])
  await client.end()
}
