import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit, cases } from '../../src/db/schema.ts'
import { caseOf } from '../case-of.ts'
import { plainMail, type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from './a-visitor.ts'

let service: TestService
let officer: Visitor
let auditor: Visitor

beforeAll(async () => {
  service = await testService()
  officer = await aVisitor(service, 'enquiries-officer')
  auditor = await aVisitor(service, 'auditor')
})
afterAll(() => service.close())

let writers = 0

async function kept(mail: Parameters<typeof plainMail>[0], envelopeFrom?: string) {
  writers += 1
  const address = `kept${writers}@example.net`
  const rawId = await service.receive(plainMail({ from: `A Writer <${address}>`, ...mail }), {
    envelopeFrom: envelopeFrom ?? address,
  })
  const taken = await caseOf(service, rawId)
  const { reference } = taken.found
  const ack = taken.acknowledgement
  if (!ack) throw new Error('Nothing was decided')
  return { address, rawId, reference, ack, path: `/cases/${reference}/acknowledgements/${ack.id}` }
}

const ABUSE = {
  subject: 'help',
  text: 'My partner beats me and he reads my emails. He strangled me on Sunday.',
}
const MACHINE = { text: 'I am away.', headers: 'Auto-Submitted: auto-replied' }
const lettersTo = (address: string): string[] =>
  service.outgoing().filter((mail) => new RegExp(`^To: .*${address}`, 'm').test(mail))

const confirm = async (reference: string): Promise<void> => {
  const { html } = await officer.get(`/cases/${reference}`)
  const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
  await officer.post(`/cases/${reference}/route`, { route: 'general-enquiry', reason: 'It is one.', version })
}

describe('an acknowledgement that was kept back', () => {
  it('is on the case page with its reason, its address and its words, and is sent once by hand', async () => {
    const { address, rawId, reference, path } = await kept({ headers: 'X-Spam-Flag: YES' })
    const { html, text } = await officer.get(`/cases/${reference}`)
    expect(text).toContain('Not sent automatically')
    expect(text).toContain('marked it as spam')
    expect(html).toContain(`value="${address}"`)
    expect(text).toContain('Thank you for your message')
    const sent = await officer.post(path, { to: address, letter: 'neutral' })
    expect(sent).toMatchObject({ status: 303, location: `/cases/${reference}` })
    const again = await officer.post(path, { to: address, letter: 'neutral' })
    expect(again.status).toBe(400)
    expect(again.text).toContain('It is on its way already')
    await service.doJobs()
    await service.doJobs()
    expect(lettersTo(address)).toHaveLength(1)
    const after = await caseOf(service, rawId)
    expect(after.acknowledgement).toMatchObject({
      state: 'sent',
      reason: 'SPAM',
      neutral: true,
      sentBy: expect.stringMatching(/./),
    })
    expect((await officer.get(`/cases/${reference}`)).text).toContain(
      `By hand, by ${after.acknowledgement?.sentBy}.`,
    )
    const history = await service.read('mopac', (tx) =>
      tx.select().from(audit).where(eq(audit.caseId, after.found.id)),
    )
    const entry = history.find(({ action }) => action === 'acknowledgement-let-go')
    expect(entry).toMatchObject({
      actor: expect.stringContaining('enquiries-officer'),
      detail: { from: 'suppressed', reason: 'SPAM', letter: 'neutral' },
    })
  })

  it('is sent once where two people press at the same moment', async () => {
    const { address, path } = await kept({ headers: 'X-Spam-Flag: YES' })
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => officer.post(path, { to: address, letter: 'neutral' })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 400, 400, 400])
    await service.doJobs()
    expect(lettersTo(address)).toHaveLength(1)
  })

  it('goes to a writer at risk only after a person has said that it is safe, and names nothing', async () => {
    const { address, reference, path, rawId } = await kept(ABUSE)
    const { html, text } = await officer.get(`/cases/${reference}`)
    expect(text).toContain('The writer may be at risk.')
    expect(html).not.toContain('id="letter-route"')
    expect(html).not.toContain(`value="${address}"`)
    expect(text).toContain(`The message came from ${address}. Type that address only if it is safe`)
    const refused = await officer.post(path, { to: address, letter: 'neutral' })
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('Make sure that it is safe to write to this address')
    expect((await officer.post(path, { to: address, letter: 'route', safe: 'yes' })).status).toBe(400)
    expect(lettersTo(address)).toHaveLength(0)
    expect(
      (await officer.post(path, { to: 'safe.friend@example.org', letter: 'neutral', safe: 'yes' })).text,
    ).toContain('Say why it is sent although it was kept back.')
    expect(
      (
        await officer.post(path, {
          to: 'safe.friend@example.org',
          letter: 'neutral',
          safe: 'yes',
          'why-sent': 'She rang and gave this address.',
        })
      ).status,
    ).toBe(303)
    await service.doJobs()
    expect(lettersTo(address)).toHaveLength(0)
    const [letter = ''] = lettersTo('safe.friend@example.org')
    expect(letter).not.toMatch(/Professional Standards|your complaint|partner|abuse/i)
    expect(letter).toMatch(/^From: "?Enquiries"? </m)
    expect(letter).toMatch(/^Subject: Thank you for your message\r?$/m)
    expect(letter).not.toMatch(/^(In-Reply-To|References):/m)
    expect(letter.slice(letter.indexOf('\r\n\r\n'))).not.toMatch(/police|mopac|mayor|https?:/i)
    const after = await caseOf(service, rawId)
    expect(after.acknowledgement).toMatchObject({
      discreet: true,
      overrideBecause: 'She rang and gave this address.',
    })
    expect(after.tasks).toMatchObject([{ kind: 'notice-not-given', doneAt: null }])
    const history = await service.read('mopac', (tx) =>
      tx.select().from(audit).where(eq(audit.caseId, after.found.id)),
    )
    expect(history.find(({ action }) => action === 'acknowledgement-let-go')?.detail).toMatchObject({
      letter: 'discreet',
      against: 'safe-contact',
    })
  })

  it('asks on the page for all that an address calls for of which a note stands in another case', async () => {
    const noted = await kept({})
    const note = { 'reach-how': 'Only by telephone.', 'reach-why': 'He reads her mail.' }
    expect((await officer.post(`/cases/${noted.reference}/safe-contact`, note)).status).toBe(303)
    const { path } = await kept({ headers: 'X-Spam-Flag: YES' })
    const refused = await officer.post(path, { to: noted.address.toUpperCase(), letter: 'neutral' })
    expect(refused.text).toContain('Make sure that it is safe to write to this address')
    expect(refused.html).toContain('id="safe"')
    expect(refused.html).toContain('id="why-sent"')
    expect(refused.text).toContain('The letter names neither the office nor what it is about')
    const asked = {
      to: noted.address,
      letter: 'neutral',
      safe: 'yes',
      'why-sent': 'She rang and asked for it.',
    }
    const before = lettersTo(noted.address).length
    expect((await officer.post(path, asked)).status).toBe(303)
    await service.doJobs()
    const letters = lettersTo(noted.address).slice(before)
    expect(letters).toHaveLength(1)
    expect(letters[0]).toMatch(/^From: "?Enquiries"? </m)
  })

  it('is answered from the safe address into the same case', async () => {
    const { rawId, path } = await kept(ABUSE)
    await officer.post(path, {
      to: 'safe.sister@example.org',
      letter: 'neutral',
      safe: 'yes',
      'why-sent': 'It is her sister’s.',
    })
    await service.doJobs()
    const [letter = ''] = lettersTo('safe.sister@example.org')
    const subject = /^Subject: (.*)$/m.exec(letter)?.[1]?.trim() ?? ''
    const messageId = /^Message-ID: (<.*>)/m.exec(letter)?.[1] ?? ''
    const answer = await service.receive(
      plainMail({
        from: 'Sister <safe.sister@example.org>',
        subject: `Re: ${subject}`,
        text: 'Thank you.',
        headers: `In-Reply-To: ${messageId}`,
      }),
    )
    expect((await caseOf(service, answer)).found.id).toBe((await caseOf(service, rawId)).found.id)
  })

  it("goes to no machine's own address, whatever is typed, but to a person's", async () => {
    const { address, reference, path } = await kept(MACHINE)
    const { html, text } = await officer.get(`/cases/${reference}`)
    expect(text).toContain('A machine wrote this message. Give the address of a person.')
    expect(html).not.toContain(`name="to" type="email" value="${address}"`)
    for (const to of [address, address.toUpperCase(), address.replace('@', '+x@')]) {
      const refused = await officer.post(path, { to, letter: 'neutral' })
      expect(refused.text).toContain('A machine wrote from this address')
    }
    expect((await officer.post(path, { to: 'a.person@example.org', letter: 'neutral' })).status).toBe(303)
  })

  it.each([
    ['', 'Give the address to send it to'],
    ['nobody', 'Give a whole email address'],
    ['a@mail.invalid', 'Give a whole email address'],
    ['enquiries@mopac.example.org', 'an address of the office itself'],
    ['duty.officer@mopac.example.org', 'an address of the office itself'],
    ['no-reply@example.net', 'Machines use this address'],
    ['a@example.net\r\nBcc: b@example.net', 'Give a whole email address'],
  ])('is not sent to %j', async (to, says) => {
    const { path } = await kept({ headers: 'X-Spam-Flag: YES' })
    const refused = await officer.post(path, { to, letter: 'neutral' })
    expect(refused.status).toBe(400)
    expect(refused.text).toContain(says)
  })

  it('has no address in the field where From may be forged', async () => {
    const { address, reference } = await kept({
      headers: 'Authentication-Results: mx.mopac.example.org; dmarc=fail',
    })
    const { html, text } = await officer.get(`/cases/${reference}`)
    expect(text).toContain(`The message shows ${address}, which may be forged`)
    expect(html).not.toContain(`value="${address}"`)
  })

  it('names the route only where a person confirmed it', async () => {
    const { address, reference, path } = await kept({ headers: 'X-Spam-Flag: YES' })
    expect((await officer.post(path, { to: address, letter: 'route' })).text).toContain(
      'Choose the letter that names no route',
    )
    await confirm(reference)
    const { html } = await officer.get(`/cases/${reference}`)
    expect(html).toContain('id="letter-route"')
    expect((await officer.post(path, { to: address, letter: 'route' })).status).toBe(303)
  })

  it('cannot be sent by somebody who only reads, nor by another office', async () => {
    const { address, reference, path } = await kept({ headers: 'X-Spam-Flag: YES' })
    expect((await auditor.get(`/cases/${reference}`)).text).not.toContain('Send it by hand')
    expect((await auditor.post(path, { to: address, letter: 'neutral' })).status).toBe(403)
    const elsewhere = await aVisitor(service, 'manager', 'west-midlands-pcc')
    expect((await elsewhere.post(path, { to: address, letter: 'neutral' })).status).toBe(404)
  })

  it('of another case cannot be sent from this one', async () => {
    const one = await kept({ headers: 'X-Spam-Flag: YES' })
    const other = await kept({ headers: 'X-Spam-Flag: YES' })
    const path = `/cases/${one.reference}/acknowledgements/${other.ack.id}`
    expect((await officer.post(path, { to: other.address, letter: 'neutral' })).status).toBe(400)
  })
})

