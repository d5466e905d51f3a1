import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AccessToken, isUsable, needsRenewal, readToken } from '../../src/tokens/access-token.ts'

const ASKED_AT = new Date('2026-11-25T09:00:00Z')
const HOUR_MS = 3_600_000
const token: AccessToken = { value: 'a-token', askedAt: ASKED_AT, lifeMs: HOUR_MS }
const minutesOn = (minutes: number) => new Date(ASKED_AT.getTime() + minutes * 60_000)

describe('an access token', () => {
  it.each([
    [0, false, true],
    [47.9, false, true],
    [48, true, true],
    [58.9, true, true],
    [59, true, false],
    [600, true, false],
  ])('of an hour is after %d minutes due for renewal: %s, and usable: %s', (minutes, due, usable) => {
    expect([needsRenewal(token, minutesOn(minutes)), isUsable(token, minutesOn(minutes))]).toEqual([
      due,
      usable,
    ])
  })

  it('is renewed where our clock was put back, because its age is not known then', () => {
    expect(needsRenewal(token, minutesOn(-2))).toBe(true)
    expect(needsRenewal(token, minutesOn(-0.5))).toBe(false)
  })

  it('of a very short life is used while it is not yet due, and not after it', () => {
    const short = { ...token, lifeMs: 10_000 }
    expect(isUsable(short, new Date(ASKED_AT.getTime() + 7_000))).toBe(true)
    expect(isUsable(short, new Date(ASKED_AT.getTime() + 8_000))).toBe(false)
  })

  it('is always due before it is unusable', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 200_000 }), (life, age) => {
        const one = { ...token, lifeMs: life * 1000 }
        const now = new Date(ASKED_AT.getTime() + age * 1000)
        expect(isUsable(one, now) || needsRenewal(one, now)).toBe(true)
      }),
    )
  })
})

describe('what a token endpoint answers', () => {
  const answer = (change: Record<string, unknown>) =>
    readToken(
      JSON.stringify({ token_type: 'Bearer', access_token: 'abc', expires_in: 3599, ...change }),
      ASKED_AT,
    )

  it('is a token with its life', () => {
    expect(answer({})).toEqual({ value: 'abc', askedAt: ASKED_AT, lifeMs: 3_599_000 })
    expect(answer({ expires_in: '120' })?.lifeMs).toBe(120_000)
    expect(answer({ expires_in: undefined })?.lifeMs).toBe(600_000)
    expect(answer({ expires_in: 1e12 })?.lifeMs).toBe(24 * HOUR_MS)
  })

  it.each([
    ['is of another type', { token_type: 'mac' }],
    ['is empty', { access_token: '' }],
    ['holds a line end or another control character', { access_token: 'a\u0001auth=Bearer b' }],
    ['has no life', { expires_in: 0 }],
    ['has a life that is no number', { expires_in: 'soon' }],
    ['is missing', { access_token: undefined, error: 'invalid_client' }],
  ])('is no token where it %s', (_what, change) => expect(answer(change)).toBeUndefined())

  it.each(['', '<html>Sign in</html>', '[]', 'null', '{"access_token":'])(
    'is no token as garbage: %s',
    (text) => expect(readToken(text, ASKED_AT)).toBeUndefined(),
  )
})
