import { describe, expect, it } from 'vitest'
import { planSignInAlarms, type SignInFound } from '../../src/intake/sign-in-alarms.ts'

const plan = (found: Partial<SignInFound>) =>
  Object.fromEntries(
    planSignInAlarms({ isSignedIn: false, isTokenOverdue: false, outcome: undefined, ...found }),
  )

describe('alarms about getting into a mailbox', () => {
  it('end when the mailbox is open', () => {
    expect(plan({ isSignedIn: true })).toEqual({
      'mailbox-refused': false,
      'mailbox-not-connected': false,
      'token-not-refreshed': false,
    })
  })

  it.each([
    ['sign-in-refused', 'mailbox-refused'],
    ['not-connected', 'mailbox-not-connected'],
    ['token-not-given', 'token-not-refreshed'],
  ] as const)('%s raises %s and says nothing of the others', (outcome, kind) => {
    expect(plan({ outcome })).toEqual({ [kind]: true })
  })

  it('are left as they are by a network that is down', () => {
    expect(plan({ outcome: 'unreachable' })).toEqual({})
  })

  it('a token that could not be renewed is one, though the mailbox is open', () => {
    expect(plan({ isSignedIn: true, isTokenOverdue: true })).toMatchObject({ 'token-not-refreshed': true })
  })

  it('a mailbox that does not open is one, though the sign-in was taken', () => {
    expect(plan({ isSignedIn: true, outcome: 'not-connected' })).toMatchObject({
      'mailbox-refused': false,
      'mailbox-not-connected': true,
    })
  })
})
