import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cases, mailboxStates, rawMessages, sentMails } from '../../src/db/schema.ts'
import { plainMail, type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from './a-visitor.ts'

let service: TestService
let manager: Visitor

const laneOf = (html: string): string => /<section class="wp-lane.*?<\/section>/s.exec(html)?.[0] ?? ''
const referencesIn = (html: string): string[] => html.match(/MOPAC-26-9\d{5}-0(?=<\/a>)/g) ?? []
const rowsOf = (html: string): number => html.match(/<tr class="govuk-table__row wp-row/g)?.length ?? 0

beforeAll(async () => {
  service = await testService()
  manager = await aVisitor(service, 'manager')
})
afterAll(() => service.close())

describe('the queue while it is empty', () => {
  it('says so in words, and does not claim that nobody is in danger', async () => {
    const { text } = await manager.get('/')
    expect(text).toContain('Safety: no open alert')
    expect(text).toContain('Rules miss things: please read each message.')
    expect(text).toContain('0 open cases')
    expect(text).toContain('No case is open.')
  })
})

describe('the queue', () => {
  beforeAll(async () => {
    const mails = [
      ['foi@example.net', 'Under the Freedom of Information Act 2000 please send me the number of officers.'],
      ['danger@example.net', 'I am going to kill myself tonight and nobody will stop me.'],
      ['patrols@example.net', 'Who do I ask about patrols on our road?'],
    ] as const
    for (const [from, text] of mails) await service.receive(plainMail({ from, text }), { envelopeFrom: from })
  })

  it('has the safety lane on top, whatever the filter', async () => {
    for (const path of ['/', '/?route=foi', '/?status=closed', '/?risk=none']) {
      const { html } = await manager.get(path)
      expect(laneOf(html)).toContain('Nobody has answered')
      expect(html.indexOf('id="safety"')).toBeLessThan(html.indexOf('id="cases"'))
    }
  })

  it('says in the lane what kind of danger it is and how long it has waited', async () => {
    const lane = laneOf((await manager.get('/')).html)
    expect(lane).toContain('Suicide or self-harm')
    expect(lane).toContain('Immediate')
    expect(lane).toMatch(/raised (less than a minute|\d+ minutes?) ago/)
    expect(lane).toMatch(/href="\/alerts\/[0-9a-f-]{36}"/)
  })

  it.each([
    ['/', 3, '3 open cases'],
    ['/?route=foi', 1, '1 open case matches'],
    ['/?risk=immediate', 1, '1 open case matches'],
    ['/?status=closed', 0, '0 closed cases'],
    ['/?route=nonsense&risk=%27&status=--', 3, '3 open cases'],
  ])('shows as many cases as it counts: %s', async (path, rows, count) => {
    const { html, text } = await manager.get(path)
    expect(rowsOf(html)).toBe(rows)
    expect(text).toContain(count)
  })

  it('shows fifty cases to a page and the rest on the next, with none shown twice', async () => {
    const [one] = await service.read('mopac', (tx) => tx.select().from(cases))
    if (!one) throw new Error('There is no case to copy')
    const copies = Array.from({ length: 60 }, (_, at) => ({
      ...one,
      id: randomUUID(),
      route: 'volunteering' as const,
      others: [],
      reference: `MOPAC-26-9${String(at).padStart(5, '0')}-0`,
    }))
    await service.read('mopac', (tx) => tx.insert(cases).values(copies))
    const first = await manager.get('/?route=volunteering')
    const next = /href="([^"]+)" rel="next"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await manager.get(next)
    expect([rowsOf(first.html), rowsOf(second.html)]).toEqual([50, 10])
    expect(first.text).toContain('60 open cases')
    expect(first.html).not.toContain('rel="prev"')
    expect(second.html).not.toContain('rel="next"')
    const back = /href="([^"]+)" rel="prev"/.exec(second.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(referencesIn((await manager.get(back)).html)).toEqual(referencesIn(first.html))
    expect(new Set([...referencesIn(first.html), ...referencesIn(second.html)]).size).toBe(60)
  })

  it('counts the messages that could not be taken in, and shows each one’s bytes to a person', async () => {
    const id = randomUUID()
    const source = new TextEncoder().encode('From: x\r\n\r\nplease <b>help</b>')
    await service.read('mopac', (tx) =>
      tx.insert(rawMessages).values({
        id,
        officeId: 'mopac',
        mailbox: 'enquiries@mopac.example.org',
        channel: 'email',
        source,
        sha256: 'of-a-test',
        size: source.byteLength,
        receivedAt: service.now(),
        state: 'parked',
        parkedBecause: 'RangeError',
      }),
    )
    expect((await manager.get('/')).text).toContain('1 message could not be taken in and waits for a person.')
    expect((await manager.get('/problems')).html).toContain(`href="/problems/${id}"`)
    const { text } = await manager.get(`/problems/${id}`)
    expect(text).toContain('please <b>help</b>')
    const stranger = await aVisitor(service, 'manager', 'leicestershire-opcc')
    expect((await stranger.get(`/problems/${id}`)).status).toBe(404)
  })

  it('names a mailbox that fails, and not one that was read after it failed', async () => {
    const at = (minutes: number) => new Date(service.now().getTime() - minutes * 60_000)
    const state = (mailbox: string, failed: number, polled: number) => ({
      officeId: 'mopac',
      mailbox,
      folder: 'INBOX',
      lastFailedAt: at(failed),
      lastPolledAt: at(polled),
      lastFailure: 'ECONNREFUSED',
    })
    await service.read('mopac', (tx) =>
      tx
        .insert(mailboxStates)
        .values([state('down@mopac.example.org', 1, 30), state('well@mopac.example.org', 30, 1)]),
    )
    const { text } = await manager.get('/problems')
    expect(text).toContain('down@mopac.example.org')
    expect(text).not.toContain('well@mopac.example.org')
  })

  it('shows what was sent word for word, with the case it belongs to', async () => {
    const sent = await service.read('mopac', (tx) => tx.select().from(sentMails))
    const { text } = await manager.get('/outbox')
    expect(sent.length).toBeGreaterThan(0)
    for (const mail of sent) {
      expect(text).toContain(mail.toAddress)
      expect(text).toContain(mail.text.replace(/\s+/g, ' ').trim())
    }
    expect(text).toMatch(/Page to duty staff to \S+ about MOPAC-26-\d{6}-\d/)
  })

  it('says where one is: the tab carries no word of a letter, the way round says which page it is', async () => {
    const { html } = await manager.get('/')
    expect(html).toContain('<title>Queue – Waypost – MOPAC</title>')
    expect(html).toContain('<html lang="en-GB"')
    expect(html).toMatch(/href="\/" aria-current="page"/)
    expect(html).not.toMatch(/style="|onclick|<script(?! src="\/assets\/)/)
  })

  it('answers 404 in words for a page that is not there', async () => {
    const { status, text } = await manager.get('/nowhere')
    expect(status).toBe(404)
    expect(text).toContain('Page not found')
  })
})
