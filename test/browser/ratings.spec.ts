import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { BAD, Calls, contactedOf, lead } from '../world/calls'
import { handlerLogin } from '../world/people'
import { onTicket, ticketOf } from '../world/thread'
import { type Consoles, PATIENCE, startConsoles } from './console'

/** A requester on a phone, and a bad review that a unit makes good. */

let consoles: Consoles
let calls: Calls

beforeAll(async () => {
  consoles = await startConsoles()
  calls = await Calls.at({ url: consoles.databaseUrl, drop: async () => undefined }, consoles.api)
}, 180_000)
afterAll(async () => {
  await calls?.sql.end()
  await consoles?.stop()
})

const choose = (page: Page, question: RegExp, answer: string) =>
  page.getByRole('group', { name: question }).getByText(answer, { exact: true }).click()

test(
  'on a phone: opened by the link, rated with a thumb, thanked, and the link is dead',
  async () => {
    const ticket = await calls.toCall()
    const token = await calls.linkOf(ticket)
    const page = await consoles.door()
    await page.setViewportSize({ width: 360, height: 740 })
    await page.goto(`/rate.html#${token}`)
    await page.getByText(ticket.title).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
    const small = `[...document.querySelectorAll('fieldset label, button')].filter((each) => each.getBoundingClientRect().height < 44).length`
    expect(await page.evaluate(small)).toBe(0)
    if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/rate.png`, fullPage: true })
    for (const group of await page.locator('[data-assignment]').all())
      await group.getByText('联系过', { exact: true }).click()
    await choose(page, /解决了吗/, '已解决')
    await choose(page, /结果满意吗/, '满意')
    await choose(page, /态度满意吗/, '非常满意')
    await page.getByLabel('想说的话（可不填）').fill('路灯亮了，谢谢')
    await page.getByRole('button', { name: '提交评价' }).click()
    await page.getByText('已收到您的评价').waitFor()
    const { state, callbacks } = await ticketOf(calls.callback, ticket.id)
    expect([state, callbacks]).toMatchObject(['closed', [{ via: 'link', resultGrade: 4, words: '路灯亮了，谢谢' }]])
    const again = await consoles.door()
    await again.goto(`/rate.html#${token}`)
    await again.getByText('链接无效').waitFor()
    expect(await again.locator('#rating').isVisible()).toBe(false)
  },
  4 * PATIENCE,
)

test(
  'a bad review, from the unit’s list to done',
  async () => {
    const ticket = await calls.toCall()
    const said = { ...BAD, contacted: contactedOf(ticket), exit: 'judged', exitReason: '已尽职' }
    await onTicket(calls.callback, ticket.id, 'callback', said)
    const unit = await consoles.open(await handlerLogin(consoles.databaseUrl, lead(ticket).unitId))
    await unit.getByRole('link', { name: '差评整改' }).click()
    if (process.env['PICTURES']) await unit.screenshot({ path: `${process.env['PICTURES']}/rectifications.png` })
    await unit.getByRole('link', { name: ticket.title }).click()
    await unit.getByRole('button', { name: '提交整改' }).first().click()
    await unit.getByLabel('整改措施').fill('已约谈责任人，重新修复并上门致歉。')
    await unit.getByRole('button', { name: '提交整改' }).last().click()
    await unit.getByText('待核查').first().waitFor()
    const agent = await consoles.open('callback')
    await agent.goto(`/callbacks/${ticket.id}`)
    await agent.getByRole('radio', { name: '整改到位' }).check()
    await agent.getByLabel(/二次回访评价/).fill('5')
    await agent.getByLabel('核查情况').fill('二次回访，诉求人满意。')
    if (process.env['PICTURES'])
      await agent.screenshot({ path: `${process.env['PICTURES']}/check.png`, fullPage: true })
    await agent.getByRole('button', { name: '整改核查' }).click()
    await agent.getByText('已整改核查').first().waitFor()
    const { rectifications } = await ticketOf(calls.callback, ticket.id)
    expect(rectifications).toMatchObject([{ state: 'done' }])
  },
  6 * PATIENCE,
)
