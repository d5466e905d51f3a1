import { addDays, type IsoDate, londonDay } from '../clocks/days.ts'
import { daysBetween, momentOf, weekdayNumber } from './london-moment.ts'
import type { Hours, Rotation } from './rota.ts'

/** The last day on which the hand-over was due, at that moment or before it. */
function lastHandover({ handover }: Rotation, at: Date): IsoDate {
  const today = londonDay(at)
  const back = (weekdayNumber(today) - handover.weekday + 7) % 7
  const day = addDays(today, -back)
  return momentOf(day, handover.time) <= at ? day : addDays(day, -7)
}

/** A turn by its number, counted from 0, and whose it is. */
export type Turn = { number: number; personId: string }

/** Whose turn it is by the weeks alone; undefined before the first turn and after the end. */
export function turnAt(rotation: Rotation, at: Date): Turn | undefined {
  const { startsOn, handover, people, beginsAt, endsAt } = rotation
  if (at < beginsAt || (endsAt && at >= endsAt)) return undefined
  // A rotation that does not begin on the day of the hand-over begins with a short turn.
  const toFirst = (handover.weekday - weekdayNumber(startsOn) + 7) % 7
  const weeks = daysBetween(addDays(startsOn, toFirst), lastHandover(rotation, at)) / 7
  const number = Math.max(0, weeks + (toFirst > 0 ? 1 : 0))
  const personId = people[number % people.length]
  return personId === undefined ? undefined : { number, personId }
}

/** The hours that begin on that day, or undefined where none do. */
export function hoursFrom({ on, from, to }: Hours, day: IsoDate): { from: Date; to: Date } | undefined {
  if (!on.includes(weekdayNumber(day))) return undefined
  const lastDay = to <= from ? addDays(day, 1) : day
  return { from: momentOf(day, from), to: momentOf(lastDay, to) }
}

/** Whether that moment is within the hours, which may have begun the day before. */
export const isWithin = (hours: Hours, at: Date): boolean =>
  [addDays(londonDay(at), -1), londonDay(at)].some((day) => {
    const found = hoursFrom(hours, day)
    return found !== undefined && found.from <= at && at < found.to
  })
