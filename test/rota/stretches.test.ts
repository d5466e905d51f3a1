import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gapsOf, sayGap } from '../../src/rota/gaps.ts'
import { onCall } from '../../src/rota/on-call.ts'
import type { Cover, Rotation } from '../../src/rota/rota.ts'
import { sayPeriod } from '../../src/rota/say-period.ts'
import { stretchesOf } from '../../src/rota/stretches.ts'
import { aCover, aPerson, aRota, aRotation } from './a-rota.ts'

const period = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) })
const gapsIn = (
  rota: Parameters<typeof gapsOf>[0],
  from: string,
  to: string,
  told: ('primary' | 'secondary')[] = ['primary'],
) => gapsOf(rota, told, period(from, to)).map((gap) => `${gap.layer}: ${sayGap(gap)}`)

describe('the rota over a time', () => {
  it('is one stretch a turn, cut where somebody covers', () => {
    const rota = aRota({ covers: [aCover('2026-11-10T09:00:00Z', '2026-11-10T17:00:00Z')] })
    const found = stretchesOf(rota, 'primary', period('2026-11-09T09:00:00Z', '2026-11-23T09:00:00Z'))
    expect(
      found.map(({ from, answer }) => [from.toISOString(), answer.on.map(({ person }) => person.id).join()]),
    ).toEqual([
      ['2026-11-09T09:00:00.000Z', 'a'],
      ['2026-11-10T09:00:00.000Z', 'd'],
      ['2026-11-10T17:00:00.000Z', 'a'],
      ['2026-11-16T09:00:00.000Z', 'b'],
    ])
  })

  const clock = fc.constantFrom(
    '00:00',
    '00:30',
    '01:00',
    '01:30',
    '01:59',
    '02:00',
    '09:00',
    '17:00',
    '23:59',
  )
  const weekday = fc.integer({ min: 1, max: 7 })
  const hours = fc.record({
    on: fc.uniqueArray(weekday, { minLength: 1, maxLength: 7 }),
    from: clock,
    to: clock,
  })
  const rotation: fc.Arbitrary<Rotation> = fc
    .record({
      id: fc.constantFrom('r1', 'r2'),
      people: fc.array(fc.constantFrom('a', 'b', 'c', 'gone'), { minLength: 1, maxLength: 4 }),
      startsOn: fc.constantFrom(
        '2026-03-23',
        '2026-10-21',
        '2027-03-22',
        '2027-10-27',
        '2028-02-28',
        '2028-12-29',
      ),
      handover: fc.record({ weekday, time: clock }),
      hours: fc.option(hours, { nil: undefined }),
      onBankHolidays: fc.constantFrom(
        { what: 'as-usual' } as const,
        { what: 'rests' } as const,
        { what: 'person', personId: 'd' } as const,
      ),
    })
    .map(aRotation)
  // Around both changes of the clocks, a leap day, Christmas and the turn of the year.
  const start = fc
    .tuple(
      fc.constantFrom(
        '2026-03-27',
        '2026-10-23',
        '2027-03-26',
        '2027-10-29',
        '2028-03-24',
        '2028-10-27',
        '2028-02-27',
        '2027-12-24',
        '2026-12-30',
      ),
      fc.integer({ min: 0, max: 72 * 60 }),
    )
    .map(([day, minutes]) => new Date(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000))
  const cover: fc.Arbitrary<Cover> = fc
    .tuple(start, fc.integer({ min: 1, max: 3_000 }), fc.constantFrom('b', 'd', 'gone', 'unknown'), fc.nat(5))
    .map(([from, minutes, personId, order]) =>
      aCover(from.toISOString(), new Date(from.getTime() + minutes * 60_000).toISOString(), {
        ...{ id: `o${order}`, personId, notedAt: new Date(Date.parse('2026-01-01T00:00:00Z') + order) },
      }),
    )
  const people = [
    ...['a', 'b', 'c', 'd'].map((id) => aPerson(id)),
    aPerson('gone', { leavesAt: new Date('2027-03-28T01:00:00Z') }),
  ]

  it('tiles the time without hole or overlap, and says at every moment what `onCall` says', () => {
    fc.assert(
      fc.property(
        fc.array(rotation, { minLength: 1, maxLength: 2 }),
        fc.array(cover, { maxLength: 4 }),
        start,
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 0, max: 999 }),
        (rotations, covers, from, minutes, share) => {
          const rota = aRota({ rotations, covers, people })
          const to = new Date(from.getTime() + minutes * 60_000)
          const found = stretchesOf(rota, 'primary', { from, to })
          expect(found[0]?.from).toEqual(from)
          expect(found.at(-1)?.to).toEqual(to)
          found.forEach((one, at) => {
            expect(one.from.getTime()).toBeLessThan(one.to.getTime())
            if (at > 0) expect(one.from).toEqual(found[at - 1]?.to)
          })
          const asked = new Date(from.getTime() + Math.floor((minutes * 60_000 * share) / 1_000))
          const here = found.find((one) => one.from <= asked && asked < one.to)
          expect(here?.answer).toEqual(onCall(rota, 'primary', asked))
        },
      ),
      { numRuns: 250 },
    )
  })

  it.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2027-03-28', 23],
    ['2027-10-31', 25],
    ['2028-03-26', 23],
    ['2028-10-29', 25],
  ])('has nights and days that fill the day of the change of clocks, %s, of %i hours', (day, hours) => {
    const weekdays = [1, 2, 3, 4, 5, 6, 7]
    const days = aRotation({
      id: 'days',
      people: ['a'],
      startsOn: '2026-01-05',
      hours: { on: weekdays, from: '01:30', to: '09:00' },
    })
    const nights = aRotation({
      id: 'nights',
      people: ['b'],
      startsOn: '2026-01-05',
      hours: { on: weekdays, from: '09:00', to: '01:30' },
    })
    const rota = aRota({ rotations: [days, nights] })
    const from = new Date(`${day}T00:00:00Z`)
    const midnight = new Date(day < `${day.slice(0, 4)}-06` ? from.getTime() : from.getTime() - 3_600_000)
    const to = new Date(midnight.getTime() + hours * 3_600_000)
    const found = stretchesOf(rota, 'primary', { from: midnight, to })
    expect(found.every(({ answer }) => answer.on.length === 1)).toBe(true)
    expect(found.at(-1)?.to).toEqual(to)
    expect(gapsOf(rota, ['primary'], { from: midnight, to })).toEqual([])
  })
})

