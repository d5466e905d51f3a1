import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { serve } from '@hono/node-server'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../src/db/embedded.ts'
import { buildApp } from '../../src/web/app.tsx'
import { caseOf } from '../case-of.ts'
import { plainMail, type TestService, testService } from '../service.ts'

const CHROMIUM = '/usr/bin/chromium'
const why = existsSync(CHROMIUM) ? undefined : 'Chromium is not installed (apt-get install chromium)'
if (why) console.warn(`Skipped: the browser tests, because ${why}.`)
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const SCREENSHOTS = process.env['SCREENSHOTS']

let service: TestService
let browser: Browser
let server: ReturnType<typeof serve>
let url: string
const references: Record<string, string> = {}

/** WCAG 2.2 A and AA, and no sideways scrolling. */
async function mustBeGood(page: Page, name: string, width: number): Promise<void> {
  if (SCREENSHOTS) {
    mkdirSync(SCREENSHOTS, { recursive: true })
    await page.screenshot({ path: `${SCREENSHOTS}/${name}-${width}.png`, fullPage: true })
  }
  await page.evaluate(AXE)
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  })
  expect(found).toEqual([])
  const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  expect(await page.evaluate(sideways)).toBeLessThanOrEqual(0)
}

describe.skipIf(why)('letters that were kept back or came back, in a real browser', () => {
  beforeAll(async () => {
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    service = await testService({ publicUrl: url })
    server = serve({ fetch: buildApp(service.web).fetch, hostname: '127.0.0.1', port })
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
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    server?.close()
    await service?.close()
  })

  const signedIn = async (width: number, scripts: boolean): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      javaScriptEnabled: scripts,
      bypassCSP: scripts,
    })
    const page = await context.newPage()
    await page.goto(`${url}/sign-in/demo?office=mopac&role=enquiries-officer`)
    await page.locator('main button[type=submit]').click()
    await page.waitForURL(`${url}/`)
    return page
  }

  it.each([1280, 375])(
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
    await page.getByRole('button', { name: 'Send the letter' }).click()
    await page.waitForURL(`${url}/cases/${references['held']}`)
    await service.doJobs()
    await page.reload()
    expect(await page.locator('main').textContent()).toContain('By hand, by')
    expect(service.outgoing().filter((mail) => mail.includes('To: safe.place@example.org'))).toHaveLength(1)
  }, 60_000)
})
