import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { PASSWORD, startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { startChromium } from './chromium'

/** Consoles of different people, each a browser of its own, on one API. */
export interface Consoles {
  api: TestApi
  databaseUrl: string
  /** Signed in through the sign-in page; the page remembers that it was never loaded again. */
  open(login: string): Promise<Page>
  /** The door, nobody signed in. */
  door(): Promise<Page>
  stop(): Promise<void>
}

export const PATIENCE = 30_000

export async function startConsoles(): Promise<Consoles> {
  buildConsole()
  const database: TestDatabase = await freshDatabase()
  const api = await startApi({ databaseUrl: database.url })
  const browser: Browser = await startChromium()
  const door = async () => {
    const page = await (await newContext(browser, api.url)).newPage()
    page.setDefaultTimeout(PATIENCE)
    await page.goto('/')
    return page
  }
  return {
    api,
    databaseUrl: database.url,
    door,
    async open(login) {
      await api.as(login)
      const page = await door()
      await signIn(page, login)
      await page.evaluate(() => Object.assign(globalThis, { neverLoadedAgain: true }))
      return page
    },
    async stop() {
      await browser.close()
      await api.stop()
      await database.drop()
    },
  }
}

export async function signIn(page: Page, login: string, password = PASSWORD) {
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByLabel('密码', { exact: true }).press('Enter')
  await page.getByRole('navigation', { name: '主导航' }).waitFor()
}

/** Types part of a name into a picker and takes the first hit, as one does by keyboard. */
export async function pick(page: Page, label: string, typed: string) {
  const box = page.getByRole('combobox', { name: label, exact: true })
  await box.click()
  await box.pressSequentially(typed)
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option-active').waitFor()
  await box.press('Enter')
}

/** Chooses in a row of buttons by its question and answer. */
export const answer = (scope: Page | Locator, question: string, answer: string) =>
  scope.locator('.ant-form-item', { hasText: question }).getByText(answer, { exact: true }).click()

export const stayed = (page: Page) => page.evaluate(() => 'neverLoadedAgain' in globalThis)

const newContext = (browser: Browser, baseURL: string): Promise<BrowserContext> =>
  browser.newContext({ baseURL, viewport: { width: 1366, height: 768 }, locale: 'zh-CN', reducedMotion: 'reduce' })

/** Does nothing when the sources are as they were. */
function buildConsole() {
  execFileSync(process.execPath, [join('apps', 'cli', 'build.mjs')], { stdio: 'ignore' })
}
