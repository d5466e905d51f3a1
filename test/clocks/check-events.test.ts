import { describe, expect, it } from 'vitest'
import { checkEvents, checkReceipt, checkRemoval } from '../../src/clocks/check-events.ts'
import { type ClockEvent, parseEvent } from '../../src/clocks/clock-event.ts'
import type { Truth } from '../../src/clocks/clock-record.ts'
import type { ClockKind } from '../../src/clocks/clock-rules.ts'
import { CALENDARS } from './calendars-on-disk.ts'

const NOW = new Date('2026-11-30T12:00:00Z')

const events = (written: string): (ClockEvent & { id: string })[] =>
  written
    .split(' ')
    .filter((text) => text !== '')
    .map((text, at) => {
      const parsed = parseEvent(text)
      if (!parsed.ok) throw new Error(parsed.because)
      return { ...parsed.event, id: `e${at}` }
    })

const truth = (receivedOn: string, written: string): Truth => ({
  received: { receivedOn },
  events: events(written),
})

/** What is said against adding the events, or `allowed`. */
const adding = (kind: ClockKind, receivedOn: string, held: string, added: string): string => {
  const checked = checkEvents({ kind, calendars: CALENDARS }, truth(receivedOn, held), events(added), NOW)
  return checked.ok ? 'allowed' : checked.says
}

describe('what may be written down about a deadline', () => {
  it.each([
    ['a receipt in the future', '2026-12-01', 'is in the future'],
    ['a receipt in 1970', '1970-01-01', 'is more than 5 years ago'],
    ['a receipt today', '2026-11-30', 'allowed'],
  ])('%s', (_, receivedOn, expected) => {
    const checked = checkReceipt({ receivedOn }, NOW)
    expect(checked.ok ? 'allowed' : checked.says).toContain(expected)
  })

  it('a receipt later today is in the future', () => {
    expect(checkReceipt({ receivedAt: new Date('2026-11-30T12:01:00Z') }, NOW).ok).toBe(false)
  })

  it.each([
    [
      'an answer before the request',
      'sar',
      '',
      'answered:2026-10-30',
      'but the request came on Monday 2 November 2026',
    ],
    ['an answer on the day of the request', 'sar', '', 'answered:2026-11-02', 'allowed'],
    ['an answer tomorrow', 'sar', '', 'answered:2026-12-01', 'is in the future'],
    ['an extension in time', 'sar', '', 'extend:2026-11-20', 'allowed'],
    ['a second extension', 'sar', 'extend:2026-11-20', 'extend:2026-11-21', 'has been extended already'],
    ['a pause', 'sar', '', 'pause:2026-11-10', 'allowed'],
    ['a pause and its end at once', 'sar', '', 'pause:2026-11-10 resume:2026-11-12', 'allowed'],
    [
      'a pause within a pause',
      'sar',
      'pause:2026-11-10 resume:2026-11-17',
      'pause:2026-11-12',
      'two pauses cannot overlap',
    ],
    ['a pause while one is open', 'sar', 'pause:2026-11-10', 'pause:2026-11-12', 'two pauses cannot overlap'],
    [
      'a pause around a pause',
      'sar',
      'pause:2026-11-10 resume:2026-11-12',
      'pause:2026-11-05 resume:2026-11-20',
      'two pauses cannot overlap',
    ],
    [
      'a pause before a pause',
      'sar',
      'pause:2026-11-10 resume:2026-11-12',
      'pause:2026-11-05 resume:2026-11-06',
      'allowed',
    ],
    [
      'two pauses that meet on a day',
      'sar',
      'pause:2026-11-10 resume:2026-11-12',
      'pause:2026-11-12 resume:2026-11-13',
      'allowed',
    ],
    ['the end of no pause', 'sar', '', 'resume:2026-11-12', 'nothing was being waited for'],
    ['proof of identity that nobody asked for', 'sar', '', 'identity-proved:2026-11-12', 'allowed'],
    [
      'identity asked for twice',
      'sar',
      'identity-asked:2026-11-04',
      'identity-asked:2026-11-05',
      'cannot overlap',
    ],
    [
      'a pause of an FOI request, which has none',
      'foi',
      '',
      'pause:2026-11-10',
      'is not changed by asking for clarification',
    ],
    [
      'a second answer',
      'sar',
      'answered:2026-11-10',
      'answered:2026-11-11',
      'It was answered on Tuesday 10 November 2026, which ended this deadline',
    ],
    [
      'a pause after the answer',
      'sar',
      'answered:2026-11-10',
      'pause:2026-11-11',
      'which ended this deadline',
    ],
    [
      'a pause before the answer, written down late',
      'sar',
      'answered:2026-11-20',
      'pause:2026-11-10 resume:2026-11-12',
      'allowed',
    ],
    ['a transfer', 'foi', '', 'transferred:2026-11-10', 'allowed'],
    ['a receipt that is corrected to before', 'sar', '', 're-dated:2026-10-30', 'allowed'],
    [
      'a receipt that is corrected to after an event',
      'sar',
      'pause:2026-11-10',
      're-dated:2026-11-12',
      'nothing can happen before that',
    ],
    ['a receipt that is corrected into the future', 'sar', '', 're-dated:2026-12-12', 'is in the future'],
  ] as const)('%s', (_, kind, held, added, expected) => {
    expect(adding(kind, '2026-11-02', held, added)).toContain(expected)
  })

  it('an extension after expiry is refused with the last day that there was', () => {
    expect(adding('sar', '2026-10-01', '', 'extend:2026-11-03')).toContain(
      'had to be given by Monday 2 November 2026. On Tuesday 3 November 2026 it was too late',
    )
    expect(adding('sar', '2026-10-01', '', 'extend:2026-11-02')).toBe('allowed')
  })

  it('asking for clarification after expiry is refused', () => {
    expect(adding('sar', '2026-10-01', '', 'pause:2026-11-03')).toContain('had passed')
  })

  it('what would need a calendar without next year is refused', () => {
    const short = {
      ...CALENDARS,
      scotland: { ...CALENDARS.scotland, coversTo: '2026-12-31' },
    }
    const checked = checkEvents(
      { kind: 'foi', calendars: short },
      truth('2026-11-02', ''),
      events('clarified:2026-11-30'),
      new Date('2026-12-20T12:00:00Z'),
    )
    expect(checked.ok).toBe(true)
    const late = checkEvents(
      { kind: 'foi', calendars: short },
      truth('2026-12-10', ''),
      events('clarified:2026-12-18'),
      new Date('2026-12-20T12:00:00Z'),
    )
    expect(late.ok ? '' : late.says).toMatch(/Scotland are listed from .* Nothing was written down/)
  })
})

describe('what may be taken back', () => {
  const taking = (held: string, id: string): string => {
    const checked = checkRemoval({ kind: 'sar', calendars: CALENDARS }, truth('2026-11-02', held), id)
    return checked.ok ? 'allowed' : checked.says
  }

  it('anything that the others do not rest on', () => {
    expect(taking('pause:2026-11-10 resume:2026-11-12 answered:2026-11-20', 'e2')).toBe('allowed')
    expect(taking('pause:2026-11-10 resume:2026-11-12', 'e1')).toBe('allowed')
  })

  it('not the beginning of a pause before its end, nor the same thing twice', () => {
    expect(taking('pause:2026-11-10 resume:2026-11-12', 'e0')).toContain('Take back the later entry first')
    expect(taking('pause:2026-11-10', 'gone')).toContain('taken back already')
  })
})
