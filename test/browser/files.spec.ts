import type { Page } from 'playwright-core'
import { dispatchAsProposed, findPlace, register, ticketOf } from '../world/thread'
import { SAMPLE_FILES } from '../world/file-bytes'
import { handlerLogin } from '../world/people'
import { answer, type Consoles, PATIENCE, startConsoles } from './console'

let consoles: Consoles

beforeAll(async () => {
  consoles = await startConsoles()
}, 180_000)
afterAll(() => consoles?.stop())

const choose = (page: Page, name: string, buffer: Buffer, mimeType = 'image/png') =>
  page.locator('input[type=file]').setInputFiles({ name, buffer, mimeType })

/** As a hand or the print key does it: an event with a file on whatever has the cursor. */
const give = (page: Page, how: 'paste' | 'drop', name: string, bytes: Buffer) =>
  page.evaluate(`(() => {
    const held = new DataTransfer()
    const bytes = Uint8Array.from(atob('${bytes.toString('base64')}'), (letter) => letter.charCodeAt(0))
    held.items.add(new File([bytes], '${name}', { type: 'image/png' }))
    const how = { bubbles: true, cancelable: true }
    document.activeElement.dispatchEvent(
      '${how}' === 'paste'
        ? new ClipboardEvent('paste', { clipboardData: held, ...how })
        : new DragEvent('drop', { dataTransfer: held, ...how }),
    )
  })()`)

const list = (page: Page) => page.getByRole('list', { name: '已添加的附件' })

test('chosen, dropped and pasted files go with the contact; a false one is refused in words; a broken line is tried again', async () => {
  const [operator, dispatcher] = [await consoles.api.as('operator'), await consoles.api.as('dispatcher')]
  const { ticketId } = await register(operator, await findPlace(operator, true))
  await dispatchAsProposed(dispatcher, ticketId)
  const { assignments } = await ticketOf(dispatcher, ticketId)
  const page = await consoles.open(await handlerLogin(consoles.databaseUrl, assignments[0]!.unitId))
  await page.goto(`/ticket/${ticketId}`)
  await page.getByRole('button', { name: '签收' }).click()
  await page.getByRole('button', { name: '登记联系' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('联系情况').fill('已到现场查看，见照片。')

  await choose(page, '现场.png', SAMPLE_FILES.jpeg)
  await list(page)
    .getByText(/内容与扩展名不符.*实际为JPEG/)
    .waitFor()
  await form.getByRole('button', { name: '登记联系' }).click()
  await form
    .getByText(/附件还没有传完或没有传成/)
    .first()
    .waitFor()
  await form.getByRole('button', { name: '移除现场.png' }).click()

  await form.getByLabel('联系情况').focus()
  await give(page, 'paste', 'image.png', SAMPLE_FILES.png)
  await list(page)
    .getByText(/截图 20/)
    .waitFor()
  await give(page, 'drop', '拖入.png', SAMPLE_FILES.png)
  await list(page).getByText('拖入.png').waitFor()

  let broken = 1
  await page.route('**/api/v1/files?*', (route) => (broken-- > 0 ? route.abort() : route.continue()))
  await choose(page, '证明.pdf', SAMPLE_FILES.pdf, 'application/pdf')
  await list(page).locator('li', { hasText: '证明.pdf' }).getByText('未查毒').waitFor({ timeout: PATIENCE })

  await form.getByRole('button', { name: '登记联系' }).click()
  await form.waitFor({ state: 'hidden' })
  await page.locator('.timeline').getByRole('link', { name: '证明.pdf' }).waitFor()
  const { files } = await ticketOf(dispatcher, ticketId)
  expect(files.map(({ name }) => name.replace(/^截图.*/, '截图'))).toEqual(['截图', '拖入.png', '证明.pdf'])
  await page.locator('.timeline img[alt="拖入.png"]').first().waitFor()
}, 120_000)

test('an intake keeps its files over a reload', async () => {
  const page = await consoles.open('operator')
  await page.goto('/intake')
  await page.getByLabel('诉求内容').fill('路灯坏了，见照片')
  await choose(page, '路灯.png', SAMPLE_FILES.png)
  await list(page).getByText('未查毒').waitFor()
  await page
    .getByText(/已保存|草稿/)
    .first()
    .waitFor({ timeout: PATIENCE })
  await page.reload()
  await list(page).getByText('路灯.png').waitFor()
  await page.getByLabel('联系电话').fill('13900001234')
  await page.getByLabel('姓名', { exact: true }).fill('苏日娜')
  expect(await list(page).getByRole('button', { name: '移除路灯.png' }).count()).toBe(1)
  await answer(page, '诉求类型', '投诉')
}, 90_000)
