import { describe, expect, it } from 'vitest'
import { sayActor, sayEntry } from '../../src/web/parts/history.ts'

const NAMES = new Map([['https://sign-in.example.org 8f3a', 'Ada Marsh']])

describe('the history in words', () => {
  it.each([
    [
      'route-proposed',
      { route: 'foi', others: 'sar recruitment', abstained: true },
      'Proposed a route: Freedom of information, Subject access request and Recruitment, not sure',
    ],
    [
      'route-proposed',
      { route: 'foi', others: '', abstained: false },
      'Proposed a route: Freedom of information',
    ],
    [
      'route-changed',
      { from: 'foi', to: 'sar' },
      'Changed the route: from Freedom of information to Subject access request',
    ],
    ['alert-closed', { outcome: 'police-told' }, 'Closed the alert: police told'],
    [
      'acknowledgement-decided',
      { decision: 'hold', reason: 'domestic-abuse' },
      'Decided about the acknowledgement: hold',
    ],
    ['case-viewed', {}, 'Opened this page'],
    ['something-of-a-later-version', {}, 'something of a later version'],
  ])('says %s with what a reader asks for', (action, detail, said) => {
    expect(sayEntry({ actor: 'waypost', action, detail: detail as Record<string, string> })).toBe(said)
  })

  it.each([
    ['waypost', 'Waypost'],
    ['https://sign-in.example.org 8f3a', 'Ada Marsh'],
    ['https://sign-in.example.org 9b21', 'Account 9b21'],
    ['demo:duty-officer', 'Demo duty officer'],
  ])('names who did it: %s is %s', (actor, said) => {
    expect(sayActor(actor, NAMES)).toBe(said)
  })
})
