import { describe, expect, it } from 'vitest'
import { monthOf, monthsBetween, parseMonth, sayMonth, spanOf } from '../../src/reports/month.ts'
import { safetyCsv } from '../../src/reports/safety-csv.ts'
import type { AlertRow, SafetyRows } from '../../src/reports/safety-rows.ts'
import { spreadOf, summarise } from '../../src/reports/summarise.ts'

const START = Date.parse('2026-11-10T09:00:00Z')
const at = (seconds: number) => new Date(START + seconds * 1000)
const alert = (more: Partial<AlertRow> = {}): AlertRow => ({
  level: 'immediate',
  state: 'closed',
  categories: ['domestic-abuse'],
  storedAt: at(0),
  judgedAt: at(1),
  raisedAt: at(1),
  firstPageAt: at(2),
  answeredAt: at(122),
  referredAt: at(422),
  acceptedAt: at(1022),
  declinedAt: [],
  pages: [{ step: 0, state: 'sent', claimedAt: at(1) }],
  ...more,
})
const report = (alerts: AlertRow[], more: Partial<SafetyRows> = {}) =>
  summarise({ alerts, drills: [], canaries: [], ...more })
const hop = (found: ReturnType<typeof report>, name: string) =>
  found.hops.find((one) => one.hop === name)?.spread

describe('a month', () => {
  it.each([
    ['2026-06-30T22:59:59Z', '2026-06'],
    ['2026-06-30T23:00:00Z', '2026-07'],
    ['2026-10-31T23:59:59Z', '2026-10'],
    ['2026-11-01T00:00:00Z', '2026-11'],
    ['2026-12-31T23:59:59Z', '2026-12'],
  ])('is that of London: %s is in %s', (moment, month) => {
    const { from, to } = spanOf(month)
    expect(monthOf(new Date(moment))).toBe(month)
    expect(new Date(moment) >= from && new Date(moment) < to).toBe(true)
  })

  it('is read from an address only where it is one', () => {
    expect(parseMonth('2026-11')).toBe('2026-11')
    for (const text of [undefined, '', '2026-13', '2026-1', '1999-01', '2026-11-01', '=2026-11'])
      expect(parseMonth(text)).toBeUndefined()
    expect(monthsBetween('2026-11', '2027-02', 36)).toEqual(['2027-02', '2027-01', '2026-12', '2026-11'])
    expect(monthsBetween('2020-01', '2027-02', 3)).toHaveLength(3)
    expect(sayMonth('2026-02')).toBe('February 2026')
  })
})

describe('the times', () => {
  it('are by nearest rank, so that each is one that really was', () => {
    const hundred = Array.from({ length: 100 }, (_, number) => 100 - number)
    expect(spreadOf(hundred)).toEqual({ count: 100, p50: 50, p95: 95 })
    expect(spreadOf([7])).toEqual({ count: 1, p50: 7, p95: 7 })
    expect(spreadOf([])).toEqual({ count: 0, p50: undefined, p95: undefined })
  })

  it('are those between two moments of the same alert, level by level', () => {
    const found = report([
      alert(),
      alert({ answeredAt: at(62) }),
      alert({ level: 'serious', firstPageAt: undefined }),
    ])
    expect(hop(found, 'paged-answered')).toEqual({
      immediate: { count: 2, p50: 60_000, p95: 120_000 },
      serious: { count: 0, p50: undefined, p95: undefined },
    })
    expect(hop(found, 'referred-accepted')?.serious).toEqual({ count: 1, p50: 600_000, p95: 600_000 })
    expect(hop(found, 'stored-answered')?.immediate.p95).toBe(122_000)
  })

  it('leave out what has not come about, and what was answered before anybody was paged', () => {
    const found = report([
      alert({ firstPageAt: at(300) }),
      alert({ answeredAt: undefined, referredAt: undefined, acceptedAt: undefined, state: 'paging' }),
    ])
    expect(hop(found, 'paged-answered')?.immediate.count).toBe(0)
    expect(hop(found, 'stored-answered')?.immediate.count).toBe(1)
    expect(found.standing).toEqual({ unanswered: 1, open: 0, closed: 1 })
  })
})

describe('the counts', () => {
  const page = (step: number, seconds: number, state = 'sent') => ({ step, state, claimedAt: at(seconds) })

  it('say which steps passed without an answer, and how often somebody had to be reminded', () => {
    const climbed = alert({
      answeredAt: at(700),
      pages: [page(0, 1), page(0, 1, 'failed'), page(1, 301), page(2, 601), page(3, 1600), page(4, 2500)],
    })
    const unanswered = alert({ answeredAt: undefined, state: 'paging', pages: [page(0, 1), page(1, 301)] })
    const alone = alert({ pages: [page(0, 1, 'skipped')] })
    expect(report([climbed, unanswered, alone]).missed).toEqual({
      steps: 3,
      alerts: 2,
      pages: 1,
      nobody: 1,
      reminders: 2,
    })
  })

  it('follow what was declined to its end', () => {
    const found = report([
      alert({ declinedAt: [at(500), at(600)] }),
      alert({ declinedAt: [at(500)], acceptedAt: undefined, state: 'declined' }),
      alert(),
      alert({ referredAt: undefined, acceptedAt: undefined }),
    ])
    expect(found.referrals).toEqual({
      referred: 3,
      accepted: 2,
      declined: 3,
      declinedAndTaken: 1,
      declinedAndNobodys: 1,
    })
  })

  it('put an alert of two kinds into both, and one of none under the words that could not be read', () => {
    const found = report([
      alert({ categories: ['domestic-abuse', 'child-at-risk'] }),
      alert({ level: 'serious', categories: [] }),
    ])
    expect(found.alerts).toEqual({ immediate: 1, serious: 1 })
    expect(found.categories).toEqual([
      { category: 'child-at-risk', counts: { immediate: 1, serious: 0 } },
      { category: 'domestic-abuse', counts: { immediate: 1, serious: 0 } },
      { category: 'unreadable', counts: { immediate: 0, serious: 1 } },
    ])
  })
})

describe('the table for a spreadsheet', () => {
  it('has one value in each place, all of them numbers or words of ours', () => {
    const lines = safetyCsv('2026-11', report([alert()]))
      .trim()
      .split('\r\n')
    expect(lines[0]).toBe('month,section,item,level,count,p50_seconds,p95_seconds')
    for (const line of lines.slice(1)) expect(line).toMatch(/^2026-11(,[a-zA-Z-]*){3},\d+(,[\d.]*){2}$/)
    expect(lines).toContain('2026-11,hops,paged-answered,immediate,1,120.0,120.0')
    expect(lines).toContain('2026-11,alerts,all,serious,0,,')
  })
})
