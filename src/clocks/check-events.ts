/**
 * Whether something may be written down about a clock, and if not why, in a sentence for
 * the person who typed it. Pure: what is refused here is written nowhere.
 */
import { deadline } from './clock.ts'
import { type ClockEvent, type EventName, type Pair, STOPS } from './clock-event.ts'
import { deadlineOf, type Reading, type Truth } from './clock-record.ts'
import { CLOCK_RULES, type ClockRule, heededBy } from './clock-rules.ts'
import { type IsoDate, londonDay, type Received, sayDay } from './days.ts'
import { eventPhrase, eventSaid } from './event-words.ts'

/** What was wrong, by the name of the event that it is wrong with. */
export type Refused = { ok: false; event: EventName | 'received'; says: string }
export type Checked = { ok: true } | Refused

/** Nobody hands a request in today that came longer ago; a year that was mistyped looks like this. */
const OLDEST_YEARS = 5

const refused = (event: Refused['event'], says: string): Refused => ({ ok: false, event, says })

/** Whether that can be the day of receipt of a thing that is written down now. */
export function checkReceipt(received: Received, now: Date): Checked {
  const today = londonDay(now)
  const on = 'receivedAt' in received ? londonDay(received.receivedAt) : received.receivedOn
  if (on > today || ('receivedAt' in received && received.receivedAt > now))
    return refused('received', `${sayDay(on)} is in the future: give the day on which it came.`)
  if (Number(today.slice(0, 4)) - Number(on.slice(0, 4)) > OLDEST_YEARS)
    return refused(
      'received',
      `${sayDay(on)} is more than ${OLDEST_YEARS} years ago: look at the year, or start no deadline for it.`,
    )
  return { ok: true }
}

/** Whether these events may be added to what holds already, all of them or none. */
export function checkEvents(
  reading: Reading,
  truth: Truth,
  added: readonly ClockEvent[],
  now: Date,
): Checked {
  const rule = CLOCK_RULES[reading.kind]
  for (const one of added) {
    const wrong = wrongAlone(rule, truth, one, now)
    if (wrong) return wrong
  }
  const after: Truth = { ...truth, events: [...truth.events, ...added.map((one) => ({ ...one, id: '' }))] }
  return checkTogether(reading, after, added)
}

/** Whether this event may be taken back: the others have to make sense without it. */
export function checkRemoval(reading: Reading, truth: Truth, id: string): Checked {
  const gone = truth.events.find((event) => event.id === id)
  if (!gone) return refused('received', 'This entry has been taken back already.')
  const after = { ...truth, events: truth.events.filter((event) => event.id !== id) }
  const checked = checkTogether(reading, after, [])
  return checked.ok ? checked : { ...checked, says: `Take back the later entry first. ${checked.says}` }
}

function wrongAlone(rule: ClockRule, truth: Truth, one: ClockEvent, now: Date): Refused | undefined {
  const { event, on } = one
  if (event === 're-dated') {
    const checked = checkReceipt(one.at ? { receivedAt: one.at } : { receivedOn: on }, now)
    return checked.ok ? undefined : { ...checked, event }
  }
  if (!heededBy(rule).has(event))
    return refused(
      event,
      `This deadline is not changed by ${eventPhrase(event)}, so it is not written down here.`,
    )
  if (on > londonDay(now))
    return refused(event, `${sayDay(on)} is in the future: write it down when it has happened.`)
  const stopped = firstStop(truth.events)
  if (stopped && (STOPS.includes(event) || on > stopped.on))
    return refused(
      event,
      `${eventSaid(stopped.event)} on ${sayDay(stopped.on)}, which ended this deadline. If that is wrong, take it back first.`,
    )
  if (event === 'extend' && truth.events.some((other) => other.event === 'extend'))
    return refused(event, 'This deadline has been extended already, and can be only once.')
  return undefined
}

const firstStop = (events: readonly ClockEvent[]): ClockEvent | undefined =>
  events.filter(({ event }) => STOPS.includes(event)).sort((a, b) => compare(a.on, b.on))[0]

