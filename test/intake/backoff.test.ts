import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backoffMs } from '../../src/intake/backoff.ts'
import type { MailOutcome } from '../../src/intake/mailbox.ts'

const POLL_MS = 60_000
const MINUTE = 60_000
const waitAfter = (outcome: MailOutcome, count: number, random = 1, waitMs?: number) =>
  backoffMs({ outcome, count, waitMs }, POLL_MS, random)

describe('the wait before the next try', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [5, 16_000],
    [9, 256_000],
    [10, 300_000],
    [1_000_000, 300_000],
  ])('grows with the failures in a row from one second to five minutes: %d', (count, longest) => {
    expect(waitAfter('unreachable', count)).toBe(longest)
    expect(waitAfter('unreachable', count, 0)).toBe(0)
    expect(waitAfter('unreachable', count, 0.5)).toBe(longest / 2)
  })

  it('starts at 15 seconds or more after a refused sign-in, so that the account is not locked', () => {
    expect([waitAfter('sign-in-refused', 1, 0), waitAfter('sign-in-refused', 1)]).toEqual([15_000, 30_000])
    expect([waitAfter('not-connected', 9, 0), waitAfter('not-connected', 9)]).toEqual([150_000, 300_000])
  })

  it('22: waits the 92,415 ms that the server asks for, and not ten days but ten minutes', () => {
    expect(waitAfter('throttled', 1, 0, 92_415)).toBe(92_415)
    expect(waitAfter('throttled', 1, 1, 92_415)).toBe(92_415)
    expect(waitAfter('throttled', 1, 1, 10 * 24 * 60 * MINUTE)).toBe(10 * MINUTE)
  })

  it.each(['folder-missing', 'too-large', 'protocol-broken', 'cut-off', 'refused', 'unknown'] as const)(
    'never waits longer than the usual interval for the sake of one folder or message: %s',
    (outcome) => expect(waitAfter(outcome, 50)).toBe(POLL_MS),
  )

  it('is never negative, never above the longest, and never below what the server asked for', () => {
    const outcome = fc.constantFrom<MailOutcome>('unreachable', 'throttled', 'sign-in-refused', 'cut-off')
    const random = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(
        outcome,
        fc.integer({ min: 1, max: 5_000 }),
        fc.nat(20 * MINUTE),
        random,
        (kind, n, hint, r) => {
          const wait = waitAfter(kind, n, r, hint)
          expect(wait).toBeGreaterThanOrEqual(Math.min(hint, 10 * MINUTE))
          expect(wait).toBeLessThanOrEqual(Math.max(5 * MINUTE, Math.min(hint, 10 * MINUTE)))
        },
      ),
    )
  })
})
