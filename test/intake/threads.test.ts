import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeCase, confirmRoute } from '../../src/cases/act-on-case.ts'
import { acknowledgements, cases } from '../../src/db/schema.ts'
import { caseOf } from '../case-of.ts'
import { plainMail, type TestService, testService } from '../service.ts'

let service: TestService
beforeAll(async () => {
  service = await testService()
})
afterAll(() => service.close())

let writers = 0

/** A letter of a new writer and what we answered, so that no test stands in another's limits. */
async function acknowledged(text = 'Where do I send my question about the meeting?') {
  writers += 1
  const address = `writer${writers}@example.net`
  const first = await caseOf(
    service,
    await service.receive(plainMail({ from: `A Writer <${address}>`, text }), { envelopeFrom: address }),
  )
  const [mail] = first.sent.filter(({ kind }) => kind === 'acknowledgement')
  if (!mail) throw new Error('It was not acknowledged')
  return { address, ackId: mail.messageId, ackSubject: mail.subject, caseRow: first.found }
}

const receiveFrom = async (
  address: string,
  mail: { subject?: string; text?: string; headers?: string; envelopeFrom?: string },
) => {
  const { envelopeFrom = address, ...parts } = mail
  return caseOf(
    service,
    await service.receive(plainMail({ from: `Somebody <${address}>`, ...parts }), { envelopeFrom }),
  )
}

const close = (caseRow: { id: string }) =>
  service.read('mopac', async (tx) => {
    const office = service.offices.get('mopac')
    if (!office) throw new Error('There is no such office')
    const acting = { office, caseId: caseRow.id, actor: 'demo:enquiries-officer', now: service.now() }
    const version = async () =>
      (await tx.select().from(cases).where(eq(cases.id, caseRow.id)))[0]?.version ?? 0
    await confirmRoute(tx, acting, { route: 'general-enquiry', reason: '', version: await version() })
    const closed = await closeCase(tx, acting, {
      outcome: 'Answered.',
      version: await version(),
      calendars: service.calendars,
    })
    if (!closed.ok) throw new Error(`It was not closed: ${closed.because}`)
  })

const FORGED = 'Authentication-Results: mx.mopac.example.org; dmarc=fail header.from=example.net'

describe('an answer to our mail', () => {
  it('joins the case by the id of our mail in References', async () => {
    const { address, ackId, caseRow } = await acknowledged()
    const taken = await receiveFrom(address, { headers: `References: <x@example.net> ${ackId}` })
    expect(taken.found.id).toBe(caseRow.id)
    expect(taken.acknowledgement).toMatchObject({ state: 'suppressed', reason: 'THREAD' })
  })

  it('joins it by the mark in the subject where the mail program kept no References', async () => {
    const { address, ackSubject, caseRow } = await acknowledged()
    const taken = await receiveFrom(address, { subject: `RE: ${ackSubject}` })
    expect(taken.found.id).toBe(caseRow.id)
    expect(taken.acknowledgement).toMatchObject({ state: 'suppressed', reason: 'THREAD' })
  })

  it('joins it from the address to which we wrote, though From was another one', async () => {
    const first = await caseOf(
      service,
      await service.receive(plainMail({ from: 'A Writer <work@example.net>' }), {
        envelopeFrom: 'private@example.net',
      }),
    )
    const taken = await receiveFrom('private@example.net', {
      headers: `In-Reply-To: ${first.sent[0]?.messageId}`,
    })
    expect(taken.found.id).toBe(first.found.id)
  })

  it.each<[string, (to: { ackId: string; ackSubject: string }) => { subject?: string; headers?: string }]>([
    ['the id of our mail', ({ ackId }) => ({ headers: `In-Reply-To: ${ackId}` })],
    ['the mark of our subject', ({ ackSubject }) => ({ subject: `Fwd: ${ackSubject}` })],
  ])('opens a linked case where a stranger quotes %s', async (_, quoting) => {
    const { caseRow, ...quoted } = await acknowledged()
    const taken = await receiveFrom(`stranger${writers}@example.com`, quoting(quoted))
    expect(taken.found.id).not.toBe(caseRow.id)
    expect(taken.found).toMatchObject({ linkedCaseId: caseRow.id, linkedBecause: 'another-address' })
  })

  it.each([
    ['the subject', (reference: string) => ({ subject: `Re: ${reference}` })],
    ['the letter', (reference: string) => ({ text: `My reference is ${reference}. What now?` })],
    ['a mark that somebody made up', (reference: string) => ({ subject: `Re: [${reference} abcdefghjk]` })],
  ])(
    'opens a linked case where the reference stands alone in %s, though the same person writes',
    async (_, quoting) => {
      const { address, caseRow } = await acknowledged()
      const taken = await receiveFrom(address, quoting(caseRow.reference))
      expect(taken.found.id).not.toBe(caseRow.id)
      expect(taken.found).toMatchObject({ linkedCaseId: caseRow.id, linkedBecause: 'no-seal' })
    },
  )

  it('opens a linked case where our mail server says that From is forged', async () => {
    const { address, ackId, caseRow } = await acknowledged()
    const taken = await receiveFrom(address, { headers: `In-Reply-To: ${ackId}\n${FORGED}` })
    expect(taken.found).toMatchObject({ linkedCaseId: caseRow.id, linkedBecause: 'forged-address' })
    expect(taken.acknowledgement).toMatchObject({ reason: 'UNAUTH' })
  })

  it('believes no verdict that came with the mail from elsewhere', async () => {
    const { address, ackId, caseRow } = await acknowledged()
    const elsewhere = FORGED.replace('mx.mopac.example.org', 'mx.example.com')
    const taken = await receiveFrom(address, { headers: `In-Reply-To: ${ackId}\n${elsewhere}` })
    expect(taken.found.id).toBe(caseRow.id)
  })

  it('opens a case of its own without a link where the subject is the same and nothing more', async () => {
    const { address, caseRow } = await acknowledged()
    const taken = await receiveFrom(address, { subject: 'Re: We have received your message' })
    expect(taken.found.id).not.toBe(caseRow.id)
    expect(taken.found.linkedCaseId).toBeNull()
  })

  it('reaches no case of another office', async () => {
    const { ackId, ackSubject } = await acknowledged()
    const raw = await service.receive(
      plainMail({ to: 'opcc@leics-opcc.example.org', subject: ackSubject, headers: `In-Reply-To: ${ackId}` }),
      { officeId: 'leicestershire-opcc', mailbox: 'opcc@leics-opcc.example.org' },
    )
    const taken = await caseOf(service, raw, 'leicestershire-opcc')
    expect(taken.found).toMatchObject({ officeId: 'leicestershire-opcc', linkedCaseId: null })
  })
})

