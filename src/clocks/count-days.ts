/** Counting a period out day by day, so that the due day can be shown and not only asserted. */
import type { DayState } from './calendars.ts'
import { type Span, spanHolds } from './clock-event.ts'
import type { Period } from './clock-rule.ts'
import { addDays, addMonths, type IsoDate, sayDay } from './days.ts'

/** Why a day counts or does not; `src/clocks/ladder.ts` names the law behind each. */
export type DayReason = 'start' | 'working-day' | 'every-day' | 'closed' | 'paused' | 'moves-on' | 'moved-to'

/** One line of the working: a day, whether it counts, as which number, and why. */
export type DayCounted = {
  on: IsoDate
  counted: boolean
  number?: number
  reason: DayReason
  because: string
}

/** Why there is no due day: still standing, not yet begun, or past the end of the holiday lists. */
export type Refusal = 'paused' | 'not-begun' | 'beyond-calendar'

export type Counted = { dueOn: IsoDate; days: readonly DayCounted[] } | { refused: Refusal; because: string }

export type Counting = {
  startsOn: IsoDate
  period: Period
  /** Stretches in which the clock stands still. */
  pauses: readonly Span[]
  rolls: boolean
  stateOf: (on: IsoDate) => DayState
}

/** The due day with its working. Hours are not counted here: they have no days to skip. */
export function countDays(counting: Counting): Counted {
  const counted =
    counting.period.unit === 'working-days' ? countWorkingDays(counting) : countAllDays(counting)
  return 'refused' in counted || !counting.rolls ? counted : rollOn(counted, counting.stateOf)
}

const STARTS = 'the clock starts; counting begins after it'

/** Day one is the next working day after the start, whatever kind of day the start was. */
function countWorkingDays({ startsOn, period, pauses, stateOf }: Counting): Counted {
  const days: DayCounted[] = [{ on: startsOn, counted: false, reason: 'start', because: STARTS }]
  let on = startsOn
  let number = 0
  while (number < period.count) {
    on = addDays(on, 1)
    const pause = pauses.find((span) => spanHolds(span, on))
    if (pause && pause.to === undefined) return standing(pause)
    const day = stateOf(on)
    if (day.state === 'unknown') return { refused: 'beyond-calendar', because: day.because }
    if (day.state === 'closed') days.push({ on, counted: false, reason: 'closed', because: day.because })
    else if (pause) days.push({ on, counted: false, reason: 'paused', because: pausedOn(pause) })
    else days.push({ on, counted: true, number: ++number, reason: 'working-day', because: 'working day' })
  }
  return { dueOn: on, days }
}

/**
 * Months end on the date that corresponds to the start, and a paused first day moves
 * that end, since the month begins with it. A period of days begins the day after.
 */
function countAllDays({ startsOn, period, pauses }: Counting): Counted {
  const inMonths = period.unit === 'months'
  const days: DayCounted[] = []
  let dueOn = inMonths ? addMonths(startsOn, period.count) : addDays(startsOn, period.count)
  let number = 0
  for (let on = startsOn; on <= dueOn; on = addDays(on, 1)) {
    const first = on === startsOn
    const pause = first && !inMonths ? undefined : pauses.find((span) => spanHolds(span, on))
    if (pause && pause.to === undefined) return standing(pause)
    if (pause) {
      dueOn = addDays(dueOn, 1)
      days.push({ on, counted: false, reason: 'paused', because: pausedOn(pause) })
    } else if (first) {
      days.push({
        on,
        counted: inMonths,
        reason: 'start',
        because: inMonths ? 'the month begins' : STARTS,
      })
    } else if (inMonths)
      days.push({ on, counted: true, reason: 'every-day', because: 'every day of the month counts' })
    else days.push({ on, counted: true, number: ++number, reason: 'every-day', because: 'every day counts' })
  }
  return { dueOn, days }
}

/** Moves a last day on which the office cannot act to the next one on which it can. */
function rollOn(
  { dueOn, days }: Exclude<Counted, { refused: Refusal }>,
  stateOf: Counting['stateOf'],
): Counted {
  const moved: DayCounted[] = []
  let on = dueOn
  for (let day = stateOf(on); day.state !== 'open'; day = stateOf(on)) {
    if (day.state === 'unknown') return { refused: 'beyond-calendar', because: day.because }
    moved.push({
      on,
      counted: on === dueOn,
      reason: 'moves-on',
      because: `${day.because}, so the last day moves on`,
    })
    on = addDays(on, 1)
  }
  if (moved.length === 0) return { dueOn, days }
  return {
    dueOn: on,
    days: [
      ...days.slice(0, -1),
      ...moved,
      { on, counted: false, reason: 'moved-to', because: 'the next working day' },
    ],
  }
}

const standing = ({ from }: Span): Counted => ({
  refused: 'paused',
  because: `The clock has stood still since ${sayDay(from)}, and will until what was asked for arrives.`,
})

const pausedOn = ({ from, to = from }: Span): string =>
  `the clock stands still from ${sayDay(from)} to ${sayDay(to)}`
