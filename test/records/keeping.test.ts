import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuditAction, record } from '../../src/audit/record.ts'
import { addDays, londonDay } from '../../src/clocks/days.ts'
import { inOffice } from '../../src/db/db.ts'
import { cases } from '../../src/db/schema.ts'
import type { OfficeProfile } from '../../src/offices/profile.ts'
import { keepSchedule } from '../../src/records/keep-schedule.ts'
import { disposeAfter, type RunsFrom } from '../../src/retention/clock.ts'
import { type TestDatabase, testDatabase } from '../db.ts'
import { rulebook } from '../service.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const found = rulebook.offices.get('mopac')
if (!found) throw new Error('The profile of MOPAC is not there')
const mopac: OfficeProfile = found

/** Three hundred lines that no office has are kept apart from those of the schedule. */
const OTHER = 'leicestershire-opcc'

type Line = Pick<
  typeof cases.$inferInsert,
  'keepMonths' | 'retentionTrigger' | 'periodEvent' | 'periodFrom' | 'lastActionAt'
>

const plant = async (lines: readonly Line[], officeId = 'mopac') => {
  const rows = lines.map((line, at) => ({
    ...{
      id: randomUUID(),
      officeId,
      reference: `K-${randomUUID()}-${at}`,
      route: 'general-enquiry' as const,
    },
    ...{ risk: 'none' as const, channel: 'email' as const, subject: '', openedAt: line.lastActionAt },
    ...{ retentionSchedule: 'mopac-enquiry', ...line },
  }))
  await inOffice(database.db, officeId, (tx) => tx.insert(cases).values(rows))
  return rows.map(({ id }) => id)
}
const rowOf = async (id: string, officeId = 'mopac') => {
  const [row] = await inOffice(database.db, officeId, (tx) => tx.select().from(cases).where(eq(cases.id, id)))
  if (!row) throw new Error('The case is gone')
  return row
}

describe('the day after which a case may go', () => {
  it('is the same in the database as in the sum that is shown, for every line, event and moment', async () => {
    const moments = fc
      .integer({ min: 0, max: 20 * 365 * 24 * 60 })
      .map((m) => new Date(Date.UTC(2024, 0, 1, 0, m)))
    const aLine = fc.record({
      keepMonths: fc.option(fc.integer({ min: 1, max: 240 }), { freq: 9 }),
      retentionTrigger: fc.constantFrom(
        'last-action',
        'last-action',
        'campaign-end',
        'publication',
        'not-set',
      ),
      event: fc.option(
        fc.record({
          periodEvent: fc.constantFrom('campaign-end' as const, 'publication' as const),
          periodFrom: fc.integer({ min: 0, max: 7_000 }).map((days) => addDays('2024-01-31', days)),
        }),
      ),
      lastActionAt: moments,
    })
    const leap = [84, 96].map((keepMonths) => ({
      ...{
        keepMonths,
        retentionTrigger: 'last-action',
        event: null,
        lastActionAt: new Date('2028-02-29T12:00:00Z'),
      },
    }))
    const lines = [...leap, ...fc.sample(aLine, { numRuns: 300, seed: 31 })]
    const ids = await plant(
      lines.map(({ event, ...line }) => ({ ...line, ...event })),
      OTHER,
    )
    for (const [at, id] of ids.entries()) {
      const line = lines[at]
      if (!line) throw new Error('There is no such line')
      const trigger = line.retentionTrigger as 'last-action'
      const choice = { schedule: 'x', keepMonths: line.keepMonths ?? ('not-set' as const), trigger }
      const from: RunsFrom = { lastActionAt: line.lastActionAt, ...line.event }
      expect([at, (await rowOf(id, OTHER)).disposeAfter]).toEqual([
        at,
        disposeAfter(choice, from).disposeAfter ?? null,
      ])
    }
    expect((await rowOf(ids[0] ?? '', OTHER)).disposeAfter).toBe('2035-03-01')
    expect((await rowOf(ids[1] ?? '', OTHER)).disposeAfter).toBe('2036-03-01')
  })

  it('cannot be written by hand, nor left behind by a statement that changes the last action', async () => {
    const [id = ''] = await plant([
      { keepMonths: 12, retentionTrigger: 'last-action', lastActionAt: new Date('2026-05-01T12:00:00Z') },
    ])
    const write = (what: ReturnType<typeof sql>) =>
      inOffice(database.db, 'mopac', (tx) => tx.execute(sql`update cases set ${what} where id = ${id}`))
    await expect(write(sql`dispose_after = '2020-01-01'`)).rejects.toThrow()
    await write(sql`last_action_at = '2026-08-31T22:59:00Z'`)
    expect((await rowOf(id)).disposeAfter).toBe('2027-09-01')
    await write(sql`last_action_at = '2026-08-31T23:01:00Z'`)
    expect((await rowOf(id)).disposeAfter).toBe('2027-09-02')
  })
})

