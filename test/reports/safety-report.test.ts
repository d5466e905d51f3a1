import { randomUUID } from 'node:crypto'
import { and, eq, gte, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alertMoves, canaries, cases, escalations, pages } from '../../src/db/schema.ts'
import { startDrill } from '../../src/drills/start-drill.ts'
import { answerAlert, noteReply, referAlert } from '../../src/escalations/act-on-alert.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import { monthOf, sayMonth } from '../../src/reports/month.ts'
import { findSafetyRows } from '../../src/reports/safety-rows.ts'
import { summarise } from '../../src/reports/summarise.ts'
import { plainMail, rulebook, type TestService, testService } from '../service.ts'
import { aVisitor } from '../web/a-visitor.ts'

let service: TestService
const START = Date.parse('2026-12-10T12:00:00Z')
const MONTH = '2026-12'
const at = (minutes: number) => service.setNow(new Date(START + minutes * 60_000))
const danger = (name: string) =>
  service.receive(
    plainMail({
      from: `${name} Quorn <${name}@example.net>`,
      subject: name,
      text: 'I am going to kill myself tonight.',
    }),
  )
const read = <T>(work: Parameters<typeof service.read<T>>[1], office = 'mopac') => service.read(office, work)
const mopac = () => {
  const office = service.offices.get('mopac')
  if (!office) throw new Error('no office')
  return office
}
const acting = (caseId: string) => ({
  ...{ office: mopac(), caseId, actor: 'demo:duty', actorName: 'Duty Person' },
  ...{ now: service.now(), queue: service.queue },
})

/** Three alerts and a drill: one told on and declined and then taken, one climbing, one of another month. */
beforeAll(async () => {
  service = await testService()
  at(-20 * 24 * 60)
  await danger('earlier')
  at(0)
  await danger('declined')
  const found = await read((tx) => tx.select().from(escalations).orderBy(escalations.raisedAt))
  const { id = '', caseId = '' } = found[1] ?? {}
  for (const [minute, act] of [
    [3, (tx: never) => answerAlert(tx, acting(caseId), id)],
    [5, (tx: never) => referAlert(tx, acting(caseId), id, { to: 'police-told', note: 'told' })],
    [9, (tx: never) => noteReply(tx, acting(caseId), id, { verdict: 'declined', note: 'no' })],
    [12, (tx: never) => referAlert(tx, acting(caseId), id, { to: 'other-service-told', note: 'told' })],
    [20, (tx: never) => noteReply(tx, acting(caseId), id, { verdict: 'accepted', note: 'yes' })],
  ] as const) {
    at(minute)
    expect(await read((tx) => act(tx as never))).toEqual({ ok: true })
  }
  at(30)
  await danger('climbing')
  at(36)
  await sweep(service.database.db, service.queue, { officeId: 'mopac', now: service.now() })
  await service.doJobs()
  const [letter] = rulebook.drillLetters
  if (!letter) throw new Error('no letter')
  await read((tx) => startDrill(tx, service, mopac(), { letter, dueAt: service.now() }))
  await service.doJobs()
}, 60_000)
afterAll(() => service.close())

describe('the report of a month', () => {
  it('agrees with the tables', async () => {
    const rows = await read((tx) => findSafetyRows(tx, MONTH))
    const report = summarise(rows)
    const tables = await read(async (tx) => {
      const from = new Date('2026-12-01T00:00:00Z')
      const real = (
        await tx.select().from(escalations).innerJoin(cases, eq(cases.id, escalations.caseId))
      ).filter((row) => row.escalations.raisedAt >= from && row.cases.drillId === null)
      const ids = real.map((row) => row.escalations.id)
      const moves = (await tx.select().from(alertMoves)).filter((move) => ids.includes(move.escalationId))
      return {
        alerts: real.length,
        declined: moves.filter(({ toState }) => toState === 'declined').length,
        steps: new Set(
          (await tx.select().from(pages))
            .filter(({ escalationId }) => ids.includes(escalationId))
            .map(({ escalationId, step }) => `${escalationId} ${step}`),
        ).size,
      }
    })
    expect(tables.alerts).toBe(2)
    expect(report.alerts.immediate + report.alerts.serious).toBe(tables.alerts)
    expect(report.referrals).toMatchObject({
      referred: 1,
      accepted: 1,
      declined: tables.declined,
      declinedAndTaken: 1,
    })
    expect(report.missed.steps).toBe(tables.steps - 2)
    expect(report.missed.steps).toBeGreaterThan(0)
    expect(report.standing).toEqual({ unanswered: 1, open: 1, closed: 0 })
    const minutes = (hop: string) =>
      Math.round((report.hops.find((one) => one.hop === hop)?.spread.immediate.p50 ?? Number.NaN) / 60_000)
    expect(
      ['paged-answered', 'answered-referred', 'referred-accepted', 'stored-answered'].map(minutes),
    ).toEqual([3, 2, 15, 3])
    for (const { hop, spread } of report.hops.slice(0, 3)) expect(spread.immediate.count, hop).toBe(2)
    expect(report.drills).toMatchObject({ held: 1, running: 1, answered: 0, missed: 0 })
  })

  it('takes no page that an answer made needless for a step that had nobody to tell', async () => {
    const missed = async () => summarise(await read((tx) => findSafetyRows(tx, MONTH))).missed
    const before = await missed()
    await read(async (tx) => {
      const [found] = await tx
        .select({ page: pages })
        .from(pages)
        .innerJoin(escalations, eq(escalations.id, pages.escalationId))
        .innerJoin(cases, and(eq(cases.id, escalations.caseId), isNull(cases.drillId)))
        .where(gte(escalations.raisedAt, new Date(START)))
        .limit(1)
      if (!found) throw new Error('no page')
      const owed = { ...found.page, id: randomUUID(), way: 'notify-email' as const, sentMailId: null }
      await tx.insert(pages).values({ ...owed, state: 'skipped', because: 'answered-meanwhile' })
    })
    expect(await missed()).toEqual(before)
  })

  it('counts test messages from sent to paged', async () => {
    const sentAt = service.now()
    const row = { officeId: 'mopac', mailbox: 'enquiries@mopac.example.org', sentAt }
    const seen = { seenAt: sentAt, judgedAt: sentAt, level: 'immediate' as const, receiver: 't@example.org' }
    await read((tx) =>
      tx.insert(canaries).values([
        { ...row, ...seen, id: crypto.randomUUID(), pagedAt: new Date(sentAt.getTime() + 4_000) },
        { ...row, ...seen, id: crypto.randomUUID() },
        { ...row, id: crypto.randomUUID() },
      ]),
    )
    const { canaries: found } = summarise(await read((tx) => findSafetyRows(tx, MONTH)))
    expect(found[0]).toEqual({
      ...{ origin: 'own', sent: 3, came: 2, found: 2, toPage: 2, paged: 1 },
      toPaged: { count: 1, p50: 4_000, p95: 4_000 },
    })
    expect(found[1]).toMatchObject({ origin: 'watchdog', sent: 0 })
  })

  it('shows an office nothing of another', async () => {
    const other = summarise(await read((tx) => findSafetyRows(tx, MONTH), 'west-midlands-pcc'))
    expect(other.alerts).toEqual({ immediate: 0, serious: 0 })
    expect(other.drills.held).toBe(0)
  })
})

