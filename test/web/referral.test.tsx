import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit, cases, escalations, referrals } from '../../src/db/schema.ts'
import { groundsFor } from '../../src/offices/grounds.ts'
import { factsOfLetter } from '../../src/referrals/facts-of-letter.ts'
import { offeredGrounds } from '../../src/referrals/receivers.ts'
import { plainMail, rulebook, type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from './a-visitor.ts'

const office = (id: string) => {
  const found = rulebook.offices.get(id)
  if (!found) throw new Error(`The rules have no ${id}`)
  return found
}

describe('the grounds for telling somebody', () => {
  it('hold the exception of the notice only where this office’s notice makes it for that route', () => {
    const ids = (id: string, route: 'general-enquiry' | 'foi', receiver: 'force' | 'council' = 'force') =>
      groundsFor(office(id), rulebook.grounds, { routes: [route], receiver }).map((one) => one.id)
    expect(ids('mopac', 'general-enquiry')).toContain('notice-safety')
    expect(ids('mopac', 'foi')).not.toContain('notice-safety')
    expect(ids('mopac', 'foi')).toContain('vital-interests')
    expect(ids('mopac', 'general-enquiry', 'council')).not.toContain('notice-safety')
    expect(ids('leicestershire-opcc', 'foi')).toContain('notice-safety')
    expect(ids('west-midlands-pcc', 'general-enquiry')[0]).toBe('legal-obligation')
    expect(ids('west-midlands-pcc', 'general-enquiry')).not.toContain('notice-safety')
  })

  it('ask all routes of a case of several', () => {
    const routes = ['general-enquiry', 'foi'] as const
    const found = groundsFor(office('mopac'), rulebook.grounds, { routes, receiver: 'force' })
    expect(found.map((one) => one.id)).not.toContain('notice-safety')
  })
})

describe('the grounds that the form offers', () => {
  const offered = (id: string) =>
    Object.fromEntries(
      offeredGrounds(({ receiver }) =>
        groundsFor(office(id), rulebook.grounds, { routes: ['general-enquiry'], receiver }),
      ).map(({ ground, onlyFor }) => [ground.id, onlyFor]),
    )

  it('name whom each is for where it is not for all', () => {
    expect(offered('mopac')).toMatchObject({
      'vital-interests': undefined,
      'notice-safety': ['the police'],
    })
    expect(offered('leicestershire-opcc')['notice-safety']).toEqual([
      'the police',
      'the ambulance service, the NHS or security of the building',
    ])
  })
})

describe('the facts of a letter', () => {
  it('are where, whom one can ring, and when', () => {
    const text =
      'I am on Waterloo Bridge. My flat is 14 Mill Lane, LE1 5XY, ring 07700 900123. He comes back on Friday at 6pm, she said tonight.'
    expect(factsOfLetter(text)).toEqual({
      places: ['on Waterloo Bridge', '14 Mill Lane', 'LE1 5XY'],
      phones: ['07700 900123'],
      times: ['on Friday', 'at 6pm', 'tonight'],
    })
  })

  it('are none in a letter that has none, and few in one that has a thousand', () => {
    expect(factsOfLetter('When are you open?')).toEqual({ places: [], phones: [], times: [] })
    const many = Array.from({ length: 1_000 }, (_, at) => `${at} Mill Lane`).join(', ')
    expect(factsOfLetter(many).places).toHaveLength(8)
  })
})

describe('recording what was told', () => {
  let service: TestService
  let duty: Visitor
  let id: string
  beforeAll(async () => {
    service = await testService()
    duty = await aVisitor(service, 'duty-officer')
  })
  afterAll(() => service.close())

  const alerts = () => service.read('mopac', (tx) => tx.select().from(escalations))
  beforeEach(async (test) => {
    const known = new Set((await alerts()).map((one) => one.id))
    const from = `${test.task.id}@example.net`
    const text = 'I am going to kill myself tonight on Waterloo Bridge. My number is 07700 900123.'
    await service.receive(plainMail({ from, text }), { envelopeFrom: from })
    id = (await alerts()).find((one) => !known.has(one.id))?.id ?? ''
    await duty.post(`/alerts/${id}/answer`, {})
  })
  const told = async () =>
    (await service.read('mopac', (tx) => tx.select().from(referrals))).filter(
      (one) => one.escalationId === id,
    )

  const FORM = {
    to: 'police-999',
    contact: 'Control room, operator 12',
    channel: 'phone',
    'item-words-1': 'yes',
    'item-phone-1': 'yes',
    person: 'The writer',
    from: 'Themselves',
    need: 'To find them in time.',
    heldBack: 'Nothing else was needed.',
    ground: 'vital-interests',
    consent: 'not-asked',
    consentWhy: 'There was no time.',
    toldPerson: 'not-told',
    toldPersonWhy: 'It could add to the danger.',
  }

  it('offers the flagged words chosen and everything else left out', async () => {
    const { html, text } = await duty.get(`/alerts/${id}/refer`)
    expect(text).toContain('Call first, then fill this in.')
    expect(html).toMatch(/name="item-words-1" value="yes" checked/)
    expect(html).toMatch(/name="item-phone-1" value="yes"(?! checked)/)
    expect(text).toContain('07700 900123')
    expect(text).toContain('on Waterloo Bridge')
  })

  it('lists every ground that the office has for anybody, and says at each for whom it is not', async () => {
    await service.read('mopac', (tx) => tx.update(cases).set({ route: 'general-enquiry', others: [] }))
    const { html, text } = await duty.get(`/alerts/${id}/refer`)
    expect(text).toContain('Only where you told the police.')
    expect(text.match(/Only where you told/g)).toHaveLength(1)
    // The council is of the list, and has every ground but that one.
    for (const ground of office('mopac').disclosure.grounds) expect(html).toContain(`value="${ground}"`)
    const returned = await duty.post(`/alerts/${id}/refer`, {
      ...FORM,
      ...{ to: 'children', ground: 'notice-safety' },
    })
    expect(returned.status).toBe(400)
    expect(returned.text).toContain('Choose a ground that your office has for whom you told.')
    expect(await told()).toEqual([])
  })

  it('keeps the exact words, their fingerprint and every particular, and moves the alert on', async () => {
    const answer = await duty.post(`/alerts/${id}/refer`, FORM)
    expect(answer).toMatchObject({ status: 303, location: `/alerts/${id}` })
    const [one] = await told()
    expect(one).toMatchObject({
      toWhom: 'police-999',
      ground: 'vital-interests',
      consent: 'not-asked',
      decidedByName: 'Demo duty officer',
      heldBack: 'Nothing else was needed.',
    })
    expect(one?.sheet).toContain('07700 900123')
    expect(one?.sheet).toContain('kill myself tonight')
    expect(one?.sheet).not.toContain('@example.net')
    expect(one?.sheetHash).toBe(
      createHash('sha256')
        .update(one?.sheet ?? '')
        .digest('hex'),
    )
    expect((await alerts()).find((alert) => alert.id === id)?.state).toBe('referred')
    const entries = await service.read('mopac', (tx) => tx.select().from(audit))
    const entry = entries.find(
      (found) => found.action === 'referral-recorded' && found.detail['referralId'] === one?.id,
    )
    expect(JSON.stringify(entry?.detail)).not.toMatch(/kill|07700|operator/)
  })

  it('prints a sheet with the answer, and gives the words alone byte for byte', async () => {
    await duty.post(`/alerts/${id}/refer`, FORM)
    await duty.post(`/alerts/${id}/reply`, {
      outcome: 'accepted',
      accepted: 'A car is sent',
      theirReference: 'CAD 4471',
    })
    const [one] = await told()
    expect(one).toMatchObject({
      verdict: 'accepted',
      theirReference: 'CAD 4471',
      verdictNote: 'A car is sent',
    })
    const { text } = await duty.get(`/referrals/${one?.id}`)
    expect(text).toMatch(/Accepted .*: their reference CAD 4471, A car is sent/)
    expect(text).toContain('UK GDPR Article 6(1)(d) vital interests')
    const pdf = await duty.get(`/referrals/${one?.id}/sheet.pdf`)
    expect(pdf.status).toBe(200)
    expect(pdf.html).toMatch(/^%PDF-1\.7/)
    const file = await duty.get(`/referrals/${one?.id}/words.txt`)
    expect(file.html).toBe(one?.sheet)
  })

  it.each<[string, Record<string, string>, string, string]>([
    ['to whom', { to: '' }, 'to', 'Choose whom you told.'],
    ['a receiver that is none', { to: 'my-friend' }, 'to', 'Choose whom you told.'],
    ['who there', { contact: '' }, 'contact', 'Say who there'],
    ['how', { channel: 'email' }, 'channel', 'Choose how you told them.'],
    ['999 by a form', { channel: 'online' }, 'channel', '999 is a telephone call.'],
    ['what', { 'item-words-1': '', 'item-phone-1': '' }, 'items', 'Choose what you told them'],
    ['the ground', { ground: '' }, 'ground', 'Choose a ground'],
    ['a ground that is none', { ground: 'curiosity' }, 'ground', 'Choose a ground'],
    ['consent that was not given', { ground: 'consent' }, 'ground', 'only where the person agreed'],
    ['what was kept back', { heldBack: '' }, 'heldBack', 'Say what you kept back'],
    ['why the person does not know', { toldPersonWhy: '' }, 'toldPersonWhy', 'Say how the person was told'],
    ['five thousand words', { need: 'x'.repeat(4_001) }, 'need', 'Shorten this'],
  ])('records nothing without %s, and keeps what was typed', async (_, change, field, sentence) => {
    const answer = await duty.post(`/alerts/${id}/refer`, { ...FORM, ...change })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(sentence)
    expect(answer.html).toContain(`href="#${field}"`)
    expect(answer.html).toContain(`id="${field}"`)
    if (field !== 'contact') expect(answer.html).toContain('value="Control room, operator 12"')
    expect(await told()).toEqual([])
    expect((await alerts()).find((alert) => alert.id === id)?.state).toBe('answered')
  })

  it('refuses what was told to be changed afterwards, in the database', async () => {
    await duty.post(`/alerts/${id}/refer`, FORM)
    await expect(
      service.read('mopac', (tx) => tx.update(referrals).set({ sheet: 'Nothing was told.' })),
    ).rejects.toThrow()
  })

  it('is refused to other roles, other offices, and an alert that is over', async () => {
    const officer = await aVisitor(service, 'enquiries-officer')
    expect((await officer.post(`/alerts/${id}/refer`, FORM)).status).toBe(403)
    const stranger = await aVisitor(service, 'duty-officer', 'leicestershire-opcc')
    expect((await stranger.post(`/alerts/${id}/refer`, FORM)).status).toBe(404)
    await duty.post(`/alerts/${id}/refer`, FORM)
    const [one] = await told()
    expect((await stranger.get(`/referrals/${one?.id}`)).status).toBe(404)
    const again = await duty.post(`/alerts/${id}/refer`, FORM)
    expect(again.text).toContain('Somebody has gone on with this alert meanwhile.')
    expect(await told()).toHaveLength(1)
  })
})