/** The whole as it would be: in order of time, in pairs, in time, and with a due day that can be worked out. */
function checkTogether(reading: Reading, truth: Truth, added: readonly ClockEvent[]): Checked {
  const rule = CLOCK_RULES[reading.kind]
  const receivedOn = receiptDay(truth)
  const early = truth.events.find(({ event, on }) => event !== 're-dated' && on < receivedOn)
  if (early)
    return refused(
      early.event,
      `${eventSaid(early.event)} on ${sayDay(early.on)}, but the request came on ${sayDay(receivedOn)}: nothing can happen before that.`,
    )
  const crossed = [...rule.pauses, ...rule.restarts].map((pair) => crossing(truth, pair)).find(Boolean)
  if (crossed) return crossed
  const stopped = firstStop(truth.events)
  const late = stopped && truth.events.find(({ event, on }) => event !== 're-dated' && on > stopped.on)
  if (stopped && late)
    return refused(
      stopped.event,
      `${eventSaid(late.event)} on ${sayDay(late.on)}, after that: look at both days.`,
    )
  return checkDue(reading, truth, added)
}

function checkDue(reading: Reading, truth: Truth, added: readonly ClockEvent[]): Checked {
  const due = deadlineOf(reading, truth)
  if ('refused' in due)
    return due.refused === 'beyond-calendar'
      ? refused(
          added[0]?.event ?? 'received',
          `${due.because} Nothing was written down: have the bank holidays brought up to date first.`,
        )
      : { ok: true }
  const extend = added.find(({ event }) => event === 'extend')
  if (extend && due.extension && extend.on > due.extension.by)
    return refused(
      'extend',
      `The notice of an extension had to be given by ${sayDay(due.extension.by)}. On ${sayDay(extend.on)} it was too late, so the deadline cannot be extended.`,
    )
  const before = dueWithout(reading, truth, added)
  const late = added.find(({ event, on }) => isAsking(reading, event) && before !== undefined && on > before)
  return late
    ? refused(
        late.event,
        `The deadline had passed on ${sayDay(late.on)}, so ${eventPhrase(late.event)} cannot change it any more.`,
      )
    : { ok: true }
}

/** The due day as it stood before; undefined where there was none. */
function dueWithout(reading: Reading, truth: Truth, added: readonly ClockEvent[]): IsoDate | undefined {
  const events = truth.events.filter(
    (event) => !added.some(({ event: name, on }) => event.event === name && event.on === on),
  )
  const due = deadline({ ...reading, ...truth.received, events })
  return 'refused' in due ? undefined : due.dueOn
}

const isAsking = ({ kind }: Reading, event: EventName): boolean =>
  [...CLOCK_RULES[kind].pauses, ...CLOCK_RULES[kind].restarts].some(({ asked }) => asked === event)

/** Two of one kind at once, or an arrival that nobody asked for where it would change nothing. */
function crossing({ events }: Truth, { asked, given }: Pair): Refused | undefined {
  if (!asked) return undefined
  const isPause = asked === 'pause' || events.some(({ event }) => event === asked)
  const mine = events.filter(({ event }) => event === asked || event === given)
  let openSince: IsoDate | undefined
  for (const day of [...new Set(mine.map(({ on }) => on))].sort()) {
    const left = mine.filter(({ on }) => on === day)
    while (left.length > 0) {
      const wanted = openSince === undefined ? asked : given
      const at = left.findIndex(({ event }) => event === wanted)
      if (at < 0 && openSince !== undefined)
        return refused(
          asked,
          `${eventSaid(asked)} on ${sayDay(openSince)} and again on ${sayDay(day)} before an answer came: two pauses cannot overlap. Give the days of one of them anew.`,
        )
      if (at < 0)
        return isPause
          ? refused(
              given,
              `${eventSaid(given)} on ${sayDay(day)}, but nothing was being waited for on that day.`,
            )
          : undefined
      left.splice(at, 1)
      openSince = openSince === undefined ? day : undefined
    }
  }
  return undefined
}

/** The earliest correction of the receipt, or the receipt. */
function receiptDay({ received, events }: Truth): IsoDate {
  const corrected = events.filter(({ event }) => event === 're-dated').map(({ on }) => on)
  return (
    corrected.sort()[0] ?? ('receivedAt' in received ? londonDay(received.receivedAt) : received.receivedOn)
  )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
