import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDue, nextAfterTrouble } from '../../src/escalations/plan.ts'
import { rulebook } from '../service.ts'

const office = rulebook.offices.get('mopac')
if (!office) throw new Error('The rules have no MOPAC')
const { duty } = office
const MINUTE = 60_000
const at = (iso: string, plusMs = 0) => new Date(Date.parse(iso) + plusMs)
const NOON = '2026-11-25T12:00:00Z'

describe('b39: whether the next rung is to be told', () => {
  it.each([
    ['a moment ago', -1_000, true],
    ['now', 0, true],
    ['in a quarter of an hour', 15 * MINUTE, false],
    ['in an hour, as the first page of a serious alert', 60 * MINUTE, false],
    ['in two hours, which no wait explains', 120 * MINUTE, true],
  ])('is known by its time (%s)', (_what, inMs, due) => {
    const alert = { raisedAt: at(NOON, -MINUTE), nextPageAt: at(NOON, inMs), step: 0 }
    expect(isDue(alert, duty, at(NOON))).toBe(due)
  })

  it('is so at once for an alert that was raised by a clock which has been put back since', () => {
    const alert = { raisedAt: at(NOON, 59 * MINUTE), nextPageAt: at(NOON, 59 * MINUTE), step: 0 }
    expect(isDue(alert, duty, at(NOON))).toBe(true)
  })

  it.each([
    ['the night the clocks go back', '2026-10-25T00:30:00Z'],
    ['the night they go forward', '2026-03-29T00:30:00Z'],
    ['a leap day', '2028-02-29T23:59:30Z'],
    ['the end of a month', '2026-11-30T23:59:30Z'],
    ['the end of a year', '2026-12-31T23:59:30Z'],
  ])('is the same on %s: the wait of a rung is counted in minutes that pass', (_what, iso) => {
    const alert = { raisedAt: at(iso, -5_000), nextPageAt: at(iso, 10 * MINUTE), step: 1 }
    expect(isDue(alert, duty, at(iso, 10 * MINUTE - 1))).toBe(false)
    expect(isDue(alert, duty, at(iso, 10 * MINUTE))).toBe(true)
  })

  it('never waits longer than the longest wait there is, whatever a clock wrote', () => {
    const longestMs =
      60 * MINUTE + Math.max(...duty.ladder.map((rung) => rung.waitMinutes), duty.repeatMinutes) * MINUTE
    fc.assert(
      fc.property(
        fc.integer({ min: -1e10, max: 1e10 }),
        fc.integer({ min: -1e10, max: 1e10 }),
        (raised, next) => {
          const alert = { raisedAt: at(NOON, raised), nextPageAt: at(NOON, next), step: 0 }
          expect(isDue(alert, duty, at(NOON)) || next <= longestMs).toBe(true)
        },
      ),
    )
  })
})

describe('the next rung after a page that did not go through', () => {
  const secondsAfter = (ending: 'failed' | 'unknown' | 'cut-off', step: number) =>
    (nextAfterTrouble(ending, step, { ladder: duty.ladder, now: at(NOON) }).getTime() - Date.parse(NOON)) /
    1000

  it('is told after five seconds, and after half a minute where it may have got through', () => {
    expect(secondsAfter('failed', 0)).toBe(5)
    expect(secondsAfter('cut-off', 0)).toBe(30)
    expect(secondsAfter('unknown', 0)).toBe(30)
  })

  it('is told ever later, but always within a minute', () => {
    const rounds = Array.from({ length: 40 }, (_, round) =>
      secondsAfter('failed', round * duty.ladder.length),
    )
    expect(rounds.slice(0, 5)).toEqual([5, 10, 20, 40, 60])
    expect(Math.max(...rounds)).toBe(60)
  })
})
