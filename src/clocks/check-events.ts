/**
 * Whether something may be written down about a clock, and if not why, in a sentence for
 * the person who typed it. Pure: what is refused here is written nowhere.
 */
import { type ClockEvent, type EventName, type Pair, STOPS } from './clock-event.ts'
import { deadlineOf, type Reading, type Truth } from './clock-record.ts'
import { type ClockRule, heededBy, pairsOf } from './clock-rule.ts'
import { CLOCK_RULES } from './clock-rules.ts'
import { byDay, dayReceived, type IsoDate, londonDay, type Received, sayDay } from './days.ts'
import { eventPhrase, eventSaid } from './event-words.ts'
import { receiptOf } from './hear-events.ts'

/** What was wrong, by the name of the event that it is wrong with. */
export type Refused = { ok: false; event: EventName | 'received'; says: string }
export type Checked = { ok: true } | Refused

/** Nobody hands a request in today that came longer ago; a year that was mistyped looks like this. */
const OLDEST_YEARS = 5

const refused = (event: Refused['event'], says: string): Refused => ({ ok: false, event, says })

/** Whether that can be the day of receipt of a thing that is written down now. */
export function checkReceipt(received: Received, now: Date): Checked {
  const today = londonDay(now)
  const on = dayReceived(received)
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
  return checkTogether(reading, after, { added, before: truth })
}

/** Whether this event may be taken back: the others have to make sense without it. */
export function checkRemoval(reading: Reading, truth: Truth, id: string): Checked {
  const gone = truth.events.find((event) => event.id === id)
  if (!gone) return refused('received', 'This entry has been taken back already.')
  const after = { ...truth, events: truth.events.filter((event) => event.id !== id) }
  const checked = checkTogether(reading, after, { added: [], before: truth })
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
  events.filter(({ event }) => STOPS.includes(event)).sort((a, b) => byDay(a.on, b.on))[0]

/** What is added, and what held before it. */
type Change = { added: readonly ClockEvent[]; before: Truth }

/** The whole as it would be: in order of time, in pairs, in time, and with a due day that can be worked out. */
function checkTogether(reading: Reading, truth: Truth, change: Change): Checked {
  const rule = CLOCK_RULES[reading.kind]
  const receivedOn = dayReceived(receiptOf(truth.received, truth.events))
  const early = truth.events.find(({ event, on }) => event !== 're-dated' && on < receivedOn)
  if (early)
    return refused(
      early.event,
      `${eventSaid(early.event)} on ${sayDay(early.on)}, but the request came on ${sayDay(receivedOn)}: nothing can happen before that.`,
    )
  const crossed = pairsOf(rule)
    .map((pair) => crossing(truth, pair))
    .find(Boolean)
  if (crossed) return crossed
  const stopped = firstStop(truth.events)
  const late = stopped && truth.events.find(({ event, on }) => event !== 're-dated' && on > stopped.on)
  if (stopped && late)
    return refused(
      stopped.event,
      `${eventSaid(late.event)} on ${sayDay(late.on)}, after that: look at both days.`,
    )
  return checkDue(reading, truth, change)
}

function checkDue(reading: Reading, truth: Truth, { added, before }: Change): Checked {
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
  const stood = deadlineOf(reading, before)
  const late = added.find(({ event, on }) => isAsking(reading, event) && 'dueOn' in stood && on > stood.dueOn)
  return late
    ? refused(
        late.event,
        `The deadline had passed on ${sayDay(late.on)}, so ${eventPhrase(late.event)} cannot change it any more.`,
      )
    : { ok: true }
}

const isAsking = ({ kind }: Reading, event: EventName): boolean =>
  pairsOf(CLOCK_RULES[kind]).some(({ asked }) => asked === event)

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
