import { eq, inArray } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../src/audit/verify.ts'
import { isReference } from '../../src/cases/reference.ts'
import {
  acknowledgements,
  alarms,
  cases,
  clocks,
  escalations,
  messages,
  rawMessages,
  riskFlags,
} from '../../src/db/schema.ts'
import { storeMessage } from '../../src/intake/store-message.ts'
import { takeIn, takeInTogether } from '../../src/intake/take-in.ts'
import { SHARED_ROOM } from '../../src/message/limits.ts'
import { reading } from '../../src/message/message.ts'
import { judgeHere } from '../../src/triage/judge-mail.ts'
import { casesCalled } from '../cases-called.ts'
import { failingQueue, RememberingQueue } from '../remembering-queue.ts'
import { plainMail, rulebook, type TestService, takeInDeps, testService } from '../service.ts'

let service: TestService
beforeAll(async () => {
  service = await testService()
})
afterAll(() => service.close())

/** The case that this raw message became part of, with what it is owed. */
const caseOf = (rawMessageId: string, officeId = 'mopac') =>
  service.read(officeId, async (tx) => {
    const [message] = await tx.select().from(messages).where(eq(messages.rawMessageId, rawMessageId))
    if (!message) throw new Error('It did not become a message')
    const [found] = await tx.select().from(cases).where(eq(cases.id, message.caseId))
    if (!found) throw new Error('It has no case')
    return {
      message,
      found,
      clocks: await tx.select().from(clocks).where(eq(clocks.caseId, found.id)),
      flags: await tx.select().from(riskFlags).where(eq(riskFlags.messageId, message.id)),
      acknowledgement: (
        await tx.select().from(acknowledgements).where(eq(acknowledgements.messageId, message.id))
      )[0],
      alerts: await tx.select().from(escalations).where(eq(escalations.caseId, found.id)),
    }
  })

const foi = plainMail({
  subject: 'Freedom of Information request',
  text: 'Under the Freedom of Information Act 2000 please send me the number of custody visits made in each borough in 2025.',
})

