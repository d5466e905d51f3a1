import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDue, nextAfterTrouble, nextDue } from '../../src/escalations/plan.ts'
import { rungsOf } from '../../src/offices/duty-rung.ts'
import { rulebook } from '../service.ts'

const office = rulebook.offices.get('mopac')
if (!office) throw new Error('The rules have no MOPAC')
const { duty } = office
const MINUTE = 60_000
const at = (iso: string, plusMs = 0) => new Date(Date.parse(iso) + plusMs)
const NOON = '2026-11-25T12:00:00Z'

type Timed = Parameters<typeof isDue>[0]
const aClimbing = (change: Partial<Timed> = {}): Timed => ({
  ...{ level: 'immediate', state: 'paging', step: 1, nextPageAt: at(NOON) },
  ...change,
})

describe('b39: whether the next rung is to be told', () => {
  it.each<[string, Partial<Timed>, number, boolean]>([
    ['a moment ago', {}, -1_000, true],
    ['now', {}, 0, true],
    ['in five minutes, as the wait of the rung before', {}, 5 * MINUTE, false],
    ['in six minutes, which no wait of the rung before explains', {}, 6 * MINUTE, true],
    [
      'in an hour, as the first page of a serious alert',
      { level: 'serious', state: 'raised', step: 0 },
      60 * MINUTE,
      false,
    ],
    ['in an hour, for the first page of an immediate one', { state: 'raised', step: 0 }, 60 * MINUTE, true],
    ['in an hour, as a reminder', { state: 'answered' }, 60 * MINUTE, false],
    ['in two hours, which nothing explains', { state: 'answered' }, 120 * MINUTE, true],
  ])('is known by its time (%s)', (_what, change, inMs, due) => {
    expect(isDue(aClimbing({ ...change, nextPageAt: at(NOON, inMs) }), duty, at(NOON))).toBe(due)
  })

  it.each([
    ['the night the clocks go back', '2026-10-25T00:30:00Z'],
    ['the night they go forward', '2026-03-29T00:30:00Z'],
    ['a leap day', '2028-02-29T23:59:30Z'],
    ['the end of a month', '2026-11-30T23:59:30Z'],
    ['the end of a year', '2026-12-31T23:59:30Z'],
  ])('is the same on %s: the wait of a rung is counted in minutes that pass', (_what, iso) => {
    const alert = aClimbing({ nextPageAt: at(iso, 5 * MINUTE) })
    expect(isDue(alert, duty, at(iso, 5 * MINUTE - 1))).toBe(false)
    expect(isDue(alert, duty, at(iso, 5 * MINUTE))).toBe(true)
  })

  it('never waits longer than the wait of the rung before, whatever a clock wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e10, max: 1e10 }), fc.integer({ min: 1, max: 50 }), (next, step) => {
        const alert = aClimbing({ step, nextPageAt: at(NOON, next) })
        expect(isDue(alert, duty, at(NOON)) || next <= 5 * MINUTE + 5_000).toBe(true)
      }),
    )
  })
})

describe('when the next rung is due', () => {
  it.each([
    ['in time', 0, 300],
    ['by a job that came four seconds late', 4, 300],
    ['a quarter of an hour late', 900, 1_200],
  ])('is reckoned from its own time where the last one was told %s', (_what, lateSeconds, dueSeconds) => {
    expect(nextDue(at(NOON), 5, at(NOON, lateSeconds * 1000))).toEqual(at(NOON, dueSeconds * 1000))
  })
})

describe('the next rung after a page that did not go through', () => {
  const secondsAfter = (ending: 'failed' | 'unknown' | 'cut-off', step: number) =>
    (nextAfterTrouble(ending, step, { duty, level: 'immediate', now: at(NOON) }).getTime() -
      Date.parse(NOON)) /
    1000

  it('is told after five seconds, and after half a minute where it may have got through', () => {
    expect(secondsAfter('failed', 0)).toBe(5)
    expect(secondsAfter('cut-off', 0)).toBe(30)
    expect(secondsAfter('unknown', 0)).toBe(30)
  })

  it('is told ever later, but always within a minute', () => {
    const rounds = Array.from({ length: 40 }, (_, round) =>
      secondsAfter('failed', round * rungsOf(duty.immediate).length),
    )
    expect(rounds.slice(0, 5)).toEqual([5, 10, 20, 40, 60])
    expect(Math.max(...rounds)).toBe(60)
  })
})
