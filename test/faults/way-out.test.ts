import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acknowledgements, alarms, escalations, pages, sentMails } from '../../src/db/schema.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import { dutyLadder } from '../duty.ts'
import { plainMail, rulebook, type TestService, testService } from '../service.ts'
import { type ScriptedSmtp, startScriptedSmtp } from '../smtp/scripted-smtp.ts'
import { aVisitor } from '../web/a-visitor.ts'

let server: ScriptedSmtp
let service: TestService
let start = 0
const office = rulebook.offices.get('mopac')
const ladder = office ? dutyLadder(office) : []

beforeEach(async () => {
  server = await startScriptedSmtp()
  service = await testService({ smtpUrl: server.url })
  start = Date.now()
})
afterEach(async () => {
  await service.close()
  await server.close()
})

/** Lets time pass, and the sweep and the jobs of that moment run. */
async function goOnTo(seconds: number): Promise<void> {
  service.setNow(new Date(start + seconds * 1000))
  await sweep(service.database.db, service.queue, { officeId: 'mopac', now: service.now() })
  await service.doJobs()
}
const question = () => service.receive(plainMail({ text: 'What are your opening hours?' }))
const danger = () => service.receive(plainMail({ text: 'I am going to kill myself tonight.' }))
const kept = (kind: 'ack' | 'page') =>
  server.kept.filter(({ messageId }) => messageId.startsWith(`<${kind}.`))
const acknowledgement = async () =>
  (await service.read('mopac', (tx) => tx.select().from(acknowledgements)))[0]

describe('b76: an acknowledgement', () => {
  it.each([true, false])(
    'of unknown outcome is shown as unknown and never sent again (the server kept it: %s)',
    async (keeps) => {
      server.next({ keeps, text: 'hang-up' })
      await question()
      expect(await acknowledgement()).toMatchObject({ state: 'unknown' })
      for (const later of [130, 400, 4_000]) await goOnTo(later)
      expect(server.connections()).toBe(1)
      expect(kept('ack')).toHaveLength(keeps ? 1 : 0)
      const visitor = await aVisitor(service, 'manager')
      expect((await visitor.get('/outbox')).text).toContain('may or may not have been sent')
    },
  )

  it('that was greylisted leaves at a later try, once', async () => {
    server.usually({ rcpt: '451 4.7.1 Greylisted' })
    await question()
    expect(await acknowledgement()).toMatchObject({ state: 'owed' })
    server.usually({})
    await goOnTo(120)
    await goOnTo(240)
    expect(await acknowledgement()).toMatchObject({ state: 'sent' })
    expect(kept('ack')).toHaveLength(1)
  })

  it('that is refused because it has no return address says so on the case and to duty staff', async () => {
    server.usually({ nullSender: '550 5.7.1 No null senders' })
    await question()
    expect(await acknowledgement()).toMatchObject({
      state: 'failed',
      because: expect.stringContaining('no mail without a return address'),
    })
    await goOnTo(1)
    expect(await service.read('mopac', (tx) => tx.select().from(alarms))).toMatchObject([
      { kind: 'null-sender-refused' },
    ])
    expect(server.kept.map(({ to }) => to[0])).toEqual([ladder[0]?.email])
  })
})