describe('a further message of a case', () => {
  it('is judged afresh: new danger raises a new alert, also where the first one was answered', async () => {
    const { address, ackId } = await acknowledged()
    const taken = await receiveFrom(address, {
      headers: `In-Reply-To: ${ackId}`,
      text: 'I am going to kill myself tonight.',
    })
    expect(taken.found.risk).toBe('immediate')
    expect(taken.alerts).toMatchObject([{ level: 'immediate', state: 'paging' }])
  })

  it('opens a closed case again', async () => {
    const { address, ackId, caseRow } = await acknowledged()
    await close(caseRow)
    const taken = await receiveFrom(address, { headers: `In-Reply-To: ${ackId}`, text: 'One more thing.' })
    expect(taken.found).toMatchObject({ id: caseRow.id, status: 'in-progress', closedAt: null })
  })

  it('says that it may be about something else, and starts the clock of what it is', async () => {
    const { address, ackId } = await acknowledged()
    const taken = await receiveFrom(address, {
      headers: `In-Reply-To: ${ackId}`,
      subject: 'Freedom of Information request',
      text: 'Under the Freedom of Information Act 2000 please send me the number of custody visits in each borough in 2025.',
    })
    expect(taken.message.hints).toEqual(['other-matter'])
    expect(taken.found.others).toContain('foi')
  })

  it('says nothing of the kind where the matter is the same', async () => {
    const { address, ackId } = await acknowledged()
    const taken = await receiveFrom(address, { headers: `In-Reply-To: ${ackId}`, text: 'Thank you.' })
    expect(taken.message.hints).toEqual([])
  })

  it.each([
    ['marked as automatic', 'Out of office', 'Auto-Submitted: auto-replied'],
    ['known by its subject alone', 'Automatic reply: your message', undefined],
  ])(
    'that is an absence notice %s joins without opening the case again or keeping it longer',
    async (_, subject, mark) => {
      const { address, ackId, caseRow } = await acknowledged()
      await close(caseRow)
      const before = await service.read('mopac', (tx) =>
        tx.select().from(cases).where(eq(cases.id, caseRow.id)),
      )
      service.setNow(new Date(Date.now() + 40 * 86_400_000))
      const taken = await receiveFrom(address, {
        subject,
        text: 'I am away until Monday and will answer when I am back.',
        headers: [`In-Reply-To: ${ackId}`, ...(mark ? [mark] : [])].join('\n'),
      })
      service.setNow(new Date())
      expect(taken.found).toMatchObject({ id: caseRow.id, status: 'closed' })
      expect(taken.found.lastActionAt).toEqual(before[0]?.lastActionAt)
      expect(taken.found.disposeAfter).toBe(before[0]?.disposeAfter)
      expect(taken.message.hints).toEqual(['automatic-answer'])
      expect(taken.acknowledgement?.state).toBe('suppressed')
    },
  )

  it('that is an absence notice full of words about other matters is known by its mark all the same', async () => {
    const { address, ackId, caseRow } = await acknowledged()
    await close(caseRow)
    const taken = await receiveFrom(address, {
      subject: 'Freedom of Information request',
      text: 'I want to make a complaint about the police officer who stopped me. Under the Freedom of Information Act 2000 please send me the number of stops in each borough in 2025.',
      headers: `In-Reply-To: ${ackId}\nX-Autoreply: yes`,
    })
    expect(taken.message.triage.route.primary).not.toBe('not-correspondence')
    expect(taken.found).toMatchObject({ id: caseRow.id, status: 'closed', others: [] })
    expect(taken.message.hints).toEqual(['automatic-answer'])
  })
})

