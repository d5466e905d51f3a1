import { describe, expect, it } from 'vitest'
import { contactPattern } from '../../src/cases/contact-pattern.ts'

const at = (moment: string) => new Date(moment)

describe('the pattern of somebody’s contact', () => {
  it('counts by days, months and hours of London, over the change of the clocks', () => {
    const times = [
      // 23:30 in London on 30 June, in summer time.
      '2026-06-30T22:30:00Z',
      '2026-07-01T05:30:00Z',
      '2026-11-20T21:59:00Z',
      '2026-11-20T22:00:00Z',
      '2026-11-20T12:00:00Z',
      '2026-11-29T05:59:00Z',
    ].map(at)
    expect(contactPattern(times.toReversed(), at('2026-11-30T12:00:00Z'))).toEqual({
      count: 6,
      firstAt: times[0],
      lastAt: times[5],
      lately: [
        { days: 7, count: 1 },
        { days: 30, count: 4 },
        { days: 365, count: 6 },
      ],
      atNight: 3,
      months: [
        { month: '2026-11', count: 4 },
        { month: '2026-07', count: 1 },
        { month: '2026-06', count: 1 },
      ],
      fullDays: [{ day: '2026-11-20', count: 3 }],
    })
  })

  it('is empty where nobody wrote', () => {
    expect(contactPattern([], at('2026-11-30T12:00:00Z'))).toMatchObject({
      count: 0,
      firstAt: undefined,
      atNight: 0,
      months: [],
    })
  })
})