describe('b76: a page', () => {
  const stepsOf = async () =>
    (await service.read('mopac', (tx) => tx.select().from(pages).orderBy(pages.step))).map(
      ({ step, state, tries }) => ({ step, state, tries }),
    )
  /** An alert whose first page is due and has not been sent, because the way out was shut. */
  const alertWithoutJobs = async () => {
    server.usually({ mail: '451 4.3.0 Not now' })
    await danger()
    server.usually({})
    const [alert] = await service.read('mopac', (tx) =>
      tx.update(escalations).set({ step: 0, nextPageAt: service.now() }).returning(),
    )
    await service.read('mopac', (tx) => tx.update(pages).set({ step: 99 }))
    return { officeId: 'mopac', id: alert?.id ?? '' }
  }
  const told = () => kept('page').map(({ to }) => to[0])

  it('of unknown outcome is sent again as the same mail, and the next person is told too', async () => {
    server.usually({ keeps: true, text: 'hang-up' })
    await danger()
    server.usually({})
    expect(told()).toEqual([ladder[0]?.email])
    await goOnTo(35)
    await goOnTo(45)
    expect(told().sort()).toEqual([ladder[0]?.email, ladder[0]?.email, ladder[1]?.email].sort())
    const first = kept('page').filter(({ to }) => to[0] === ladder[0]?.email)
    expect(new Set(first.map(({ messageId }) => messageId)).size).toBe(1)
    expect(await stepsOf()).toEqual([
      { step: 0, state: 'sent', tries: 2 },
      { step: 1, state: 'sent', tries: 1 },
    ])
  })

  it('of which nothing is ever known is left at that after three tries, and says so', async () => {
    server.usually({ keeps: false, text: 'hang-up' })
    await danger()
    for (let seconds = 35; seconds < 300; seconds += 35) await goOnTo(seconds)
    expect((await stepsOf())[0]).toEqual({ step: 0, state: 'unknown', tries: 3 })
    const [alert] = await service.read('mopac', (tx) => tx.select().from(escalations))
    const visitor = await aVisitor(service, 'duty-officer')
    expect((await visitor.get(`/alerts/${alert?.id}`)).text).toContain('may have been sent')
  })

  it('falls to the next person within seconds where the server answers nothing', async () => {
    const ids = await alertWithoutJobs()
    server.next({ greeting: 'silence' })
    const before = performance.now()
    await service.handlers.page(ids)
    const heldUpMs = performance.now() - before
    expect(heldUpMs).toBeLessThan(6_000)
    service.setNow(new Date(Date.now() + 6_000))
    await service.handlers.page(ids)
    expect(told()).toEqual([ladder[1]?.email])
  }, 20_000)

  it('of a ladder that cannot be told is tried more slowly, and goes out when the way is open again', async () => {
    server.usually({ mail: '451 4.3.0 Not now' })
    await danger()
    for (let seconds = 0; seconds < 3_600; seconds += 20) {
      service.setNow(new Date(start + seconds * 1000))
      await sweep(service.database.db, service.queue, {
        officeId: 'mopac',
        now: service.now(),
        names: ['page'],
      })
      await service.doJobs()
    }
    expect((await stepsOf()).length).toBeLessThan(90)
    server.usually({})
    await goOnTo(3_680)
    await goOnTo(3_750)
    expect(told().length).toBeGreaterThan(0)
  }, 60_000)

  it('reaches somebody where the server refuses the null sender', async () => {
    server.usually({ nullSender: '550 5.7.1 No null senders' })
    await danger()
    expect(told()).toEqual([ladder[0]?.email])
  })

  it('b80: taken with 250 and then reported as undeliverable brings the next person forward at once', async () => {
    await danger()
    const report = [
      'From: MAILER-DAEMON@relay.example.net',
      'To: enquiries@mopac.example.org',
      'Subject: Undelivered Mail Returned to Sender',
      'Auto-Submitted: auto-replied',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'The mail could not be delivered.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; relay.example.net',
      '',
      `Final-Recipient: rfc822; ${ladder[0]?.email}`,
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${kept('page')[0]?.messageId}`,
      '',
      '--b--',
      '',
    ].join('\n')
    const before = kept('ack').length
    await service.receive(report, { envelopeFrom: '' })
    expect(kept('ack').length).toBe(before)
    expect((await service.read('mopac', (tx) => tx.select().from(escalations)))[0]?.state).toBe('paging')
    expect(told()).toEqual([ladder[0]?.email, ladder[1]?.email])
    const [first] = await service.read('mopac', (tx) => tx.select().from(pages).orderBy(pages.step))
    expect(first).toMatchObject({ state: 'undelivered', because: 'bounced' })
    await service.receive(report.replace('could not be', 'was not'), { envelopeFrom: '' })
    expect(told()).toHaveLength(2)
    await goOnTo((ladder[1]?.waitMinutes ?? 0) * 60 + 60)
    expect(told()).toEqual(ladder.map(({ email }) => email))
  })
})

describe('b42: a mail on its way when the service stops', () => {
  it('is cut off and noted: an acknowledgement is owed again, and is sent by the next start', async () => {
    server.next({ data: 'silence' })
    const reached = new Promise<void>((resolve) =>
      server.watch((at) => {
        if (at === 'data') resolve()
      }),
    )
    const taking = question()
    await reached
    await service.outbox.close()
    await taking
    expect(await acknowledgement()).toMatchObject({ state: 'owed' })
    const [noted] = await service.read('mopac', (tx) =>
      tx.select().from(sentMails).where(eq(sentMails.kind, 'acknowledgement')),
    )
    expect(noted?.state).toBe('sending')
  })
})
