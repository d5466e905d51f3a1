import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ledger, messages, rawMessages } from '../../src/db/schema.ts'
import { storeMessage } from '../../src/intake/store-message.ts'
import { takeIn } from '../../src/intake/take-in.ts'
import { caseOf } from '../case-of.ts'
import { casesCalled } from '../cases-called.ts'
import { failingQueue, RememberingQueue } from '../remembering-queue.ts'
import { plainMail, type TestService, takeInDeps, testService } from '../service.ts'

let service: TestService
beforeAll(async () => {
  service = await testService()
})
afterAll(() => service.close())

const HR = 'hr@mopac.london.gov.uk'
const through = (letter: string, lines: string): string => `${lines}\n${letter}`
const countOf = (subject: string, officeId = 'mopac') =>
  service.read(officeId, async (tx) => (await casesCalled(tx, subject)).length)

describe('one letter that comes more than once', () => {
  it.each<[string, string, { mailbox?: string; folder?: string; envelopeFrom?: string }]>([
    ['to two of our addresses', `Delivered-To: ${HR}`, { mailbox: HR }],
    ['into Junk as well', 'X-Spam-Flag: YES', { folder: 'Junk' }],
    [
      'through a forwarder',
      'Received: from old.example.com by mx.mopac.example.org; Mon, 23 Nov 2026 09:00:01 +0000\nX-Forwarded-To: enquiries@mopac.example.org\nReturn-Path: <SRS0=a=old@example.com>',
      { mailbox: HR, envelopeFrom: 'srs0=a=old@example.com' },
    ],
  ])('%s is one case, with both copies kept and one acknowledgement', async (subject, lines, options) => {
    const letter = plainMail({ subject })
    const first = await service.receive(letter)
    const second = await service.receive(through(letter, lines), options)
    expect(second).not.toBe(first)
    const [one, other] = [await caseOf(service, first), await caseOf(service, second)]
    expect(other.found.id).toBe(one.found.id)
    expect(other.messages).toHaveLength(1)
    expect(other.acknowledgements).toHaveLength(1)
    expect(other.raw).toMatchObject({ state: 'taken-in', copyOf: first })
    expect(await countOf(subject)).toBe(1)
    const noted = await service.read('mopac', (tx) => tx.$count(ledger, eq(ledger.rawMessageId, second)))
    expect(noted).toBe(1)
  })

  it('is a case of each office that it was sent to', async () => {
    const letter = plainMail({ subject: 'To two offices' })
    await service.receive(letter)
    await service.receive(letter, { officeId: 'west-midlands-pcc', mailbox: 'office@wm-pcc.example.org' })
    expect([await countOf('To two offices'), await countOf('To two offices', 'west-midlands-pcc')]).toEqual([
      1, 1,
    ])
  })

  it('stays one case when two workers take in two copies at the same moment, twenty times', async () => {
    for (let round = 0; round < 20; round++) {
      const subject = `Race ${round}`
      const letter = plainMail({ subject })
      const ids = await Promise.all(
        [letter, through(letter, `Delivered-To: ${HR}`), through(letter, 'X-Spam-Flag: YES')].map(
          async (source, at) => {
            const stored = await storeMessage(
              {
                db: service.database.db,
                queue: new RememberingQueue(),
                now: service.now,
              },
              {
                officeId: 'mopac',
                mailbox: at === 1 ? HR : 'enquiries@mopac.example.org',
                folder: 'INBOX',
                channel: 'email',
                source: new TextEncoder().encode(source.replaceAll('\n', '\r\n')),
                receivedAt: service.now(),
                envelopeFrom: 'racer@example.net',
              },
            )
            return stored.rawMessageId
          },
        ),
      )
      const deps = takeInDeps(service)
      await Promise.all(ids.map((id) => takeIn(deps, { officeId: 'mopac', id })))
      expect(await countOf(subject)).toBe(1)
      const states = await service.read('mopac', (tx) => tx.select().from(rawMessages))
      const mine = states.filter(({ id }) => ids.includes(id))
      expect(mine.map(({ state }) => state)).toEqual(['taken-in', 'taken-in', 'taken-in'])
      expect(mine.filter(({ copyOf }) => copyOf === null)).toHaveLength(1)
    }
  })

  it('is taken in from the copy where the first one could not be', async () => {
    const letter = plainMail({ subject: 'First one parked', from: 'A Parker <parker@example.net>' })
    const store = (source: string, mailbox: string) =>
      storeMessage(
        { db: service.database.db, queue: new RememberingQueue(), now: service.now },
        {
          officeId: 'mopac',
          mailbox,
          folder: 'INBOX',
          channel: 'email',
          source: new TextEncoder().encode(source.replaceAll('\n', '\r\n')),
          receivedAt: service.now(),
          envelopeFrom: 'parker@example.net',
        },
      )
    const first = await store(letter, 'enquiries@mopac.example.org')
    const second = await store(through(letter, `Delivered-To: ${HR}`), HR)
    const broken = {
      ...failingQueue(new TypeError('a fault of ours')),
      enqueue: service.queue.enqueue.bind(service.queue),
    }
    const deps = takeInDeps(service)
    await takeIn({ ...deps, queue: broken }, { officeId: 'mopac', id: first.rawMessageId })
    await takeIn(deps, { officeId: 'mopac', id: second.rawMessageId })
    expect(await countOf('First one parked')).toBe(1)
    expect((await caseOf(service, second.rawMessageId)).raw.copyOf).toBeNull()
  })
})

describe('letters that are not the same', () => {
  const withId = (id: string, mail: Parameters<typeof plainMail>[0]) =>
    plainMail(mail).replace(/^Message-ID: .*$/m, `Message-ID: ${id}`)

  it('are both kept, as cases of their own, though they have one Message-ID', async () => {
    const id = '<reused@example.net>'
    const first = await caseOf(service, await service.receive(withId(id, { text: 'The first letter.' })))
    const second = await caseOf(service, await service.receive(withId(id, { text: 'Quite another letter.' })))
    expect(second.found.id).not.toBe(first.found.id)
    const kept = await service.read('mopac', (tx) => tx.$count(messages, eq(messages.messageId, id)))
    expect(kept).toBe(2)
  })

  it('are both kept where a web form sends the same words twice without Date and Message-ID', async () => {
    const bare =
      'From: form@example.net\nTo: enquiries@mopac.example.org\nSubject: Pressed twice\n\nPlease help me.\n'
    await service.receive(
      through(bare, 'Received: from a.example.net by mx; Mon, 23 Nov 2026 09:00:00 +0000'),
    )
    await service.receive(
      through(bare, 'Received: from a.example.net by mx; Mon, 23 Nov 2026 09:05:00 +0000'),
    )
    expect(await countOf('Pressed twice')).toBe(2)
  })
})
