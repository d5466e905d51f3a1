import { describe, expect, it } from 'vitest'
import { type ClockEvent, type EventName, parseEvent, spansOf } from '../../src/clocks/clock-event.ts'

const event = (name: EventName, on: string): ClockEvent => ({ event: name, on })
const CLARIFICATION = { asked: 'pause', given: 'resume' } as const

describe('an event in writing', () => {
  it('is its name and its day', () => {
    expect(parseEvent('pause:2026-06-10')).toEqual({ ok: true, event: event('pause', '2026-06-10') })
  })

  it('takes a moment as the day that it is in London', () => {
    expect(parseEvent('identity-proved:2026-06-10T23:30Z')).toEqual({
      ok: true,
      event: event('identity-proved', '2026-06-11'),
    })
  })

  it.each([
    'pause',
    'pause:',
    ':2026-06-10',
    'paused:2026-06-10',
    'pause:2026-02-30',
    'pause 2026-06-10',
    '',
  ])('%j is refused with a reason', (text) => {
    const parsed = parseEvent(text)
    expect(parsed.ok).toBe(false)
    expect(!parsed.ok && parsed.because.length).toBeGreaterThan(10)
  })
})

describe('asking and arrival', () => {
  it.each([
    ['one of each', 'p01 r05', '01-05'],
    ['on one day', 'p01 r01', '01-01'],
    ['still awaited', 'p01', '01-'],
    ['asked twice before the arrival', 'p01 p03 r05', '01-05'],
    ['twice in turn', 'p01 r05 p07 r09', '01-05 07-09'],
    ['asked again on the day of the arrival', 'p01 r05 p05 r09', '01-05 05-09'],
    ['asked again and still awaited', 'p01 r05 p07', '01-05 07-'],
  ])('%s', (_, written, spans) => {
    const events = written
      .split(' ')
      .map((word) => event(word[0] === 'p' ? 'pause' : 'resume', `2026-06-${word.slice(1)}`))
    const found = spansOf(events, CLARIFICATION)
    expect(found.map(({ from, to }) => `${from.slice(8)}-${to?.slice(8) ?? ''}`).join(' ')).toBe(spans)
    expect(found.every(({ wasAsked }) => wasAsked)).toBe(true)
  })

  it('marks an arrival that nothing asked for', () => {
    expect(spansOf([event('resume', '2026-06-05'), event('pause', '2026-06-07')], CLARIFICATION)).toEqual([
      { from: '2026-06-07', to: undefined, wasAsked: true },
      { from: '2026-06-05', to: '2026-06-05', wasAsked: false },
    ])
  })
})
