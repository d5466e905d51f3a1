import { describe, expect, it } from 'vitest'
import { clocksFor } from '../../src/clocks/clock.ts'
import { CLOCK_KINDS, CLOCK_RULES, isClockKind, REFERRAL_ALARM_HOURS } from '../../src/clocks/clock-rules.ts'
import { ROUTES, type Route } from '../../src/triage/route.ts'
import { CALENDARS } from './calendars-on-disk.ts'

const TUESDAY = new Date('2026-06-02T09:00:00Z')

const kindsFor = (...routes: Route[]) => clocksFor(routes, TUESDAY, CALENDARS).map(({ kind }) => kind)

describe('the clocks that a message starts', () => {
  it.each([
    ['foi', ['foi 2026-07-01']],
    ['sar', ['sar 2026-07-02']],
    ['data-rights', ['data-rights 2026-07-02']],
    ['police-complaint', ['police-complaint 2026-06-03']],
    ['complaint-review', ['complaint-review 2026-06-09']],
    ['iopc-referral', ['iopc-referral 2026-06-03']],
    ['chief-officer-complaint', ['referral-consideration 2026-06-03', 'chief-officer-complaint 2026-06-30']],
    ['office-holder-complaint', ['office-holder-complaint 2026-06-03']],
    ['office-complaint', []],
    ['general-enquiry', []],
    ['not-correspondence', []],
  ] as const)('%s starts %j', (route, expected) => {
    const started = clocksFor([route], TUESDAY, CALENDARS)
    expect(started.map(({ kind, dueOn }) => `${kind} ${dueOn}`)).toEqual(expected)
    expect(started.every(({ startsOn }) => startsOn === '2026-06-02')).toBe(true)
  })

  it('are those of every route, because a request inside a complaint is still a request', () => {
    expect(kindsFor('police-complaint', 'sar', 'foi')).toEqual(['police-complaint', 'foi', 'sar'])
  })

  it('start once each, however often a route is named', () => {
    expect(kindsFor('foi', 'foi')).toEqual(['foi'])
  })

  it('carry the law that they rest on', () => {
    expect(clocksFor(['foi'], TUESDAY, CALENDARS)[0]?.law).toContain('Freedom of Information Act 2000 s.10')
  })

  it('have an end to the minute where they are watched by the hour, and only there', () => {
    const started = clocksFor(['iopc-referral', 'foi'], TUESDAY, CALENDARS)
    expect(started.map(({ kind, dueAt }) => `${kind} ${dueAt?.toISOString()}`)).toEqual([
      'iopc-referral 2026-06-03T22:59:59.999Z',
      'foi undefined',
    ])
    expect(CLOCK_RULES['iopc-referral'].alarmHours).toBe(REFERRAL_ALARM_HOURS)
  })

  it('have no due day beyond the holiday lists, and the letter is taken in all the same', () => {
    const [started] = clocksFor(['foi'], new Date('2028-12-20T09:00:00Z'), CALENDARS)
    expect(started).toMatchObject({ kind: 'foi', startsOn: '2028-12-20', dueOn: undefined })
    expect(started?.because).toContain('the due day cannot be worked out')
  })
})

describe('the table of clocks', () => {
  it('has a clock of the same name for each route that starts one', () => {
    for (const kind of CLOCK_KINDS)
      for (const route of CLOCK_RULES[kind].startedBy) expect(kindsFor(route)).toContain(route)
  })

  it('names only routes, and says what is owed and under which law', () => {
    for (const kind of CLOCK_KINDS) {
      const rule = CLOCK_RULES[kind]
      expect(rule.startedBy.every((route) => ROUTES.includes(route))).toBe(true)
      expect(rule.owed).toMatch(/\.$/)
      expect(rule.law.length).toBeGreaterThan(20)
    }
  })

  it('knows its own names and no others', () => {
    expect(CLOCK_KINDS.every(isClockKind)).toBe(true)
    expect(['', 'FOI', 'toString', 'general-enquiry'].some(isClockKind)).toBe(false)
  })
})
