/** The enquiries officer’s morning in a real Chromium: letters triaged, one by keyboard alone, two windows, a letter called back. */
import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cases, replies } from '../../src/db/schema.ts'
import { caseOf } from '../case-of.ts'
import { plainMail } from '../service.ts'
import { aDesk, type Desk, mustBeGood, WIDTHS, whyNoBrowser } from './a-desk.ts'

let desk: Desk
let page: Page
const names: string[] = []

beforeAll(async () => {
  if (whyNoBrowser) return
  desk = await aDesk()
  const letters = [
    ['Under the Freedom of Information Act, how many cameras does the office own?', 'ann'],
    ['PC 4471 was rude to my mother at the front desk and I want to complain about him.', 'bea'],
    ['When are your offices open?', 'cy'],
  ]
  for (const [text, who] of letters) {
    const mail = plainMail({
      from: `${who} <${who}@example.net>`,
      subject: `Letter of ${who}`,
      text: text ?? '',
    })
    names.push((await caseOf(desk.service, await desk.service.receive(mail))).found.reference)
  }
  page = await desk.newPage(1280)
  await desk.signIn(page, 'enquiries-officer')
})
afterAll(() => desk?.close())

const caseNamed = (reference: string) =>
  desk.service.read('mopac', async (tx) => {
    const [found] = await tx.select().from(cases).where(eq(cases.reference, reference))
    if (!found) throw new Error('no such case')
    return found
  })
const now = (at: Page) => new URL(at.url()).pathname

describe.skipIf(whyNoBrowser)('the morning of an enquiries officer', { timeout: 90_000 }, () => {
  it('goes through the queue and a case without a mouse', async () => {
    await page.goto(desk.url)
    await page.keyboard.press('?')
    expect(await page.locator('#shortcuts').isVisible()).toBe(true)
    await mustBeGood(page, 'shortcuts', 1280)
    await page.keyboard.press('?')
    expect(await page.locator('#shortcuts').isVisible()).toBe(false)
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    const first = (await page.evaluate(() => document.activeElement?.textContent)) ?? ''
    expect(names).toContain(first)
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/cases/${first}`)
    await page.keyboard.press('c')
    await page.getByText('You have this case.').waitFor()
    await page.keyboard.press('1')
    await page.getByText(', confirmed by a person').waitFor()
    expect(await caseNamed(first)).toMatchObject({ routeConfirmed: true, ownerKey: 'demo:enquiries-officer' })
    await page.keyboard.press('m')
    await page.keyboard.type('1 c j n: only words here')
    expect(await page.locator('#note').inputValue()).toBe('1 c j n: only words here')
    expect(now(page)).toBe(`/cases/${first}`)
    await page.locator('#note').blur()
    await page.keyboard.press('n')
    await page.waitForURL((url) => url.pathname !== `/cases/${first}`)
    await page.keyboard.press('u')
    await page.waitForURL(`${desk.url}/`)
    await page.keyboard.press('/')
    await page.waitForURL('**/search')
  })

  it('writes in two windows and loses nothing, and calls a letter back', async () => {
    const reference = names[2] ?? ''
    const other = await page.context().newPage()
    await page.goto(`${desk.url}/cases/${reference}/reply`)
    await other.goto(`${desk.url}/cases/${reference}/reply`)
    await page.locator('#text').fill('We are open from 9 to 5.')
    await page.getByText('Kept at').waitFor()
    await other.locator('#text').fill('We are open on Saturdays too.')
    await other.getByText('This draft was changed in another window').waitFor()
    await other.getByRole('button', { name: 'Keep the draft' }).click()
    await other.locator('#theirs-text').waitFor()
    expect(await other.locator('#theirs-text').textContent()).toContain('from 9 to 5')
    expect(await other.locator('#text').inputValue()).toBe('We are open on Saturdays too.')
    await mustBeGood(other, 'reply-two-windows', 1280)
    await other.locator('#text').fill('We are open from 9 to 5, and on Saturdays too.')
    await other.getByRole('button', { name: /^Send, after/ }).dblclick()
    await other.waitForURL(`**/cases/${reference}`)
    await other.getByRole('button', { name: 'Call it back' }).click()
    await other.waitForURL(`**/cases/${reference}/reply`)
    expect(await other.locator('#text').inputValue()).toContain('and on Saturdays too.')
    const written = await desk.service.read('mopac', (tx) => tx.select().from(replies))
    expect(written.map(({ state }) => state)).toEqual(['draft'])
    await other.close()
  })

  it('undoes a wrong press, and after signing out the back button shows nothing', async () => {
    const reference = names[1] ?? ''
    await page.goto(`${desk.url}/cases/${reference}`)
    if (!(await caseNamed(reference)).routeConfirmed) await page.locator('[data-key="accept-1"]').click()
    await page.getByText(', confirmed by a person').waitFor()
    await page.getByRole('button', { name: /^Undo the choice of the route/ }).click()
    await page.getByRole('heading', { name: 'Proposed route' }).waitFor()
    expect((await caseNamed(reference)).routeConfirmed).toBe(false)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL('**/sign-in**')
    await page.goBack()
    await page.waitForURL('**/sign-in**')
    expect(await page.locator('body').textContent()).not.toContain('PC 4471')
  })

  it.each(WIDTHS)('has pages that are good at %i px, with and without a script', async (width) => {
    const at = await desk.newPage(width)
    await desk.signIn(at, 'enquiries-officer')
    for (const [name, path] of [
      ['queue-acting', '/'],
      ['case-acting', `/cases/${names[1]}`],
      ['reply', `/cases/${names[1]}/reply`],
      ['templates', '/templates'],
      ['account-keys', '/account'],
    ] as const) {
      await at.goto(desk.url + path)
      await mustBeGood(at, name, width)
    }
    await at.context().close()
  })
})
