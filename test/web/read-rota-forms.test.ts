import { describe, expect, it } from 'vitest'
import { readCover, readSwap } from '../../src/web/rota/read-cover.ts'
import { readLeaving, readPerson, readPhone } from '../../src/web/rota/read-duty-person.ts'
import { readRotation } from '../../src/web/rota/read-rotation.ts'

const NOW = new Date('2026-11-30T10:00:00Z')
const [ada, ben] = ['6f1d0c9e-3c7b-4f3b-9d76-0d9a1c2b3e4f', '7f1d0c9e-3c7b-4f3b-9d76-0d9a1c2b3e4f']

describe('a phone number', () => {
  it.each([
    ['07700 900123', '+447700900123'],
    ['+44 (0)7700 900-123', '+447700900123'],
    ['0044 7700 900123', '+447700900123'],
    ['+353 85 012 3456', '+353850123456'],
  ])('%s is %s', (typed, whole) => expect(readPhone(typed)).toBe(whole))
  it.each(['', '123', 'ask Ada', '07700 900123 ext 4', '+0', '0'.repeat(20), '+44770090012345678'])(
    '%j is none',
    (typed) => expect(readPhone(typed)).toBeUndefined(),
  )
})

describe('the form of a person', () => {
  it('is read with an address, a number, or both', () => {
    expect(readPerson({ name: 'Ada', email: 'Ada@MOPAC.example.org', phone: '' })).toEqual({
      ok: true,
      read: { name: 'Ada', email: 'ada@mopac.example.org', phone: null, userKey: null },
    })
    expect(readPerson({ name: 'Ada', phone: '07700 900123' })).toMatchObject({
      ok: true,
      read: { email: null },
    })
  })
  it.each([
    ['no name', { email: 'a@b.example' }, 'name'],
    ['neither address nor number', { name: 'Ada' }, 'email'],
    ['an address that is none', { name: 'Ada', email: 'ada@' }, 'email'],
    ['a number that is none', { name: 'Ada', phone: '12' }, 'phone'],
    ['a name without end', { name: 'A'.repeat(101), email: 'a@b.example' }, 'name'],
  ])('is refused with %s', (_, typed, field) => {
    expect(readPerson(typed)).toMatchObject({ ok: false, mistakes: { [field]: expect.any(String) } })
  })
})

describe('the form of a cover', () => {
  const FORM = {
    ...{ layer: 'primary', person: ada, reason: 'Leave' },
    ...{ fromDay: '2026-12-01', fromTime: '09:00', toDay: '2026-12-02', toTime: '09:00' },
  }
  it('is read on the clocks of London', () => {
    const summer = { ...FORM, fromDay: '2027-07-01', toDay: '2027-07-02' }
    expect(readCover(summer, NOW)).toEqual({
      ok: true,
      read: {
        ...{ layer: 'primary', personId: ada, reason: 'Leave' },
        ...{ from: new Date('2027-07-01T08:00:00Z'), to: new Date('2027-07-02T08:00:00Z') },
      },
    })
  })
  it.each([
    ['an end before its beginning', { toDay: '2026-11-30', toTime: '23:00' }, 'toDay', 'has to come after'],
    ['an end at its beginning', { toDay: '2026-12-01' }, 'toDay', 'has to come after'],
    ['an end that is past', { fromDay: '2026-11-28', toDay: '2026-11-29' }, 'toDay', 'over already'],
    ['more than eight weeks', { toDay: '2027-02-28' }, 'toDay', 'up to 8 weeks'],
    ['a day that does not exist', { toDay: '2027-02-29' }, 'toDay', 'Give a day'],
    ['a time with a zone', { toTime: '09:00+02:00' }, 'toTime', 'no time zone'],
    ['a time in another zone', { fromTime: '09:00 CET' }, 'fromTime', 'no time zone'],
    ['a moment in place of a day', { fromDay: '2026-12-01T09:00Z' }, 'fromDay', 'Give a day'],
    ['a time that no clock shows', { toTime: '24:00' }, 'toTime', 'Give a time'],
    ['no reason', { reason: '' }, 'reason', 'Say why'],
    ['nobody', { person: '' }, 'person', 'Choose who'],
    ['a person that is no id', { person: "x' or 1=1" }, 'person', 'Choose who'],
    ['no such duty', { layer: 'tertiary' }, 'layer', 'Choose primary'],
  ])('is refused with %s', (_, change, field, words) => {
    expect(readCover({ ...FORM, ...change }, NOW)).toMatchObject({
      ok: false,
      mistakes: { [field]: expect.stringContaining(words) },
    })
  })
})

