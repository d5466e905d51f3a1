import { describe, expect, it } from 'vitest'
import { calendarsEndOn, dayState, readCalendars } from '../../src/clocks/calendars.ts'
import { addDays, weekdayOf } from '../../src/clocks/days.ts'
import { BadRules } from '../../src/errors.ts'
import { CALENDAR_FILES, CALENDARS } from './calendars-on-disk.ts'

const SCOTLAND = 'rules/calendars/scotland.yaml'

const changed = (from: string, to: string) => {
  const text = CALENDAR_FILES[SCOTLAND] ?? ''
  expect(text).toContain(from)
  return () => readCalendars({ ...CALENDAR_FILES, [SCOTLAND]: text.replace(from, to) })
}

const closedWeekdays = (kind: 'england-and-wales' | 'uk-any', year: number): string[] => {
  const found: string[] = []
  for (let on = `${year}-01-01`; on <= `${year}-12-31`; on = addDays(on, 1))
    if (!/^S/.test(weekdayOf(on)) && dayState(CALENDARS, kind, on).state === 'closed') found.push(on.slice(5))
  return found
}

describe('the calendar of England and Wales', () => {
  it.each([
    [2025, '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26'],
    [2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    [2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
    [2028, '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26'],
  ])('is closed on the eight bank holidays of %i', (year, days) => {
    expect(closedWeekdays('england-and-wales', year).join(' ')).toBe(days)
  })
})

describe('the calendar for information requests', () => {
  it.each([
    [2025, '01-02 03-17 07-14 08-04 12-01'],
    [2026, '01-02 03-17 06-15 07-13 08-03 11-30'],
    [2027, '01-04 03-17 07-12 08-02 11-30'],
    [2028, '01-04 03-17 07-12 08-07 11-30'],
  ])('adds the days off in Scotland and Northern Ireland in %i, and no others', (year, days) => {
    const england = closedWeekdays('england-and-wales', year)
    const extra = closedWeekdays('uk-any', year).filter((on) => !england.includes(on))
    expect(extra.join(' ')).toBe(days)
  })

  it('names the holiday and the place where it is kept', () => {
    expect(dayState(CALENDARS, 'uk-any', '2026-07-13')).toEqual({
      state: 'closed',
      because: 'Battle of the Boyne (Orangemen’s Day), substitute day (Northern Ireland)',
    })
  })
})

describe('each part of the United Kingdom', () => {
  it.each([
    ['scotland', '2026-04-06', 'open'],
    ['scotland', '2026-08-31', 'open'],
    ['scotland', '2026-08-03', 'closed'],
    ['northern-ireland', '2026-04-06', 'closed'],
    ['northern-ireland', '2026-03-17', 'closed'],
    ['northern-ireland', '2026-06-15', 'open'],
    ['england-and-wales', '2026-03-17', 'open'],
    ['england-and-wales', '2026-06-15', 'open'],
  ] as const)('%s on %s is %s', (division, on, state) => {
    expect(dayState(CALENDARS, division, on).state).toBe(state)
  })
})

describe('a day outside the lists', () => {
  it.each(['2024-12-31', '2029-01-01'])('%s is unknown, and says where the lists end', (on) => {
    const day = dayState(CALENDARS, 'england-and-wales', on)
    expect(day.state).toBe('unknown')
    expect('because' in day && day.because).toContain('31 December 2028')
  })

  it('is known all the same when it is a weekend', () => {
    expect(dayState(CALENDARS, 'uk-any', '2029-01-06')).toEqual({ state: 'closed', because: 'Saturday' })
  })

  it('begins after the last day that every list covers', () => {
    expect(calendarsEndOn(CALENDARS)).toBe('2028-12-31')
    const shorter = changed('coversTo: 2028-12-31', 'coversTo: 2028-12-30')()
    expect(calendarsEndOn(shorter)).toBe('2028-12-30')
    expect(dayState(shorter, 'england-and-wales', '2028-12-31').state).toBe('closed')
    const untilFriday = changed('coversTo: 2028-12-31', 'coversTo: 2028-12-29')()
    expect(dayState(untilFriday, 'uk-any', '2028-12-29').state).toBe('open')
  })
})

describe('a calendar file that is wrong', () => {
  it.each([
    ['a date that does not exist', 'date: 2026-06-15', 'date: 2026-06-31'],
    ['a date out of order', 'date: 2026-06-15', 'date: 2026-09-15'],
    ['a date given twice', 'date: 2026-06-15', 'date: 2026-08-03'],
    ['a date that its cover leaves out', 'coversTo: 2028-12-31', 'coversTo: 2028-11-30'],
    ['another division', 'division: scotland', 'division: northern-ireland'],
    ['a field that nobody reads', 'version:', 'edition: 1\nversion:'],
  ])('stops the start: %s', (_, from, to) => {
    expect(changed(from, to)).toThrow(BadRules)
    expect(changed(from, to)).toThrow(SCOTLAND)
  })

  it('stops the start when it is missing', () => {
    const { [SCOTLAND]: _, ...others } = CALENDAR_FILES
    expect(() => readCalendars(others)).toThrow(`${SCOTLAND} is missing`)
  })

  it('is named with the line that is wrong', () => {
    const line =
      (CALENDAR_FILES[SCOTLAND] ?? '').split('\n').findIndex((text) => text.includes('2026-06-15')) + 1
    expect(changed('date: 2026-06-15', 'date: 2026-09-15')).toThrow(new RegExp(`line ${line + 1}:`))
  })
})
