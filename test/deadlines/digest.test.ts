import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addClockEvents } from '../../src/cases/act-on-clock.ts'
import {
  alarms,
  audit,
  calendarVersions,
  caseHolds,
  cases,
  clocks,
  deadlineMails,
  sentMails,
} from '../../src/db/schema.ts'
import { checkDeadlines } from '../../src/deadlines/check-deadlines.ts'
import { findOwed, forAddress } from '../../src/deadlines/find-owed.ts'
import { sendDeadlineMail } from '../../src/deadlines/send-mail.ts'
import { TryAgainLater } from '../../src/errors.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import { MemoryOutbox } from '../../src/outbox/outbox.ts'
import { failingQueue } from '../remembering-queue.ts'
import { sendingDeps, type TestService, testService } from '../service.ts'
import { aCaseWithClock } from './deadline-test.ts'

let service: TestService

beforeAll(async () => {
  service = await testService()
})
afterAll(() => service.close())

const deps = () => ({ ...sendingDeps(service), calendars: service.calendars })
const mails = () =>
  service.read('mopac', (tx) => tx.select().from(deadlineMails).orderBy(deadlineMails.madeAt))
const digests = async () =>
  (await mails()).filter(({ kind, toAddress }) => kind === 'digest' && toAddress !== '')
const sent = async () =>
  (await service.read('mopac', (tx) => tx.select().from(sentMails))).filter(
    ({ kind }) => kind === 'deadlines',
  )
const look = async (at: string) => {
  service.setNow(new Date(at))
  await checkDeadlines(deps())
}

const FOI_OFFICER = 'foi.officer@mopac.example.org'
const DEPUTY = 'information.governance@mopac.example.org'

