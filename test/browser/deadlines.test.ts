import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCaseWithClock } from '../deadlines/deadline-test.ts'
import { aDesk, type Desk, mustBeGood, WIDTHS, whyNoBrowser } from './a-desk.ts'

const SCREENSHOTS = process.env['SCREENSHOTS']

let desk: Desk
let foi: Awaited<ReturnType<typeof aCaseWithClock>>
let sar: Awaited<ReturnType<typeof aCaseWithClock>>

describe.skipIf(whyNoBrowser)('deadlines, in a real browser', () => {
  beforeAll(async () => {
    desk = await aDesk()
    desk.service.setNow(new Date('2026-11-30T12:00:00Z'))
    foi = await aCaseWithClock(desk.service, '2026-11-02T09:00:00Z')
    sar = await aCaseWithClock(desk.service, '2026-11-02T09:00:00Z', 'sar')
    await aCaseWithClock(desk.service, '2026-10-20T09:00:00Z')
  }, 60_000)
  afterAll(() => desk?.close())

  it.each(WIDTHS)('are worked through without scripts at %i px', async (width) => {
    const page = await desk.newPage(width, false)
    await desk.signIn(page, 'information-officer')
    await page.goto(`${desk.url}/cases/${sar.reference}/clocks/${sar.clockId}`)
    await page.selectOption('#event', 'pause')
    await page.fill('#on', '2026-11-30')
    await page.fill('#until', '2026-11-20')
    await page.getByRole('button', { name: 'Write it down' }).click()
    expect(await page.locator('.govuk-error-summary').textContent()).toContain('cannot have come before')
    expect(await page.locator('#on').inputValue()).toBe('2026-11-30')
    await page.fill('#answered', '2026-12-03')
    await page.getByRole('button', { name: 'Work it out' }).click()
    expect(await page.getByRole('status').textContent()).toContain('would be late')
  })

  it.each(WIDTHS)('can be read by everybody at %i px', async (width) => {
    const page = await desk.newPage(width)
    await desk.signIn(page, 'information-officer')
    await page.goto(`${desk.url}/deadlines`)
    await mustBeGood(page, 'deadlines', width)
    await page.goto(`${desk.url}/cases/${foi.reference}/clocks/${foi.clockId}?answered=2026-12-03`)
    await mustBeGood(page, 'deadline', width)
    await page.goto(`${desk.url}/cases/${foi.reference}`)
    for (const summary of await page.locator('.wp-columns__aside summary').all()) await summary.click()
    await mustBeGood(page, 'case-with-deadline', width)
  })

  it('print with their working and their record, and without forms', async () => {
    const page = await desk.newPage(800)
    await desk.signIn(page, 'information-officer')
    await page.goto(`${desk.url}/cases/${foi.reference}/clocks/${foi.clockId}`)
    await page.emulateMedia({ media: 'print' })
    if (SCREENSHOTS) await page.screenshot({ path: `${SCREENSHOTS}/deadline-print.png`, fullPage: true })
    expect(await page.locator('.wp-ladder').isVisible()).toBe(true)
    expect(await page.getByText('It was received: Monday 2 November 2026').isVisible()).toBe(true)
    expect(
      await page
        .locator('form')
        .evaluateAll((forms) => forms.filter((one) => (one as HTMLElement).offsetHeight > 0).length),
    ).toBe(0)
  })
})
