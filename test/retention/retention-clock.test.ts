import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/clocks/days.ts'
import { disposalDate, disposeAfter } from '../../src/retention/clock.ts'

describe('the first day on which a case may be disposed of', () => {
  it.each([
    ['2028-02-29', 96, '2036-03-01', 'the anniversary is 29 February 2036'],
    ['2028-02-29', 84, '2035-03-01', 'there is no 29 February 2035'],
    ['2026-11-24', 96, '2034-11-25', 'the day after the anniversary'],
    ['2026-08-31', 6, '2027-03-01', 'there is no 31 February'],
    ['2026-12-31', 12, '2028-01-01', 'the end of a year'],
    ['2026-10-25', 3, '2027-01-26', 'the clocks have changed between'],
  ])('last action %s kept %i months: not before %s, %s', (lastActionOn, keepMonths, expected) => {
    expect(disposalDate(lastActionOn, keepMonths)).toBe(expected)
  })

  it('is later for a later action, and never before the whole period has passed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 240 }), (days, keepMonths) => {
        const on = addDays('2026-01-01', days)
        expect(disposalDate(addDays(on, 1), keepMonths) >= disposalDate(on, keepMonths)).toBe(true)
        expect(disposalDate(on, keepMonths + 1) > disposalDate(on, keepMonths)).toBe(true)
      }),
    )
  })
})

describe('the disposal day of a case', () => {
  const at = new Date('2026-06-10T23:30:00Z')

  it('runs from the London day of the last action', () => {
    expect(
      disposeAfter({ schedule: 'enquiry', keepMonths: 96, trigger: 'last-action' }, { lastActionAt: at }),
    ).toMatchObject({
      disposeAfter: '2034-06-12',
      because:
        'enquiry: 96 months from the last action on Thursday 11 June 2026 have passed by Monday 12 June 2034.',
    })
  })

  it.each([
    ['not-set', 'last-action', 'has set no period'],
    ['not-set', 'not-set', 'has set no period'],
    [84, 'not-set', 'has not said what the period runs from'],
    [84, 'event-date', 'the date of the event'],
    [6, 'campaign-end', 'the end of the campaign'],
    [12, 'publication', 'the publication'],
    [1, 'unsubscribe', 'unsubscribing'],
    [1, 'consent-withdrawn', 'withdrawing consent'],
  ] as const)('is refused, with the reason, for %s months from %s', (keepMonths, trigger, why) => {
    const day = disposeAfter({ schedule: 'some-row', keepMonths, trigger }, { lastActionAt: at })
    expect(day.disposeAfter).toBeUndefined()
    expect(day.because).toContain(why)
    expect(day.because).toContain('some-row')
  })
})