describe('a bounce of our acknowledgement', () => {
  const report = (ackId: string, given: { action: string; status: string; path?: string }) =>
    [
      `From: Mail Delivery System <MAILER-DAEMON@mx.example.net>`,
      'To: enquiries@mopac.example.org',
      'Subject: Undelivered Mail Returned to Sender',
      `Message-ID: <${Math.random()}@mx.example.net>`,
      'Date: Mon, 23 Nov 2026 09:00:00 +0000',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'It could not be delivered.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Final-Recipient: rfc822; writer@example.net',
      `Action: ${given.action}`,
      `Status: ${given.status}`,
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${ackId}`,
      '--b--',
      '',
    ].join('\r\n')

  const bounced = async (ackId: string, given: { action: string; status: string }) =>
    caseOf(service, await service.receive(report(ackId, given), { envelopeFrom: '' }))

  it('joins the case, marks the acknowledgement and gives a person the task, once', async () => {
    const { ackId, caseRow } = await acknowledged()
    await close(caseRow)
    const taken = await bounced(ackId, { action: 'failed', status: '5.1.1' })
    await bounced(ackId, { action: 'failed', status: '5.1.1' })
    const after = await caseOf(service, taken.raw.id)
    expect(after.found).toMatchObject({ id: caseRow.id, status: 'closed' })
    expect(after.messages).toHaveLength(3)
    expect(after.message.hints).toEqual(['brought-back'])
    expect(after.acknowledgements.filter(({ state }) => state === 'bounced')).toMatchObject([
      { bounceStatus: '5.1.1', reason: 'OK' },
    ])
    expect(after.tasks).toMatchObject([{ kind: 'acknowledgement-bounced', doneAt: null }])
  })

  it('changes nothing where the mail server is still trying', async () => {
    const { ackId, caseRow } = await acknowledged()
    const taken = await bounced(ackId, { action: 'delayed', status: '4.4.1' })
    expect(taken.found.id).toBe(caseRow.id)
    expect(taken.message.hints).toEqual(['delayed'])
    expect(taken.acknowledgements.map(({ state }) => state).sort()).toEqual(['sent', 'suppressed'])
    expect(taken.tasks).toEqual([])
  })

  it('believes none whose seal is wrong', async () => {
    const { ackId, caseRow } = await acknowledged()
    const forged = ackId.replace(/[0-9a-f]@/, (last) => (last === '0@' ? '1@' : '0@'))
    const taken = await bounced(forged, { action: 'failed', status: '5.1.1' })
    expect(taken.found.id).not.toBe(caseRow.id)
    const [ack] = await service.read('mopac', (tx) =>
      tx.select().from(acknowledgements).where(eq(acknowledgements.caseId, caseRow.id)),
    )
    expect(ack?.state).toBe('sent')
  })

  it('of a page to duty staff gives a person the task of making sure that somebody knows', async () => {
    const taken = await receiveFrom(`danger${Math.random()}@example.net`, {
      text: 'I have taken all my tablets and I am not going to wake up.',
    })
    const page = taken.sent.find(({ kind }) => kind === 'page')
    const after = await bounced(page?.messageId ?? '', { action: 'failed', status: '5.1.1' })
    expect(after.found.id).toBe(taken.found.id)
    expect(after.tasks).toMatchObject([{ kind: 'page-bounced' }])
  })
})