describe('the gaps of a rota', () => {
  it('are named with the day and the hours, whatever leaves them', () => {
    const office = aRotation({ hours: { on: [6], from: '08:00', to: '02:00' } })
    const rest = aRotation({
      id: 'r2',
      people: ['d'],
      hours: { on: [1, 2, 3, 4, 5, 7], from: '00:00', to: '00:00' },
    })
    const rota = aRota({ rotations: [office, rest] })
    expect(gapsIn(rota, '2026-11-26T00:00:00Z', '2026-12-03T00:00:00Z')).toEqual([
      'primary: nobody reachable Saturday 28 November 00:00 to 08:00',
    ])
    expect(
      gapsIn(
        aRota({ rotations: [aRotation({ onBankHolidays: { what: 'rests' } })] }),
        '2026-12-21T00:00:00Z',
        '2027-01-03T00:00:00Z',
      ),
    ).toEqual([
      'primary: nobody reachable Friday 25 December 00:00 to 24:00',
      'primary: nobody reachable Monday 28 December 00:00 to 24:00',
      'primary: nobody reachable Friday 1 January 00:00 to 24:00',
    ])
  })

  it('begin at the second in which somebody leaves, and end with the next turn', () => {
    const rota = aRota({
      people: [aPerson('a', { leavesAt: new Date('2026-12-02T17:00:00Z') }), aPerson('b'), aPerson('c')],
    })
    const [gap] = gapsOf(rota, ['primary'], period('2026-11-30T09:00:00Z', '2026-12-20T09:00:00Z'))
    expect(gap && sayGap(gap)).toBe('nobody reachable Wednesday 2 December 17:00 to Monday 7 December 09:00')
    expect(gap?.because).toBe('Person a has left')
  })

  it('are one gap where the reason changes in the middle of it', () => {
    const rota = aRota({ people: [aPerson('a', { email: null, phone: null }), aPerson('c')] })
    const gaps = gapsOf(rota, ['primary'], period('2026-11-30T09:00:00Z', '2026-12-20T09:00:00Z'))
    expect(gaps.map((gap) => [sayGap(gap), gap.because])).toEqual([
      [
        'nobody reachable Monday 30 November 09:00 to Monday 14 December 09:00',
        'Person a has neither an email address nor a phone number; somebody is named who is not on the list of duty people',
      ],
    ])
  })

  it('have no end where the last rotation ends', () => {
    const rota = aRota({ rotations: [aRotation({ endsAt: new Date('2026-12-01T12:00:00Z') })] })
    expect(gapsIn(rota, '2026-11-30T09:00:00Z', '2026-12-20T09:00:00Z')).toEqual([
      'primary: nobody reachable from Tuesday 1 December 12:00 on',
    ])
  })

  it('are asked of every layer that a ladder tells, and of any other only while it has a rotation', () => {
    const [from, to] = ['2026-11-30T09:00:00Z', '2026-12-02T09:00:00Z']
    const none = aRota({ people: [], rotations: [] })
    expect(gapsIn(none, from, to, [])).toEqual([])
    expect(gapsIn(none, from, to, ['primary', 'secondary'])).toEqual([
      'primary: nobody reachable from Monday 30 November 09:00 on',
      'secondary: nobody reachable from Monday 30 November 09:00 on',
    ])
    expect(gapsIn(aRota(), from, to, ['primary'])).toEqual([])
    const ended = aRotation({ id: 'r2', layer: 'secondary', endsAt: new Date('2026-12-01T09:00:00Z') })
    expect(gapsIn(aRota({ rotations: [aRotation(), ended] }), from, to, ['primary'])).toEqual([
      'secondary: nobody reachable from Tuesday 1 December 09:00 on',
    ])
  })
})

describe('a time in words', () => {
  it.each([
    ['within a day', '2026-11-28T02:00:00Z', '2026-11-28T08:00:00Z', 'Saturday 28 November 02:00 to 08:00'],
    [
      'over midnight',
      '2026-11-28T22:00:00Z',
      '2026-11-29T08:00:00Z',
      'Saturday 28 November 22:00 to Sunday 29 November 08:00',
    ],
    ['in summer time', '2027-06-05T21:00:00Z', '2027-06-05T22:30:00Z', 'Saturday 5 June 22:00 to 23:30'],
    [
      'over the change in autumn',
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00Z',
      'Sunday 25 October 01:30 BST to 01:30 GMT',
    ],
    [
      'over the change in spring',
      '2027-03-28T00:30:00Z',
      '2027-03-28T01:30:00Z',
      'Sunday 28 March 00:30 GMT to 02:30 BST',
    ],
  ])('%s', (_, from, to, words) => {
    expect(sayPeriod(period(from, to))).toBe(words)
  })
})
