/**
 * What was written down about one clock, and what of it holds. The record is only ever
 * added to: a mistake is taken back by a removal that names it. The same entries in any
 * order, and an entry that came twice, give the same truth.
 */
import type { Calendars, Division } from './calendars.ts'
import { type Deadline, type DeadlineAsked, deadline } from './clock.ts'
import type { ClockEvent, EventName } from './clock-event.ts'
import type { ClockKind } from './clock-rules.ts'
import { endOfLondonDay, type IsoDate, type Received, startOfLondonDay } from './days.ts'

/** One entry of the record. `removes` is set exactly on a removal. */
export type Entry = {
  id: string
  event: EventName | 'received' | 'removed'
  on: IsoDate
  at?: Date
  removes?: string
}

/** The receipt and the events that nobody has taken back; undefined where no receipt was written down. */
export type Truth = { received: Received; events: readonly (ClockEvent & { id: string })[] }

/** What of the record holds. A receipt is never taken back, only re-dated. */
export function truthOf(record: readonly Entry[]): Truth | undefined {
  const removed = new Set(record.map(({ removes }) => removes))
  const holding = [...new Map(record.map((entry) => [entry.id, entry])).values()]
  const received = holding
    .filter(({ event }) => event === 'received')
    .sort((a, b) => momentOf(a) - momentOf(b))[0]
  if (!received) return undefined
  return {
    received: received.at ? { receivedAt: received.at } : { receivedOn: received.on },
    events: holding.flatMap(({ id, event, on, at }) =>
      event === 'received' || event === 'removed' || removed.has(id)
        ? []
        : [{ id, event, on, ...(at ? { at } : {}) }],
    ),
  }
}

const momentOf = ({ on, at }: Entry): number => (at ?? startOfLondonDay(on)).getTime()

/** By what a record is read: which clock, and whose holidays. */
export type Reading = {
  kind: ClockKind
  calendars: Calendars
  division?: Division
  period?: DeadlineAsked['period']
}

/** The due day of a truth, with its working. */
export const deadlineOf = (reading: Reading, { received, events }: Truth): Deadline =>
  deadline({ ...reading, ...received, events })

/** What is kept of a clock so that lists need not work it out; all of it can be made again from the record. */
export type Projection = {
  startsOn: IsoDate
  /** Undefined while the clock stands still or its days are not listed: never a date far ahead in its place. */
  dueOn: IsoDate | undefined
  dueAt: Date | undefined
  stoppedAt: Date | undefined
  because: string
}

/** The projection of a record; undefined where it holds no receipt. */
export function project(reading: Reading, record: readonly Entry[]): Projection | undefined {
  const truth = truthOf(record)
  if (!truth) return undefined
  const due = deadlineOf(reading, truth)
  const { startsOn, because, stoppedOn, stoppedAt } = due
  return {
    startsOn,
    because,
    dueOn: 'refused' in due ? undefined : due.dueOn,
    dueAt: 'refused' in due ? undefined : due.dueAt,
    stoppedAt: stoppedOn === undefined ? undefined : (stoppedAt ?? endOfLondonDay(stoppedOn)),
  }
}
