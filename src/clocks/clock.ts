/**
 * When a thing is due. A clock is a pure function of its kind, the time of receipt and
 * a list of dated events in any order, so that every date can be worked out again from
 * the record and shown with its working.
 */
import type { Route } from '../triage/route.ts'
import { type Calendars, type DayState, type Division, dayState } from './calendars.ts'
import type { ClockEvent, EventName } from './clock-event.ts'
import type { ClockRule, Extension as LongerPeriod, Period } from './clock-rule.ts'
import { CLOCK_KINDS, CLOCK_RULES, type ClockKind } from './clock-rules.ts'
import { type Counted, countDays, type DayCounted, type Refusal } from './count-days.ts'
import {
  addDays,
  dayReceived,
  endOfLondonDay,
  type IsoDate,
  londonDay,
  momentReceived,
  type Received,
  sayDay,
} from './days.ts'
import { extensionOf, type Heard, hearEvents, pausesOf, receiptOf, startDay } from './hear-events.ts'

/** `division` is the office's part of the UK; where none is said, the one whose police complaints law this is. */
export type DeadlineAsked = Received & {
  kind: ClockKind
  events?: readonly ClockEvent[]
  calendars: Calendars
  division?: Division | undefined
  /** In place of the period of the rule, for a target that the office has set itself. */
  period?: Period | undefined
}

/** A due day with its working, or the reason why there is none: a date is refused, never guessed. */
export type Deadline =
  | {
      startsOn: IsoDate
      dueOn: IsoDate
      /** For the clocks that are watched by the hour: the last moment that is in time. */
      dueAt?: Date
      /** The day on which it was answered or ended otherwise, and the moment where that is known. */
      stoppedOn?: IsoDate
      stoppedAt?: Date
      /** How it may be extended, the last day for the notice, and the day on which it was given in time. */
      extension?: LongerPeriod & { by: IsoDate; given?: IsoDate }
      days: readonly DayCounted[]
      because: string
    }
  | { startsOn: IsoDate; refused: Refusal; because: string; stoppedOn?: IsoDate; stoppedAt?: Date }

/**
 * The day by which the thing is owed. An event that the clock does not heed, or that
 * came too late to matter, leaves the due day as it was, and `because` says so: a
 * mistake in the record must not quietly give the office more time.
 */
export function deadline(asked: DeadlineAsked): Deadline {
  const known = CLOCK_RULES[asked.kind]
  const rule = asked.period ? { ...known, period: asked.period } : known
  const received = receiptOf(asked, asked.events ?? [])
  const receivedOn = dayReceived(received)
  const heard = hearEvents(rule, receivedOn, asked.events ?? [])
  const found =
    rule.period.unit === 'hours'
      ? hoursDeadline(received, rule, heard)
      : daysDeadline(rule, receivedOn, heard, (on) => stateIn(asked, rule, on))
  if (received === asked) return found
  return { ...found, because: `${found.because} The day of receipt was corrected to ${sayDay(receivedOn)}.` }
}

/** A clock whose days are all alike needs no calendar, so the end of the lists does not stop it. */
function stateIn(
  { calendars, division = 'england-and-wales' }: DeadlineAsked,
  rule: ClockRule,
  on: IsoDate,
): DayState {
  if (rule.calendar === 'none') return { state: 'open' }
  return dayState(calendars, rule.calendar === 'office' ? division : rule.calendar, on)
}

function daysDeadline(
  rule: ClockRule,
  receivedOn: IsoDate,
  heard: Heard,
  stateOf: (on: IsoDate) => DayState,
): Deadline {
  const pauses = pausesOf(rule, heard)
  const count = (startsOn: IsoDate, period: Period): Counted =>
    countDays({ startsOn, period, pauses: pauses.spans, rolls: rule.rolls, stateOf })
  const start = startDay(rule, receivedOn, heard, (on) => count(on, rule.period))
  if ('refused' in start) return { startsOn: receivedOn, ...start, ...stoppedBy(heard) }
  const { startsOn } = start
  const unextended = count(startsOn, rule.period)
  if ('refused' in unextended) return { startsOn, ...unextended, ...stoppedBy(heard) }
  const extension = extensionOf(rule, heard, unextended.dueOn)
  const counted = extension.to ? count(startsOn, extension.to) : unextended
  if ('refused' in counted) return { startsOn, ...counted, ...stoppedBy(heard) }
  const { dueOn, days } = counted
  const lastOn = days.findLast(({ counted }) => counted)?.on ?? dueOn
  const notes = [...heard.notes, ...start.notes, ...extension.notes, ...pauses.notesAfter(lastOn)]
  return {
    startsOn,
    dueOn,
    ...(rule.alarmHours ? { dueAt: endOfLondonDay(dueOn) } : {}),
    ...stoppedBy(heard),
    ...(rule.extension
      ? {
          extension: {
            ...rule.extension,
            by: unextended.dueOn,
            ...(extension.given ? { given: extension.given } : {}),
          },
        }
      : {}),
    days,
    because: [
      sayPeriod(extension.to ?? rule.period, startsOn),
      sayLaw(rule, dueOn),
      ...sayStop(heard, dueOn),
      ...notes,
    ].join(' '),
  }
}

