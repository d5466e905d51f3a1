import { describe, expect, it } from 'vitest'
import { type Deadline, type DeadlineAsked, deadline } from '../../src/clocks/clock.ts'
import { type ClockEvent, parseEvent } from '../../src/clocks/clock-event.ts'
import type { ClockKind } from '../../src/clocks/clock-rules.ts'
import { CALENDARS } from './calendars-on-disk.ts'

const events = (written: string): ClockEvent[] =>
  written.split(' ').flatMap((text) => {
    if (text === '') return []
    const parsed = parseEvent(text)
    if (!parsed.ok) throw new Error(parsed.because)
    return [parsed.event]
  })

const due = (
  kind: ClockKind,
  receivedOn: string,
  written = '',
  more: Partial<DeadlineAsked> = {},
): Deadline =>
  deadline({ kind, receivedOn, events: events(written), calendars: CALENDARS, ...more } as DeadlineAsked)

/** The due day, or why there is none. */
const dueOn = (...asked: Parameters<typeof due>): string => {
  const found = due(...asked)
  return 'refused' in found ? found.refused : found.dueOn
}

describe('a freedom of information request', () => {
  it.each([
    ['2026-05-29', '2026-06-29', '15 June is a holiday in Scotland'],
    ['2026-05-30', '2026-06-29', 'it came on a Saturday'],
    ['2026-07-01', '2026-07-30', '13 July is a holiday in Northern Ireland'],
    ['2026-11-23', '2026-12-22', "30 November is St Andrew's Day"],
    ['2026-12-18', '2027-01-21', 'Christmas, New Year and 4 January in Scotland'],
    ['2027-03-01', '2027-04-01', "St Patrick's Day, Good Friday and Easter Monday"],
    ['2028-06-20', '2028-07-19', '12 July is a holiday in Northern Ireland'],
  ])('received %s is due %s: %s', (received, expected) => {
    expect(dueOn('foi', received)).toBe(expected)
  })

  it.each([
    ['clarified gets twenty fresh days', 'clarified:2026-06-10', '2026-07-09'],
    ['clarified twice counts from the later', 'clarified:2026-06-10 clarified:2026-06-05', '2026-07-09'],
    ['does not pause', 'pause:2026-06-03 resume:2026-06-10', '2026-06-29'],
    [
      'leaves out the days of a fees notice, both ends',
      'fee-asked:2026-06-10 fee-paid:2026-06-12',
      '2026-07-02',
    ],
    ['has no due day while a fee is awaited', 'fee-asked:2026-06-10', 'paused'],
    ['takes no notice of a fee asked for too late', 'fee-asked:2026-06-30', '2026-06-29'],
    ['has forty days when extended in time', 'extend:2026-06-29', '2026-07-28'],
    ['keeps its day when the notice of extension is late', 'extend:2026-06-30', '2026-06-29'],
    ['keeps its day when answered', 'answered:2026-06-20', '2026-06-29'],
  ])('%s', (_, written, expected) => {
    expect(dueOn('foi', '2026-05-29', written)).toBe(expected)
  })

  it('shows each day, counted or not, and why', () => {
    const found = due('foi', '2026-05-29')
    const days = 'days' in found ? found.days : []
    expect(days[0]).toEqual({
      on: '2026-05-29',
      counted: false,
      reason: 'start',
      because: 'the clock starts; counting begins after it',
    })
    expect(days.filter(({ counted }) => counted).map(({ number }) => number)).toEqual(
      Array.from({ length: 20 }, (_, at) => at + 1),
    )
    expect(days.find(({ on }) => on === '2026-06-15')).toEqual({
      on: '2026-06-15',
      counted: false,
      reason: 'closed',
      because: 'World Cup bank holiday (Scotland)',
    })
    expect(days.at(-1)).toEqual({
      on: '2026-06-29',
      counted: true,
      number: 20,
      reason: 'working-day',
      because: 'working day',
    })
  })

  it('has no due day beyond the holiday lists', () => {
    const found = due('foi', '2028-12-10')
    expect(found).toMatchObject({ refused: 'beyond-calendar', startsOn: '2028-12-10' })
    expect(found.because).toContain('31 December 2028')
  })
})

describe('other requests for information', () => {
  it.each([
    ['eir', '', '2026-06-29'],
    ['eir', 'extend:2026-06-10', '2026-07-28'],
    ['foi-internal-review', '', '2026-06-29'],
    ['foi-internal-review', 'extend:2026-06-10', '2026-07-28'],
  ] as const)('%s with "%s" is due %s', (kind, written, expected) => {
    expect(dueOn(kind, '2026-05-29', written)).toBe(expected)
  })
})