describe('every action', () => {
  const start = new Date('2026-05-01T12:00:00Z')
  const later = new Date('2026-07-01T12:00:00Z')
  const whatFollows = async (actor: string, action: AuditAction) => {
    const [id = ''] = await plant([{ keepMonths: 12, retentionTrigger: 'last-action', lastActionAt: start }])
    await inOffice(database.db, 'mopac', (tx) =>
      record(tx, [{ officeId: 'mopac', at: later, actor, action, caseId: id }]),
    )
    const { lastActionAt, lastHandler } = await rowOf(id)
    return { moved: londonDay(lastActionAt) === londonDay(later), lastHandler }
  }

  it.each<AuditAction>(['note-added', 'alert-answered', 'referral-recorded', 'task-done', 'source-exported'])(
    'of a person begins the period anew, whatever code wrote it: %s',
    async (action) => {
      expect(await whatFollows('demo:officer', action)).toEqual({ moved: true, lastHandler: 'demo:officer' })
    },
  )

  it.each<AuditAction>(['case-viewed', 'contact-listed', 'certificate-viewed', 'refused', 'disposal-marked'])(
    'is not looking at it, nor deciding about its end: %s',
    async (action) => {
      expect(await whatFollows('demo:officer', action)).toEqual({ moved: false, lastHandler: null })
    },
  )

  it('is what a person does, or the acknowledgement that leaves us', async () => {
    expect(await whatFollows('waypost', 'route-proposed')).toEqual({ moved: false, lastHandler: null })
    expect(await whatFollows('waypost', 'acknowledgement-sent')).toEqual({ moved: true, lastHandler: null })
  })

  it('never moves the day back', async () => {
    const [id = ''] = await plant([{ keepMonths: 12, retentionTrigger: 'last-action', lastActionAt: later }])
    await inOffice(database.db, 'mopac', (tx) =>
      record(tx, [{ officeId: 'mopac', at: start, actor: 'demo:officer', action: 'note-added', caseId: id }]),
    )
    expect((await rowOf(id)).lastActionAt).toEqual(later)
  })
})

describe('a schedule that changes', () => {
  it('brings cases under it that nobody acts on any more, once', async () => {
    const [id = ''] = await plant([
      { keepMonths: 96, retentionTrigger: 'last-action', lastActionAt: new Date('2026-05-01T12:00:00Z') },
    ])
    const retention = mopac.retention.map((line) =>
      line.routes.includes('general-enquiry') ? { ...line, schedule: 'shorter', keepMonths: 24 } : line,
    )
    const deps = { db: database.db, offices: rulebook.offices, now: () => new Date() }
    await keepSchedule(deps, mopac)
    expect((await rowOf(id)).keepMonths).toBe(96)
    expect(await keepSchedule(deps, { ...mopac, retention })).toBeGreaterThan(0)
    expect(await rowOf(id)).toMatchObject({ retentionSchedule: 'shorter', disposeAfter: '2028-05-02' })
    expect(await keepSchedule(deps, { ...mopac, retention })).toBe(0)
  })
})
