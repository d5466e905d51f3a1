import { eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calendarsNow } from '../../src/cases/calendars-now.ts'
import { retimeClocks } from '../../src/cases/retime-clocks.ts'
import { alarms, audit, calendarVersions, cases, clocks, tasks } from '../../src/db/schema.ts'
import { checkDeadlines } from '../../src/deadlines/check-deadlines.ts'
import { fetchCalendars } from '../../src/deadlines/fetch-calendars.ts'
import { findOwed } from '../../src/deadlines/find-owed.ts'
import { refreshCalendars, refreshDaily } from '../../src/deadlines/refresh-calendars.ts'
import { type GovUkFile, govUkFile, withoutDay } from '../clocks/govuk-file.ts'
import { sendingDeps, type TestService, testService } from '../service.ts'
import { aCaseWithClock } from './deadline-test.ts'
import { holidayServer } from './holiday-server.ts'

let service: TestService
let server: Awaited<ReturnType<typeof holidayServer>>

beforeAll(async () => {
  service = await testService()
  service.setNow(new Date('2026-11-30T05:00:00Z'))
  server = await holidayServer()
})
afterAll(async () => {
  await server.close()
  await service.close()
})

const deps = () => ({ ...sendingDeps(service), calendars: service.calendars })
const refresh = (file: GovUkFile | string) => {
  server.answerWith(typeof file === 'string' ? file : JSON.stringify(file))
  return refreshCalendars(deps(), server.url)
}
const versions = () =>
  service.read('mopac', (tx) => tx.select().from(calendarVersions).orderBy(calendarVersions.number))
const openAlarms = async () =>
  (await service.read('mopac', (tx) => tx.select().from(alarms).where(isNull(alarms.endedAt)))).map(
    ({ kind }) => kind,
  )
const withHoliday = (...dates: string[]) => {
  const file = govUkFile()
  for (const date of dates)
    file.scotland.events.push({ title: 'A day of thanks', date, notes: '', bunting: true })
  return file
}
const office = () => {
  const found = service.offices.get('mopac')
  if (!found) throw new Error('There is no such office')
  return found
}

describe('fetching', () => {
  it.each([
    [
      'a redirect',
      (_: unknown, response: import('node:http').ServerResponse) =>
        response.writeHead(302, { Location: '/other' }).end(),
      'sends us on',
    ],
    [
      'an error',
      (_: unknown, response: import('node:http').ServerResponse) => response.writeHead(503).end('{}'),
      'the code 503',
    ],
    ['a server that hangs', () => {}, 'in time'],
    [
      'a server that hangs in the middle',
      (_: unknown, response: import('node:http').ServerResponse) =>
        void response.writeHead(200, { 'Content-Length': '100' }).write('{'),
      'in time',
    ],
    [
      'a line that breaks',
      (_: unknown, response: import('node:http').ServerResponse) => {
        response.writeHead(200, { 'Content-Length': '100' }).write('{')
        setImmediate(() => response.destroy())
      },
      'broke off',
    ],
    [
      'an endless answer',
      (_: unknown, response: import('node:http').ServerResponse) => response.end('x'.repeat(1024 * 1024 + 1)),
      'longer than any list',
    ],
  ])('refuses %s in a sentence', async (_, listener, because) => {
    server.answer(listener as never)
    expect(await fetchCalendars(server.url, { waitMs: 300 })).toEqual({
      ok: false,
      because: expect.stringContaining(because),
    })
  })

  it('refuses an address where nobody is', async () => {
    expect(await fetchCalendars('http://127.0.0.1:1/')).toMatchObject({ ok: false })
  })
})

