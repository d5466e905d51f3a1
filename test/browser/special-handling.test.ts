import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caseOf } from '../case-of.ts'
import { plainMail, type TestService } from '../service.ts'
import { aDesk, type Desk, mustBeGood, WIDTHS, whyNoBrowser } from './a-desk.ts'

let desk: Desk
let service: TestService
let url: string
let danger: Awaited<ReturnType<typeof caseOf>>
let again: Awaited<ReturnType<typeof caseOf>>
let bomb: Awaited<ReturnType<typeof caseOf>>

describe.skipIf(whyNoBrowser)('special handling, in a real browser', () => {
  beforeAll(async () => {
    desk = await aDesk()
    service = desk.service
    url = desk.url
    const take = async (text: string, from: string, subject: string) =>
      caseOf(service, await service.receive(plainMail({ from: `Robin Vale <${from}>`, subject, text })))
    const words = 'My partner reads my emails. He strangled me on Sunday and says he will kill me tonight.'
    again = await take('He is following me again. He waits outside my work.', 'robin@example.net', 'Again')
    danger = await take(words, 'robin@example.net', 'He will kill me tonight')
    bomb = await take('There is a bomb in your building. It goes off at noon.', 'noon@example.net', 'Noon')
  }, 60_000)
  afterAll(() => desk?.close())

  it.each(WIDTHS)(
    'is shown and done by everybody at %i px',
    async (width) => {
      const page = await desk.newPage(width)
      await desk.signIn(page, 'duty-officer')
      await mustBeGood(page, 'queue-safe-contact', width)
      await page.goto(`${url}/cases/${danger.found.reference}`)
      const hardWords = page.getByText('he will kill me tonight', { exact: false }).last()
      expect(await hardWords.isVisible()).toBe(false)
      await page.getByText('Show the words. They may be hard to read.').click()
      expect(await hardWords.isVisible()).toBe(true)
      await mustBeGood(page, 'case-hard-words', width)
      await page.goto(`${url}/cases/${again.found.reference}`)
      for (const summary of [
        'Note how they can be reached safely',
        'They can be reached like anybody',
        'Hold this case, so that nothing of it is removed',
        'Keep a person from this case',
        'Restrict contact with this writer',
        'Link with another case',
      ])
        await page.locator('summary', { hasText: summary }).click()
      await mustBeGood(page, 'case-special', width)
      await page.goto(`${url}/cases/${bomb.found.reference}`)
      await mustBeGood(page, 'case-bomb', width)
      await page.goto(`${url}/alerts/${danger.alerts[0]?.id}`)
      await mustBeGood(page, 'alert-special', width)
      await page.getByRole('link', { name: 'All contact of this writer' }).click()
      await mustBeGood(page, 'contact-list', width)
      await page.goto(`${url}/handover`)
      await mustBeGood(page, 'handover', width)
    },
    60_000,
  )

  it('is decided without scripts, and what is wrong is said at its field', async () => {
    const page = await desk.newPage(375, false)
    await desk.signIn(page, 'duty-officer')
    await page.goto(`${url}/cases/${again.found.reference}`)
    await page.locator('summary', { hasText: 'Note how they can be reached safely' }).click()
    await page.getByLabel('How can they be reached?').fill('Only the work telephone, 9 to 12.')
    await page.getByRole('button', { name: 'Note it' }).click()
    expect(await page.locator('.govuk-error-summary').textContent()).toContain('Say why.')
    expect(await page.getByLabel('How can they be reached?').inputValue()).toContain('work telephone')
    await page.getByLabel('Why', { exact: true }).first().fill('He reads her mail.')
    await page.getByRole('button', { name: 'Note it' }).click()
    expect(await page.locator('.wp-contact').first().textContent()).toContain('Only the work telephone')
  }, 60_000)
})
