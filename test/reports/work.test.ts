import { and, eq, ne, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findQueue } from '../../src/cases/find-queue.ts'
import { addDays, londonDay } from '../../src/clocks/days.ts'
import { acknowledgements, cases, clocks, messages, searchText, verdicts } from '../../src/db/schema.ts'
import { seedCases } from '../../src/demo/seed-cases.ts'
import { picturesCsv } from '../../src/reports/picture.ts'
import { findWork } from '../../src/reports/work-rows.ts'
import { findYear, yearOf, yearsUpTo } from '../../src/reports/year-return.ts'
import { rulebook, type TestService, testService } from '../service.ts'
import { TEST_KEYS } from '../test-keys.ts'
import { aVisitor, type Visitor } from '../web/a-visitor.ts'

const COUNT = 1_500
const NOW = new Date()
let service: TestService
let manager: Visitor

const seed = (count: number) =>
  seedCases({
    ...{ superuserUrl: service.testDatabase.superuserUrl, officeKeys: TEST_KEYS },
    ...{ offices: rulebook.offices.all, count, now: NOW },
  })

beforeAll(async () => {
  service = await testService()
  await seed(COUNT)
  manager = await aVisitor(service, 'manager')
}, 60_000)
afterAll(() => service.close())

describe('made-up cases', () => {
  it('are as many as were asked for, and more where more are asked for', async () => {
    const ofEach = async () =>
      Promise.all(rulebook.offices.all.map(({ id }) => service.read(id, (tx) => tx.$count(cases))))
    expect((await ofEach()).reduce((sum, one) => sum + one)).toBe(COUNT)
    expect((await ofEach()).every((one) => one > COUNT / 20)).toBe(true)
    expect(await seed(100)).toBe(COUNT + 100)
    expect((await ofEach()).reduce((sum, one) => sum + one)).toBe(COUNT + 100)
  })

  it('have what the triggers of the database would have given them', async () => {
    const wrong = await service.read('mopac', (tx) =>
      tx.execute(sql`select c.reference from cases as c join queue_facts((select array_agg(id) from cases)) as f on f.case_id = c.id
        where (c.next_due_on, c.next_due_kind, c.clock_state, c.acknowledgement_held, c.has_unread, c.open_tasks) is distinct from
          (f.next_due_on, f.next_due_kind, f.clock_state, f.acknowledgement_held, f.has_unread, f.open_tasks)`),
    )
    expect([...wrong]).toEqual([])
  })

  it('each have a letter that is found and opened, and open pages', async () => {
    const [letters, words] = await service.read('mopac', async (tx) => [
      await tx.$count(messages),
      await tx.$count(searchText),
    ])
    expect(letters).toBe(words)
    const [one] = await service.read('mopac', (tx) =>
      tx
        .select()
        .from(cases)
        .where(and(ne(cases.status, 'closed'), ne(cases.route, 'not-correspondence')))
        .limit(1),
    )
    const page = await manager.get(`/cases/${one?.reference}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Dear Sir or Madam')
    expect(page.text).toContain(one?.correspondentName)
    const found = await manager.post('/search', { words: one?.correspondentAddress ?? '' })
    expect(found.text).toContain(one?.reference)
    const { text } = await manager.get('/')
    expect(text).toContain('Colleague')
  })

  it('are counted in the queue as they are listed', async () => {
    const filter = { status: 'closed' } as const
    const queue = await service.read('mopac', (tx) => findQueue(tx, filter, { now: NOW }))
    const closed = await service.read('mopac', (tx) => tx.$count(cases, eq(cases.status, 'closed')))
    expect(queue.isMore).toBe(closed > 1_000)
    expect(queue.count).toBe(Math.min(closed, 1_000))
  })
})

describe('how we are doing', () => {
  const days = { from: addDays(londonDay(NOW), -90), to: londonDay(NOW) }

  it('counts what the tables hold', async () => {
    const [work, letters, sent, said, running] = await service.read('mopac', async (tx) => [
      await findWork(tx, days, NOW),
      await tx.$count(
        messages,
        sql`(${messages.receivedAt} at time zone 'Europe/London')::date >= ${days.from}`,
      ),
      await tx.$count(
        acknowledgements,
        sql`${acknowledgements.state} = 'sent' and (${acknowledgements.decidedAt} at time zone 'Europe/London')::date >= ${days.from}`,
      ),
      await tx.$count(verdicts, sql`(${verdicts.saidAt} at time zone 'Europe/London')::date >= ${days.from}`),
      await tx.$count(
        clocks,
        sql`${clocks.stoppedAt} is null and ${clocks.dueOn} <= ${addDays(londonDay(NOW), 28)}`,
      ),
    ])
    const sum = (list: readonly { count: number }[]) => list.reduce((all, { count }) => all + count, 0)
    expect(sum(work.volumes)).toBe(letters)
    expect(work.acknowledged.count).toBe(sent)
    expect(work.acknowledged.p50).toBeGreaterThan(1)
    expect(work.acknowledged.p95).toBeGreaterThan(work.acknowledged.p50 ?? 0)
    expect(work.agreement.reduce((all, { agreed, changed }) => all + agreed + changed, 0)).toBe(said)
    expect(sum(work.due)).toBe(running)
    const open = await service.read('mopac', (tx) =>
      tx.$count(cases, and(ne(cases.status, 'closed'), ne(cases.route, 'not-correspondence'))),
    )
    expect(sum(work.ages)).toBe(open)
  })

  it('counts the first time that a person opened a case, and not the second', async () => {
    const [one] = await service.read('mopac', (tx) =>
      tx
        .select()
        .from(cases)
        .where(
          sql`${cases.openedAt} > ${new Date(NOW.getTime() - 20 * 86_400_000).toISOString()}::timestamptz and ${cases.route} = 'foi'`,
        )
        .limit(1),
    )
    const before = await service.read('mopac', (tx) => findWork(tx, days, NOW))
    await manager.get(`/cases/${one?.reference}`)
    await manager.get(`/cases/${one?.reference}`)
    const after = await service.read('mopac', (tx) => findWork(tx, days, NOW))
    expect(after.seen.count - before.seen.count).toBe(1)
    expect(before.seen.unseen - after.seen.unseen).toBe(1)
  })

  it('is a page with a table for each picture, and the same numbers as CSV', async () => {
    const page = await manager.get('/work?days=91')
    expect(page.status).toBe(200)
    expect(page.html.match(/<svg class="wp-chart/g)?.length).toBeGreaterThan(5)
    expect(page.html.match(/<caption/g)?.length).toBeGreaterThanOrEqual(
      page.html.match(/<svg class="wp-chart/g)?.length ?? 99,
    )
    const csv = await manager.get('/work.csv?days=91')
    expect(csv.html).toMatch(/^picture,item,measure,unit,value\r\n/)
    expect(csv.html).toContain('by-route,Freedom of information,In all,count,')
    expect((await manager.get('/work?days=nonsense')).status).toBe(200)
  })

  it('quotes in CSV what has a comma in it', () => {
    const picture = {
      id: 'a',
      title: 'A',
      shape: 'bars',
      columns: [{ name: 'N', unit: 'count' }],
      rows: [{ name: 'x, "y"', values: [null] }],
    } as const
    expect(picturesCsv([picture])).toBe('picture,item,measure,unit,value\r\na,"x, ""y""",N,count,\r\n')
  })

  it('shows no office the work of another, and no case that is closed to whoever asks', async () => {
    const other = await service.read('leicestershire-opcc', (tx) => findWork(tx, days, NOW))
    const mine = await service.read('mopac', (tx) => findWork(tx, days, NOW))
    expect(other.volumes.length).toBeGreaterThan(0)
    expect(other.acknowledged.count).toBeLessThan(mine.acknowledged.count)
  })
})

describe('the return of a year', () => {
  it('is from 1 April', () => {
    expect([yearOf('2026-03-31'), yearOf('2026-04-01'), yearOf('2000-01-01')]).toEqual([
      '2025-26',
      '2026-27',
      '1999-00',
    ])
    expect(yearsUpTo('2026-27').slice(0, 2)).toEqual(['2026-27', '2025-26'])
  })

  it('counts each request once, in the quarter in which it came', async () => {
    const year = yearsUpTo(yearOf(londonDay(NOW)))[1] as string
    const [tables, ofYear] = await service.read('mopac', async (tx) => [
      await findYear(tx, year, NOW),
      await tx.$count(
        clocks,
        sql`${clocks.kind} = 'foi' and ${clocks.startsOn} >= ${`${year.slice(0, 4)}-04-01`} and ${clocks.startsOn} < ${`${Number(year.slice(0, 4)) + 1}-04-01`}`,
      ),
    ])
    const foi = tables.find(({ id }) => id === 'foi')
    expect(foi?.numbers.flat().reduce((sum, one) => sum + one)).toBe(ofYear)
    expect(ofYear).toBeGreaterThan(0)
  })

  it('leaves small numbers out, on the page and in the CSV', async () => {
    const page = await manager.get('/return')
    expect(page.text).toContain('left out')
    const csv = await manager.get('/return.csv')
    const numbers = csv.html
      .split('\r\n')
      .slice(1)
      .flatMap((line) => line.split(',').slice(3))
    expect(numbers.filter((one) => /^"[1-4]"$/.test(one))).toEqual([])
    expect(numbers.filter((one) => one === '"left out"').length).toBeGreaterThan(0)
  })
})
