import type { Page } from 'playwright-core'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '../../src/db/schema.ts'
import { caseOf } from '../case-of.ts'
import { aRiskRule } from '../rulesets/a-rule.ts'
import { plainMail, type TestService } from '../service.ts'
import { aDesk, type Desk, mustBeGood, WIDTHS, whyNoBrowser } from './a-desk.ts'

let desk: Desk
let service: TestService
let url: string

describe.skipIf(whyNoBrowser)('the policy lab in a real browser', () => {
  beforeAll(async () => {
    // A notice that lets letters teach the service; those of the three offices do not.
    const learning = { letters: 'anonymised' as const, source: ['a test'] }
    desk = await aDesk((web) => {
      const get = (id: string) => {
        const office = web.offices.get(id)
        return office && { ...office, learning }
      }
      return { ...web, offices: { ...web.offices, get } }
    })
    service = desk.service
    url = desk.url
    await service.receive(plainMail({ subject: 'A question', text: 'I met the lighthouse keeper today.' }))
  }, 60_000)
  afterAll(() => desk?.close())

  const signedIn = async (role: string, width = 1280, scripts = false): Promise<Page> => {
    const page = await desk.newPage(width, scripts)
    await desk.signIn(page, role)
    return page
  }

  it.each(WIDTHS)(
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
      await clerk.locator('form:has(#route) button').click()
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
    expect(shown).toMatch(/Without the (rule|word)|No one rule and no one word carries it: \d+ were left out/)
    expect(await page.locator('mark').allTextContents()).toContainEqual(
      expect.stringContaining('kill myself'),
    )
    expect(await page.getByLabel('Words of the letter').inputValue()).toBe(words)
    // Read as whoever has every right; of what is encrypted the words would not show, but a row would.
    const owner = postgres(service.testDatabase.superuserUrl, { max: 1, onnotice: () => {} })
    const tables =
      await owner`select table_name as name from information_schema.tables where table_schema = 'public'`
    expect(tables.length).toBeGreaterThan(25)
    for (const { name } of tables) {
      const rows = await owner`select 1 from ${owner(name)} as t where t::text ilike '%quillfeather%'`
      expect([name, rows.length]).toEqual([name, 0])
    }
    for (const name of ['raw_messages', 'messages', 'cases'])
      expect([name, (await owner`select 1 from ${owner(name)}`).length]).toEqual([name, 1])
    await owner.end()
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
