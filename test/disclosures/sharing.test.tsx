import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit, consents, disclosures, escalations, referrals, useRestrictions } from '../../src/db/schema.ts'
import { lastWord, standingOf } from '../../src/disclosures/may-share.ts'
import { nameless, TAKEN_OUT } from '../../src/disclosures/nameless.ts'
import { mayShareBy, SHARE_PURPOSES, type ShareAsked, sharingRule } from '../../src/offices/may-share.ts'
import { ROUTES } from '../../src/triage/route.ts'
import { caseOf } from '../case-of.ts'
import { plainMail, rulebook, type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from '../web/a-visitor.ts'

const office = (id: string) => {
  const found = rulebook.offices.get(id)
  if (!found) throw new Error(`No office ${id}`)
  return found
}
const ground = (id: string) => {
  const found = rulebook.grounds.find((one) => one.id === id)
  if (!found) throw new Error(`No ground ${id}`)
  return found
}
const asked = (more: Partial<ShareAsked>): ShareAsked => ({
  ...{ routes: ['general-enquiry'], receiver: 'force', purpose: 'answer', ground: ground('notice-use') },
  ...{ consent: 'none', isRestricted: false, isBombThreat: false, ...more },
})
const may = (id: string, more: Partial<ShareAsked>) => mayShareBy(office(id), asked(more))
const rule = (id: string, more: Partial<ShareAsked>) => sharingRule(office(id), asked(more)).rule

describe('the sharing matrix', () => {
  // requirements.md section 9, row by row.
  it.each<[string, Partial<ShareAsked>, string]>([
    ['mopac', { routes: ['general-enquiry'] }, 'allowed'],
    ['mopac', { routes: ['general-enquiry'], purpose: 'safety' }, 'safety-exception'],
    ['mopac', { routes: ['general-enquiry'], receiver: 'iopc', purpose: 'referral' }, 'law-only'],
    ['mopac', { routes: ['general-enquiry'], receiver: 'council' }, 'consent'],
    ['mopac', { routes: ['chief-officer-complaint'], purpose: 'investigate' }, 'allowed'],
    ['mopac', { routes: ['office-complaint'] }, 'consent'],
    ['mopac', { routes: ['office-complaint'], purpose: 'safety' }, 'law-only'],
    ['mopac', { routes: ['foi'], purpose: 'consult' }, 'allowed'],
    ['mopac', { routes: ['foi'], receiver: 'gla', purpose: 'consult' }, 'allowed'],
    ['mopac', { routes: ['sar'] }, 'consent'],
    ['mopac', { routes: ['deputy-mayor'] }, 'consent'],
    ['mopac', { routes: ['deputy-mayor'], purpose: 'safety' }, 'safety-exception'],
    ['mopac', { routes: ['event-or-list'], receiver: 'other' }, 'consent'],
    ['leicestershire-opcc', { routes: ['police-complaint'] }, 'allowed'],
    ['leicestershire-opcc', { routes: ['foi'], purpose: 'safety' }, 'safety-exception'],
    ['leicestershire-opcc', { routes: ['foi'], receiver: 'council' }, 'allowed'],
    ['west-midlands-pcc', { routes: ['general-enquiry'], receiver: 'other' }, 'allowed'],
    ['west-midlands-pcc', { routes: ['event-or-list'] }, 'consent'],
    ['west-midlands-pcc', { routes: ['event-or-list'], purpose: 'safety' }, 'allowed'],
  ])('%s %j: %s', (id, more, expected) => {
    expect(rule(id, more)).toBe(expected)
  })

  it('takes the strictest of several routes: an enquiry inside a SAR is not shared as an enquiry', () => {
    expect(rule('mopac', { routes: ['general-enquiry', 'sar'] })).toBe('consent')
    expect(may('mopac', { routes: ['general-enquiry', 'sar'] })).toMatchObject({
      ok: false,
      because: 'ground-not-here',
    })
  })

  it('answers for every office, route, receiver and purpose, with what it rests on', () => {
    for (const { id } of rulebook.offices.all)
      for (const route of ROUTES)
        for (const receiver of ['force', 'iopc', 'gla', 'panel', 'council', 'other'] as const)
          for (const purpose of SHARE_PURPOSES)
            expect(
              sharingRule(office(id), { routes: [route], receiver, purpose }).source.length,
            ).toBeGreaterThan(0)
  })

  it('never keeps danger from the police: a ground of law is enough in every office and route', () => {
    for (const { id } of rulebook.offices.all)
      for (const route of ROUTES)
        for (const one of ['vital-interests', 'safeguarding', 'prevent-crime'])
          expect(
            may(id, {
              ...{ routes: [route], purpose: 'safety', ground: ground(one), consent: 'refused' },
              ...{ isRestricted: true, isBombThreat: true },
            }).ok,
          ).toBe(true)
  })

  it.each<[Partial<ShareAsked>, string, string]>([
    [{ routes: ['deputy-mayor'] }, 'ground-not-here', 'only if the person agrees (A-16, A-20)'],
    [{ routes: ['deputy-mayor'], ground: ground('consent') }, 'no-consent', 'No consent to this is noted'],
    [{ ground: ground('consent'), consent: 'withdrawn' }, 'no-consent', 'took their consent back'],
    [{ ground: ground('vital-interests') }, 'ground-of-other-purpose', 'Choose another ground'],
    [{ routes: ['foi'], purpose: 'transfer' }, 'no-permission', 'Ask the writer first'],
    [{ routes: ['foi'], purpose: 'transfer', consent: 'refused' }, 'no-permission', 'tell them who holds it'],
    [{ isRestricted: true }, 'restricted', 'UK GDPR Art 18'],
    [{ isRestricted: true, ground: ground('legal-obligation') }, 'restricted', 'kept and not told'],
    [{ isBombThreat: true }, 'bomb-threat', 'nothing of it is forwarded'],
  ])('refuses %j with a sentence', (more, because, sentence) => {
    const found = may('mopac', more)
    expect(found).toMatchObject({ ok: false, because })
    expect(found.ok ? '' : found.says).toContain(sentence)
  })

  it('lets go what the person agreed to, and a referral that the law wants, although the use is restricted', () => {
    const consent = { ground: ground('consent'), consent: 'given' as const, isRestricted: true }
    expect(may('mopac', { routes: ['deputy-mayor'], ...consent }).ok).toBe(true)
    const referral = {
      receiver: 'iopc' as const,
      purpose: 'referral' as const,
      ground: ground('legal-obligation'),
    }
    expect(may('mopac', { routes: ['iopc-referral'], isRestricted: true, ...referral }).ok).toBe(true)
    expect(may('mopac', { routes: ['foi'], purpose: 'transfer', consent: 'given' }).ok).toBe(true)
  })
})

describe('words without a name', () => {
  const who = { name: 'Mrs Zebediah O’Quirke-Smythe', address: 'z.quirke@example.net' }
  it('hold no part of it, no address and no number, and the rest stays', () => {
    const words = nameless(
      'I am Zebediah O’Quirke-Smythe (MRS. ZEBEDIAH), z.quirke@example.net or z.quirke, 07700 900123, +44 20 7946 0000.\nHow many officers are there in 2026? Ask jo@other.example.',
      who,
    )
    expect(words).not.toMatch(/zebediah|quirke|smythe|07700|7946|other\.example/i)
    expect(words).toContain('How many officers are there in 2026?')
    expect(words).toContain(TAKEN_OUT)
  })
  it('are the same where there is no name, and no part of another word goes', () => {
    expect(nameless('A plain question.', { name: '', address: null })).toBe('A plain question.')
    expect(nameless('Are annual figures kept?', { name: 'Ann Are', address: null })).toBe(
      `${TAKEN_OUT} annual figures kept?`,
    )
  })
})

describe('sharing on a case', () => {
  let service: TestService
  let officer: Visitor
  let duty: Visitor
  beforeAll(async () => {
    service = await testService()
    officer = await aVisitor(service, 'information-officer')
    duty = await aVisitor(service, 'duty-officer')
  })
  afterAll(() => service.close())

  let writers = 0
  async function received(text: string, name = 'Jocasta Brindle') {
    const from = `sharing${++writers}@example.net`
    return caseOf(
      service,
      await service.receive(plainMail({ from: `${name} <${from}>`, text }), { envelopeFrom: from }),
    )
  }
  const FOI =
    'Under the Freedom of Information Act please send me the number of officers in each borough. Jocasta Brindle, 07700 900123'
  const rowsOf = (caseId: string) =>
    service.read('mopac', async (tx) => ({
      said: await tx.select().from(consents).where(eq(consents.caseId, caseId)),
      told: await tx.select().from(disclosures).where(eq(disclosures.caseId, caseId)),
    }))
  const day = () => service.now().toISOString().slice(0, 10)
  const evidence = (suffix = '') => ({
    ...{ [`said-by${suffix}`]: 'The writer', [`said-on${suffix}`]: day(), [`said-how${suffix}`]: 'phone' },
    [`what-said${suffix}`]: 'Yes, you may.',
  })
  const consent = (more: Record<string, string> = {}) => ({
    ...{
      'consent-receiver': 'force',
      'consent-purpose': 'transfer',
      answer: 'given',
      ...evidence(),
      ...more,
    },
  })
  const telling = (more: Record<string, string> = {}) => ({
    ...{ receiver: 'force', 'receiver-name': 'FOI desk', purpose: 'consult', ground: 'notice-use' },
    ...{ channel: 'email', words: 'What do you hold?', why: 'They hold it.', 'held-back': 'Nothing else.' },
    ...{ person: 'told', 'person-why': 'In the acknowledgement.', step: 'write', ...more },
  })

  it('asks another body about a request without whose it is: shown first, written down as shown', async () => {
    const { found, message } = await received(FOI)
    expect(found.route).toBe('foi')
    const path = `/cases/${found.reference}/sharing/tell`
    const whole = { [`letter-${message.id}`]: 'yes' }
    const looked = await officer.post(path, telling({ ...whole, step: 'look' }))
    expect(looked.text).toContain('It may be told.')
    expect(looked.text).toContain('(A-36)')
    expect((await rowsOf(found.id)).told).toHaveLength(0)
    const made = await officer.post(path, telling(whole))
    const { text, html } = await officer.get(made.location ?? '')
    expect(html).not.toMatch(/<pre[^>]*>[^<]*(Brindle|Jocasta|07700)/)
    expect(text).toContain('number of officers in each borough')
    expect(text).toContain('Taken out')
    const [row] = (await rowsOf(found.id)).told
    expect(row).toMatchObject({ rule: 'allowed', sources: ['A-36'], nameless: true })
    const pdf = await officer.get(`${made.location}/sheet.pdf`)
    expect(pdf.html.startsWith('%PDF-')).toBe(true)
    const history = await service.read('mopac', (tx) =>
      tx.select().from(audit).where(eq(audit.caseId, found.id)),
    )
    expect(history.map(({ action }) => action)).toContain('disclosure-recorded')
    expect(JSON.stringify(history)).not.toMatch(/Brindle|boroughs?"/)
  })

  it('passes a request on only after its writer has said so, here and on its deadline, until they take it back', async () => {
    const { found } = await received(FOI)
    const path = `/cases/${found.reference}/sharing`
    const transfer = telling({ purpose: 'transfer' })
    const clock = /href="(\/cases\/[^"]*\/clocks\/[^"]+)"/.exec(
      (await officer.get(`/cases/${found.reference}`)).html,
    )?.[1]
    const moved = { event: 'transferred', on: day(), note: 'To the Met.' }
    for (const answer of [undefined, 'refused'] as const) {
      if (answer) await officer.post(`${path}/consents`, consent({ answer }))
      expect((await officer.post(`${path}/tell`, transfer)).status).toBe(400)
      expect((await officer.post(`${clock}/events`, moved)).text).toContain('Ask the writer first')
    }
    expect((await officer.post(`${path}/consents`, consent())).status).toBe(303)
    expect((await officer.post(`${path}/tell`, transfer)).status).toBe(303)
    const { said, told } = await rowsOf(found.id)
    const given = said.find(({ answer }) => answer === 'given')
    expect(told.map(({ consentId }) => consentId)).toEqual([given?.id])
    const withdrawal = evidence(`-${given?.id}`)
    expect((await duty.post(`${path}/consents/${given?.id}/withdraw`, withdrawal)).status).toBe(303)
    expect((await officer.post(`${path}/tell`, transfer)).text).toContain('took back that the request')
    expect((await officer.post(`${clock}/events`, moved)).status).toBe(400)
    const { text } = await officer.get(path)
    expect(text).toContain('Taken back')
    expect(text).toContain('“Yes, you may.”')
  })

  it('asks for as much to take a consent back as to give it, and for the day of neither in the future', async () => {
    const { found } = await received('I am writing to the Deputy Mayor about my street.')
    const path = `/cases/${found.reference}/sharing`
    expect((await officer.post(`${path}/consents`, { ...consent(), 'what-said': '' })).text).toContain(
      'Write down what was said.',
    )
    for (const [on, sentence] of [
      ['2099-01-01', 'in the future'],
      ['1970-01-01', 'too long ago'],
    ] as const)
      expect((await officer.post(`${path}/consents`, consent({ 'said-on': on }))).text).toContain(sentence)
    expect((await rowsOf(found.id)).said).toHaveLength(0)
    await officer.post(`${path}/consents`, consent())
    const [row] = (await rowsOf(found.id)).said
    const suffix = `-${row?.id}`
    const empty = await officer.post(`${path}/consents/${row?.id}/withdraw`, {})
    for (const sentence of [
      'Say who said it.',
      'Give the day',
      'Choose how they said it.',
      'Write down what was said.',
    ])
      expect(empty.text).toContain(sentence)
    await officer.post(`${path}/consents/${row?.id}/withdraw`, evidence(suffix))
    const twice = await officer.post(`${path}/consents/${row?.id}/withdraw`, evidence(suffix))
    expect(twice.status).toBe(400)
    const after = (await rowsOf(found.id)).said
    expect(standingOf(lastWord(after, { receiver: 'force', purpose: 'transfer' }))).toBe('withdrawn')
  })

  it('tells nobody of a case that is kept and not used, and says so wherever somebody could', async () => {
    const { found } = await received('I have a question about parking near your building.')
    await service.read('mopac', (tx) =>
      tx.insert(useRestrictions).values({
        ...{
          id: crypto.randomUUID(),
          officeId: 'mopac',
          caseId: found.id,
          law: 'accuracy',
          reason: 'It is contested.',
        },
        ...{ setBy: 'k', setByName: 'An officer', setAt: service.now() },
      }),
    )
    const { text } = await officer.get(`/cases/${found.reference}/sharing/tell`)
    expect(text).toContain('Kept and not used')
    const refused = await officer.post(
      `/cases/${found.reference}/sharing/tell`,
      telling({ purpose: 'answer' }),
    )
    expect(refused.text).toContain('The use of this case is restricted')
    expect((await rowsOf(found.id)).told).toHaveLength(0)
    expect((await officer.get('/')).text).toContain('Kept and not used: do not answer or share')
  })

  it('checks a referral of an alert too: no consent without one', async () => {
    const { found } = await received('I am going to kill myself tonight on Waterloo Bridge.')
    const [alert] = await service.read('mopac', (tx) =>
      tx.select().from(escalations).where(eq(escalations.caseId, found.id)),
    )
    await duty.post(`/alerts/${alert?.id}/answer`, {})
    const form = {
      ...{
        to: 'police-999',
        contact: 'Operator 12',
        channel: 'phone',
        more: 'All of it',
        need: 'Life at risk',
      },
      ...{ heldBack: 'Nothing', consent: 'not-asked', consentWhy: 'No time', toldPerson: 'not-told' },
      ...{ toldPersonWhy: 'No time', person: 'The writer', from: '' },
    }
    expect((await duty.post(`/alerts/${alert?.id}/refer`, { ...form, ground: 'consent' })).status).toBe(400)
    expect(
      (await duty.post(`/alerts/${alert?.id}/refer`, { ...form, ground: 'vital-interests' })).status,
    ).toBe(303)
    const rows = await service.read('mopac', (tx) =>
      tx.select().from(referrals).where(eq(referrals.caseId, found.id)),
    )
    expect(rows).toHaveLength(1)
    expect((await officer.get(`/cases/${found.reference}/sharing`)).text).toContain('Operator 12')
  })

  it('makes an extract of what was chosen, leaving out what the person does not know of', async () => {
    const { found } = await received(FOI)
    const path = `/cases/${found.reference}/sharing`
    await officer.post(`${path}/consents`, consent({ 'what-said': 'Go on then.' }))
    await officer.post(`${path}/tell`, telling({ 'receiver-name': 'Known desk' }))
    await officer.post(`${path}/tell`, telling({ person: 'not-told', 'receiver-name': 'Unknown desk' }))
    const { html } = await officer.get(`${path}/extract`)
    expect(html.match(/ checked=""/g)).toHaveLength(2)
    expect((await officer.post(`${path}/extract`, { as: 'page' })).text).toContain('Choose at least one.')
    const { said, told } = await rowsOf(found.id)
    const known = told.find(({ receiverName }) => receiverName === 'Known desk')
    const rows = { [`row-${known?.id}`]: 'yes', [`row-${said[0]?.id}`]: 'yes' }
    const page = await officer.post(`${path}/extract`, { as: 'page', ...rows })
    expect(page.text).toContain('Go on then.')
    expect(page.text).toContain('You can take back what you agreed to at any time')
    expect(page.html.match(/Metropolitan Police Service, /g)).toHaveLength(1)
    expect((await officer.post(`${path}/extract`, { as: 'pdf', ...rows })).html.startsWith('%PDF-')).toBe(
      true,
    )
    expect((await officer.get('/ledger')).text).toContain(found.reference)
    expect((await duty.get('/ledger')).status).toBe(403)
  })

  it('keeps what was told as it was told', async () => {
    await expect(service.read('mopac', (tx) => tx.update(disclosures).set({ words: 'x' }))).rejects.toThrow()
    await expect(
      service.read('mopac', (tx) => tx.update(consents).set({ whatWasSaid: 'x' })),
    ).rejects.toThrow()
  })
})
