import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { serve } from '@hono/node-server'
import { sql } from 'drizzle-orm'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../src/db/embedded.ts'
import { audit } from '../../src/db/schema.ts'
import { buildApp } from '../../src/web/app.tsx'
import { caseOf } from '../case-of.ts'
import { aRiskRule } from '../rulesets/a-rule.ts'
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
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const { violations } = await axe.run({ runOnly })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  })
  expect(found).toEqual([])
  const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  expect(await page.evaluate(sideways)).toBeLessThanOrEqual(0)
  expect(await page.locator('h1').count()).toBe(1)
}

describe.skipIf(why)('the policy lab in a real browser', () => {
  beforeAll(async () => {
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    service = await testService({ publicUrl: url })
    // A notice that lets letters teach the service; those of the three offices do not.
    const { offices } = service.web
    const learning = { letters: 'anonymised' as const, source: ['a test'] }
    const get = (id: string) => {
      const office = offices.get(id)
      return office && { ...office, learning }
    }
    const web = { ...service.web, offices: { ...offices, get } }
    server = serve({ fetch: buildApp(web).fetch, hostname: '127.0.0.1', port })
    await service.receive(plainMail({ subject: 'A question', text: 'I met the lighthouse keeper today.' }))
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    server?.close()
    await service?.close()
  })

  const signedIn = async (role: string, width = 1280, scripts = false): Promise<Page> => {
    const viewport = { width, height: 900 }
    const context = await browser.newContext({ viewport, javaScriptEnabled: scripts, bypassCSP: scripts })
    const page = await context.newPage()
    await page.goto(`${url}/sign-in/demo?office=mopac&role=${role}`)
    await page.locator('main button[type=submit]').click()
    await page.waitForURL(`${url}/`)
    return page
  }

  it.each([1280, 375])(
    'can be used by everybody at %i px',
    async (width) => {
      const page = await signedIn('rules-reviewer', width, true)
      await page.goto(`${url}/lab`)
      await mustBeGood(page, 'lab', width)
      await page.goto(`${url}/lab/try`)
      await page.getByRole('button', { name: 'Judge it' }).click()
      await mustBeGood(page, 'lab-try-mistake', width)
      await page.getByLabel('Words of the letter').fill('I am going to kill myself tonight. Who do I ask?')
      await page.getByRole('button', { name: 'Judge it' }).click()
      await mustBeGood(page, 'lab-try', width)
      await page.goto(`${url}/lab`)
      await page.getByRole('button', { name: 'Begin a draft' }).click()
      await page.getByLabel('The rule').fill('- id: risk/x\n  any-of: [')
      await page.getByRole('button', { name: 'Save and check' }).click()
      await mustBeGood(page, 'lab-draft-mistake', width)
      await page.getByLabel('The rule').fill(aRiskRule({ id: `risk/wide/w${width}` }))
      await page.getByRole('button', { name: 'Save and check' }).click()
      await page.getByRole('button', { name: 'Try it' }).click()
      await service.doJobs()
      await page.reload()
      await mustBeGood(page, 'lab-draft-tried', width)
      await page.getByLabel('Why it should be published').fill('Such letters were missed.')
      await page.getByRole('button', { name: 'Ask a second person' }).click()
      await mustBeGood(page, 'lab-change', width)
      await page.goto(`${url}/lab`)
      await mustBeGood(page, 'lab-waiting', width)
      const clerk = await signedIn('enquiries-officer', width, true)
      await clerk.locator('.wp-table a').first().click()
      await clerk.locator('#route').selectOption(width === 375 ? 'foi' : 'sar')
      await clerk.locator('#reason').fill('It asks for papers.')
      await clerk.locator('form[action$="/route"] button').click()
      await clerk.getByText('The level of risk is wrong').click()
      await mustBeGood(clerk, 'case-risk-panel', width)
      await page.goto(`${url}/lab/verdicts`)
      await mustBeGood(page, 'verdicts', width)
      await page.getByRole('button', { name: 'Take it for training' }).first().click()
      await page.getByRole('link', { name: 'Export' }).first().click()
      await mustBeGood(page, 'export', width)
    },
    90_000,
  )

  it('judges a pasted letter with its reasons and what carries them, and keeps none of it', async () => {
    const page = await signedIn('rules-reviewer')
    await page.goto(`${url}/lab/try`)
    const words = 'Quillfeather here. I am going to kill myself tonight.'
    await page.getByLabel('Words of the letter').fill(words)
    await page.getByRole('button', { name: 'Judge it' }).click()
    const shown = (await page.locator('main').textContent()) ?? ''
    expect(shown).toContain('Immediate')
    expect(shown).toMatch(/Without the (rule|word)/)
    expect(await page.locator('mark').allTextContents()).toContainEqual(
      expect.stringContaining('kill myself'),
    )
    expect(await page.getByLabel('Words of the letter').inputValue()).toBe(words)
    const tables = await service.read('mopac', (tx) =>
      tx.execute(sql`select table_name as name from information_schema.tables where table_schema = 'public'`),
    )
    expect(tables.length).toBeGreaterThan(25)
    for (const { name } of tables) {
      const rows = await service.read('mopac', (tx) =>
        tx.execute(
          sql`select count(*) as n from ${sql.identifier(String(name))} t where t::text ilike '%quillfeather%'`,
        ),
      )
      expect([name, Number(rows[0]?.['n'])]).toEqual([name, 0])
    }
  }, 60_000)

  it('without scripts: a draft keeps what is no rule, is tried, and is published by somebody else', async () => {
    const author = await signedIn('rules-reviewer')
    await author.goto(`${url}/lab`)
    await author.getByRole('button', { name: 'Begin a draft' }).click()
    await author.getByLabel('The rule').fill('- id: risk/test/lighthouse\n  level: grave')
    await author.getByRole('button', { name: 'Save and check' }).click()
    expect(await author.locator('.govuk-error-summary').textContent()).toContain('line')
    expect(await author.getByLabel('The rule').inputValue()).toContain('level: grave')
    await author.getByLabel('The rule').fill(aRiskRule())
    await author.getByRole('button', { name: 'Save and check' }).click()
    expect(await author.locator('main').textContent()).toContain('every example does as it should')
    await author.getByRole('button', { name: 'Try it' }).click()
    await service.doJobs()
    await author.reload()
    const moved = await author.locator('#trial').locator('..').textContent()
    expect(moved).toContain('It would move 1 case')
    expect(moved).toContain('from No rule matched to Serious')
    await author.getByRole('button', { name: 'Ask a second person' }).click()
    expect(await author.locator('.govuk-error-summary').textContent()).toContain('Say why.')
    await author.getByLabel('Why it should be published').fill('Such letters were missed.')
    await author.getByRole('button', { name: 'Ask a second person' }).click()
    const change = author.url()
    expect(await author.getByRole('button', { name: 'Agree' }).count()).toBe(0)

    const second = await signedIn('manager')
    await second.goto(change)
    await second.getByLabel('Your reason').fill('I agree.')
    await second.getByRole('button', { name: 'Agree' }).click()
    expect(await second.locator('main').textContent()).toContain('Ruleset 1')
    const raw = await service.receive(
      plainMail({ subject: 'Again', text: 'The lighthouse keeper has gone.' }),
    )
    expect((await caseOf(service, raw)).found.risk).toBe('serious')

    await author.goto(`${url}/lab`)
    await author.locator('#reason').fill('It pages us all night.')
    await author.getByRole('button', { name: 'Take back ruleset 1' }).click()
    expect(await author.locator('main').textContent()).toContain('Ruleset 2')
    const actions = await service.read('mopac', (tx) => tx.select({ action: audit.action }).from(audit))
    for (const action of ['rules-change-asked', 'rules-change-approved', 'ruleset-in-force'] as const)
      expect(actions).toContainEqual({ action })
  }, 90_000)

  it('is closed to a caseworker', async () => {
    const page = await signedIn('enquiries-officer')
    expect((await page.goto(`${url}/lab`))?.status()).toBe(403)
  }, 30_000)
})
