import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayState } from '../../src/clocks/calendars.ts'
import { deadline } from '../../src/clocks/clock.ts'
import { EVENT_NAMES } from '../../src/clocks/clock-event.ts'
import { CLOCK_KINDS, CLOCK_RULES } from '../../src/clocks/clock-rules.ts'
import { addDays } from '../../src/clocks/days.ts'
import { CALENDARS } from './calendars-on-disk.ts'

const kinds = fc.constantFrom(...CLOCK_KINDS)
const daysFrom2026 = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2026-01-01', days))
const eventsAfter = (receivedOn: string) =>
  fc.array(
    fc.record({
      event: fc.constantFrom(...EVENT_NAMES),
      on: fc.integer({ min: -3, max: 60 }).map((days) => addDays(receivedOn, days)),
    }),
    { maxLength: 8 },
  )
const cases = fc.tuple(kinds, daysFrom2026).chain(([kind, receivedOn]) =>
  fc.record({
    kind: fc.constant(kind),
    receivedOn: fc.constant(receivedOn),
    events: eventsAfter(receivedOn),
  }),
)

const calendarOf = (kind: (typeof CLOCK_KINDS)[number]) =>
  CLOCK_RULES[kind].calendar === 'uk-any' ? 'uk-any' : 'england-and-wales'

describe('every clock', () => {
  it('gives the same answer in whatever order its events are told', () => {
    fc.assert(
      fc.property(
        cases.chain((one) =>
          fc.tuple(fc.constant(one), fc.shuffledSubarray([...one.events], { minLength: one.events.length })),
        ),
        ([one, shuffled]) => {
          const asked = { ...one, calendars: CALENDARS }
          expect(deadline({ ...asked, events: shuffled })).toEqual(deadline(asked))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is never due before it starts, nor starts before receipt', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const found = deadline({ ...one, calendars: CALENDARS })
        const corrected = one.events.filter(({ event }) => event === 're-dated').map(({ on }) => on)
        expect(found.startsOn >= (corrected.sort()[0] ?? one.receivedOn)).toBe(true)
        if ('dueOn' in found) expect(found.dueOn >= found.startsOn).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('shows every day from its start to its due day once, in order', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const found = deadline({ ...one, calendars: CALENDARS })
        if ('refused' in found) return
        const expected: string[] = []
        for (let on = found.startsOn; on <= found.dueOn; on = addDays(on, 1)) expected.push(on)
        expect(found.days.map(({ on }) => on)).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  it('gives a reason with each answer, and never a date with a refusal', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const found = deadline({ ...one, calendars: CALENDARS })
        expect(found.because.length).toBeGreaterThan(20)
        expect('refused' in found && 'dueOn' in found).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
})

describe('clocks of working days, and those that roll', () => {
  it('never end on a closed day', () => {
    const inWorkingDays = CLOCK_KINDS.filter(
      (kind) => CLOCK_RULES[kind].period.unit === 'working-days' || CLOCK_RULES[kind].rolls,
    )
    fc.assert(
      fc.property(fc.constantFrom(...inWorkingDays), cases, (kind, { receivedOn, events }) => {
        const found = deadline({ kind, receivedOn, events, calendars: CALENDARS })
        if ('dueOn' in found) expect(dayState(CALENDARS, calendarOf(kind), found.dueOn).state).toBe('open')
      }),
      { numRuns: 300 },
    )
  })

  it('count exactly the working days of their period, none of them closed', () => {
    fc.assert(
      fc.property(daysFrom2026, (receivedOn) => {
        const found = deadline({ kind: 'foi', receivedOn, calendars: CALENDARS })
        const counted = 'days' in found ? found.days.filter((day) => day.counted) : []
        expect(counted).toHaveLength(20)
        expect(counted.every(({ on }) => dayState(CALENDARS, 'uk-any', on).state === 'open')).toBe(true)
      }),
    )
  })
})

describe('a pause', () => {
  it('moves the due day of a subject access request on, and never back', () => {
    fc.assert(
      fc.property(
        daysFrom2026,
        fc.integer({ min: 0, max: 27 }),
        fc.integer({ min: 0, max: 40 }),
        (receivedOn, wait, length) => {
          const events = [
            { event: 'pause' as const, on: addDays(receivedOn, wait) },
            { event: 'resume' as const, on: addDays(receivedOn, wait + length) },
          ]
          const plain = deadline({ kind: 'sar', receivedOn, calendars: CALENDARS })
          const paused = deadline({ kind: 'sar', receivedOn, events, calendars: CALENDARS })
          expect('dueOn' in plain && 'dueOn' in paused && plain.dueOn <= paused.dueOn).toBe(true)
          const still =
            'days' in paused
              ? paused.days.filter(({ because }) => because.startsWith('the clock stands still'))
              : []
          expect(still).toHaveLength(length + 1)
        },
      ),
    )
  })
})
