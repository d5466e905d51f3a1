import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { calendarOf, shiftsForCalendar } from '../../src/rota/calendar-feed.ts'
import type { Rota } from '../../src/rota/rota.ts'
import { aCover, aRota, aRotation } from './a-rota.ts'

const feed = (rota: Rota, person: string, now: string) =>
  calendarOf(shiftsForCalendar(rota, person, new Date(now)), new Date(now))

/** As a calendar program reads it; ical.js is Mozilla's parser and shares nothing with ours. */
const eventsIn = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((found) => {
    const event = new ICAL.Event(found)
    return {
      uid: event.uid,
      says: event.summary,
      from: event.startDate.toJSDate().toISOString(),
      to: event.endDate.toJSDate().toISOString(),
    }
  })

const rota = aRota({
  rotations: [
    aRotation({ startsOn: '2026-10-12' }),
    aRotation({ id: 'r2', layer: 'secondary', people: ['b'], startsOn: '2026-10-12' }),
  ],
  covers: [aCover('2026-12-01T09:00:00Z', '2026-12-02T09:00:00Z', { personId: 'a' })],
})

describe('the calendar of somebody’s duty', () => {
  it('is read by a calendar program as exactly their shifts, both changes of the clocks included', () => {
    const own = eventsIn(feed(rota, 'a', '2026-11-23T10:00:00Z'))
    expect(own.slice(0, 3)).toEqual([
      // Begun in summer time and ended in winter time: a week and an hour.
      {
        uid: 'r1-3-20261102T090000Z-primary@duty.waypost',
        says: 'On duty (primary)',
        from: '2026-11-02T09:00:00.000Z',
        to: '2026-11-09T09:00:00.000Z',
      },
      {
        uid: 'r1-6-20261123T090000Z-primary@duty.waypost',
        says: 'On duty (primary)',
        from: '2026-11-23T09:00:00.000Z',
        to: '2026-11-30T09:00:00.000Z',
      },
      {
        uid: 'o1-20261201T090000Z-primary@duty.waypost',
        says: 'On duty (primary)',
        from: '2026-12-01T09:00:00.000Z',
        to: '2026-12-02T09:00:00.000Z',
      },
    ])
    const october = eventsIn(feed(rota, 'b', '2026-10-26T10:00:00Z'))
    expect(october[0]).toMatchObject({ from: '2026-10-19T08:00:00.000Z', to: '2026-10-26T09:00:00.000Z' })
    expect(new Set(eventsIn(feed(rota, 'b', '2026-11-23T10:00:00Z')).map(({ says }) => says))).toEqual(
      new Set(['On duty (primary)', 'On duty (secondary)']),
    )
  })

  it('keeps the identity of each event from day to day, also of a cover that began long ago', () => {
    const long = aRota({
      covers: [aCover('2026-11-10T09:00:00Z', '2027-03-01T09:00:00Z', { personId: 'd' })],
    })
    const ids = (now: string) => new Set(eventsIn(feed(long, 'd', now)).map(({ uid }) => uid))
    expect(ids('2026-11-20T10:00:00Z')).toEqual(new Set(['o1-20261110T090000Z-primary@duty.waypost']))
    expect(ids('2027-02-20T10:00:00Z')).toEqual(ids('2026-11-20T10:00:00Z'))
    const today = eventsIn(feed(rota, 'a', '2026-11-23T10:00:00Z')).map(({ uid }) => uid)
    const tomorrow = eventsIn(feed(rota, 'a', '2026-11-24T10:00:00Z')).map(({ uid }) => uid)
    expect(today.filter((uid) => tomorrow.includes(uid)).length).toBeGreaterThanOrEqual(today.length - 1)
    expect(new Set(today).size).toBe(today.length)
  })

  it('ends every line with CRLF, has none of more than 75 octets, and says no name, address or number', () => {
    const id = '6f1d0c9e-3c7b-4f3b-9d76-0d9a1c2b3e4f'
    const text = feed(
      aRota({ rotations: [aRotation({ id, startsOn: '2026-10-12' })] }),
      'a',
      '2026-11-23T10:00:00Z',
    )
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    const lines = text.split('\r\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(75)
    expect(lines.some((line) => line.startsWith(' '))).toBe(true)
    expect(eventsIn(text)[0]?.uid).toBe(`${id}-3-20261102T090000Z-primary@duty.waypost`)
    expect(text).not.toMatch(/Person|example|7700/)
  })

  it('is a calendar without events for somebody who has no shift', () => {
    expect(eventsIn(feed(rota, 'd', '2026-11-23T10:00:00Z'))).toEqual([])
  })
})
