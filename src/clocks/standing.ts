/** How near a due day is, and whom it concerns. Pure: the same lists on the page, in the digest and in a test. */
import { type Calendars, type Division, dayState } from './calendars.ts'
import { addDays, type IsoDate } from './days.ts'

/** `standing-still`: there is no due day until what was asked for arrives. */
export type Standing = 'late' | 'due-today' | 'due-soon' | 'in-time' | 'standing-still'

/** By the day alone: what is due today is late only tomorrow. */
export function standingOf(dueOn: IsoDate | null, today: IsoDate, soonUntil: IsoDate): Standing {
  if (dueOn === null) return 'standing-still'
  if (dueOn < today) return 'late'
  if (dueOn === today) return 'due-today'
  return dueOn <= soonUntil ? 'due-soon' : 'in-time'
}

/**
 * The day so many working days from that one, later or, where `count` is negative, earlier.
 * A day beyond the lists counts as open, because a reminder may come a day early and must come.
 */
export function workingDayFrom(
  on: IsoDate,
  count: number,
  { calendars, division }: { calendars: Calendars; division: Division },
): IsoDate {
  const step = count < 0 ? -1 : 1
  let day = on
  for (let left = Math.abs(count); left > 0; ) {
    day = addDays(day, step)
    if (dayState(calendars, division, day).state !== 'closed') left--
  }
  return day
}

/** Whether people are at work on that day. */
export const isWorkingDay = (on: IsoDate, calendars: Calendars, division: Division): boolean =>
  dayState(calendars, division, on).state !== 'closed'