describe('its page', () => {
  it('says the same as the table for a spreadsheet, and nothing of anybody', async () => {
    const visitor = await aVisitor(service, 'auditor')
    const { text, status, html } = await visitor.get(`/safety-report?month=${MONTH}`)
    expect(status).toBe(200)
    expect(text).toContain('2 alerts were raised: 2 immediate, 0 serious.')
    expect(text).toContain('1 has no answer yet, 1 is being worked on and 0 are closed.')
    expect(text).toMatch(/Times that it was declined\s*1/)
    const csv = (await visitor.get(`/safety-report.csv?month=${MONTH}`)).html
    expect(csv).toContain(`${MONTH},alerts,all,immediate,2,,`)
    expect(csv).toContain(`${MONTH},referrals,declined,,1,,`)
    for (const words of [html, csv]) expect(words).not.toMatch(/quorn|@example\.net|Duty Person|MOPAC-26/i)
  })

  it('says so of a month without alerts, shows the newest of months to come, and leaves out what is none', async () => {
    const visitor = await aVisitor(service, 'manager')
    expect((await visitor.get('/safety-report?month=2026-10')).text).toContain(
      'No alert was raised in October 2026.',
    )
    expect((await visitor.get('/safety-report?month=2026-10')).text).toContain('There was no drill.')
    const now = sayMonth(monthOf(service.now()))
    for (const month of ['2031-01', 'x', '2026-13', "'"]) {
      expect((await visitor.get(`/safety-report?month=${month}`)).text).toContain(
        `Safety report of MOPAC, ${now}`,
      )
    }
    expect((await visitor.get('/safety-report?month=2026-10')).html).toContain(
      '<option value="2026-11">November 2026',
    )
  })

  it('is refused to whoever may not read cases', async () => {
    const visitor = await aVisitor(service, 'administrator')
    expect((await visitor.get('/safety-report')).status).toBe(403)
    expect((await visitor.get('/safety-report.csv')).status).toBe(403)
  })
})

describe('the page of drills', () => {
  it('shows each with what came of it, and lets only a manager begin one, never two in a day', async () => {
    const officer = await aVisitor(service, 'duty-officer')
    const shown = await officer.get('/drills')
    expect(shown.text).toContain('Once in 2 weeks, at a time that nobody knows before')
    expect(shown.text).toContain('Nobody has answered yet')
    expect(shown.html).not.toContain('Begin a drill now')
    expect((await officer.post('/drills', {})).status).toBe(403)
    expect((await (await aVisitor(service, 'manager')).get('/drills')).text).toContain(
      'Today’s drill has been held',
    )
    at(24 * 60)
    const manager = await aVisitor(service, 'manager')
    expect((await manager.get('/drills')).html).toContain('Begin a drill now')
    expect((await manager.post('/drills', {})).location).toBe('/drills')
    expect((await manager.post('/drills', {})).location).toBe('/drills')
    await service.doJobs()
    const begun = await read((tx) => tx.select().from(cases).where(eq(cases.status, 'new')))
    expect(begun.filter(({ drillId }) => drillId !== null)).toHaveLength(2)
  })

  it('has the tag in the queue and the banner on the case and the alert', async () => {
    const manager = await aVisitor(service, 'manager')
    const { html } = await manager.get('/')
    expect(html.match(/>Drill<\/strong>/g)?.length).toBeGreaterThanOrEqual(4)
    const [drill] = (await read((tx) => tx.select().from(cases))).filter(({ drillId }) => drillId !== null)
    expect((await manager.get(`/cases/${drill?.reference}`)).text).toContain('This is a practice')
    const [alert] = await read((tx) =>
      tx
        .select()
        .from(escalations)
        .where(eq(escalations.caseId, drill?.id ?? '')),
    )
    expect((await manager.get(`/alerts/${alert?.id}`)).text).toContain('This is a practice')
    expect((await manager.post(`/alerts/${alert?.id}/answer`, {})).location).toBe(`/alerts/${alert?.id}`)
    const { text } = await manager.get(`/alerts/${alert?.id}`)
    expect(text).toContain('This was a practice')
    expect((await manager.get('/drills')).html).toContain('Answered')
  })
})