describe('taking a message in', () => {
  it('opens a case with a reference, a route with reasons, its clock, its retention date and its acknowledgement', async () => {
    const taken = await caseOf(await service.receive(foi, { receivedAt: new Date('2026-11-23T09:00:00Z') }))
    expect(isReference(taken.found.reference)).toBe(true)
    expect(taken.found.route).toBe('foi')
    expect(taken.message.triage.route.candidates.length).toBeGreaterThanOrEqual(3)
    expect(taken.message.triage.route.candidates[0]?.because.length).toBeGreaterThan(0)
    expect(taken.clocks.map(({ kind, startsOn, dueOn }) => ({ kind, startsOn, dueOn }))).toEqual([
      { kind: 'foi', startsOn: '2026-11-23', dueOn: '2026-12-22' },
    ])
    expect(taken.found).toMatchObject({ keepMonths: 96, retentionTrigger: 'last-action', risk: 'none' })
    expect(taken.found.disposeAfter).toMatch(/^2034-/)
    expect(taken.acknowledgement).toMatchObject({
      state: 'sent',
      reason: 'OK',
      toAddress: 'writer@example.net',
    })
    expect(taken.alerts).toEqual([])
  })

  it('sends the acknowledgement once, with the reference, the notice and the marks of an automatic answer', async () => {
    const before = service.outgoing().length
    const taken = await caseOf(
      await service.receive(plainMail({ subject: 'Opening hours', text: 'When are you open?' })),
    )
    await service.doJobs()
    const sent = service.outgoing().slice(before)
    expect(sent).toHaveLength(1)
    const [mail = ''] = sent
    expect(mail).toContain(taken.found.reference)
    expect(mail).toContain('Return-Path: <>')
    expect(mail).toContain('Auto-Submitted: auto-replied')
    expect(mail).toContain(`In-Reply-To: ${taken.message.messageId}`)
    expect(mail).toContain('999')
    expect(mail).not.toContain('When are you open')
  })

  it('pages the duty officer at once where life is in danger, without a word of the letter', async () => {
    const before = service.outgoing().length
    const taken = await caseOf(
      await service.receive(
        plainMail({
          subject: 'goodbye',
          text: 'I have taken all my tablets and I am not going to wake up. Tell my sister Marigold I am sorry.',
        }),
      ),
    )
    expect(taken.found.risk).toBe('immediate')
    expect(taken.alerts).toMatchObject([{ level: 'immediate', state: 'paging', step: 1 }])
    const page =
      service
        .outgoing()
        .slice(before)
        .find((mail) => mail.includes('IMMEDIATE')) ?? ''
    expect(page).toContain(taken.found.reference)
    expect(page).toContain(`/alerts/${taken.alerts[0]?.id}`)
    expect(page).not.toMatch(/tablets|Marigold|goodbye|writer@/)
  })

  it('points every flag at the writer’s own words', async () => {
    const taken = await caseOf(
      await service.receive(
        plainMail({
          subject: 'please',
          text: 'Hello.\n\nMy husband strangled me last night and he is coming back tonight.',
        }),
      ),
    )
    expect(taken.flags.length).toBeGreaterThan(0)
    for (const flag of taken.message.triage.risk.flags) {
      expect(reading(taken.message).slice(flag.start, flag.end)).toBe(flag.evidence)
    }
  })

  it('holds the acknowledgement where an answer could be seen by an abuser', async () => {
    const before = service.outgoing().length
    const taken = await caseOf(
      await service.receive(
        plainMail({
          from: 'Held <held@example.net>',
          subject: 'help',
          text: 'My partner beats me and he reads my emails. He strangled me on Sunday.',
        }),
      ),
    )
    expect(taken.acknowledgement).toMatchObject({ state: 'held', toAddress: null })
    expect(
      service
        .outgoing()
        .slice(before)
        .filter((mail) => mail.includes('held@example.net')),
    ).toEqual([])
  })

  it('makes a case of an automatic reply and answers it with silence', async () => {
    const taken = await caseOf(
      await service.receive(
        plainMail({
          subject: 'Automatic reply: hello',
          text: 'I am away until Monday.',
          headers: 'Auto-Submitted: auto-replied',
        }),
      ),
    )
    expect(taken.found.route).toBe('not-correspondence')
    expect(taken.acknowledgement).toMatchObject({ state: 'suppressed', reason: 'AUTO_SUBMITTED' })
  })

  it('makes one case of the same bytes offered twice', async () => {
    const mail = plainMail({ subject: 'Only once' })
    const first = await service.receive(mail)
    expect(await service.receive(mail)).toBe(first)
    expect(await service.read('mopac', (tx) => casesCalled(tx, 'Only once'))).toHaveLength(1)
  })

  it('sets no disposal date where the office has set no period', async () => {
    const taken = await caseOf(
      await service.receive(plainMail({ to: 'opcc@leics-opcc.example.org' }), {
        officeId: 'leicestershire-opcc',
        mailbox: 'opcc@leics-opcc.example.org',
      }),
      'leicestershire-opcc',
    )
    expect(taken.found).toMatchObject({ keepMonths: null, disposeAfter: null })
    expect(taken.found.reference).toMatch(/^LEICS-26-000001-/)
  })

  it.each([
    ['nothing at all', ''],
    ['no header', '\r\n\r\njust words'],
    ['noise', String.fromCharCode(...Array.from({ length: 400 }, (_, at) => (at * 7919) % 256))],
    ['NULs inside the words', 'From: a@example.net\r\nSubject: x\r\n\r\nI am going to kill\0 myself tonight'],
    [
      'an unfinished MIME tree',
      'From: a@example.net\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nhalf',
    ],
  ])('makes a case of %s', async (_what, source) => {
    const taken = await caseOf(
      await service.receive(Uint8Array.from(source, (character) => character.charCodeAt(0) & 255)),
    )
    expect(isReference(taken.found.reference)).toBe(true)
  })

  it('shows a person a mail of 30 MB, and finds the danger in its words', async () => {
    const attachment = 'QUJD'.repeat(19).concat('\r\n').repeat(400_000)
    const source =
      'From: a@example.net\r\nTo: enquiries@mopac.example.org\r\nSubject: photographs\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n' +
      '--b\r\nContent-Type: text/plain\r\n\r\nI am going to kill myself tonight.\r\n' +
      `--b\r\nContent-Type: image/jpeg; name=a.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n${attachment}--b--\r\n`
    expect(source.length).toBeGreaterThan(30_000_000)
    const taken = await caseOf(await service.receive(new TextEncoder().encode(source)))
    expect(taken.found.risk).toBe('immediate')
    expect(taken.message.attachments).toMatchObject([{ name: 'a.jpg' }])
  }, 60_000)

  it('leaves a history that nobody changed', async () => {
    expect(await service.read('mopac', verifyAudit)).toMatchObject({ ok: true })
  })
})