describe('the digest of the morning', () => {
  it('waits for its hour and for a working day, and is made once for each post', async () => {
    service.setNow(new Date('2026-11-26T12:00:00Z'))
    const today = await aCaseWithClock(service, '2026-10-30T09:00:00Z')
    const soon = await aCaseWithClock(service, '2026-11-04T09:00:00Z')
    await aCaseWithClock(service, '2026-11-20T09:00:00Z')
    expect((await today.clock()).dueOn).toBe('2026-11-27')
    await look('2026-11-27T06:59:00Z')
    expect(await mails()).toEqual([])
    service.setNow(new Date('2026-11-27T07:00:10Z'))
    // The process dies before it has owed the jobs: then no mail was made either.
    await checkDeadlines({ ...deps(), queue: failingQueue(new Error('The process died')) })
    expect(await mails()).toEqual([])
    service.setNow(new Date('2026-11-27T07:00:30Z'))
    await Promise.all([checkDeadlines(deps()), checkDeadlines(deps())])
    await look('2026-11-27T07:02:00Z')
    expect((await digests()).map(({ toAddress }) => toAddress)).toEqual([FOI_OFFICER])
    await service.doJobs()
    await service.doJobs()
    await look('2026-11-27T15:00:00Z')
    await service.doJobs()
    expect(await sent()).toMatchObject([
      {
        toAddress: FOI_OFFICER,
        subject: 'Deadlines at MOPAC: 1 due today, 1 due soon',
        state: 'handed-over',
      },
    ])
    const text = (await sent())[0]?.text ?? ''
    expect(text).toContain(
      `Due today\n  ${today.reference}: Freedom of information request, due Friday 27 November 2026`,
    )
    expect(text).toContain(`Due soon\n  ${soon.reference}:`)
    await look('2026-11-28T09:00:00Z')
    await look('2026-11-29T09:00:00Z')
    expect(await digests()).toHaveLength(1)
  })

  it('holds nobody’s name, address or words', async () => {
    for (const { subject, text } of await sent()) {
      expect(`${subject}${text}`).not.toMatch(/Writer|example\.net|borough/)
    }
  })

  it('brings a missed day before the deputy after a working day, and says so once in the history', async () => {
    // A hold that is to be looked at again that day is in the digest of whoever answers for the case.
    await service.read('mopac', async (tx) => {
      const [held] = await tx.select().from(cases).where(eq(cases.route, 'foi')).limit(1)
      const { id: caseId = '', officeId = '' } = held ?? {}
      const placed = { placedBy: 'x', placedByName: 'X', placedAt: service.now(), reviewOn: '2026-11-30' }
      await tx.insert(caseHolds).values({
        ...{ id: randomUUID(), officeId, caseId, kind: 'legal', reason: 'A claim of Ann Writer.', ...placed },
        owner: service.offices.get('mopac')?.routes.foi.primary.post ?? '',
      })
    })
    await look('2026-11-30T07:30:00Z')
    await service.doJobs()
    const monday = (await sent()).filter(({ text }) => text.startsWith('Monday 30'))
    expect(monday.map(({ toAddress }) => toAddress).sort()).toEqual([FOI_OFFICER, DEPUTY].sort())
    expect(monday.find(({ toAddress }) => toAddress === DEPUTY)?.text).toContain(
      'Late and brought before you as the deputy',
    )
    const toOfficer = monday.find(({ toAddress }) => toAddress === FOI_OFFICER)
    expect(toOfficer?.subject).toContain('1 hold to look at again')
    expect(toOfficer?.text).toMatch(
      /Held, and to be looked at again.*\n {2}MOPAC\S+: held for a legal claim, since Monday 30/,
    )
    expect(toOfficer?.text).not.toContain('Ann Writer')
    await look('2026-12-01T07:30:00Z')
    const told = await service.read('mopac', (tx) =>
      tx.select().from(audit).where(eq(audit.action, 'deadline-escalated')),
    )
    expect(told).toMatchObject([{ detail: { kind: 'foi', dueOn: '2026-11-27' } }])
    const lifted = { liftedAt: service.now(), liftedByName: 'X', liftedBecause: 'It is over.' }
    await service.read('mopac', (tx) => tx.update(caseHolds).set(lifted))
  })

  it('says what is owed when it leaves: what was answered meanwhile is not in it', async () => {
    const office = service.offices.get('mopac')
    const [late] = await service.read('mopac', (tx) =>
      tx.select().from(clocks).where(eq(clocks.dueOn, '2026-11-27')),
    )
    if (!office || !late) throw new Error('There is no late clock')
    const acting = {
      office,
      caseId: late.caseId,
      actor: 'demo:x',
      now: service.now(),
      calendars: service.calendars,
    }
    await service.read('mopac', (tx) =>
      addClockEvents(tx, acting, { clockId: late.id, events: [{ event: 'answered', on: '2026-12-01' }] }),
    )
    await service.doJobs()
    const tuesday = (await sent()).filter(({ text }) => text.startsWith('Tuesday 1'))
    expect(tuesday.map(({ toAddress }) => toAddress)).toEqual([FOI_OFFICER])
    expect(tuesday[0]?.subject).toBe('Deadlines at MOPAC: 1 due soon')
    expect(
      (await digests()).find(({ toAddress, on }) => toAddress === DEPUTY && on === '2026-12-01')?.state,
    ).toBe('nothing')
  })

  it('is not sent on another day, where it could not leave on its own', async () => {
    await look('2026-12-02T07:30:00Z')
    service.setNow(new Date('2026-12-03T06:00:00Z'))
    await service.doJobs()
    expect((await digests()).find(({ on }) => on === '2026-12-02')?.state).toBe('nothing')
  })

  it('waits for a mail server that is away, and is not sent twice where the process died in between', async () => {
    await look('2026-12-03T07:30:00Z')
    const [digest] = (await digests()).filter(({ on }) => on === '2026-12-03')
    if (!digest) throw new Error('No digest was made')
    const ids = { officeId: 'mopac', id: digest.id }
    const outbox = new MemoryOutbox()
    outbox.next(() => {
      throw new TryAgainLater('away')
    })
    await expect(sendDeadlineMail({ ...deps(), outbox }, ids)).rejects.toThrow(TryAgainLater)
    expect((await digests()).find(({ id }) => id === digest.id)?.state).toBe('owed')
    const dying = new MemoryOutbox()
    dying.next(() => {
      throw new Error('The process died')
    })
    await expect(sendDeadlineMail({ ...deps(), outbox: dying }, ids)).rejects.toThrow('died')
    await sendDeadlineMail({ ...deps(), outbox }, ids)
    expect(outbox.sent).toEqual([])
    service.setNow(new Date('2026-12-03T07:33:00Z'))
    expect(
      (await sweep(service.database.db, service.queue, { officeId: 'mopac', now: service.now() }))[
        'deadline-mail'
      ],
    ).toBe(1)
    await sendDeadlineMail({ ...deps(), outbox }, ids)
    expect((await digests()).find(({ id }) => id === digest.id)?.state).toBe('unknown')
    expect(outbox.sent).toEqual([])
  })

  it('is owed again by the sweep where its job was lost', async () => {
    await look('2026-12-04T07:30:00Z')
    const report = await sweep(service.database.db, service.queue, { officeId: 'mopac', now: service.now() })
    expect(report['deadline-mail']).toBe(2)
    await service.doJobs()
    expect((await sent()).filter(({ text }) => text.startsWith('Friday 4'))).toHaveLength(2)
  })
})