describe('taking the bank holidays of GOV.UK', () => {
  it('keeps the old ones and raises an alarm where the list looks wrong, and ends it with a good one', async () => {
    const truncated = JSON.stringify(govUkFile()).slice(0, 500)
    for (const bad of ['nonsense', truncated, withoutDay(govUkFile(), '2026-06-15')])
      expect(await refresh(bad)).toMatchObject({ outcome: 'refused' })
    expect(await versions()).toEqual([])
    expect(await openAlarms()).toContain('calendar-refused')
    expect(await refresh(govUkFile())).toEqual({ outcome: 'same' })
    expect(await openAlarms()).not.toContain('calendar-refused')
    expect(await versions()).toMatchObject([
      { number: 1, source: server.url, version: expect.stringMatching(/^2026-11-30-[0-9a-f]{8}$/) },
    ])
  })

  it('takes the same list once, and notes that it was looked at again', async () => {
    await refresh(govUkFile())
    service.setNow(new Date('2026-11-30T06:00:00Z'))
    expect(await refresh(govUkFile())).toEqual({ outcome: 'same' })
    const kept = await versions()
    expect(kept).toHaveLength(1)
    expect(kept[0]?.checkedAt.getTime()).toBeGreaterThan(kept[0]?.fetchedAt.getTime() ?? 0)
  })

  it('looks once a day, and again after an hour where nobody answered', async () => {
    const look = refreshDaily(deps(), server.url)
    server.answerWith(JSON.stringify(govUkFile()))
    const before = server.asked()
    await look()
    expect(server.asked()).toBe(before)
    service.setNow(new Date('2026-12-01T06:30:00Z'))
    server.answer((_request, response) => response.writeHead(503).end())
    await look()
    await look()
    expect(server.asked()).toBe(before + 1)
    server.answerWith(JSON.stringify(govUkFile()))
    service.setNow(new Date('2026-12-01T07:31:00Z'))
    await look()
    await look()
    expect(server.asked()).toBe(before + 2)
  })

  it('re-times open deadlines for a holiday that is proclaimed late, and tells whoever owns them, once', async () => {
    service.setNow(new Date('2026-12-01T12:00:00Z'))
    const foi = await aCaseWithClock(service, '2026-11-23T09:00:00Z')
    const sar = await aCaseWithClock(service, '2026-11-23T09:00:00Z', 'sar')
    const answered = await aCaseWithClock(service, '2026-11-20T09:00:00Z')
    await service.read('mopac', (tx) =>
      tx.update(clocks).set({ stoppedAt: service.now() }).where(eq(clocks.id, answered.clockId)),
    )
    expect((await foi.clock()).dueOn).toBe('2026-12-22')
    expect(await refresh(withHoliday('2026-12-14'))).toEqual({ outcome: 'taken' })
    await checkDeadlines(deps())
    await checkDeadlines(deps())
    expect(await foi.clock()).toMatchObject({
      dueOn: '2026-12-23',
      calendarVersion: (await versions()).at(-1)?.version,
    })
    expect((await sar.clock()).dueOn).toBe('2026-12-23')
    expect((await answered.clock()).dueOn).toBe('2026-12-21')
    const told = await service.read('mopac', (tx) => tx.select().from(tasks).where(eq(tasks.caseId, foi.id)))
    expect(told).toMatchObject([
      {
        kind: 'deadline-moved',
        because:
          'The bank holidays have changed. It was due Tuesday 22 December 2026. It is now due Wednesday 23 December 2026.',
      },
    ])
    const history = await service.read('mopac', (tx) =>
      tx.select().from(audit).where(eq(audit.caseId, foi.id)),
    )
    expect(history.filter(({ action }) => action === 'clock-retimed')).toMatchObject([
      { actor: 'waypost', detail: { kind: 'foi', from: '2026-12-22', to: '2026-12-23' } },
    ])
    expect(await service.read('mopac', (tx) => tx.$count(tasks, eq(tasks.caseId, sar.id)))).toBe(0)
  })

  it('is told to whoever owns the deadline, and not only to whoever owns the case', async () => {
    const office = service.offices.get('mopac')
    if (!office) throw new Error('There is no such office')
    await service.read('mopac', (tx) => tx.update(cases).set({ route: 'police-complaint' }))
    const owed = await service.read('mopac', (tx) =>
      findOwed(tx, office, { now: service.now(), calendars: service.calendars }),
    )
    expect(owed.moved.map(({ owner }) => owner.primary.email)).toEqual(['foi.officer@mopac.example.org'])
    await service.read('mopac', (tx) => tx.update(cases).set({ route: 'foi' }))
  })

  it('is in force for the next letter at once', async () => {
    const next = await aCaseWithClock(service, '2026-11-24T09:00:00Z')
    expect(await next.clock()).toMatchObject({
      dueOn: '2026-12-24',
      calendarVersion: (await versions()).at(-1)?.version,
    })
  })

  it('is gone on with where the re-timing was cut off', async () => {
    const some = [
      await aCaseWithClock(service, '2026-11-25T09:00:00Z'),
      await aCaseWithClock(service, '2026-11-25T09:00:00Z'),
    ]
    await refresh(withHoliday('2026-12-14', '2026-12-15'))
    const label = await service.read(
      'mopac',
      async (tx) => (await calendarsNow(tx, service.calendars, 'mopac')).scotland.version,
    )
    // As if the process had died after the first of them was committed.
    const dies = new Error('The process died')
    const failing = {
      db: service.database.db,
      calendars: service.calendars,
      now: () => {
        throw dies
      },
    }
    await expect(retimeClocks(failing as never, office())).rejects.toThrow(dies)
    expect((await some[0]?.clock())?.calendarVersion).not.toBe(label)
    const done = await retimeClocks({ ...deps() }, office())
    expect(done.moved).toBeGreaterThanOrEqual(2)
    expect(await retimeClocks({ ...deps() }, office())).toEqual({ looked: 0, moved: 0 })
    for (const one of some) {
      expect((await one.clock()).calendarVersion).toBe(label)
      expect(await service.read('mopac', (tx) => tx.$count(tasks, eq(tasks.caseId, one.id)))).toBe(1)
    }
  })

  it('raises an alarm where the lists reach less than a year ahead', async () => {
    await checkDeadlines(deps())
    expect(await openAlarms()).not.toContain('calendar-short')
    service.setNow(new Date('2028-01-01T03:00:00Z'))
    await checkDeadlines(deps())
    expect(await openAlarms()).toEqual(expect.arrayContaining(['calendar-short']))
    expect(await openAlarms()).not.toContain('calendar-ending')
    service.setNow(new Date('2028-10-02T03:00:00Z'))
    await checkDeadlines(deps())
    expect(await openAlarms()).toEqual(expect.arrayContaining(['calendar-ending']))
    service.setNow(new Date('2026-12-01T12:00:00Z'))
    await checkDeadlines(deps())
    expect(await openAlarms()).not.toContain('calendar-short')
  })
})
