import { describe, expect, it } from 'vitest'
import { type ChaseMove, chaseState } from '../../src/clocks/chase.ts'
import { standingOf, workingDayFrom } from '../../src/clocks/standing.ts'
import { CALENDARS } from './calendars-on-disk.ts'

const WHERE = { calendars: CALENDARS, division: 'england-and-wales' } as const
const moves = (written: string): ChaseMove[] =>
  written.split(' ').map((one) => {
    const [move, on] = one.split(':')
    return { move, on } as ChaseMove
  })
const state = (written: string) => chaseState(moves(written), [10, 5, 5], WHERE)

describe('waiting for somebody outside', () => {
  it.each([
    ['asked:2026-12-18', { state: 'waiting', chaseOn: '2027-01-06', rung: 0, isLast: false }],
    ['asked:2026-11-02', { state: 'waiting', chaseOn: '2026-11-16', rung: 0, isLast: false }],
    [
      'asked:2026-11-02 chased:2026-11-20',
      { state: 'waiting', chaseOn: '2026-11-27', rung: 1, isLast: false },
    ],
    [
      'asked:2026-11-02 chased:2026-11-20 chased:2026-11-27',
      { state: 'waiting', chaseOn: '2026-12-04', rung: 2, isLast: true },
    ],
    [
      'asked:2026-11-02 chased:2026-11-20 chased:2026-11-27 chased:2026-12-04',
      { state: 'waiting', chaseOn: '2026-12-11', rung: 3, isLast: true },
    ],
    ['answered:2026-11-19 chased:2026-11-20 asked:2026-11-02', { state: 'answered', on: '2026-11-19' }],
    ['asked:2026-11-02 withdrawn:2026-11-05', { state: 'withdrawn', on: '2026-11-05' }],
  ])('%s: %o', (written, expected) => {
    expect(state(written)).toEqual(expected)
  })

  it('never falls silent: the last wait goes on', () => {
    const many = ['asked:2026-11-02', ...Array.from({ length: 30 }, () => 'chased:2026-11-20')].join(' ')
    expect(state(many)).toMatchObject({ state: 'waiting', chaseOn: '2026-11-27' })
  })
})

describe('how near a due day is', () => {
  it.each([
    ['2026-11-29', 'late'],
    ['2026-11-30', 'due-today'],
    ['2026-12-07', 'due-soon'],
    ['2026-12-08', 'in-time'],
    [null, 'standing-still'],
  ])('%s is %s', (dueOn, expected) => {
    expect(standingOf(dueOn, '2026-11-30', '2026-12-07')).toBe(expected)
  })

  it('counts working days on and back, and takes a day beyond the lists for open', () => {
    expect(workingDayFrom('2026-12-24', 1, WHERE)).toBe('2026-12-29')
    expect(workingDayFrom('2026-12-29', -1, WHERE)).toBe('2026-12-24')
    expect(workingDayFrom('2028-12-29', 1, WHERE)).toBe('2029-01-01')
  })
})
