import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit, escalations } from '../../src/db/schema.ts'
import { plainMail, type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from './a-visitor.ts'

let service: TestService
let duty: Visitor
let id: string

beforeAll(async () => {
  service = await testService()
  duty = await aVisitor(service, 'duty-officer')
})
afterAll(() => service.close())

const alerts = () => service.read('mopac', (tx) => tx.select().from(escalations))
const theAlert = async () => (await alerts()).find((one) => one.id === id)

beforeEach(async (test) => {
  const known = new Set((await alerts()).map((one) => one.id))
  const address = `${test.task.id}@example.net`
  const text = 'I am going to kill myself tonight and nobody will stop me.'
  await service.receive(plainMail({ from: address, text }), { envelopeFrom: address })
  id = (await alerts()).find((one) => !known.has(one.id))?.id ?? ''
})

describe('the alert page', () => {
  it('is not answered by opening it, however often', async () => {
    await duty.get(`/alerts/${id}`)
    const { text } = await duty.get(`/alerts/${id}`)
    expect((await theAlert())?.state).toBe('paging')
    expect(text).toContain('Nobody has answered yet')
    expect(text).toContain('I am dealing with this')
  })

  it('says what was written, who was told, who is next, and whom to call', async () => {
    const { html, text } = await duty.get(`/alerts/${id}`)
    expect(html).toMatch(/<mark class="wp-flag wp-flag--immediate">[^<]*kill myself/)
    expect(text).toMatch(/Duty officer, \w+ \d+ \w+ \d{4} at \d\d:\d\d: sent/)
    expect(text).toMatch(/Next: Secondary duty officer at \d\d:\d\d/)
    expect(text).toContain('Call 999')
    expect(text).toContain('Call 101')
    expect(text).toContain('the control room of the force where they are')
  })

  it('stops the ladder for a named person, who is then asked what was done', async () => {
    const answer = await duty.post(`/alerts/${id}/answer`, {})
    expect(answer).toMatchObject({ status: 303, location: `/alerts/${id}` })
    expect(await theAlert()).toMatchObject({ state: 'answered', answeredBy: 'Demo duty officer' })
    const { text } = await duty.get(`/alerts/${id}`)
    expect(text).toContain('Demo duty officer is dealing with it')
    expect(text).toContain('Record whom you told')
    const entries = await service.read('mopac', (tx) => tx.select().from(audit))
    const answered = entries.filter(
      ({ action, detail }) => action === 'alert-answered' && detail['escalationId'] === id,
    )
    expect(answered).toMatchObject([{ actor: 'demo:duty-officer' }])
  })

  it('tells the second person that somebody was there before', async () => {
    await duty.post(`/alerts/${id}/answer`, {})
    const manager = await aVisitor(service, 'manager')
    const answer = await manager.post(`/alerts/${id}/answer`, {})
    expect(answer.text).toContain('Somebody answered this alert before you.')
    expect(answer.text).toContain('Demo duty officer is dealing with it')
    expect((await theAlert())?.answeredBy).toBe('Demo duty officer')
  })

  it.each([
    [{}, 'Choose what you decide.', 'outcome'],
    [{ outcome: 'no-action', reference: 'CAD 1' }, 'Say why no action is needed.', 'why'],
    [{ outcome: 'downgrade' }, 'Say why it is less urgent.', 'whyLower'],
  ])('does not go on without a decision: %j', async (form, mistake, field) => {
    await duty.post(`/alerts/${id}/answer`, {})
    const answer = await duty.post(`/alerts/${id}/decide`, form as Record<string, string>)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(mistake)
    expect(answer.html).toContain(`href="#${field}"`)
    expect(answer.html).toContain(`id="${field}"`)
    expect((await theAlert())?.state).toBe('answered')
  })

  /** What is asked after a call, filled in as shortly as it may be. */
  const TOLD = {
    channel: 'phone',
    contact: 'control room',
    'item-words-1': 'yes',
    need: 'To find them.',
    heldBack: 'Nothing else was needed.',
    ground: 'vital-interests',
    consent: 'not-asked',
    consentWhy: 'No time.',
    toldPerson: 'not-told',
    toldPersonWhy: 'No time.',
  }

  it('goes from told to accepted to closed, and shows each with its person', async () => {
    await duty.post(`/alerts/${id}/answer`, {})
    await duty.post(`/alerts/${id}/refer`, { ...TOLD, to: 'police-999' })
    expect((await duty.get(`/alerts/${id}`)).text).toContain('Do they take it on?')
    await duty.post(`/alerts/${id}/reply`, {
      outcome: 'accepted',
      theirReference: 'CAD 4471',
      accepted: 'a car is on its way',
    })
    expect((await duty.get(`/alerts/${id}`)).text).toContain('What came of it')
    await duty.post(`/alerts/${id}/close`, { ending: 'She is with her sister.' })
    expect((await theAlert())?.state).toBe('closed')
    const { text, html } = await duty.get(`/alerts/${id}`)
    expect(text).toContain('The police were told: Metropolitan Police Service, on 999, control room')
    expect(text).toContain('They accepted it: CAD 4471, a car is on its way, Demo duty officer')
    expect(text).toContain('Closed: She is with her sister.')
    expect(html).not.toContain('<button type="submit" class="govuk-button')
  })

  it('asks where a declined person goes instead', async () => {
    await duty.post(`/alerts/${id}/answer`, {})
    await duty.post(`/alerts/${id}/refer`, { ...TOLD, to: 'police-101' })
    await duty.post(`/alerts/${id}/reply`, {
      outcome: 'declined',
      declined: 'No immediate risk, said the desk',
    })
    const { text } = await duty.get(`/alerts/${id}`)
    expect(text).toContain('Declined: nobody has it')
    expect(text).toContain('Record whom you told')
    await duty.post(`/alerts/${id}/refer`, { ...TOLD, to: 'ambulance' })
    expect((await theAlert())?.state).toBe('referred')
  })

  it('leaves an immediate alert open until a second person agrees that nothing is needed', async () => {
    await duty.post(`/alerts/${id}/answer`, {})
    await duty.post(`/alerts/${id}/decide`, { outcome: 'no-action', why: 'A line of a song.' })
    expect((await theAlert())?.state).toBe('deciding')
    expect((await duty.get(`/alerts/${id}`)).text).toContain('Somebody else has to agree.')
    const own = await duty.post(`/alerts/${id}/verdict`, { outcome: 'agreed', agreed: 'I read it again.' })
    expect(own.text).toContain('You put this forward yourself.')
    expect((await theAlert())?.state).toBe('deciding')
    const manager = await aVisitor(service, 'manager')
    expect((await manager.get(`/alerts/${id}`)).text).toContain('no action is needed. “A line of a song.”')
    await manager.post(`/alerts/${id}/verdict`, { outcome: 'agreed', agreed: 'The whole letter.' })
    expect(await theAlert()).toMatchObject({ state: 'closed', outcome: 'no-action: A line of a song.' })
  })

  it('does not go on with what nobody has answered', async () => {
    const answer = await duty.post(`/alerts/${id}/decide`, { outcome: 'no-action', why: 'A line of a song.' })
    expect(answer.text).toContain('Press “I am dealing with this” first')
    expect((await theAlert())?.state).toBe('paging')
  })

  it('does not answer an alert that is over', async () => {
    await duty.post(`/alerts/${id}/answer`, {})
    await duty.post(`/alerts/${id}/refer`, { ...TOLD, to: 'police-999' })
    await duty.post(`/alerts/${id}/reply`, { outcome: 'accepted', accepted: 'CAD 1' })
    await duty.post(`/alerts/${id}/close`, { ending: 'Safe.' })
    expect((await duty.post(`/alerts/${id}/answer`, {})).text).toContain('This alert is closed already.')
    expect((await theAlert())?.state).toBe('closed')
  })

  it('gives no button to a role that does not answer alerts, and refuses its form', async () => {
    const officer = await aVisitor(service, 'enquiries-officer')
    const { html, text } = await officer.get(`/alerts/${id}`)
    expect(html).not.toContain(`action="/alerts/${id}/answer"`)
    expect(text).toContain('Your role does not answer alerts.')
    expect((await officer.post(`/alerts/${id}/answer`, {})).status).toBe(403)
    expect((await theAlert())?.state).toBe('paging')
  })

  it('tells somebody signed in to another office whose alert it is, and nothing of it', async () => {
    const stranger = await aVisitor(service, 'duty-officer', 'leicestershire-opcc')
    const { status, text } = await stranger.get(`/alerts/${id}?office=mopac`)
    expect(status).toBe(404)
    expect(text).toContain('The alert is one of MOPAC.')
    expect(text).not.toContain('kill myself')
    expect((await stranger.get('/alerts/not-an-id')).status).toBe(404)
  })
})