describe('a letter that came back', () => {
  const bounce = (ackId: string) =>
    plainMail({
      from: 'MAILER-DAEMON@mx.example.net',
      subject: 'Undelivered Mail Returned to Sender',
      headers: 'X-Failed-Recipients: writer@example.net',
      text: `550 5.1.1 no such user\n\nMessage-ID: ${ackId}`,
    })

  async function cameBack() {
    const sent = await kept({})
    const mail = (await caseOf(service, sent.rawId)).sent.find(({ kind }) => kind === 'acknowledgement')
    await service.receive(bounce(mail?.messageId ?? ''), { envelopeFrom: '' })
    return { ...sent, firstId: mail?.messageId }
  }

  it('is a task on the case and in the queue until a named person has done it', async () => {
    const { rawId, reference } = await cameBack()
    const page = await officer.get(`/cases/${reference}`)
    expect(page.text).toContain('Task: The acknowledgement came back')
    expect(page.text).toContain('Came back: it did not arrive')
    expect(page.text).toContain('code 5.1.1')
    expect(page.text).toContain('A mail of ours came back with this report.')
    expect((await officer.get('/')).text).toMatch(/\d+ tasks? waits? for a person/)
    expect((await officer.get('/?tasks=yes')).text).toContain(reference)
    const [task] = (await caseOf(service, rawId)).tasks
    const path = `/cases/${reference}/tasks/${task?.id}`
    expect((await officer.post(path, {})).text).toContain('Say what you did.')
    expect((await auditor.post(path, { [`done-${task?.id}`]: 'Nothing.' })).status).toBe(403)
    expect((await officer.post(path, { [`done-${task?.id}`]: 'Wrote to her by post.' })).status).toBe(303)
    const after = await caseOf(service, rawId)
    expect(after.tasks).toMatchObject([
      { doneBy: expect.stringMatching(/./), outcome: 'Wrote to her by post.' },
    ])
    expect(after.notes.map(({ text }) => text)).toContain('Wrote to her by post.')
    expect((await officer.get(`/cases/${reference}`)).text).toContain('Tasks done')
    expect((await officer.post(path, { [`done-${task?.id}`]: 'Again.' })).status).toBe(400)
  })

  it('leaves the reasons for the route to what the writer wrote', async () => {
    const { reference } = await cameBack()
    const { html } = await officer.get(`/cases/${reference}`)
    const first = /<div class="wp-candidate"><strong>([^<]*)/.exec(html)?.[1]
    expect(first).toBeTruthy()
    expect(first).not.toBe('Not correspondence')
  })

  it('keeps its case from being closed', async () => {
    const { reference } = await cameBack()
    await confirm(reference)
    const { html, text } = await officer.get(`/cases/${reference}`)
    expect(text).toContain('Before you close it, do the task above.')
    const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
    const closed = await officer.post(`/cases/${reference}/close`, { outcome: 'Done.', version })
    expect(closed.text).toContain('This case has a task that nobody has done')
    const [found] = await service.read('mopac', (tx) =>
      tx.select().from(cases).where(eq(cases.reference, reference)),
    )
    expect(found?.status).not.toBe('closed')
  })

  it('is sent to another address with a number of its own, and not again to the same one', async () => {
    const { address, rawId, path, firstId } = await cameBack()
    expect((await officer.post(path, { to: address, letter: 'neutral' })).text).toContain(
      'It came back from this address',
    )
    expect((await officer.post(path, { to: 'new.address@example.org', letter: 'neutral' })).status).toBe(303)
    await service.doJobs()
    const ids = (await caseOf(service, rawId)).sent.map(({ messageId }) => messageId)
    expect(new Set(ids).size).toBe(2)
    expect(ids).toContain(firstId)
    const second = ids.find((id) => id !== firstId) ?? ''
    await service.receive(bounce(second), { envelopeFrom: '' })
    const after = await caseOf(service, rawId)
    expect(after.acknowledgement).toMatchObject({ state: 'bounced' })
    expect(after.tasks).toHaveLength(2)
  })
})

