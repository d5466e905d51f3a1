import { describe, expect, it } from 'vitest'
import type { OfficeProfile, RetentionRow } from '../../src/offices/profile.ts'
import { retentionFor } from '../../src/retention/schedule.ts'
import type { Route } from '../../src/triage/route.ts'

const row = (schedule: string, routes: Route[], more: Partial<RetentionRow> = {}): RetentionRow => ({
  schedule,
  routes,
  keepMonths: 96,
  trigger: 'last-action',
  source: ['T01'],
  ...more,
})

const ROWS = [
  row('complaint', ['police-complaint', 'office-complaint']),
  row('foi', ['foi'], { keepMonths: 36 }),
  row('event', ['event-or-list'], { keepMonths: 84, trigger: 'event-date' }),
  row('funding', ['supplier-or-funding'], { keepMonths: 84, trigger: 'not-set' }),
  row('consultation', ['consultation'], { keepMonths: 'not-set', trigger: 'not-set' }),
  row('campaign', ['recruitment'], { keepMonths: 6, trigger: 'campaign-end' }),
  row('appointed', ['recruitment'], { keepMonths: 96, trigger: 'campaign-end' }),
]

/** Only the parts of a profile that the schedule reads. */
const anOffice = (retention: RetentionRow[] = ROWS) =>
  ({ shortName: 'Example PCC', retention }) as OfficeProfile

describe('how long a case is kept', () => {
  it.each([
    [['foi'], 'foi', 36, 'last-action', 'the line of its route'],
    [['foi', 'police-complaint'], 'complaint', 96, 'last-action', 'the longest of its routes'],
    [['police-complaint', 'foi'], 'complaint', 96, 'last-action', 'in whatever order'],
    [
      ['police-complaint', 'event-or-list'],
      'event',
      84,
      'event-date',
      'an event that may come late outranks a long period',
    ],
    [['event-or-list', 'supplier-or-funding'], 'funding', 84, 'not-set', 'nothing to run from outranks that'],
    [['event-or-list', 'consultation'], 'consultation', 'not-set', 'not-set', 'no period outranks an event'],
    [['supplier-or-funding', 'consultation'], 'consultation', 'not-set', 'not-set', 'and a missing start'],
    [['police-complaint', 'consultation'], 'consultation', 'not-set', 'not-set', 'no period outranks all'],
    [['recruitment'], 'appointed', 96, 'campaign-end', 'the longest line of one route'],
    [['complaint-review'], 'not-set', 'not-set', 'not-set', 'a route that no line names has no period'],
    [['foi', 'complaint-review'], 'not-set', 'not-set', 'not-set', 'and neither has a case that carries it'],
    [[], 'not-set', 'not-set', 'not-set', 'nor a case without a route'],
  ] as const)('%j: %s, %s months from %s: %s', (routes, schedule, keepMonths, trigger, _why) => {
    const choice = retentionFor(anOffice(), routes)
    expect(choice).toMatchObject({ schedule, keepMonths, trigger })
    expect(choice.because.length).toBeGreaterThan(20)
  })

  it('names the requirement that it rests on', () => {
    expect(
      retentionFor(anOffice([row('foi', ['foi'], { source: ['A-37', 'T03'] })]), ['foi']).because,
    ).toContain('A-37, T03')
  })

  it('names the route for which the office has stated nothing', () => {
    expect(retentionFor(anOffice(), ['foi', 'complaint-review']).because).toContain(
      'Example PCC states no period for complaint-review',
    )
  })
})