describe('the form of a rotation', () => {
  const FORM = {
    ...{ layer: 'primary', 'turn-1': ada, 'turn-2': '', 'turn-3': ben, startsOn: '2026-11-30' },
    ...{ weekday: '5', time: '17:00', when: 'always', bankHolidays: 'as-usual', hoursFrom: '', hoursTo: '' },
  }
  it('is read in the order of the turns, and leaves places that are empty out', () => {
    expect(readRotation(FORM)).toEqual({
      ok: true,
      read: {
        ...{
          layer: 'primary',
          people: [ada, ben],
          startsOn: '2026-11-30',
          handover: { weekday: 5, time: '17:00' },
        },
        ...{ hours: undefined, onBankHolidays: { what: 'as-usual' } },
      },
    })
    expect(
      readRotation({
        ...FORM,
        when: 'hours',
        'on-6': 'yes',
        'on-7': 'yes',
        hoursFrom: '8:00',
        hoursTo: '08:00',
      }),
    ).toMatchObject({
      ok: true,
      read: { hours: { on: [6, 7], from: '08:00', to: '08:00' } },
    })
  })
  it.each([
    ['nobody', { 'turn-1': '', 'turn-3': '' }, 'turn-1'],
    ['a person that is no id', { 'turn-1': 'me' }, 'turn-1'],
    ['no first day', { startsOn: '' }, 'startsOn'],
    ['a day of the week that is none', { weekday: '8' }, 'weekday'],
    ['a time that is none', { time: '9am' }, 'time'],
    ['hours without a day', { when: 'hours', hoursFrom: '09:00', hoursTo: '17:00' }, 'on-1'],
    ['hours without an end', { when: 'hours', 'on-1': 'yes', hoursFrom: '09:00' }, 'hoursTo'],
    ['nobody for bank holidays', { bankHolidays: 'person' }, 'bankHolidayPerson'],
    ['nothing said of bank holidays', { bankHolidays: '' }, 'bankHolidays'],
    ['nothing said of when', { when: '' }, 'when'],
  ])('is refused with %s', (_, change, field) => {
    expect(readRotation({ ...FORM, ...change })).toMatchObject({
      ok: false,
      mistakes: { [field]: expect.any(String) },
    })
  })
})

describe('the other forms', () => {
  it('take leaving as now where nothing is said, and not in the past', () => {
    expect(readLeaving({}, NOW)).toEqual({ ok: true, read: { leavesAt: NOW } })
    expect(readLeaving({ leavesDay: '2026-12-05', leavesTime: '' }, NOW)).toEqual({
      ok: true,
      read: { leavesAt: new Date('2026-12-05T00:00:00Z') },
    })
    expect(readLeaving({ leavesDay: '2026-11-29' }, NOW)).toMatchObject({ ok: false })
  })
  it('take a swap only of two shifts of two people who agree', () => {
    const mine = `primary 2026-12-07T09:00:00.000Z ${ada}`
    const theirs = `primary 2026-12-14T09:00:00.000Z ${ben}`
    const form = { mine, theirs, reason: 'School play', agreed: 'yes' }
    expect(readSwap(form)).toMatchObject({
      ok: true,
      read: { mine: { personId: ada }, theirs: { personId: ben } },
    })
    expect(readSwap({ ...form, agreed: '' })).toMatchObject({
      ok: false,
      mistakes: { agreed: expect.any(String) },
    })
    expect(readSwap({ ...form, theirs: mine })).toMatchObject({
      ok: false,
      mistakes: { theirs: expect.any(String) },
    })
    expect(readSwap({ ...form, mine: `primary 2026-13-07T09:00:00.000Z ${ada}` })).toMatchObject({
      ok: false,
      mistakes: { mine: expect.any(String) },
    })
  })
})
