import { describe, expect, it } from 'vitest'
import { howLong, sayMoment, sayMonths, untilDay } from '../../src/web/parts/dates.ts'

describe('moments and days as people say them', () => {
  it.each([
    ['2026-11-24T09:05:00Z', 'Tuesday 24 November 2026 at 09:05'],
    ['2026-07-31T23:30:00Z', 'Saturday 1 August 2026 at 00:30'],
    ['2026-10-25T01:30:00Z', 'Sunday 25 October 2026 at 01:30'],
  ])('%s is %s on the clocks of London', (at, said) => {
    expect(sayMoment(new Date(at))).toBe(said)
  })

  it.each([
    ['2026-11-24T08:59:31Z', 'less than a minute'],
    ['2026-11-24T08:59:00Z', '1 minute'],
    ['2026-11-24T08:00:01Z', '59 minutes'],
    ['2026-11-24T08:00:00Z', '1 hour'],
    ['2026-11-22T09:00:01Z', '47 hours'],
    ['2026-11-22T09:00:00Z', '2 days'],
    ['2026-11-24T09:05:00Z', 'less than a minute'],
  ])('from %s to nine o’clock it is %s', (from, said) => {
    expect(howLong(new Date(from), new Date('2026-11-24T09:00:00Z'))).toBe(said)
  })

  it.each([
    ['2026-08-01', 'due today'],
    ['2026-08-02', 'due tomorrow'],
    ['2026-07-31', '1 day late'],
    ['2026-07-01', '31 days late'],
    ['2026-10-26', '86 days left'],
  ])('%s seen from half past midnight on 1 August in London is %s', (dueOn, said) => {
    expect(untilDay(dueOn, new Date('2026-07-31T23:30:00Z'))).toBe(said)
  })

  it.each([
    [96, '8 years'],
    [12, '1 year'],
    [6, '6 months'],
    [18, '18 months'],
    [1, '1 month'],
  ])('%i months are %s', (months, said) => {
    expect(sayMonths(months)).toBe(said)
  })
})