describe('a duty that is counted in hours', () => {
  it('is told of after 4 and after 20 hours, at night too, the second time to the deputy as well', async () => {
    service.setNow(new Date('2026-12-05T18:00:00Z'))
    const made = await aCaseWithClock(service, '2026-12-05T18:00:00Z', 'referral-consideration')
    const alarms = async () => (await mails()).filter(({ clockId }) => clockId === made.clockId)
    await look('2026-12-05T21:59:00Z')
    expect(await alarms()).toEqual([])
    await look('2026-12-05T22:01:00Z')
    await look('2026-12-05T23:01:00Z')
    expect((await alarms()).map(({ hours, toAddress }) => [hours, toAddress])).toEqual([
      [4, 'statutory.complaints@mopac.example.org'],
    ])
    await service.doJobs()
    expect((await sent()).map(({ subject }) => subject)).toContain(
      `${made.reference}: Decision on referral to the IOPC, 4 hours have gone`,
    )
    await look('2026-12-06T14:01:00Z')
    expect(
      (await alarms())
        .filter(({ hours }) => hours === 20)
        .map(({ toAddress }) => toAddress)
        .sort(),
    ).toEqual(['statutory.complaints.deputy@mopac.example.org', 'statutory.complaints@mopac.example.org'])
    const office = service.offices.get('mopac')
    if (!office) throw new Error('There is no such office')
    const acting = {
      office,
      caseId: made.id,
      actor: 'demo:x',
      now: service.now(),
      calendars: service.calendars,
    }
    await service.read('mopac', (tx) =>
      addClockEvents(tx, acting, {
        clockId: made.clockId,
        events: [{ event: 'answered', on: '2026-12-06' }],
      }),
    )
    await service.doJobs()
    expect((await alarms()).filter(({ hours }) => hours === 20).map(({ state }) => state)).toEqual([
      'nothing',
      'nothing',
    ])
  })

  it('is told of once where nothing ran for a day', async () => {
    service.setNow(new Date('2026-12-07T10:00:00Z'))
    const made = await aCaseWithClock(service, '2026-12-06T09:00:00Z', 'referral-consideration')
    await look('2026-12-07T10:01:00Z')
    expect(
      (await mails()).filter(({ clockId }) => clockId === made.clockId).map(({ hours }) => hours),
    ).toEqual([20, 20])
  })
})

describe('a mail that the server refuses', () => {
  it('is told to duty staff by the address that it was for', async () => {
    service.setNow(new Date('2026-12-07T15:00:00Z'))
    const made = await aCaseWithClock(service, '2026-12-07T10:30:00Z', 'referral-consideration')
    await look('2026-12-07T15:01:00Z')
    const [mail] = (await mails()).filter(({ clockId }) => clockId === made.clockId)
    if (!mail) throw new Error('No mail was made')
    const outbox = new MemoryOutbox()
    outbox.next(() => ({ state: 'refused', response: 550 }))
    await sendDeadlineMail({ ...deps(), outbox }, { officeId: 'mopac', id: mail.id })
    expect((await mails()).find(({ id }) => id === mail.id)?.state).toBe('failed')
    expect(await service.read('mopac', (tx) => tx.select().from(alarms))).toMatchObject([
      { kind: 'deadline-mail-refused', about: 'statutory.complaints@mopac.example.org', endedAt: null },
    ])
  })
})

describe('what is owed', () => {
  it('is known of each post, however much is late at another', async () => {
    const office = service.offices.get('mopac')
    if (!office) throw new Error('There is no such office')
    const made = await aCaseWithClock(service, '2026-11-04T09:00:00Z')
    const late = { officeId: 'mopac', caseId: made.id, kind: 'police-complaint', startsOn: '2026-01-02' }
    await service.read('mopac', (tx) =>
      tx
        .insert(clocks)
        .values(Array.from({ length: 1_001 }, () => ({ ...late, id: randomUUID(), dueOn: '2026-01-05' }))),
    )
    const owed = await service.read('mopac', (tx) =>
      findOwed(tx, office, { now: service.now(), calendars: service.calendars }),
    )
    expect(forAddress(owed, FOI_OFFICER).clocks.map(({ clockId }) => clockId)).toContain(made.clockId)
  })
})

describe('a list of holidays that cannot be read', () => {
  it('keeps no duty of hours from being told of', async () => {
    service.setNow(new Date('2026-12-08T10:00:00Z'))
    const made = await aCaseWithClock(service, '2026-12-08T05:00:00Z', 'referral-consideration')
    const now = service.now()
    const id = '00000000-0000-4000-8000-000000000001'
    await service.read('mopac', (tx) =>
      tx.insert(calendarVersions).values({
        ...{ id, officeId: 'mopac', number: 99, version: 'broken', source: 'a test', sha256: '' },
        ...{ calendars: {} as never, fetchedAt: now, checkedAt: now },
      }),
    )
    await look('2026-12-08T10:01:00Z')
    expect(
      (await mails()).filter(({ clockId }) => clockId === made.clockId).map(({ hours }) => hours),
    ).toEqual([4])
  })
})
