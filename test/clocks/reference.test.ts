import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deadline } from '../../src/clocks/clock.ts'
import { EVENT_NAMES } from '../../src/clocks/clock-event.ts'
import { type Entry, project } from '../../src/clocks/clock-record.ts'
import { heededBy } from '../../src/clocks/clock-rule.ts'
import { CLOCK_KINDS, CLOCK_RULES } from '../../src/clocks/clock-rules.ts'
import { addDays } from '../../src/clocks/days.ts'
import { CALENDARS } from './calendars-on-disk.ts'
import { slowly } from './reference.ts'

/** The issue asks for 10,000 orders of events for each kind: `FAULTS=long`. CI looks at a hundred. */
const ORDERS = process.env['FAULTS'] === 'long' ? 10_000 : 100

const CASES = (kind: (typeof CLOCK_KINDS)[number]) => {
  const heeded = [...heededBy(CLOCK_RULES[kind]), 're-dated' as const]
  const day = fc.integer({ min: 0, max: 1_090 }).map((days) => addDays('2026-01-01', days))
  const name = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...heeded) },
    { weight: 1, arbitrary: fc.constantFrom(...EVENT_NAMES) },
  )
  return day.chain((receivedOn) =>
    fc.record({
      receivedOn: fc.constant(receivedOn),
      events: fc.array(
        fc.record({
          event: name,
          on: fc.integer({ min: -4, max: 70 }).map((days) => addDays(receivedOn, days)),
        }),
        { maxLength: 10 },
      ),
    }),
  )
}

describe('every clock against the rules said slowly', () => {
  it.each(CLOCK_KINDS)(
    '%s is due on the same day, whatever happened in whatever order',
    (kind) => {
      fc.assert(
        fc.property(CASES(kind), ({ receivedOn, events }) => {
          const found = deadline({ kind, receivedOn, events, calendars: CALENDARS })
          expect({
            startsOn: found.startsOn,
            due: 'refused' in found ? found.refused : found.dueOn,
            stoppedOn: found.stoppedOn,
          }).toEqual(slowly(kind, receivedOn, events))
        }),
        { numRuns: ORDERS },
      )
    },
    600_000,
  )

  it.each(CLOCK_KINDS)(
    '%s has one truth for one record, in whatever order its entries arrive, twice or once',
    (kind) => {
      const entries = CASES(kind).chain(({ receivedOn, events }) => {
        const record: Entry[] = [
          { id: 'r', event: 'received', on: receivedOn },
          ...events.map((event, at) => ({ id: `e${at}`, ...event })),
        ]
        const removals = fc
          .subarray(record.slice(1))
          .map((gone) =>
            gone.map(({ id, on }): Entry => ({ id: `x${id}`, event: 'removed', on, removes: id })),
          )
        return removals.chain((removed) => {
          const all = [...record, ...removed]
          return fc.record({
            all: fc.constant(all),
            shuffled: fc.shuffledSubarray(all, { minLength: all.length }),
            again: fc.subarray(all),
            kept: fc.constant(events.filter((_, at) => !removed.some(({ removes }) => removes === `e${at}`))),
            receivedOn: fc.constant(receivedOn),
          })
        })
      })
      fc.assert(
        fc.property(entries, ({ all, shuffled, again, kept, receivedOn }) => {
          const reading = { kind, calendars: CALENDARS }
          const truth = project(reading, all)
          expect(project(reading, [...shuffled, ...again])).toEqual(truth)
          const plain = deadline({ kind, receivedOn, events: kept, calendars: CALENDARS })
          expect(truth?.dueOn).toBe('refused' in plain ? undefined : plain.dueOn)
          if (truth?.dueOn) expect(truth.dueOn < addDays(truth.startsOn, 400)).toBe(true)
        }),
        { numRuns: ORDERS },
      )
    },
    600_000,
  )
})
