import { isNull } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { londonDay } from '../../src/clocks/days.ts'
import {
  acknowledgements,
  alarms,
  cases,
  clocks,
  drills,
  escalations,
  messages,
  pages,
  rawMessages,
  riskFlags,
  sentMails,
} from '../../src/db/schema.ts'
import { type CheckDrillsDeps, checkDrills } from '../../src/drills/check-drills.ts'
import { findDrills, millisToAnswer } from '../../src/drills/find-drills.ts'
import { startDrill } from '../../src/drills/start-drill.ts'
import { answerAlert } from '../../src/escalations/act-on-alert.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import type { OfficeProfile } from '../../src/offices/profile.ts'
import { failingQueue } from '../remembering-queue.ts'
import { plainMail, rulebook, SECRET, type TestService, testService } from '../service.ts'

let service: TestService
let START: number
const MINUTE = 60_000
const mopac = () => {
  const office = service.offices.get('mopac')
  if (!office) throw new Error('no office')
  return office
}

beforeEach(async () => {
  service = await testService()
  // A moment that is no drill of any schedule's: each test begins its own.
  START = Date.parse('2026-12-02T03:00:00Z')
  at(0)
})
afterEach(() => service.close())

const at = (minutes: number) => service.setNow(new Date(START + minutes * MINUTE))
const letter = () => {
  const [first] = rulebook.drillLetters
  if (!first) throw new Error('no letter')
  return first
}
const begin = async (office: OfficeProfile = mopac()) => {
  const id = await service.read('mopac', (tx) =>
    startDrill(tx, service, office, { letter: letter(), dueAt: service.now() }),
  )
  await service.doJobs()
  return id ?? ''
}
const checkDeps = (offices: readonly OfficeProfile[] = [mopac()], scheduled = false): CheckDrillsDeps => ({
  ...service,
  db: service.database.db,
  secretKey: SECRET,
  offices: { ...service.offices, all: offices },
  scheduled,
})
const check = () => checkDrills(checkDeps())
const look = () =>
  service.read('mopac', async (tx) => ({
    drills: await tx.select().from(drills),
    cases: await tx.select().from(cases),
    alerts: await tx.select().from(escalations),
    pages: await tx.select().from(pages),
    mails: await tx.select().from(sentMails),
    alarms: await tx.select().from(alarms).where(isNull(alarms.endedAt)),
  }))
const answer = async () => {
  const { alerts } = await look()
  const [alert] = alerts
  const acting = {
    office: mopac(),
    caseId: alert?.caseId ?? '',
    actor: 'demo:duty',
    actorName: 'A Duty Officer',
  }
  return service.read('mopac', (tx) =>
    answerAlert(tx, { ...acting, now: service.now(), queue: service.queue }, alert?.id ?? ''),
  )
}

describe('a drill', () => {
  it('goes the way of every letter, pages duty staff, and is marked everywhere and acknowledged nowhere', async () => {
    const id = await begin()
    const seen = await look()
    expect(seen.drills).toMatchObject([{ id, state: 'running', caseId: seen.cases[0]?.id }])
    expect(seen.cases).toMatchObject([{ drillId: id, risk: 'immediate', status: 'new' }])
    expect(seen.alerts).toMatchObject([{ level: 'immediate', state: 'paging' }])
    expect(seen.mails.map(({ kind, toAddress }) => [kind, toAddress])).toEqual([
      ['page', 'duty.officer@mopac.example.org'],
    ])
    const [mail] = seen.mails
    expect(mail?.subject).not.toContain('DRILL')
    expect(mail?.text.split('\n')[0]).toContain(
      'DRILL: this is a practice. Nobody is in danger. Do not ring 999',
    )
    const rest = await service.read('mopac', async (tx) => ({
      acknowledgements: await tx.$count(acknowledgements),
      clocks: await tx.$count(clocks),
      flags: (await tx.$count(riskFlags)) > 0,
      raw: (await tx.select().from(rawMessages)).map(({ drillId, state }) => [drillId, state]),
    }))
    expect(rest).toEqual({ acknowledgements: 0, clocks: 0, flags: true, raw: [[id, 'taken-in']] })
  })

  it('says so in the subject where the office announces its drills', async () => {
    const office = mopac()
    const { drills: plan } = office
    if (!plan) throw new Error('no plan')
    await begin({ ...office, drills: { ...plan, announced: true } })
    const { mails } = await look()
    expect(mails[0]?.subject).toMatch(/^DRILL: IMMEDIATE/)
  })

  it('is over with its answer: nobody is paged any more, the case is closed, and the time is kept', async () => {
    await begin()
    at(4)
    expect(await answer()).toEqual({ ok: true })
    const seen = await look()
    expect(seen.alerts).toMatchObject([{ state: 'closed', nextPageAt: null, answeredBy: 'A Duty Officer' }])
    expect(seen.cases).toMatchObject([{ status: 'closed', outcome: 'It was a drill.' }])
    expect(seen.drills).toMatchObject([{ state: 'answered', answeredBy: 'A Duty Officer' }])
    const [found] = await service.read('mopac', findDrills)
    expect(found).toMatchObject({ told: 1, reference: seen.cases[0]?.reference })
    expect(Math.round(((found && millisToAnswer(found)) ?? 0) / MINUTE)).toBe(4)
    at(90)
    await check()
    await service.doJobs()
    const later = await look()
    expect(later.mails).toHaveLength(seen.mails.length)
    expect(later.alarms).toEqual([])
    expect(await answer()).toEqual({ ok: false, because: 'closed-already' })
  })

  it('that nobody answers climbs, is missed after its time with an alarm, and pages nobody after that', async () => {
    await begin()
    for (const minute of [5.5, 11, 16.5]) {
      at(minute)
      await sweep(service.database.db, service.queue, { officeId: 'mopac', now: service.now() })
      await service.doJobs()
    }
    at(29)
    await check()
    expect((await look()).drills).toMatchObject([{ state: 'running' }])
    at(30.1)
    await check()
    const seen = await look()
    expect(seen.drills).toMatchObject([{ state: 'missed', answeredAt: null }])
    expect(seen.alerts).toMatchObject([{ state: 'closed', nextPageAt: null, answeredBy: null }])
    expect(seen.cases).toMatchObject([{ status: 'closed' }])
    expect(seen.alarms).toMatchObject([{ kind: 'drill-missed', about: londonDay(service.now()) }])
    expect(new Set(seen.pages.map(({ post }) => post)).size).toBeGreaterThanOrEqual(3)
    const paged = seen.pages.length
    at(60)
    await sweep(service.database.db, service.queue, { officeId: 'mopac', now: service.now() })
    await service.doJobs()
    await check()
    const later = await look()
    expect(later.pages).toHaveLength(paged)
    expect(later.alarms).toHaveLength(1)
    expect(service.outgoing().join()).toContain('Nobody answered a drill')
  })

  it('of which no alert came is missed too, and one that comes afterwards is ended and not left to page for ever', async () => {
    await service.read('mopac', (tx) =>
      startDrill(tx, service, mopac(), { letter: letter(), dueAt: service.now() }),
    )
    at(31)
    await check()
    expect((await look()).alarms).toMatchObject([{ kind: 'drill-missed' }])
    await service.doJobs()
    expect((await look()).alerts).toMatchObject([{ state: 'paging' }])
    at(32)
    await check()
    expect((await look()).alerts).toMatchObject([{ state: 'closed' }])
    expect((await look()).alarms).toHaveLength(1)
  })
})

