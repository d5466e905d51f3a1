import { describe, expect, it } from 'vitest'
import {
  type Calendars,
  calendarsEndOn,
  calendarsLabel,
  DIVISIONS,
  type Division,
  dayState,
} from '../../src/clocks/calendars.ts'
import { inForce, keepable, readGovUk, sameDays } from '../../src/clocks/govuk-calendars.ts'
import { CALENDARS } from './calendars-on-disk.ts'
import { govUkFile, withoutDay } from './govuk-file.ts'

const TODAY = '2026-11-30'
const read = (file: unknown, today = TODAY) =>
  readGovUk(typeof file === 'string' ? file : JSON.stringify(file), {
    held: CALENDARS,
    today,
    version: 'fetched',
  })
const why = (file: unknown, today = TODAY): string => {
  const found = read(file, today)
  return found.ok ? 'accepted' : found.because
}

/** A holiday more in one part. */
const withDay = (division: Division, date: string, title = 'A day of thanks') => {
  const file = govUkFile()
  file[division].events.push({ title, date, notes: '', bunting: true })
  return file
}

describe('the file of GOV.UK', () => {
  it('gives the same days as those that we ship', () => {
    const found = read(govUkFile())
    expect(found.ok && sameDays(found.calendars, CALENDARS)).toBe(true)
    expect(found.ok && found.calendars.scotland.version).toBe('fetched')
  })

  it('may bring a holiday that is proclaimed late', () => {
    const found = read(withDay('scotland', '2027-06-14'))
    expect(found.ok && dayState(found.calendars, 'uk-any', '2027-06-14')).toEqual({
      state: 'closed',
      because: 'A day of thanks (Scotland)',
    })
    expect(found.ok && dayState(found.calendars, 'england-and-wales', '2027-06-14').state).toBe('open')
  })

  it('may move a holiday that is still to come', () => {
    const file = withoutDay(govUkFile(), '2027-05-03')
    for (const division of DIVISIONS)
      file[division].events.push({
        title: 'Early May bank holiday',
        date: '2027-05-07',
        notes: '',
        bunting: true,
      })
    const found = read(file)
    expect(found.ok && dayState(found.calendars, 'england-and-wales', '2027-05-03').state).toBe('open')
  })

  it('leaves the years that it does not have as they were', () => {
    const found = read(govUkFile((date) => date < '2028'))
    expect(found.ok && calendarsEndOn(found.calendars)).toBe('2028-12-31')
    expect(found.ok && sameDays(found.calendars, CALENDARS)).toBe(true)
  })

  it('is kept in a row and read again as it was', () => {
    const found = read(withDay('scotland', '2027-06-14'))
    if (!found.ok) throw new Error(found.because)
    const kept = JSON.parse(JSON.stringify(keepable(found.calendars)))
    expect(sameDays(inForce(CALENDARS, kept), found.calendars)).toBe(true)
  })

  it('has another name where a new release lists years that were not kept', () => {
    const found = read(govUkFile())
    if (!found.ok) throw new Error(found.because)
    const kept = keepable(found.calendars)
    const longer = Object.fromEntries(
      DIVISIONS.map((one) => [one, { ...CALENDARS[one], version: '2029', coversTo: '2029-12-31' }]),
    ) as Calendars
    expect(calendarsEndOn(inForce(longer, kept))).toBe('2029-12-31')
    expect(calendarsLabel(inForce(CALENDARS, kept))).toBe('fetched')
    expect(calendarsLabel(inForce(longer, kept))).toBe('fetched+2029')
  })

  it.each([
    ['nonsense', '<html>Not today</html>', 'not a list of bank holidays'],
    [
      'a list of something else',
      '{"england-and-wales":{"division":"england-and-wales","events":[]}}',
      'not a list',
    ],
    ['null', 'null', 'not a list'],
    ['a truncated file', JSON.stringify(govUkFile()).slice(0, -40), 'not a list'],
    ['one part missing', { ...govUkFile(), scotland: undefined }, 'not a list'],
    ['two parts exchanged', { ...govUkFile(), scotland: govUkFile()['england-and-wales'] }, 'not a list'],
    ['a past day lost', withoutDay(govUkFile(), '2026-04-03'), 'has 7 bank holidays'],
    ['the past lost', govUkFile((date) => date >= '2027'), 'that is past, is no longer listed'],
    ['next year missing', govUkFile((date) => date < '2027'), '2027 is missing or is not whole'],
    ['next year cut off', govUkFile((date) => date < '2027-05'), '2027 is missing or is not whole'],
    ['a year in the middle that is not whole', withoutDay(govUkFile(), '2027-12-27'), '2027 has'],
    ['a day at a weekend', withDay('scotland', '2027-06-13'), 'is at a weekend'],
    ['a day twice', withDay('scotland', '2027-05-03'), 'listed twice'],
  ])('is refused whole: %s', (_, file, because) => {
    expect(why(file)).toContain(because)
  })

  it('is refused where a past one-off day is no longer in it', () => {
    expect(why(withoutDay(govUkFile(), '2026-06-15'))).toBe(
      'Scotland: Monday 15 June 2026, a holiday that is past, is no longer listed.',
    )
  })
})
