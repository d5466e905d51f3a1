import { describe, expect, it } from 'vitest'
import { QUEUE_WEIGHTS, type QueueFacts, queuePoints } from '../../src/triage/queue-points.ts'

const facts = (change: Partial<QueueFacts> = {}): QueueFacts => ({
  risk: 'none',
  openedOn: '2026-11-20',
  dueOn: null,
  abstained: false,
  routeConfirmed: false,
  acknowledgementHeld: false,
  hasUnread: false,
  openTasks: 0,
  isOwned: true,
  ...change,
})

const TODAY = '2026-11-30'

describe('the points of a case', () => {
  it.each([
    ['one for each day that it waits', {}, 10],
    ['by a deadline that is far off, no more than for waiting', { dueOn: '2027-01-30' }, 10],
    ['as if it had begun to wait 28 days before its deadline', { dueOn: '2026-12-10' }, 18],
    ['for a deadline of today', { dueOn: TODAY }, 28],
    ['more each day that it is late', { dueOn: '2026-11-25' }, 33],
    ['sixty for immediate danger', { risk: 'immediate' as const }, 70],
    ['thirty for what nobody could read', { risk: 'unreadable' as const }, 40],
    ['seven where a person has to choose the route', { abstained: true }, 17],
    ['none for that once a person has chosen', { abstained: true, routeConfirmed: true }, 10],
    ['three where nobody has it', { isOwned: false }, 13],
    ['for all of it together', { acknowledgementHeld: true, hasUnread: true, openTasks: 2 }, 45],
  ])('are %s', (_, change, sum) => {
    expect(queuePoints(facts(change), TODAY).sum).toBe(sum)
  })

  it('are the sum of what is shown, the greatest first', () => {
    const { sum, parts } = queuePoints(facts({ risk: 'serious', dueOn: '2026-11-28', isOwned: false }), TODAY)
    expect(parts).toEqual([
      { points: 30, because: 'The deadline was 2 days ago' },
      { points: 30, because: 'Signs of serious risk' },
      { points: 3, because: 'Nobody has taken it on' },
    ])
    expect(sum).toBe(63)
  })

  it('grow by one a day, whatever the case: the order of two cases never changes by itself', () => {
    const some = [
      facts(),
      facts({ dueOn: '2026-12-05' }),
      facts({ dueOn: '2027-03-01', openedOn: '2026-11-29' }),
    ]
    for (const one of some) {
      expect(queuePoints(one, '2026-12-01').sum - queuePoints(one, TODAY).sum).toBe(1)
    }
  })

  it('have a reason for every weight', () => {
    for (const { because, points } of QUEUE_WEIGHTS)
      expect([because.length > 10, points > 0]).toEqual([true, true])
  })
})
