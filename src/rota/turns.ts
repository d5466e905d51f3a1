import { addDays, type IsoDate, londonDay } from '../clocks/days.ts'
import { daysBetween, momentOf, weekdayNumber } from './london-moment.ts'
import type { Hours, Rotation } from './rota.ts'

/** When the first turn begins: on its first day, at the time of the hand-over. */
export const beginningOf = ({ startsOn, handover }: Rotation): Date => momentOf(startsOn, handover.time)

/** The last day on which the hand-over was due, at that moment or before it. */
function lastHandover({ handover }: Rotation, at: Date): IsoDate {
  const today = londonDay(at)
  const back = (weekdayNumber(today) - handover.weekday + 7) % 7
  const day = addDays(today, -back)
  return momentOf(day, handover.time) <= at ? day : addDays(day, -7)
}

/** Whose turn it is by the weeks alone; undefined before the first turn and after the end. */
export function turnAt(rotation: Rotation, at: Date): string | undefined {
  if (at < beginningOf(rotation) || (rotation.endsAt && at >= rotation.endsAt)) return undefined
  const { startsOn, handover, people } = rotation
  // A rotation that does not begin on the day of the hand-over begins with a short turn.
  const toFirst = (handover.weekday - weekdayNumber(startsOn) + 7) % 7
  const sinceFirst = daysBetween(addDays(startsOn, toFirst), lastHandover(rotation, at))
  const turn = sinceFirst / 7 + (toFirst > 0 ? 1 : 0)
  return people[Math.max(0, turn) % people.length]
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