describe('how a message came', () => {
  it('is said where the same one came several times', async () => {
    const letter = plainMail({ from: 'twice@example.net', subject: 'Twice' })
    await service.receive(letter)
    const raw = await service.receive(`Delivered-To: hr@mopac.london.gov.uk\n${letter}`, {
      mailbox: 'hr@mopac.london.gov.uk',
      folder: 'Junk',
    })
    const { found } = await caseOf(service, raw)
    const { text } = await officer.get(`/cases/${found.reference}`)
    expect(text).toContain('The same message came 2 times. All copies are kept.')
    expect(text).toContain('hr@mopac.london.gov.uk, folder Junk')
  })

  it('is said in both cases where two letters bear one Message-ID', async () => {
    const withId = (text: string) =>
      plainMail({ from: 'reuse@example.net', text }).replace(
        /^Message-ID: .*$/m,
        'Message-ID: <same@example.net>',
      )
    const one = await caseOf(service, await service.receive(withId('The first letter.')))
    const other = await caseOf(service, await service.receive(withId('A second and different one.')))
    for (const [here, there] of [
      [one, other],
      [other, one],
    ] as const) {
      const { html, text } = await officer.get(`/cases/${here.found.reference}`)
      expect(text).toContain('Another message with other words bears the same Message-ID')
      expect(html).toContain(`href="/cases/${there.found.reference}"`)
    }
    expect(other.acknowledgement).toMatchObject({ reason: 'DUP' })
  })
})
