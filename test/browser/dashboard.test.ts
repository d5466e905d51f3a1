import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cases, drills, escalations } from '../../src/db/schema.ts'
import { pollDeps } from '../../src/deps.ts'
import { pollAccount } from '../../src/intake/poll-account.ts'
import { ModelServer } from '../intake/model-server.ts'
import { plainMail, type TestService } from '../service.ts'
import { aDesk, type Desk, mustBeGood, WIDTHS, whyNoBrowser } from './a-desk.ts'

let desk: Desk
let service: TestService
let url: string
const newPage = (width: number, scripts = true): Promise<Page> => desk.newPage(width, scripts)
const signIn = (page: Page, role: string): Promise<void> => desk.signIn(page, role)

const aDrill = (day: string) => ({
  ...{ id: randomUUID(), officeId: 'mopac', day, dueAt: new Date(`${day}T09:00:00Z`) },
  ...{ letter: 'gone-quiet', announced: false },
})

describe.skipIf(whyNoBrowser)('the dashboard in a real browser', () => {
  beforeAll(async () => {
    desk = await aDesk()
    service = desk.service
    url = desk.url
    await service.receive(plainMail({ subject: 'Patrols', text: 'Who do I ask about patrols on our road?' }))
    await service.receive(
      plainMail({
        from: 'Kit Harrow <kit@example.net>',
        subject: 'tonight',
        text: 'I do not want a reply.\n\nI am going to kill myself tonight and nobody will stop me.\n\nOn Mon, 2 Nov 2026 at 10:00, MOPAC <enquiries@mopac.example.org> wrote:\n> Thank you for your letter.',
      }),
    )
    const mailServer = new ModelServer()
    mailServer.addFolder('Junk Email', '\\Junk')
    mailServer.addFolder('Closed complaints 2024')
    mailServer.append(plainMail({ text: 'When is the next meeting?' }))
    mailServer.append('never comes', { trouble: 'not-handed-over' })
    const account = { office: 'mopac', address: mailServer.address, folders: ['INBOX'] }
    await pollAccount(pollDeps(service), account, mailServer.connect)
    const last = new Date('2026-11-16T14:05:00Z')
    await service.read('mopac', (tx) =>
      tx.insert(drills).values([
        { ...aDrill('2026-11-02'), state: 'missed', missedAt: new Date('2026-11-02T09:45:00Z') },
        {
          ...{ ...aDrill('2026-11-16'), state: 'answered', startedAt: new Date('2026-11-16T14:00:00Z') },
          ...{ answeredAt: last, answeredBy: 'Demo duty officer' },
        },
      ]),
    )
  }, 60_000)
  afterAll(() => desk?.close())

  it.each(WIDTHS)(
    'can be used by everybody at %i px: sign-in, queue, case, alert, entry, sent mail',
    async (width) => {
      const page = await newPage(width)
      await page.goto(`${url}/sign-in`)
      await mustBeGood(page, 'sign-in', width)
      await signIn(page, 'manager')
      await mustBeGood(page, 'queue', width)
      for (const [name, path] of [
        ['enter', '/enter'],
        ['outbox', '/outbox'],
        ['problems', '/problems'],
        ['mailboxes', '/mailboxes'],
        ['safety-report', '/safety-report'],
        ['drills', '/drills'],
      ] as const) {
        await page.goto(url + path)
        await mustBeGood(page, name, width)
      }
      // Its rows are cards on a telephone: nothing has to be moved sideways to be read.
      const table = page.getByRole('table', { name: 'Drills, newest first' })
      expect(await table.getByRole('row').count()).toBe(3)
      expect(await table.evaluate((one) => one.getBoundingClientRect().right)).toBeLessThanOrEqual(width)
      await page.goto(`${url}/enter`)
      await page.getByRole('button', { name: 'Keep it' }).click()
      await mustBeGood(page, 'enter-mistakes', width)
      await page.goto(url)
      await page.locator('.wp-lane a').first().click()
      await mustBeGood(page, 'alert', width)
      await page.getByText('Show the words. They may be hard to read.').click()
      await page.getByText('What to say on the telephone').click()
      await mustBeGood(page, 'alert-open', width)
      await page.goto(`${page.url().replace(/#.*/, '')}/refer`)
      await mustBeGood(page, 'referral', width)
      await page.getByRole('button', { name: 'Record what was told' }).click()
      await mustBeGood(page, 'referral-mistakes', width)
      await page.goto(url)
      await page.locator('.wp-lane a').first().click()
      await page.getByRole('link', { name: 'Open the whole case' }).click()
      await page.locator('.govuk-details__summary').first().click()
      await mustBeGood(page, 'case', width)
      await page.getByRole('button', { name: 'Add the note' }).click()
      await mustBeGood(page, 'case-mistakes', width)
    },
    60_000,
  )

  it('breaks none of its own rules about what a page may load, and finds all that it asks for', async () => {
    const page = await (await desk.browser.newContext()).newPage()
    const broken: string[] = []
    page.on('console', (said) => {
      if (said.type() === 'error') broken.push(said.text())
    })
    page.on('response', (answer) => {
      if (answer.status() >= 400) broken.push(`${answer.status()} ${answer.url()}`)
    })
    await signIn(page, 'manager')
    await page.locator('.wp-lane a').first().click()
    await page.getByRole('link', { name: 'Open the whole case' }).click()
    await page.goto(`${url}/enter`)
    expect(broken).toEqual([])
    const masthead = page.locator('.wp-masthead')
    expect(await masthead.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe('rgb(53, 61, 66)')
  }, 60_000)

  it('can be used by keyboard alone: past the way round, from a mark to its reason and back', async () => {
    const page = await newPage(1280)
    await signIn(page, 'duty-officer')
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toContain('Skip to main content')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').getAttribute('href')).toMatch(/^\/alerts\//)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/alerts\//)
    await page.locator('.wp-said summary').focus()
    await page.keyboard.press('Enter')
    await page.locator('.wp-flag__number').first().focus()
    await page.keyboard.press('Enter')
    expect(await page.locator(':target').textContent()).toContain('Suicide or self-harm')
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toContain('in the letter')
    await page.keyboard.press('Enter')
    expect(page.url()).toContain('#words-')
  }, 60_000)

  it('works without scripts: read the case, confirm the route, add a note, answer and close the alert, close the case', async () => {
    const page = await newPage(1280, false)
    await signIn(page, 'duty-officer')
    expect(await page.locator('.wp-lane').innerText()).toContain('Nobody has answered')
    await page.locator('.wp-lane a').first().click()
    const [alert] = await service.read('mopac', (tx) => tx.select().from(escalations))
    expect(page.url()).toBe(`${url}/alerts/${alert?.id}`)
    expect(alert?.state).toBe('paging')
    expect(await page.locator('mark').first().isVisible()).toBe(false)
    await page.getByText('Show the words. They may be hard to read.').click()
    expect(await page.locator('mark').allInnerTexts()).toContainEqual(expect.stringContaining('kill myself'))

    await page.getByRole('button', { name: 'I am dealing with this' }).click()
    expect(await page.locator('main').innerText()).toContain('Answered by')
    await page.getByRole('button', { name: 'Note the decision' }).click()
    expect(await page.locator('.govuk-error-summary').innerText()).toContain('Choose what you decide')
    expect(await page.getByLabel('Why not').isVisible()).toBe(false)
    await page.getByRole('link', { name: 'Record whom you told' }).click()
    await page.getByRole('button', { name: 'Record what was told' }).click()
    expect(await page.locator('.govuk-error-summary').innerText()).toContain('Choose whom you told.')
    for (const label of ['on 999', 'By telephone', 'Somebody may die', 'No: asking was not safe'])
      await page.getByLabel(label).first().check()
    await page.locator('#toldPerson').check()
    for (const field of ['contact', 'need', 'heldBack', 'consentWhy', 'toldPersonWhy'])
      await page.locator(`#${field}`).fill('999, control room')
    await page.locator('#item-words-1').check()
    await page.getByRole('button', { name: 'Record what was told' }).click()
    for (const width of WIDTHS) {
      const reader = await newPage(width)
      await signIn(reader, 'manager')
      await reader.goto(`${url}/alerts/${alert?.id}`)
      await mustBeGood(reader, 'alert-told', width)
      await reader.getByRole('link', { name: /^What was told to/ }).click()
      await mustBeGood(reader, 'referral-sheet', width)
    }
    await page.getByLabel('They accepted it').check()
    await page.getByLabel('What they will do').fill('A car is sent')
    await page.getByLabel('Their reference').fill('CAD 4471')
    await page.getByRole('button', { name: 'Note the answer' }).click()
    await page.getByLabel('What came of it').fill('She is with her sister.')
    await page.getByRole('button', { name: 'Close the alert' }).click()
    expect(await page.locator('main').innerText()).toContain('CAD 4471')

    await page.getByRole('link', { name: 'Open the whole case' }).click()
    await page.getByLabel('What was the outcome?').fill('The police found her safe.')
    await page.getByRole('button', { name: 'Close the case' }).click()
    expect(await page.locator('.govuk-error-summary').innerText()).toContain('Confirm the route before')
    expect(await page.getByLabel('What was the outcome?').inputValue()).toBe('The police found her safe.')

    await page.locator('#route').selectOption('force-enquiry')
    await page.locator('#reason').fill('She asks for help that only the police can give.')
    await page.getByRole('button', { name: 'Confirm the route' }).click()
    expect(await page.locator('main').innerText()).toContain('confirmed')
    await page.getByLabel('Add a note').fill('Rang her sister.')
    await page.getByRole('button', { name: 'Add the note' }).click()
    expect(await page.locator('main').innerText()).toContain('Rang her sister.')
    await page.getByLabel('What was the outcome?').fill('The police found her safe.')
    await page.getByRole('button', { name: 'Close the case' }).click()
    expect(await page.locator('main').innerText()).toContain('The police found her safe.')
    const closed = (await service.read('mopac', (tx) => tx.select().from(cases))).find(
      ({ status }) => status === 'closed',
    )
    expect(closed).toMatchObject({
      route: 'force-enquiry',
      routeConfirmed: true,
      outcome: 'The police found her safe.',
    })
  }, 60_000)

  it('opens a case for a call that is entered by hand, from the time it was received', async () => {
    const page = await newPage(1280, false)
    await signIn(page, 'enquiries-officer')
    await page.goto(`${url}/enter`)
    await page.getByRole('button', { name: 'Keep it' }).click()
    expect(await page.locator('.govuk-error-summary').innerText()).toContain('Give the day it was received')
    await page.locator('#channel').selectOption('call')
    await page.locator('#day').fill('2026-11-20')
    await page.locator('#time').fill('16:10')
    await page.locator('#name').fill('Mrs Ångström')
    await page
      .locator('#words')
      .fill('Please send her a copy of all the personal information you hold about her.')
    await page.getByRole('button', { name: 'Keep it' }).click()
    await service.doJobs()
    const entered = (await service.read('mopac', (tx) => tx.select().from(cases))).find(
      ({ channel }) => channel === 'call',
    )
    expect(entered).toMatchObject({
      route: 'sar',
      correspondentName: 'Mrs Ångström',
      openedAt: new Date('2026-11-20T16:10:00Z'),
    })
  }, 60_000)

  it('gives a caseworker no button for alerts, and another office nothing of the case', async () => {
    const page = await newPage(1280, false)
    await signIn(page, 'enquiries-officer')
    const [alert] = await service.read('mopac', (tx) => tx.select().from(escalations))
    await page.goto(`${url}/alerts/${alert?.id}`)
    expect(await page.getByRole('button', { name: 'I am dealing with this' }).count()).toBe(0)
    const other = await newPage(1280, false)
    await other.goto(`${url}/sign-in/demo?office=leicestershire-opcc&role=manager`)
    await other.locator('main button[type=submit]').click()
    const answer = await other.goto(`${url}/alerts/${alert?.id}`)
    expect(answer?.status()).toBe(404)
  }, 60_000)
})