describe('a further message', () => {
  let writers = 0
  /** Each test's letters come from a writer of its own, who has had no acknowledgement today. */
  const writer = () => `Further <further${writers}@example.net>`
  const answer = (to: string, change: { from?: string; text?: string; subject?: string } = {}) =>
    plainMail({
      from: writer(),
      subject: 'Re: We have received your message',
      text: 'Here is more about it.',
      headers: `In-Reply-To: ${to}`,
      ...change,
    })

  async function acknowledged(): Promise<{ ackId: string; reference: string }> {
    writers += 1
    const before = service.outgoing().length
    const taken = await caseOf(
      await service.receive(plainMail({ from: writer(), text: 'Where do I send my question?' })),
    )
    const ackId = /^Message-ID: (<ack\.[^>]+>)/im.exec(service.outgoing()[before] ?? '')?.[1] ?? ''
    expect(ackId).toContain(taken.found.reference)
    return { ackId, reference: taken.found.reference }
  }

  it('joins the case when the same person answers our acknowledgement, and is not acknowledged again', async () => {
    const { ackId, reference } = await acknowledged()
    const taken = await caseOf(await service.receive(answer(ackId)))
    expect(taken.found.reference).toBe(reference)
    expect(taken.acknowledgement).toMatchObject({ state: 'suppressed', reason: 'THREAD' })
  })

  it('opens a linked case when somebody else answers it', async () => {
    const { ackId, reference } = await acknowledged()
    const taken = await caseOf(
      await service.receive(answer(ackId, { from: 'Stranger <stranger@example.com>' }), {
        envelopeFrom: 'stranger@example.com',
      }),
    )
    expect(taken.found.reference).not.toBe(reference)
    const [linked] = await service.read('mopac', (tx) =>
      tx
        .select()
        .from(cases)
        .where(eq(cases.id, taken.found.linkedCaseId ?? '')),
    )
    expect(linked?.reference).toBe(reference)
  })

  it('opens a case of its own when only the subject names a reference, or the seal is wrong', async () => {
    const { ackId, reference } = await acknowledged()
    const bySubject = await caseOf(await service.receive(plainMail({ subject: `Re: ${reference}` })))
    const forged = await caseOf(
      await service.receive(answer(ackId.replace(/[0-9a-f]@/, (seal) => (seal === '0@' ? '1@' : '0@')))),
    )
    expect(bySubject.found.reference).not.toBe(reference)
    expect(forged.found.reference).not.toBe(reference)
  })

  it('is judged afresh: danger in an answer pages the duty officer', async () => {
    const { ackId, reference } = await acknowledged()
    const taken = await caseOf(
      await service.receive(answer(ackId, { text: 'I am going to kill myself tonight.' })),
    )
    expect(taken.found).toMatchObject({ reference, risk: 'immediate' })
    expect(taken.alerts).toMatchObject([{ level: 'immediate', state: 'paging' }])
  })
})

