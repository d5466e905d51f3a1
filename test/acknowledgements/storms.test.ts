import { eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watchAllReplies } from '../../src/acknowledgements/watch-replies.ts'
import { acknowledgements, alarms, escalations } from '../../src/db/schema.ts'
import { type Offered, storeMessages } from '../../src/intake/store-message.ts'
import { casesCalled } from '../cases-called.ts'
import { plainMail, type TestService, testService } from '../service.ts'

let service: TestService
beforeAll(async () => {
  service = await testService({ connections: 12 })
})
afterAll(() => service.close())

const COUNT = 1_000

/** Stores the mails and has six workers take them in at once, as several processes would. */
async function storm(mails: readonly { source: string; envelopeFrom: string }[]): Promise<void> {
  const offered: Offered[] = mails.map(({ source, envelopeFrom }) => ({
    officeId: 'mopac',
    mailbox: 'enquiries@mopac.example.org',
    folder: 'INBOX',
    channel: 'email',
    source: new TextEncoder().encode(source.replaceAll('\n', '\r\n')),
    receivedAt: service.now(),
    envelopeFrom,
  }))
  const deps = { db: service.database.db, queue: service.queue, now: service.now }
  for (let from = 0; from < offered.length; from += 100)
    await storeMessages(deps, 'mopac', offered.slice(from, from + 100))
  await Promise.all(Array.from({ length: 6 }, () => service.doJobs()))
  await service.doJobs()
}

const countsOf = (subject: string) =>
  service.read('mopac', async (tx) => {
    const called = (await casesCalled(tx, subject)).map(({ id }) => id)
    const rows = await tx
      .select({
        state: acknowledgements.state,
        reason: acknowledgements.reason,
        count: sql<number>`count(*)::int`,
      })
      .from(acknowledgements)
      .where(inArray(acknowledgements.caseId, called))
      .groupBy(acknowledgements.state, acknowledgements.reason)
    return new Map(rows.map(({ state, reason, count }) => [`${state} ${reason}`, count]))
  })

const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0)

const openAlarms = (kind: string) =>
  service.read('mopac', async (tx) =>
    (await tx.select().from(alarms).where(eq(alarms.kind, kind))).filter(({ endedAt }) => endedAt === null),
  )

const WORDS = ['street', 'noise', 'meeting', 'bus', 'school', 'park', 'light', 'dog', 'fence', 'road']
const aText = (at: number): string =>
  `${WORDS[at % 10]} and ${WORDS[Math.floor(at / 10) % 10]} and ${WORDS[Math.floor(at / 100) % 10]}.`

describe('a storm of letters (74)', () => {
  it('1,000 different ones of one sender, by six workers: every one is a case, three are acknowledged', async () => {
    const subject = 'Storm of one'
    await storm(
      Array.from({ length: COUNT }, (_, at) => ({
        source: plainMail({
          subject,
          text: aText(at),
          from: `One <one${at % 2 ? '+tag' : ''}@storm.example>`,
        }),
        envelopeFrom: `one${at % 3 ? '+other' : ''}@storm.example`,
      })),
    )
    const counts = await countsOf(subject)
    console.log('1,000 letters of one sender:', Object.fromEntries(counts))
    expect(total(counts)).toBe(COUNT)
    expect(counts.get('sent OK')).toBe(3)
    expect(counts.get('suppressed RATE')).toBe(COUNT - 3)
  }, 120_000)

  it('the same one 200 times: one is acknowledged', async () => {
    const subject = 'Storm of the same'
    await storm(
      Array.from({ length: 200 }, (_, at) => ({
        source: plainMail({
          subject,
          text: `Ticket ${at}: please answer.`,
          from: 'Same <same@storm.example>',
        }),
        envelopeFrom: 'same@storm.example',
      })),
    )
    const counts = await countsOf(subject)
    expect(counts.get('sent OK')).toBe(1)
    expect(counts.get('suppressed REPEAT')).toBe(199)
  }, 60_000)

  it('60 senders of one domain: thirty are acknowledged', async () => {
    const subject = 'Storm of a domain'
    await storm(
      Array.from({ length: 60 }, (_, at) => ({
        source: plainMail({ subject, text: aText(at), from: `p${at}@crowd.example` }),
        envelopeFrom: `p${at}@crowd.example`,
      })),
    )
    expect((await countsOf(subject)).get('sent OK')).toBe(30)
  }, 60_000)

  it('1,000 spoofed senders: the office stops at 120 an hour, duty staff hear of it, and danger among them is paged', async () => {
    service.setNow(new Date(Date.now() + 2 * 86_400_000))
    const subject = 'Storm of many'
    await storm(
      Array.from({ length: COUNT }, (_, at) => ({
        source: plainMail({
          subject,
          text: at === 777 ? 'I am going to kill myself tonight.' : aText(at),
          from: `p${at}@d${at}.example`,
        }),
        envelopeFrom: `p${at}@d${at}.example`,
      })),
    )
    const counts = await countsOf(subject)
    console.log('1,000 spoofed senders:', Object.fromEntries(counts))
    expect(total(counts)).toBe(COUNT)
    expect(counts.get('sent OK')).toBe(120)
    expect(await openAlarms('acknowledgements-stopped')).toHaveLength(1)
    const alerts = await service.read('mopac', (tx) => tx.select().from(escalations))
    expect(alerts).toMatchObject([{ level: 'immediate' }])
    const owed = await service.read('mopac', (tx) =>
      tx.$count(acknowledgements, isNotNull(acknowledgements.owedAt)),
    )
    expect(service.outgoing().filter((mail) => /^Subject: We have received/m.test(mail))).toHaveLength(owed)
  }, 120_000)

  it('ends: an hour later acknowledgements go out again and the alarm is over', async () => {
    service.setNow(new Date(service.now().getTime() + 61 * 60_000))
    await watchAllReplies(service)
    expect(await openAlarms('acknowledgements-stopped')).toEqual([])
    await service.receive(plainMail({ subject: 'After the storm', from: 'calm@calm.example' }), {
      envelopeFrom: 'calm@calm.example',
    })
    expect((await countsOf('After the storm')).get('sent OK')).toBe(1)
  })
})