describe('a subject access request', () => {
  it.each([
    ['2026-09-03', '', '2026-10-05', '3 October is a Saturday'],
    ['2026-11-25', '', '2026-12-29', 'Christmas Day, the weekend and the substitute day'],
    ['2027-01-31', '', '2027-03-01', 'there is no 31 February, and the 28th is a Sunday'],
    ['2028-01-31', '', '2028-02-29', 'a leap year'],
    [
      '2026-06-01',
      'pause:2026-06-10 resume:2026-06-17',
      '2026-07-09',
      'eight days of waiting for clarification',
    ],
    ['2027-01-31', 'extend:2027-02-20', '2027-04-30', 'three months from the original start'],
  ])('received %s with "%s" is due %s: %s', (received, written, expected) => {
    expect(dueOn('sar', received, written)).toBe(expected)
  })

  it.each([
    ['begins when identity is proved', 'identity-asked:2026-06-02 identity-proved:2026-06-11', '2026-07-13'],
    [
      'begins on the latest of identity and fee',
      'identity-proved:2026-06-11 fee-asked:2026-06-02 fee-paid:2026-06-15',
      '2026-07-15',
    ],
    ['has not begun while identity is awaited', 'identity-asked:2026-06-02', 'not-begun'],
    [
      'is not revived by asking who they are too late',
      'identity-asked:2026-07-02 identity-proved:2026-07-03',
      '2026-07-01',
    ],
    ['takes no notice of identity proved before receipt', 'identity-proved:2026-05-20', '2026-07-01'],
    ['stands still while clarification is awaited', 'pause:2026-06-10', 'paused'],
    ['is not paused after its due day', 'pause:2026-07-02', '2026-07-01'],
    ['is paused on its very last day', 'pause:2026-07-01 resume:2026-07-03', '2026-07-06'],
    ['adds a pause that began on the day of receipt', 'pause:2026-06-01 resume:2026-06-05', '2026-07-06'],
    ['adds a pause of a single day', 'pause:2026-06-10 resume:2026-06-10', '2026-07-02'],
    [
      'adds two pauses',
      'pause:2026-06-10 resume:2026-06-11 pause:2026-06-20 resume:2026-06-22',
      '2026-07-06',
    ],
    [
      'counts a day on which two pauses meet once',
      'pause:2026-06-10 resume:2026-06-12 pause:2026-06-12 resume:2026-06-13',
      '2026-07-06',
    ],
    [
      'adds a pause that the first pause brought within the month',
      'pause:2026-06-10 resume:2026-06-17 pause:2026-07-08 resume:2026-07-08',
      '2026-07-10',
    ],
    ['adds a pause to an extension', 'extend:2026-06-20 pause:2026-07-10 resume:2026-07-17', '2026-09-09'],
    ['may be extended on the due day itself', 'extend:2026-07-01', '2026-09-01'],
    ['is not extended the day after', 'extend:2026-07-02', '2026-07-01'],
    ['takes no notice of a clarification that was never asked for', 'resume:2026-06-10', '2026-07-01'],
    [
      'has a due day again once it was answered without the clarification',
      'pause:2026-06-30 answered:2026-07-01',
      '2026-07-03',
    ],
    ['takes no notice of a pause after the answer', 'answered:2026-06-20 pause:2026-06-25', '2026-07-01'],
    [
      'dates the month from receipt where it was answered without identity',
      'identity-asked:2026-06-02 answered:2026-06-10',
      '2026-07-01',
    ],
    [
      'is begun anew by asking who they are on the due day itself',
      'identity-asked:2026-07-01 identity-proved:2026-07-03',
      '2026-08-03',
    ],
    [
      'judges each asking by the due day of its own time',
      'fee-asked:2026-06-20 fee-paid:2026-07-10 identity-asked:2026-07-05 identity-proved:2026-07-20',
      '2026-08-20',
    ],
    [
      'takes no notice of an answer dated before receipt',
      'answered:2026-05-20 extend:2026-06-10',
      '2026-09-01',
    ],
    ['heeds what happened on the day of the answer', 'extend:2026-06-20 answered:2026-06-20', '2026-09-01'],
    [
      'takes no notice of what belongs to other clocks',
      'clarified:2026-06-10 updated:2026-06-11',
      '2026-07-01',
    ],
  ])('%s', (_, written, expected) => {
    expect(dueOn('sar', '2026-06-01', written)).toBe(expected)
  })

  it('says which events changed nothing', () => {
    const { because } = due('sar', '2026-06-01', 'clarified:2026-06-10 resume:2026-06-12 extend:2026-07-02')
    expect(because).toContain('clarified on Wednesday 10 June 2026')
    expect(because).toContain('What arrived on Friday 12 June 2026 ends no pause')
    expect(because).toContain('Notice of extension on Thursday 2 July 2026 came after the due day')
  })

  it('says so when a pause came after the month, though before the day that it rolled to', () => {
    const found = due('sar', '2026-09-03', 'pause:2026-10-05 resume:2026-10-09')
    expect(found).toMatchObject({ dueOn: '2026-10-05' })
    expect(found.because).toContain('Monday 5 October 2026 came after the due day, so it changes nothing')
  })

  it('has nothing to say against events that it heeds', () => {
    const { because } = due(
      'sar',
      '2026-06-01',
      'pause:2026-06-10 resume:2026-06-17 extend:2026-06-18 answered:2026-06-20',
    )
    expect(because).not.toContain('changes nothing')
  })

  it('says that it was answered, and whether in time', () => {
    expect(due('sar', '2026-06-01', 'answered:2026-07-01')).toMatchObject({ stoppedOn: '2026-07-01' })
    expect(due('sar', '2026-06-01', 'answered:2026-07-01').because).toContain('in time')
    expect(due('sar', '2026-06-01', 'answered:2026-07-02').because).toContain('after the due day')
  })

  it('shows why its last day moved', () => {
    const found = due('sar', '2026-11-25')
    const last =
      'days' in found
        ? found.days
            .slice(-5)
            .map(({ on, counted, because }) => `${on}${counted ? ' counted' : ''}: ${because}`)
        : []
    expect(last).toEqual([
      '2026-12-25 counted: Christmas Day (England and Wales), so the last day moves on',
      '2026-12-26: Saturday, so the last day moves on',
      '2026-12-27: Sunday, so the last day moves on',
      '2026-12-28: Boxing Day, substitute day (England and Wales), so the last day moves on',
      '2026-12-29: the next working day',
    ])
  })

  it('rolls by the bank holidays of the part of the UK where the office is', () => {
    expect(dueOn('sar', '2026-02-17')).toBe('2026-03-17')
    expect(dueOn('sar', '2026-02-17', '', { division: 'northern-ireland' })).toBe('2026-03-18')
  })
})

