import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit, cases } from '../../src/db/schema.ts'
import { plainMail, type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from './a-visitor.ts'

let service: TestService
let officer: Visitor
let manager: Visitor

beforeAll(async () => {
  service = await testService()
  officer = await aVisitor(service, 'enquiries-officer')
  manager = await aVisitor(service, 'manager')
})
afterAll(() => service.close())

/** A case of its own for a test, from a mail of its own sender. */
async function aCase(mail: Parameters<typeof plainMail>[0]): Promise<{ reference: string; id: string }> {
  const known = new Set((await service.read('mopac', (tx) => tx.select().from(cases))).map(({ id }) => id))
  const address = `writer${known.size}@example.net`
  await service.receive(plainMail({ from: `A Writer <${address}>`, ...mail }), { envelopeFrom: address })
  const all = await service.read('mopac', (tx) => tx.select().from(cases))
  const opened = all.find(({ id }) => !known.has(id))
  if (!opened) throw new Error('No case was opened')
  return opened
}

const versionIn = (html: string): string => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''

describe('the case page', () => {
  it('shows the letter as words, whatever it holds, and never as a page', async () => {
    const { reference } = await aCase({
      subject: '<script>alert(1)</script>',
      text: 'Hello <img src=x onerror=alert(2)> there',
    })
    const { html, text } = await officer.get(`/cases/${reference}`)
    expect(text).toContain('<script>alert(1)</script>')
    expect(text).toContain('Hello <img src=x onerror=alert(2)> there')
    expect(html).not.toContain('<img')
    expect(html).not.toMatch(/<script(?! src="\/assets\/)/)
  })

  it('marks words in the subject as well as in the letter, each with a way to its reason and back', async () => {
    const { reference } = await aCase({
      subject: 'I am going to kill myself tonight',
      text: 'Nobody will stop me. I have the tablets and I will take them all tonight.',
    })
    const { html, text } = await officer.get(`/cases/${reference}`)
    const heading = /<strong>Subject:<\/strong>(.*?)<\/p>/s.exec(html)?.[1] ?? ''
    expect(heading).toContain('<mark class="wp-flag wp-flag--immediate">')
    const [, toReason] = /href="#(flag-[^"]+)"/.exec(heading) ?? []
    const [, back] = new RegExp(`id="${toReason}".*?href="#([^"]+)"`, 's').exec(html) ?? []
    expect(html).toContain(`id="${back}"`)
    expect(text).toContain('Suicide or self-harm')
  })

  it('says of a mail with two Reply-To lines that its sender may not be who it seems', async () => {
    const { reference } = await aCase({ headers: 'Reply-To: a@example.org\nReply-To: b@example.org' })
    const { text } = await officer.get(`/cases/${reference}`)
    expect(text).toContain('more than one line of Reply-To')
  })

  it('says that no rule matched and never that there is no risk', async () => {
    const { reference } = await aCase({ text: 'What are your opening hours, please?' })
    const { text } = await officer.get(`/cases/${reference}`)
    expect(text).toContain('No rule matched. That does not mean that there is no risk')
    expect(text).not.toMatch(/\bNo risk\b/)
  })

  it('names the deadline, the law behind it and how long the case is kept', async () => {
    const { reference } = await aCase({
      subject: 'Freedom of Information request',
      text: 'Under the Freedom of Information Act 2000 please send me the number of officers in each borough.',
    })
    const { text } = await officer.get(`/cases/${reference}`)
    expect(text).toContain('Answer the request for information.')
    expect(text).toContain('Freedom of Information Act 2000 s.10')
    expect(text).toMatch(/\d+ days left/)
    expect(text).toMatch(/Kept until \w+ \d+ \w+ \d{4}: 8 years from the last action \(MOPAC notice, A-37/)
  })

  it('writes into the history, under the key of the person, that the case was opened', async () => {
    const { reference, id } = await aCase({ text: 'Who do I ask about patrols?' })
    await officer.get(`/cases/${reference}`)
    const entries = await service.read('mopac', (tx) => tx.select().from(audit).where(eq(audit.caseId, id)))
    expect(entries.filter(({ action }) => action === 'case-viewed')).toMatchObject([
      { actor: 'demo:enquiries-officer' },
    ])
    expect((await officer.get(`/cases/${reference}`)).text).toContain('Demo enquiries officer')
  })

  it('is not there for somebody of another office', async () => {
    const { reference } = await aCase({ text: 'Who do I ask about patrols?' })
    const stranger = await aVisitor(service, 'manager', 'leicestershire-opcc')
    expect((await stranger.get(`/cases/${reference}`)).status).toBe(404)
  })

  it.each(['auditor', 'rules-reviewer'])('gives somebody who may only look no forms: %s', async (role) => {
    const { reference } = await aCase({ text: 'Who do I ask about patrols?' })
    const reader = await aVisitor(service, role)
    const { html, status } = await reader.get(`/cases/${reference}`)
    expect(status).toBe(200)
    expect(html).not.toContain(`action="/cases/${reference}/`)
    expect((await reader.post(`/cases/${reference}/notes`, { note: 'I was here.' })).status).toBe(403)
  })
})

describe('confirming or changing the route', () => {
  it('asks for a reason where the route is changed, and keeps what was chosen', async () => {
    const { reference } = await aCase({ text: 'Who do I ask about patrols?' })
    const version = versionIn((await officer.get(`/cases/${reference}`)).html)
    const answer = await officer.post(`/cases/${reference}/route`, {
      route: 'consultation',
      reason: '',
      version,
    })
    expect(answer.status).toBe(400)
    expect(answer.html).toContain('<title>Error: Case')
    expect(answer.html).toContain('<a href="#reason">Say why you change the route.</a>')
    expect(answer.html).toMatch(/<option value="consultation" selected/)
  })

  it('keeps the person’s key in the history and their name on the note', async () => {
    const { reference, id } = await aCase({ text: 'Who do I ask about patrols?' })
    const version = versionIn((await officer.get(`/cases/${reference}`)).html)
    const answer = await officer.post(`/cases/${reference}/route`, {
      route: 'consultation',
      reason: 'It answers the survey.',
      version,
    })
    expect(answer).toMatchObject({ status: 303, location: `/cases/${reference}` })
    const [row] = await service.read('mopac', (tx) => tx.select().from(cases).where(eq(cases.id, id)))
    expect(row).toMatchObject({ route: 'consultation', routeConfirmed: true })
    const { text } = await officer.get(`/cases/${reference}`)
    expect(text).toContain('Route: Consultation. It answers the survey.')
    expect(text).toMatch(/Changed the route: from [A-Z][^:]* to Consultation/)
    const entries = await service.read('mopac', (tx) => tx.select().from(audit).where(eq(audit.caseId, id)))
    expect(entries.find(({ action }) => action === 'route-changed')?.actor).toBe('demo:enquiries-officer')
  })

  it('changes nothing where a colleague acted meanwhile, says so, and loses no typed word', async () => {
    const { reference, id } = await aCase({ text: 'Who do I ask about patrols?' })
    const version = versionIn((await officer.get(`/cases/${reference}`)).html)
    await manager.post(`/cases/${reference}/notes`, { note: 'I am ringing them.' })
    const late = { route: 'foi', reason: 'They ask for figures.', version }
    const answer = await officer.post(`/cases/${reference}/route`, late)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('Somebody changed this case after you opened it')
    expect(answer.html).toContain('They ask for figures.</textarea>')
    expect(versionIn(answer.html)).not.toBe(version)
    const [row] = await service.read('mopac', (tx) => tx.select().from(cases).where(eq(cases.id, id)))
    expect(row?.routeConfirmed).toBe(false)
  })
})

describe('closing a case', () => {
  it('waits until the route is confirmed, and then keeps the outcome', async () => {
    const { reference } = await aCase({ text: 'Who do I ask about patrols?' })
    const first = await officer.get(`/cases/${reference}`)
    expect(first.text).toContain('Before you close it, confirm the route.')
    const refused = await officer.post(`/cases/${reference}/close`, {
      outcome: 'Answered by telephone.',
      version: versionIn(first.html),
    })
    expect(refused.text).toContain('Confirm the route before you close the case.')
    expect(refused.html).toContain('Answered by telephone.</textarea>')
    const route = /<option value="([a-z-]+)" selected/.exec(first.html)?.[1] ?? ''
    await officer.post(`/cases/${reference}/route`, { route, reason: '', version: versionIn(first.html) })
    const { html } = await officer.get(`/cases/${reference}`)
    await officer.post(`/cases/${reference}/close`, {
      outcome: 'Answered by telephone.',
      version: versionIn(html),
    })
    const closed = await officer.get(`/cases/${reference}`)
    expect(closed.text).toContain('Answered by telephone.')
    expect(closed.html).not.toContain(`action="/cases/${reference}/route"`)
  })

  it('waits until every alert of the case is closed', async () => {
    const { reference } = await aCase({ text: 'I am going to kill myself tonight.' })
    const { html } = await manager.get(`/cases/${reference}`)
    const route = { route: 'general-enquiry', reason: 'It is a letter to us.', version: versionIn(html) }
    await manager.post(`/cases/${reference}/route`, route)
    const confirmed = await manager.get(`/cases/${reference}`)
    const version = versionIn(confirmed.html)
    const answer = await manager.post(`/cases/${reference}/close`, { outcome: 'Done.', version })
    expect(answer.text).toContain('This case has an open alert.')
  })
})

describe('adding a note', () => {
  it('asks for words, and refuses more than anybody reads', async () => {
    const { reference } = await aCase({ text: 'Who do I ask about patrols?' })
    const empty = await officer.post(`/cases/${reference}/notes`, { note: '  ' })
    expect(empty.html).toContain('<a href="#note">Write the note first.</a>')
    const long = await officer.post(`/cases/${reference}/notes`, { note: 'a'.repeat(10_001) })
    expect(long.text).toContain('Use at most 10,000 characters.')
  })
})