/**
 * Hours are counted in elapsed time, through nights, weekends and changes of the clocks.
 * Where only the day is known they run from its first moment: too early is the safe mistake.
 */
function hoursDeadline(received: Received, rule: ClockRule, heard: Heard): Deadline {
  const startsAt = momentReceived(received)
  const startsOn = londonDay(startsAt)
  const dueAt = new Date(startsAt.getTime() + rule.period.count * 3_600_000)
  const dueOn = londonDay(dueAt)
  const days: DayCounted[] = []
  for (let on = startsOn; on <= dueOn; on = addDays(on, 1))
    days.push({ on, counted: true, reason: 'every-day', because: 'the hours run on every day' })
  const assumed =
    'receivedAt' in received ? [] : ['No time was given, so the hours run from the start of that day.']
  return {
    startsOn,
    dueOn,
    dueAt,
    ...stoppedBy(heard),
    days,
    because: [
      sayPeriod(rule.period, startsOn),
      sayLaw(rule, dueOn),
      ...assumed,
      ...sayStop(heard, dueOn),
      ...heard.notes,
    ].join(' '),
  }
}

const UNITS: Record<Period['unit'], [one: string, more: string]> = {
  'working-days': ['working day', 'working days'],
  days: ['calendar day', 'calendar days'],
  months: ['month', 'months'],
  hours: ['hour', 'hours'],
}

const sayPeriod = ({ unit, count }: Period, startsOn: IsoDate): string =>
  `${count} ${UNITS[unit][count === 1 ? 0 : 1]} from ${sayDay(startsOn)}.`

const sayLaw = (rule: ClockRule, dueOn: IsoDate): string => `Due ${sayDay(dueOn)}. ${rule.law}.`

const stoppedBy = ({ stopped }: Heard) =>
  stopped ? { stoppedOn: stopped.on, ...(stopped.at ? { stoppedAt: stopped.at } : {}) } : {}

const ENDS: Partial<Record<EventName, string>> = {
  answered: 'Answered',
  withdrawn: 'Withdrawn',
  transferred: 'Transferred',
  closed: 'The case was closed',
}

function sayStop({ stopped }: Heard, dueOn: IsoDate): string[] {
  if (stopped === undefined) return []
  return [
    `${ENDS[stopped.event]} on ${sayDay(stopped.on)}, ${stopped.on <= dueOn ? 'in time' : 'after the due day'}.`,
  ]
}

/** A clock that a message starts, ready to be kept; `dueOn` is undefined where a date had to be refused. */
export type StartedClock = {
  kind: ClockKind
  startsOn: IsoDate
  dueOn: IsoDate | undefined
  dueAt?: Date
  law: string
  because: string
}

/**
 * The clocks that a message starts: every route of the message starts its own, because a
 * request inside a complaint is still a request (UK GDPR Art 15, FOIA s.8). Each kind
 * starts once. A date that cannot be worked out never keeps a letter from being taken in.
 */
export function clocksFor(
  routes: readonly Route[],
  receivedAt: Date,
  calendars: Calendars,
  division: Division = 'england-and-wales',
): StartedClock[] {
  return CLOCK_KINDS.filter((kind) =>
    CLOCK_RULES[kind].startedBy.some((route) => routes.includes(route)),
  ).map((kind) => {
    const due = deadline({ kind, receivedAt, calendars, division })
    return {
      kind,
      startsOn: due.startsOn,
      dueOn: 'refused' in due ? undefined : due.dueOn,
      ...('dueAt' in due && due.dueAt ? { dueAt: due.dueAt } : {}),
      law: CLOCK_RULES[kind].law,
      because: due.because,
    }
  })
}