describe('other rights over data', () => {
  it.each([
    ['data-rights', '2026-09-03', '', '2026-10-05', 'one month, and it rolls'],
    [
      'data-rights',
      '2026-06-01',
      'pause:2026-06-10 resume:2026-06-17',
      '2026-07-01',
      'only access requests pause',
    ],
    ['data-rights', '2026-06-01', 'identity-proved:2026-06-11', '2026-07-13', 'identity starts it anew'],
    ['data-rights', '2027-01-31', 'extend:2027-02-20', '2027-04-30', 'three months'],
    [
      'data-protection-complaint',
      '2026-11-27',
      '',
      '2026-12-29',
      '27 December is a Sunday and the 28th a holiday',
    ],
    ['data-protection-complaint', '2026-06-19', '', '2026-07-20', '19 July is a Sunday'],
    ['privacy-information', '2026-09-03', '', '2026-10-03', 'one month, and it does not roll'],
  ] as const)('%s received %s with "%s" is due %s: %s', (kind, received, written, expected, _why) => {
    expect(dueOn(kind, received, written)).toBe(expected)
  })
})

describe('the duties about police complaints', () => {
  it.each([
    ['review-window', '2026-11-02', '', '2026-11-30', '28 days starting with the day after'],
    ['review-window', '2026-11-07', '', '2026-12-05', 'a Saturday does not move it'],
    [
      'review-window',
      '2026-11-02',
      'pause:2026-11-10 resume:2026-11-12',
      '2026-12-03',
      'lost time is ignored',
    ],
    [
      'review-window',
      '2026-11-02',
      'pause:2026-11-02 resume:2026-11-04',
      '2026-12-02',
      'its first day is the day after',
    ],
    ['chief-officer-complaint', '2026-11-02', '', '2026-11-30', 'four weeks'],
    ['chief-officer-complaint', '2026-11-28', '', '2026-12-26', 'a holiday Saturday does not move it'],
    [
      'police-complaint-update',
      '2026-11-02',
      'updated:2026-11-20',
      '2026-12-18',
      'four weeks from the last update',
    ],
    [
      'police-complaint-update',
      '2026-11-02',
      'updated:2026-11-20 updated:2026-12-10',
      '2027-01-07',
      'the latest',
    ],
    ['police-complaint', '2026-12-24', '', '2026-12-29', 'the next working day in England and Wales'],
    ['police-complaint', '2026-06-12', '', '2026-06-15', 'a Scottish holiday is a working day here'],
    ['office-holder-complaint', '2026-06-12', '', '2026-06-15', 'the next working day'],
    ['complaint-outcome', '2026-12-23', '', '2027-01-04', 'five working days'],
    ['complaint-review', '2026-12-23', '', '2027-01-04', 'five working days'],
    ['iopc-referral', '2026-12-25', '', '2026-12-26', 'a holiday does not move it'],
    ['referral-consideration', '2026-06-12', '', '2026-06-13', 'a Saturday does not move it'],
  ] as const)('%s from %s with "%s" is due %s: %s', (kind, received, written, expected, _why) => {
    expect(dueOn(kind, received, written)).toBe(expected)
  })

  it('are not stopped by the end of the holiday lists where no holiday matters', () => {
    expect(dueOn('iopc-referral', '2028-12-31')).toBe('2029-01-01')
    expect(dueOn('chief-officer-complaint', '2028-12-20')).toBe('2029-01-17')
    expect(dueOn('police-complaint', '2028-12-29')).toBe('beyond-calendar')
  })
})