describe('the schedule', () => {
  const daily = (): OfficeProfile => ({
    ...mopac(),
    drills: {
      everyWeeks: 1,
      windows: [{ days: ['wed'], from: '03:10', to: '03:11' }],
      announced: false,
      answerWithinMinutes: 30,
    },
  })
  const checkScheduled = () => checkDrills(checkDeps([daily()], true))

  it('begins one at its minute, one only, whoever looks and however often', async () => {
    await checkScheduled()
    expect((await look()).drills).toEqual([])
    at(10.5)
    await Promise.all([checkScheduled(), checkScheduled(), checkScheduled()])
    await checkScheduled()
    const { drills: begun } = await look()
    expect(begun).toMatchObject([{ day: '2026-12-02', state: 'running', askedBy: null }])
    expect(begun[0]?.dueAt.toISOString()).toBe('2026-12-02T03:10:00.000Z')
    await service.doJobs()
    expect((await look()).cases).toHaveLength(1)
  })

  it('begins none on a day that had one, and none with drills switched off', async () => {
    await checkDrills(checkDeps([daily()], false))
    await begin()
    await answer()
    at(10.5)
    await checkScheduled()
    expect((await look()).drills).toHaveLength(1)
    expect(await begin()).toBe('')
    expect((await look()).drills).toHaveLength(1)
  })

  it('notes one whose time has passed as not held, where there were drills before', async () => {
    at(40)
    await checkScheduled()
    expect((await look()).drills).toEqual([])
    at(-7 * 24 * 60)
    await begin()
    await answer()
    at(40)
    await checkScheduled()
    await checkScheduled()
    const { drills: all } = await look()
    expect(all.map(({ day, state }) => [day, state])).toEqual([
      ['2026-11-25', 'answered'],
      ['2026-12-02', 'not-started'],
    ])
  })

  it('cut off before the commit leaves nothing, and the next look begins it', async () => {
    at(10.5)
    const cut = { ...checkDeps([daily()], true), queue: failingQueue(new Error('cut off')) }
    await checkDrills(cut)
    expect((await look()).drills).toEqual([])
    await checkScheduled()
    await service.doJobs()
    expect((await look()).alerts).toHaveLength(1)
  })
})

describe('what comes from outside', () => {
  it('is never a drill, whatever it says: a replayed letter of one is a case with an acknowledgement of its own', async () => {
    const id = await begin()
    const [raw] = await service.read('mopac', (tx) => tx.select().from(rawMessages))
    const words = new TextDecoder().decode(raw?.source)
    expect(words).not.toMatch(/drill/i)
    await service.receive(
      words.replace(/Message-ID: <.*?>/, `Message-ID: <other.${id}@example.net>\r\nX-Waypost-Drill: ${id}`),
    )
    const { cases: all, alerts } = await look()
    expect(all.map(({ drillId }) => drillId).sort()).toEqual([id, null].sort())
    expect(alerts).toHaveLength(2)
    const pageOfOther = service.outgoing().filter((mail) => !mail.includes('DRILL: this is a practice'))
    expect(pageOfOther.length).toBeGreaterThan(0)
  })

  it('is not put into the case of a drill, by reference or by seal', async () => {
    await begin()
    const {
      mails,
      cases: [drillCase],
    } = await look()
    await service.receive(
      plainMail({
        from: 'Somebody <duty.officer@mopac.example.org>',
        subject: `Re: ${drillCase?.reference}`,
        text: 'I am going to kill myself tonight.',
        headers: `In-Reply-To: ${mails[0]?.messageId}`,
      }),
    )
    const kept = await service.read('mopac', (tx) => tx.select().from(messages))
    const first = kept.find(({ subject }) => subject === `Re: ${drillCase?.reference}`)
    const { cases: all } = await look()
    expect(all).toHaveLength(2)
    expect(all.find(({ id }) => id === first?.caseId)?.drillId).toBeNull()
  })
})
