import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeCase, confirmRoute } from '../../src/cases/act-on-case.ts'
import {
  type ActingOnClock,
  addClockEvents,
  startClock,
  takeBackClockEvent,
} from '../../src/cases/act-on-clock.ts'
import { rebuildClocks } from '../../src/cases/retime-clocks.ts'
import type { ClockEvent } from '../../src/clocks/clock-event.ts'
import { inOffice } from '../../src/db/db.ts'
import { audit, cases, clockEvents, clocks } from '../../src/db/schema.ts'
import { type TestService, testService } from '../service.ts'
import { aCaseWithClock } from './deadline-test.ts'

let service: TestService

beforeAll(async () => {
  service = await testService()
  service.setNow(new Date('2026-11-30T12:00:00Z'))
})
afterAll(() => service.close())

const office = () => {
  const found = service.offices.get('mopac')
  if (!found) throw new Error('There is no such office')
  return found
}
const acting = (caseId: string): ActingOnClock => ({
  office: office(),
  caseId,
  actor: 'demo:information-officer',
  actorName: 'Demo information officer',
  now: service.now(),
  calendars: service.calendars,
})
type Case = Awaited<ReturnType<typeof aCaseWithClock>>
const add = ({ id, clockId }: Case, events: ClockEvent[], note = '') =>
  service.read('mopac', (tx) => addClockEvents(tx, acting(id), { clockId, events, note }))
const recordOf = ({ clockId }: Case) =>
  service.read('mopac', (tx) => tx.select().from(clockEvents).where(eq(clockEvents.clockId, clockId)))
const historyOf = async ({ id }: Case) =>
  (await service.read('mopac', (tx) => tx.select().from(audit).where(eq(audit.caseId, id)))).map(
    ({ action }) => action,
  )
const rebuilt = () => rebuildClocks({ ...service, db: service.database.db }, office())

describe('the record of a deadline', () => {
  it('begins with the receipt, in the transaction that takes the letter in', async () => {
    const made = await aCaseWithClock(service, '2026-11-02T09:00:00Z', 'sar')
    expect(await recordOf(made)).toMatchObject([
      { event: 'received', on: '2026-11-02', at: new Date('2026-11-02T09:00:00Z'), byKey: 'waypost' },
    ])
    expect(await made.clock()).toMatchObject({ dueOn: '2026-12-02', calendarVersion: '2026-11' })
  })

  it('moves the due day with what happened, and back with what is taken back', async () => {
    const made = await aCaseWithClock(service, '2026-11-02T09:00:00Z', 'sar')
    expect((await add(made, [{ event: 'pause', on: '2026-11-10' }])).ok).toBe(true)
    expect(await made.clock()).toMatchObject({ dueOn: null, stoppedAt: null })
    expect((await made.clock()).because).toContain('stood still since Tuesday 10 November 2026')
    expect((await add(made, [{ event: 'resume', on: '2026-11-17' }])).ok).toBe(true)
    expect(await made.clock()).toMatchObject({ dueOn: '2026-12-10' })
    const resume = (await recordOf(made)).find(({ event }) => event === 'resume')
    const back = { clockId: made.clockId, eventId: resume?.id ?? '', note: 'That was another case.' }
    expect((await service.read('mopac', (tx) => takeBackClockEvent(tx, acting(made.id), back))).ok).toBe(true)
    expect(await made.clock()).toMatchObject({ dueOn: null })
    expect(await historyOf(made)).toEqual(
      expect.arrayContaining(['clock-event-noted', 'clock-event-taken-back']),
    )
  })

  it('takes a corrected receipt in place of an earlier correction', async () => {
    const made = await aCaseWithClock(service, '2026-11-02T09:00:00Z')
    await add(made, [{ event: 're-dated', on: '2026-10-26' }])
    expect(await made.clock()).toMatchObject({ startsOn: '2026-10-26', dueOn: '2026-11-23' })
    await add(made, [{ event: 're-dated', on: '2026-10-30' }])
    expect(await made.clock()).toMatchObject({ startsOn: '2026-10-30', dueOn: '2026-11-27' })
  })

  it('is refused with a sentence, and then nothing at all is written', async () => {
    const made = await aCaseWithClock(service, '2026-11-02T09:00:00Z', 'sar')
    const before = [await recordOf(made), await made.clock(), await historyOf(made)]
    const [{ lastActionAt } = {}] = await service.read('mopac', (tx) =>
      tx.select().from(cases).where(eq(cases.id, made.id)),
    )
    const refusals = [
      [{ event: 'answered' as const, on: '2026-10-30' }],
      [{ event: 'answered' as const, on: '2026-12-01' }],
      [{ event: 're-dated' as const, on: '1970-01-01' }],
      [{ event: 're-dated' as const, on: '2026-12-01' }],
      // The first would be allowed; the second is not, so neither is written.
      [
        { event: 'pause' as const, on: '2026-11-10' },
        { event: 'pause' as const, on: '2026-11-12' },
      ],
    ]
    for (const events of refusals) expect(await add(made, events)).toMatchObject({ ok: false })
    expect([await recordOf(made), await made.clock(), await historyOf(made)]).toEqual(before)
    const [now] = await service.read('mopac', (tx) => tx.select().from(cases).where(eq(cases.id, made.id)))
    expect(now?.lastActionAt).toEqual(lastActionAt)
  })

  it('takes one of two pauses that two people write down in the same moment', async () => {
    const made = await aCaseWithClock(service, '2026-11-02T09:00:00Z', 'sar')
    const both = await Promise.all([
      add(made, [{ event: 'pause', on: '2026-11-10' }]),
      add(made, [{ event: 'pause', on: '2026-11-11' }]),
    ])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect((await recordOf(made)).filter(({ event }) => event === 'pause')).toHaveLength(1)
  })

  it('is never changed by the service, and neither is what a clock is', async () => {
    const made = await aCaseWithClock(service, '2026-11-02T09:00:00Z')
    const change = service.read('mopac', (tx) =>
      tx.update(clockEvents).set({ on: '2026-11-03' }).where(eq(clockEvents.clockId, made.clockId)),
    )
    await expect(change).rejects.toMatchObject({
      cause: { message: expect.stringContaining('permission denied') },
    })
    const kind = service.read('mopac', (tx) =>
      tx.update(clocks).set({ kind: 'eir' }).where(eq(clocks.id, made.clockId)),
    )
    await expect(kind).rejects.toMatchObject({
      cause: { message: expect.stringContaining('permission denied') },
    })
  })

  it('holds no day far ahead in place of one that is not known', async () => {
    const made = await aCaseWithClock(service, '2026-11-02T09:00:00Z')
    const far = service.read('mopac', (tx) =>
      tx.update(clocks).set({ dueOn: '9999-12-31' }).where(eq(clocks.id, made.clockId)),
    )
    await expect(far).rejects.toMatchObject({
      cause: { message: expect.stringContaining('clocks_no_far_day') },
    })
  })

  it('ends with the case, and a rebuild says the same', async () => {
    const made = await aCaseWithClock(service, '2026-11-02T09:00:00Z')
    await service.read('mopac', async (tx) => {
      const version = async () =>
        (await tx.select().from(cases).where(eq(cases.id, made.id)))[0]?.version ?? 0
      await confirmRoute(tx, acting(made.id), { route: 'foi', reason: '', version: await version() })
      const closing = { outcome: 'Answered.', version: await version(), calendars: service.calendars }
      expect((await closeCase(tx, acting(made.id), closing)).ok).toBe(true)
    })
    expect((await made.clock()).stoppedAt?.getTime()).toBeGreaterThan(
      new Date('2026-11-30T11:59:00Z').getTime(),
    )
    expect((await recordOf(made)).map(({ event }) => event)).toEqual(['received', 'closed'])
    expect((await rebuilt()).differed).toBe(0)
  })

  it('is what a clock is made from again after its columns were spoilt', async () => {
    const made = await aCaseWithClock(service, '2026-11-02T09:00:00Z')
    const { dueOn } = await made.clock()
    await service.read('mopac', (tx) =>
      tx
        .update(clocks)
        .set({ dueOn: '2026-12-24', stoppedAt: service.now() })
        .where(eq(clocks.id, made.clockId)),
    )
    expect((await rebuilt()).differed).toBe(1)
    expect(await made.clock()).toMatchObject({ dueOn, stoppedAt: null })
    expect((await rebuilt()).differed).toBe(0)
  })
})

