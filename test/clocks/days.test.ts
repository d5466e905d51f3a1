import { describe, expect, it } from 'vitest'
import {
  addMonths,
  endOfLondonDay,
  londonDay,
  parseDay,
  parseTime,
  sayDay,
  startOfLondonDay,
} from '../../src/clocks/days.ts'

describe('the day in London', () => {
  it.each([
    ['2026-06-10T22:59:59Z', '2026-06-10', 'one second before midnight in summer'],
    ['2026-06-10T23:00:00Z', '2026-06-11', 'midnight in summer'],
    ['2026-06-10T23:30:00Z', '2026-06-11', 'half past midnight in summer'],
    ['2026-12-10T23:30:00Z', '2026-12-10', 'half past eleven in winter'],
    ['2026-03-28T23:30:00Z', '2026-03-28', 'the evening before the clocks go forward'],
    ['2026-03-29T23:30:00Z', '2026-03-30', 'the evening of the day they went forward'],
    ['2026-10-24T23:30:00Z', '2026-10-25', 'the night on which the clocks go back'],
    ['2026-10-25T23:30:00Z', '2026-10-25', 'the evening after it'],
  ])('%s is %s: %s', (at, on) => {
    expect(londonDay(new Date(at))).toBe(on)
  })

  it.each([
    ['2026-06-10', '2026-06-09T23:00:00.000Z', '2026-06-10T22:59:59.999Z'],
    ['2026-03-29', '2026-03-29T00:00:00.000Z', '2026-03-29T22:59:59.999Z'],
    ['2026-10-25', '2026-10-24T23:00:00.000Z', '2026-10-25T23:59:59.999Z'],
  ])('%s begins and ends at midnight in London', (on, starts, ends) => {
    expect(startOfLondonDay(on).toISOString()).toBe(starts)
    expect(endOfLondonDay(on).toISOString()).toBe(ends)
  })
})

describe('months', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-02-28', 1, '2026-03-28'],
  ])('%s and %i more is %s', (on, months, later) => {
    expect(addMonths(on, months)).toBe(later)
  })
})

describe('a written time', () => {
  it.each([
    ['2026-06-10', { receivedOn: '2026-06-10' }],
    ['2026-06-10T23:30:00Z', { receivedAt: new Date('2026-06-10T23:30:00Z') }],
    ['2026-06-10T23:30+01:00', { receivedAt: new Date('2026-06-10T22:30:00Z') }],
    ['2026-06-10T23:30', { receivedAt: new Date('2026-06-10T22:30:00Z') }],
    ['2026-12-10T23:30', { receivedAt: new Date('2026-12-10T23:30:00Z') }],
  ])('%s is understood', (text, time) => {
    expect(parseTime(text)).toEqual(time)
  })

  it.each([
    '',
    'tomorrow',
    '10/06/2026',
    '2026-02-30',
    '2026-06-10T25:00Z',
    '2026-6-1',
    '20260610',
    '2026-06-10 ',
  ])('%j is not a time', (text) => {
    expect(parseTime(text)).toBeUndefined()
  })

  it('is the next day in London when it was late on a summer evening', () => {
    expect(parseDay('2026-06-10T23:30Z')).toBe('2026-06-11')
  })

  it('is said in full', () => {
    expect(sayDay('2026-05-29')).toBe('Friday 29 May 2026')
  })
})