describe('the day of receipt', () => {
  it.each([
    ['foi', '2026-06-30T23:30:00Z', '2026-07-01', '2026-07-30'],
    ['sar', '2026-08-31T23:30:00Z', '2026-09-01', '2026-10-01'],
    ['sar', '2026-12-31T23:30:00Z', '2026-12-31', '2027-02-01'],
    ['sar', '2026-10-24T23:30:00Z', '2026-10-25', '2026-11-25'],
    ['sar', '2026-10-25T23:30:00Z', '2026-10-25', '2026-11-25'],
    ['sar', '2026-03-29T23:30:00Z', '2026-03-30', '2026-04-30'],
  ] as const)('%s at %s starts on %s in London and is due %s', (kind, at, startsOn, dueOn) => {
    expect(deadline({ kind, receivedAt: new Date(at), calendars: CALENDARS })).toMatchObject({
      startsOn,
      dueOn,
    })
  })
})

describe('the clocks that are watched by the hour', () => {
  it.each([
    ['iopc-referral', '2026-06-10T09:00:00Z', '2026-06-11', '2026-06-11T22:59:59.999Z', 'summer'],
    [
      'iopc-referral',
      '2026-06-10T23:30:00Z',
      '2026-06-12',
      '2026-06-12T22:59:59.999Z',
      'after midnight in London',
    ],
    ['iopc-referral', '2026-10-24T09:00:00Z', '2026-10-25', '2026-10-25T23:59:59.999Z', 'the clocks go back'],
    [
      'iopc-referral',
      '2027-03-27T09:00:00Z',
      '2027-03-28',
      '2027-03-28T22:59:59.999Z',
      'the clocks go forward',
    ],
    ['breach-72h', '2026-12-24T16:00:00Z', '2026-12-27', '2026-12-27T16:00:00.000Z', 'through Christmas'],
    [
      'breach-72h',
      '2026-10-24T08:00:00Z',
      '2026-10-27',
      '2026-10-27T08:00:00.000Z',
      'the hour that comes twice counts twice',
    ],
    [
      'breach-72h',
      '2027-03-26T10:00:00Z',
      '2027-03-29',
      '2027-03-29T10:00:00.000Z',
      'the hour that is skipped does not count',
    ],
    [
      'breach-24h',
      '2026-06-10T23:30:00Z',
      '2026-06-12',
      '2026-06-11T23:30:00.000Z',
      'after midnight in London',
    ],
  ] as const)('%s from %s is due on %s at %s: %s', (kind, at, dueOn, dueAt, _why) => {
    const found = deadline({ kind, receivedAt: new Date(at), calendars: CALENDARS })
    expect(found).toMatchObject({ dueOn })
    expect('dueAt' in found && found.dueAt?.toISOString()).toBe(dueAt)
  })

  it('run from the start of the day where no time is known, and say so', () => {
    const found = due('breach-72h', '2026-06-10')
    expect('dueAt' in found && found.dueAt?.toISOString()).toBe('2026-06-12T23:00:00.000Z')
    expect(found).toMatchObject({ startsOn: '2026-06-10', dueOn: '2026-06-13' })
    expect(found.because).toContain('No time was given')
  })
})