describe('taking in that is cut off', () => {
  const depsWith = (change: object) => ({ ...takeInDeps(service), ...change })
  const outage = Object.assign(new Error('terminating connection'), { code: '57P01' })

  it('leaves the message waiting after an outage, and the next run makes exactly one case', async () => {
    const failing = failingQueue(outage)
    const { db, queue } = { db: service.database.db, queue: service.queue }
    const source = new TextEncoder().encode(
      plainMail({ subject: 'Cut off', from: 'cut@example.net' }).replaceAll('\n', '\r\n'),
    )
    const { rawMessageId } = await storeMessage(
      { db, queue: new RememberingQueue(), now: service.now },
      {
        officeId: 'mopac',
        mailbox: 'enquiries@mopac.example.org',
        folder: 'SMTP',
        channel: 'email',
        source,
        receivedAt: service.now(),
        envelopeFrom: 'cut@example.net',
      },
    )
    const ids = { officeId: 'mopac', id: rawMessageId }
    await expect(takeIn(depsWith({ queue: failing }), ids)).rejects.toBe(outage)
    const state = () =>
      service.read('mopac', (tx) =>
        tx.select({ state: rawMessages.state }).from(rawMessages).where(eq(rawMessages.id, rawMessageId)),
      )
    expect(await state()).toEqual([{ state: 'stored' }])
    await takeIn(depsWith({ queue }), ids)
    await takeIn(depsWith({ queue }), ids)
    expect(await service.read('mopac', (tx) => casesCalled(tx, 'Cut off'))).toHaveLength(1)
    expect(await state()).toEqual([{ state: 'taken-in' }])
  })

  it('does not judge again what another worker took in while it judged the large ones before', async () => {
    const attachment = 'QUJD'.repeat(19).concat('\r\n').repeat(60_000)
    const kept = []
    for (const n of [1, 2]) {
      const source = new TextEncoder().encode(
        `From: large${n}@example.net\r\nSubject: Large ${n}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nWhen are you open?\r\n--b\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n\r\n${attachment}--b--\r\n`,
      )
      const place = { officeId: 'mopac', mailbox: 'enquiries@mopac.example.org', folder: 'SMTP' }
      const offered = { ...place, channel: 'email' as const, source, receivedAt: service.now() }
      const deps = { db: service.database.db, queue: new RememberingQueue(), now: service.now }
      kept.push({ officeId: 'mopac', id: (await storeMessage(deps, offered)).rawMessageId })
    }
    const [, second] = kept
    const deps = takeInDeps(service)
    const judged: string[] = []
    const judge: typeof deps.judge = async (delivered, published) => {
      judged.push(new TextDecoder().decode(delivered.source.subarray(0, 50)).match(/Large \d/)?.[0] ?? '')
      // Meanwhile the sweep has owed the second one to another worker, which is quicker.
      if (second && judged.length === 1) await takeIn(deps, second)
      return deps.judge(delivered, published)
    }
    await takeInTogether({ ...deps, judge }, kept)
    expect(judged).toEqual(['Large 1'])
    for (const n of [1, 2])
      expect(await service.read('mopac', (tx) => casesCalled(tx, `Large ${n}`))).toHaveLength(1)
  }, 60_000)

  it('parks a message that cannot be taken in, where a person sees it', async () => {
    const broken = {
      ...failingQueue(new TypeError('a fault of ours')),
      enqueue: service.queue.enqueue.bind(service.queue),
    }
    const { rawMessageId } = await storeMessage(
      { db: service.database.db, queue: new RememberingQueue(), now: service.now },
      {
        officeId: 'mopac',
        mailbox: 'enquiries@mopac.example.org',
        folder: 'SMTP',
        channel: 'email',
        source: new TextEncoder().encode(plainMail({ subject: 'Parked', from: 'parked@example.net' })),
        receivedAt: service.now(),
        envelopeFrom: 'parked@example.net',
      },
    )
    await takeIn(depsWith({ queue: broken }), { officeId: 'mopac', id: rawMessageId })
    const [raw] = await service.read('mopac', (tx) =>
      tx.select().from(rawMessages).where(eq(rawMessages.id, rawMessageId)),
    )
    expect(raw).toMatchObject({ state: 'parked', parkedBecause: 'TypeError' })
  })

  it('takes the others of a batch in when one of them cannot be, and parks that one alone', async () => {
    const { storeMessages } = await import('../../src/intake/store-message.ts')
    const offered = ['Batch one', 'Batch two', 'Batch three'].map((subject, n) => ({
      officeId: 'mopac',
      mailbox: 'enquiries@mopac.example.org',
      folder: 'SMTP',
      channel: 'email' as const,
      source: new TextEncoder().encode(
        plainMail({ subject, from: `batch.${n}@example.net` }).replaceAll('\n', '\r\n'),
      ),
      receivedAt: service.now(),
      envelopeFrom: `batch.${n}@example.net`,
    }))
    const stored = await storeMessages(
      { db: service.database.db, queue: service.queue, now: service.now },
      'mopac',
      offered,
    )
    const bad = stored[1]?.rawMessageId ?? ''
    // No message can be read out of bytes that are not there: a stand-in for a fault of ours.
    const admin = postgres(service.testDatabase.superuserUrl, { max: 1 })
    await admin`create function refuse_one() returns trigger language plpgsql as $$ begin
      if new.from_address = 'batch.1@example.net' then raise exception 'refused'; end if; return new; end $$`
    await admin`create trigger refuse_one before insert on messages for each row execute function refuse_one()`
    await service.doJobs()
    await admin`drop trigger refuse_one on messages`
    await admin.end()
    const states = await service.read('mopac', (tx) =>
      tx
        .select({ id: rawMessages.id, state: rawMessages.state })
        .from(rawMessages)
        .where(
          inArray(
            rawMessages.id,
            stored.map(({ rawMessageId }) => rawMessageId),
          ),
        ),
    )
    expect(states.filter(({ state }) => state === 'taken-in')).toHaveLength(2)
    expect(states.find(({ id }) => id === bad)?.state).toBe('parked')
    for (const subject of ['Batch one', 'Batch three'])
      expect(await service.read('mopac', (tx) => casesCalled(tx, subject))).toHaveLength(1)
  })

  it('puts a letter that a fault of ours left unjudged before a person, and tells duty staff once of the fault', async () => {
    const faulty = {
      ...rulebook.rules,
      findRisk: () => {
        throw new TypeError('a fault of ours')
      },
    }
    const judge = judgeHere(faulty, SHARED_ROOM)
    for (const name of ['first', 'second']) {
      const { rawMessageId } = await storeMessage(
        { db: service.database.db, queue: new RememberingQueue(), now: service.now },
        {
          officeId: 'mopac',
          mailbox: 'enquiries@mopac.example.org',
          folder: 'SMTP',
          channel: 'email',
          source: new TextEncoder().encode(
            plainMail({ subject: `Unjudged ${name}`, from: `${name}@example.net` }).replaceAll('\n', '\r\n'),
          ),
          receivedAt: service.now(),
        },
      )
      await takeIn(depsWith({ judge }), { officeId: 'mopac', id: rawMessageId })
      expect((await caseOf(rawMessageId)).alerts).toMatchObject([{ level: 'serious', state: 'raised' }])
    }
    const raised = await service.read('mopac', (tx) =>
      tx.select().from(alarms).where(eq(alarms.kind, 'letter-not-judged')),
    )
    expect(raised.map(({ about }) => about)).toEqual(['risk'])
  })
})
