import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caseOf } from '../case-of.ts'
import { plainMail, type TestService } from '../service.ts'
import { aDesk, type Desk, mustBeGood, WIDTHS, whyNoBrowser } from './a-desk.ts'

const SCREENSHOTS = process.env['SCREENSHOTS']

let desk: Desk
let service: TestService
let url: string
const references: Record<string, string> = {}

describe.skipIf(whyNoBrowser)('letters that were kept back or came back, in a real browser', () => {
  beforeAll(async () => {
    desk = await aDesk()
    service = desk.service
    url = desk.url
    const take = async (name: string, mail: Parameters<typeof plainMail>[0]) => {
      const raw = await service.receive(plainMail({ from: `Robin Vale <${name}@example.net>`, ...mail }))
      const taken = await caseOf(service, raw)
      references[name] = taken.found.reference
      return taken
    }
    await take('held', {
      subject: 'help',
      text: 'My partner beats me and he reads my emails. He strangled me on Sunday. Please do not reply to this address.',
    })
    await take('spam', { subject: 'Noise', text: 'Why is there so much noise?', headers: 'X-Spam-Flag: YES' })
    const sent = await take('back', { subject: 'Patrols', text: 'Who do I ask about patrols on our road?' })
    await service.receive(
      plainMail({
        from: 'MAILER-DAEMON@mx.example.net',
        subject: 'Undelivered Mail Returned to Sender',
        headers: 'X-Failed-Recipients: back@example.net',
        text: `550 5.1.1 no such user\n\nMessage-ID: ${sent.sent[0]?.messageId}`,
      }),
      { envelopeFrom: '' },
    )
  }, 60_000)
  afterAll(() => desk?.close())

  const signedIn = async (width: number, scripts: boolean): Promise<Page> => {
    const page = await desk.newPage(width, scripts)
    await desk.signIn(page, 'enquiries-officer')
    return page
  }

  it.each(WIDTHS)(
    'can be read and sent by everybody at %i px',
    async (width) => {
      const page = await signedIn(width, true)
      const [danger, work] = await page.locator('.wp-lane, .wp-parked').all()
      expect(await danger?.getAttribute('class')).toContain('wp-lane')
      expect(await work?.getAttribute('class')).toContain('wp-parked')
      await mustBeGood(page, 'queue-with-task', width)
      await page.goto(`${url}/?tasks=yes`)
      await mustBeGood(page, 'tasks', width)
      await page.goto(`${url}/cases/${references['back']}`)
      await page.locator('.wp-parked summary').click()
      await mustBeGood(page, 'case-came-back', width)
      for (const name of ['held', 'spam']) {
        await page.goto(`${url}/cases/${references[name]}`)
        for (const summary of await page.locator('#letter summary').all()) await summary.click()
        await mustBeGood(page, `case-${name}`, width)
      }
      await page.goto(`${url}/cases/${references['held']}`)
      await page.locator('#letter > summary').click()
      expect(await page.getByLabel('Send it to').inputValue()).toBe('')
      await page.getByLabel('Send it to').fill('held@example.net')
      await page.getByRole('button', { name: 'Send the letter' }).click()
      expect(await page.locator('.govuk-error-summary').textContent()).toContain('Make sure that it is safe')
      await mustBeGood(page, 'case-held-mistake', width)
      if (SCREENSHOTS)
        await page.locator('#letter').screenshot({ path: `${SCREENSHOTS}/letter-${width}.png` })
    },
    90_000,
  )

  it('can be sent without scripts', async () => {
    const page = await signedIn(1280, false)
    await page.goto(`${url}/cases/${references['held']}`)
    await page.locator('#letter > summary').click()
    await page.getByLabel('Send it to').fill('safe.place@example.org')
    await page.getByLabel('I have made sure').check()
    await page.getByLabel('Why it is sent although it was kept back').fill('She asked for it.')
    await page.getByRole('button', { name: 'Send the letter' }).click()
    await page.waitForURL(`${url}/cases/${references['held']}`)
    await service.doJobs()
    await page.reload()
    expect(await page.locator('main').textContent()).toContain('By hand, by')
    expect(service.outgoing().filter((mail) => mail.includes('To: safe.place@example.org'))).toHaveLength(1)
  }, 60_000)
})