describe('a clock that a person starts', () => {
  it('runs from the day that they say', async () => {
    const made = await aCaseWithClock(service, '2026-11-02T09:00:00Z')
    const started = await service.read('mopac', (tx) =>
      startClock(tx, acting(made.id), {
        kind: 'foi-internal-review',
        received: { receivedOn: '2026-11-30' },
      }),
    )
    expect(started.ok).toBe(true)
    const rows = await service.read('mopac', (tx) =>
      tx.select().from(clocks).where(eq(clocks.caseId, made.id)),
    )
    expect(rows.find(({ kind }) => kind === 'foi-internal-review')).toMatchObject({
      dueOn: '2026-12-30',
      messageId: null,
    })
  })

  it('is refused in the future, in 1970, beyond the calendars, and where the office has set no target', async () => {
    const made = await aCaseWithClock(service, '2026-11-02T09:00:00Z')
    const start = (kind: 'breach-72h' | 'office-target' | 'foi', receivedOn: string) =>
      service.read('mopac', (tx) => startClock(tx, acting(made.id), { kind, received: { receivedOn } }))
    expect(await start('breach-72h', '2026-12-01')).toMatchObject({
      ok: false,
      says: expect.stringContaining('in the future'),
    })
    expect(await start('foi', '1970-01-01')).toMatchObject({
      ok: false,
      says: expect.stringContaining('years ago'),
    })
    expect(await start('foi', '2024-12-02')).toMatchObject({
      ok: false,
      says: expect.stringContaining('bank holidays'),
    })
    expect(await start('office-target', '2026-11-30')).toMatchObject({
      ok: false,
      says: expect.stringContaining('no target'),
    })
    expect(await service.read('mopac', (tx) => tx.$count(clocks, eq(clocks.caseId, made.id)))).toBe(1)
  })

  it('is not seen by another office', async () => {
    const made = await aCaseWithClock(service, '2026-11-02T09:00:00Z')
    const seen = await inOffice(service.database.db, 'leicestershire-opcc', (tx) =>
      tx.$count(clockEvents, eq(clockEvents.clockId, made.clockId)),
    )
    expect(seen).toBe(0)
  })
})
