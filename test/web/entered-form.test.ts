import { describe, expect, it } from 'vitest'
import { readContact } from '../../src/web/enter/entered-form.ts'

const NOW = new Date('2026-07-15T13:00:00Z')
const GOOD = { channel: 'call', day: '2026-07-14', time: '16:10', words: 'Please ring my daughter.' }
const mistakes = (typed: Record<string, string>) => {
  const read = readContact({ ...GOOD, ...typed }, NOW)
  return read.ok ? {} : read.mistakes
}
const receivedAt = (typed: Record<string, string>) => {
  const read = readContact({ ...GOOD, ...typed }, NOW)
  return read.ok ? read.contact.receivedAt.toISOString() : undefined
}

describe('the form for a letter, a call or a visit', () => {
  it.each([
    [{}, '2026-07-14T15:10:00.000Z', 'a summer time is an hour ahead of UTC'],
    [{ day: '2026-01-14' }, '2026-01-14T16:10:00.000Z', 'a winter time is UTC'],
    [{ time: '' }, '2026-07-14T11:00:00.000Z', 'without a time it counts as noon'],
    [{ day: '2026-07-15', time: '14:00' }, '2026-07-15T13:00:00.000Z', 'this very minute is not the future'],
    [{ time: '9:05' }, '2026-07-14T08:05:00.000Z', 'an hour may have one figure'],
  ])('reads the clocks of London: %j is %s (%s)', (typed, at, _because) => {
    expect(receivedAt(typed as Record<string, string>)).toBe(at)
  })

  it('counts today without a time as now, where noon is still to come', () => {
    const morning = new Date('2026-07-15T08:00:00Z')
    const read = readContact({ ...GOOD, day: '2026-07-15', time: '' }, morning)
    expect(read.ok && read.contact.receivedAt).toEqual(morning)
  })

  it.each([
    [{ channel: 'email' }, 'channel'],
    [{ channel: '' }, 'channel'],
    [{ day: '' }, 'day'],
    [{ day: '2026-02-30' }, 'day'],
    [{ day: '2026-07-14T10:00Z' }, 'day'],
    [{ day: '2026-07-16' }, 'day'],
    [{ day: '2026-07-16', time: '' }, 'day'],
    [{ day: '2026-07-15', time: '14:01' }, 'day'],
    [{ time: '25:00' }, 'time'],
    [{ time: 'noon' }, 'time'],
    [{ address: 'not an address' }, 'address'],
    [{ address: 'a@example.org\nBcc: b@example.org' }, 'address'],
    [{ words: '' }, 'words'],
    [{ subject: 'a'.repeat(501) }, 'subject'],
  ])('asks again where it cannot be right: %j', (typed, field) => {
    expect(Object.keys(mistakes(typed as Record<string, string>))).toEqual([field])
  })

  it('names every mistake at once', () => {
    expect(Object.keys(mistakes({ channel: '', day: '', words: '' })).sort()).toEqual([
      'channel',
      'day',
      'words',
    ])
  })

  it('asks nobody for a name, an address or a subject', () => {
    const read = readContact(GOOD, NOW)
    expect(read.ok && read.contact).toMatchObject({ name: '', subject: 'Telephone call entered by hand' })
  })
})
