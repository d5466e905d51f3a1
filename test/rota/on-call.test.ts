import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { onCall } from '../../src/rota/on-call.ts'
import type { Rota } from '../../src/rota/rota.ts'
import { aCover, aPerson, aRota, aRotation } from './a-rota.ts'

const whoAt = (rota: Rota, at: string) =>
  onCall(rota, 'primary', new Date(at)).on.map(({ person, because }) => `${person.id} ${because.kind}`)

describe('who is on duty', () => {
  it('changes every week at the hand-over and begins again after the last of them', () => {
    const rota = aRota()
    expect(whoAt(rota, '2026-11-09T08:59:59Z')).toEqual([])
    expect(whoAt(rota, '2026-11-09T09:00:00Z')).toEqual(['a rotation'])
    expect(whoAt(rota, '2026-11-16T08:59:59Z')).toEqual(['a rotation'])
    expect(whoAt(rota, '2026-11-16T09:00:00Z')).toEqual(['b rotation'])
    expect(whoAt(rota, '2026-11-30T09:00:00Z')).toEqual(['a rotation'])
  })

  it('begins with a short turn where the first day is not the day of the hand-over', () => {
    const rota = aRota({ rotations: [aRotation({ startsOn: '2026-11-11' })] })
    expect(whoAt(rota, '2026-11-11T09:00:00Z')).toEqual(['a rotation'])
    expect(whoAt(rota, '2026-11-16T09:00:00Z')).toEqual(['b rotation'])
  })

  it.each([
    [
      'the hand-over at nine is at nine in summer time too',
      '09:00',
      '2027-03-29T07:59:59Z',
      '2027-03-29T08:00:00Z',
    ],
    [
      'a hand-over that is skipped in spring is at the change',
      '01:30',
      '2027-03-28T00:59:59Z',
      '2027-03-28T01:00:00Z',
    ],
    [
      'a hand-over that comes twice in autumn is at the first',
      '01:30',
      '2026-10-25T00:29:59Z',
      '2026-10-25T00:30:00Z',
    ],
    ['a hand-over at the turn of the year', '00:00', '2026-12-31T23:59:59Z', '2027-01-01T00:00:00Z'],
    ['a hand-over on 29 February', '09:00', '2028-02-29T08:59:59Z', '2028-02-29T09:00:00Z'],
  ])('%s', (_, time, before, after) => {
    const day = after.slice(0, 10)
    const weekday = ((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7) + 1
    const rota = aRota({
      rotations: [aRotation({ startsOn: '2026-08-03', handover: { weekday, time }, people: ['a', 'b'] })],
    })
    expect(whoAt(rota, before)).not.toEqual(whoAt(rota, after))
    expect(whoAt(rota, before)).toHaveLength(1)
    expect(whoAt(rota, after)).toHaveLength(1)
  })

  it('is whoever covers, and of two covers for one time whoever was noted later', () => {
    const first = aCover('2026-11-10T09:00:00Z', '2026-11-11T09:00:00Z')
    const later = aCover('2026-11-10T12:00:00Z', '2026-11-10T18:00:00Z', {
      ...{ id: 'o2', personId: 'c', notedAt: new Date('2026-11-02T09:00:00Z') },
    })
    for (const covers of [
      [first, later],
      [later, first],
    ]) {
      const rota = aRota({ covers })
      expect(whoAt(rota, '2026-11-10T11:59:59Z')).toEqual(['d cover'])
      expect(whoAt(rota, '2026-11-10T12:00:00Z')).toEqual(['c cover'])
      expect(whoAt(rota, '2026-11-10T18:00:00Z')).toEqual(['d cover'])
      expect(whoAt(rota, '2026-11-11T09:00:00Z')).toEqual(['a rotation'])
    }
  })

  it('falls back from a cover by somebody who has left to the rotation, and says so', () => {
    const rota = aRota({
      people: [aPerson('a'), aPerson('d', { leavesAt: new Date('2026-11-10T12:00:00Z') })],
      covers: [aCover('2026-11-10T09:00:00Z', '2026-11-11T09:00:00Z')],
    })
    expect(whoAt(rota, '2026-11-10T11:59:59Z')).toEqual(['d cover'])
    expect(whoAt(rota, '2026-11-10T12:00:00Z')).toEqual(['a rotation'])
    expect(onCall(rota, 'primary', new Date('2026-11-10T12:00:00Z')).passedOver).toEqual([
      { personId: 'd', name: 'Person d', why: 'left' },
    ])
  })

  it.each([
    ['has left', aPerson('a', { leavesAt: new Date('2026-11-01T00:00:00Z') }), 'left'],
    ['has neither address nor number', aPerson('a', { email: null, phone: null }), 'no-way'],
    ['is not among the people any more', aPerson('somebody else'), 'not-known'],
  ])('is nobody where the one whose turn it is %s', (_, person, why) => {
    const answer = onCall(aRota({ people: [person] }), 'primary', new Date('2026-11-09T10:00:00Z'))
    expect(answer.on).toEqual([])
    expect(answer.passedOver).toMatchObject([{ personId: 'a', why }])
  })

  it('is reachable by an address or a number alone', () => {
    const at = '2026-11-09T10:00:00Z'
    expect(whoAt(aRota({ people: [aPerson('a', { phone: null })] }), at)).toEqual(['a rotation'])
    expect(whoAt(aRota({ people: [aPerson('a', { email: null })] }), at)).toEqual(['a rotation'])
  })

  it('is by the rotation with hours in its hours, over midnight too, and by the other one outside them', () => {
    const nights = aRotation({ id: 'r2', people: ['d'], hours: { on: [5, 6], from: '17:00', to: '09:00' } })
    const rota = aRota({ rotations: [aRotation(), nights] })
    expect(whoAt(rota, '2026-11-13T16:59:59Z')).toEqual(['a rotation'])
    expect(whoAt(rota, '2026-11-13T17:00:00Z')).toEqual(['d rotation'])
    expect(whoAt(rota, '2026-11-14T08:59:59Z')).toEqual(['d rotation'])
    expect(whoAt(rota, '2026-11-14T09:00:00Z')).toEqual(['a rotation'])
    expect(whoAt(rota, '2026-11-15T08:59:59Z')).toEqual(['d rotation'])
    expect(whoAt(rota, '2026-11-15T17:00:00Z')).toEqual(['a rotation'])
  })

  it('is whom the rotation names for bank holidays, from midnight to midnight in London', () => {
    const rota = aRota({ rotations: [aRotation({ onBankHolidays: { what: 'person', personId: 'd' } })] })
    expect(whoAt(rota, '2026-12-24T23:59:59Z')).toEqual(['a rotation'])
    expect(whoAt(rota, '2026-12-25T00:00:00Z')).toEqual(['d bank-holiday'])
    expect(whoAt(rota, '2026-12-25T23:59:59Z')).toEqual(['d bank-holiday'])
    expect(whoAt(rota, '2026-12-26T00:00:00Z')).toEqual(['a rotation'])
    // Summer time: the bank holiday begins at 23:00 UTC of the day before.
    expect(whoAt(rota, '2027-05-02T22:59:59Z')).not.toContain('d bank-holiday')
    expect(whoAt(rota, '2027-05-02T23:00:00Z')).toEqual(['d bank-holiday'])
  })

  it('is nobody of a rotation that rests on bank holidays', () => {
    const rota = aRota({ rotations: [aRotation({ onBankHolidays: { what: 'rests' } })] })
    expect(whoAt(rota, '2026-12-25T12:00:00Z')).toEqual([])
  })

  it('ends where the rotation ends', () => {
    const rota = aRota({ rotations: [aRotation({ endsAt: new Date('2026-11-12T12:00:00Z') })] })
    expect(whoAt(rota, '2026-11-12T11:59:59Z')).toEqual(['a rotation'])
    expect(whoAt(rota, '2026-11-12T12:00:00Z')).toEqual([])
  })

  it('is exactly one person at every moment of three years, for any hand-over of a rotation without hours', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
    const at = fc.date({
      min: new Date('2026-01-10T00:00:00Z'),
      max: new Date('2028-12-31T23:59:59Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        time,
        at,
        fc.integer({ min: 0, max: 6 }),
        (weekday, time, at, later) => {
          const startsOn = `2026-01-0${1 + later}`
          const rota = aRota({ rotations: [aRotation({ startsOn, handover: { weekday, time } })] })
          expect(onCall(rota, 'primary', at).on).toHaveLength(1)
        },
      ),
      { numRuns: 500 },
    )
  })
})
